"""No address breaks a page: what cannot be answered is refused in words."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

WITH_A_DAY = ["/", "/strategy/", "/strategy/measures/2/", "/strategy/measures.csv"]
WITH_AN_AREA = ["/indicators/job-adverts/", "/indicators/job-adverts/data.csv"]
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}",
    "x" * 10_000,
    "\x00",
    "2020-03-31\x00",
    "٢٠٢٠-٠٣-٣١",
    "２０２０-03-31",
    "2020-03-31T00:00:00",
    "-1",
    "0000-00-00",
    "99999999999999999999",
    "'; DROP TABLE strategy; --",
    "../../etc/passwd",
    "\u202e\ufeff\U0001f600",
    "E10000015' OR 1=1",
]
FIXTURES = [HealthCheck.function_scoped_fixture]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_not_a_day_or_an_area_is_refused(strategy, read, text):
    for address, name in [*((one, "as-at") for one in WITH_A_DAY), *((one, "area") for one in WITH_AN_AREA)]:
        page = read(f"{address}?{name}={quote(text)}", expect=400)
        assert "<script>alert" not in page.markup and "<img" not in page.markup
        assert "49" not in page.text and page.size < 10_000


@settings(max_examples=60, deadline=None, suppress_health_check=FIXTURES)
@given(
    st.text(max_size=40), st.sampled_from(WITH_A_DAY + WITH_AN_AREA), st.sampled_from(["as-at", "area", "x"])
)
def test_no_text_in_an_address_is_a_fault(strategy, read, text, address, name):
    response = read.client.get(f"{address}?{name}={quote(text)}")
    assert response.status_code in (200, 400)


@settings(max_examples=40, deadline=None, suppress_health_check=FIXTURES)
@given(st.text(max_size=30))
def test_no_path_is_a_fault(strategy, read, text):
    for start in ("/", "/indicators/", "/strategy/measures/", "/strategy/actions/"):
        assert read.client.get(f"{start}{quote(text)}/").status_code in (200, 301, 404)


@settings(max_examples=40, deadline=None, suppress_health_check=FIXTURES)
@given(st.dates())
def test_every_day_is_answered(strategy, read, day):
    assert read.client.get(f"/strategy/measures/2/?as-at={day.isoformat()}").status_code in (200, 400)


def test_the_last_of_repeated_choices_counts(strategy, read):
    page = read("/?as-at=nonsense&as-at=2020-03-31&unknown=1&unknown=2")
    assert "as at 31 March 2020" in page.text


def test_an_empty_choice_is_no_choice(strategy, read):
    assert read("/?as-at=").h1 == read("/?as-at=%20").h1 == read("/").h1
    assert read("/indicators/job-adverts/?area=").h1 == read("/indicators/job-adverts/").h1


def test_a_slash_forgotten_is_added(strategy, read):
    response = read.client.get("/strategy?as-at=2020-03-31")
    assert response.status_code == 301 and response["Location"] == "/strategy/?as-at=2020-03-31"
