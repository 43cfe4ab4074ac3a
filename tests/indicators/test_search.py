import pytest
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skillshire.indicators import queries, releases, search


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("search")
    with override_settings(SKILLSHIRE_HOME=folder):
        releases.install_bundled(echo=lambda line: None)
    return folder


@pytest.fixture(autouse=True)
def serving(home, settings):
    settings.SKILLSHIRE_HOME = home


@pytest.mark.parametrize(
    "query, first",
    [
        ("aprenticeship starts", "apprenticeship-starts"),
        ("claiment count", "claimant-count-rate"),
        ("wages", "median-gross-weekly-pay"),
        ("people on benefits", "claimant-count-rate"),
        ("productivity", "gva-per-job"),
        ("gcse maths", "gcse-english-maths-by-19"),
        ("business deths", "business-deaths"),
        ("NEET", "neet-16-17"),
    ],
)
def test_words_of_title_subject_or_everyday_speech_find_the_indicator(query, first):
    assert search.find(query)[0].id == first


def test_every_indicator_is_found_by_its_title_and_its_id():
    for one in queries.indicators():
        assert search.exact(one.title) and search.exact(f"  {one.id.upper()} ").id == one.id
        assert one.id in [found.id for found in search.find(one.title, limit=5)]


def test_nothing_comes_of_nothing():
    assert search.find("") == search.find("xyzzy") == search.find("\x00") == []
    assert search.exact("") is None


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_any_text_is_answered(text):
    assert len(search.find(text)) <= 10
