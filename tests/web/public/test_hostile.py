"""No address breaks a page: what cannot be answered is refused in words."""

from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skillshire.web.public import cache

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


EVERYWHERE = [
    "/", "/find/", "/areas/", "/areas/E07000243/", "/areas/E07000097/", "/areas/E07000243/data.csv",
    "/indicators/", "/indicators/claimant-count-rate/", "/indicators/claimant-count-rate/areas/",
    "/indicators/claimant-count-rate/data.json", "/indicators/claimant-count-rate/map.svg",
    "/indicators/highest-qualification/", "/compare/", "/compare/data.csv", "/supply-and-demand/",
    "/supply-and-demand/data.csv", "/supply-and-demand/mapping/", "/embed/areas/E07000243/",
    "/embed/indicators/claimant-count-rate/line/", "/strategy/measures/", "/data/", "/data/calendar/",
    "/data/calendar/data.json", "/data/revisions/", "/data/catalogue.jsonld", "/api/",
    "/api/v1/observations", "/api/v1/areas", "/api/v1/indicators", "/api/v1/measures",
]  # fmt: skip
MEANT = [
    "E07000243", "E12000006", "E92000001", "E06000052", "E07000097", "E10000015", "claimant-count-rate",
    "job-adverts", "highest-qualification", "sex=female", "size=micro", "2024-01-01/P1Y", "2025-03-01/P1M",
    "2020-03-31", "2024", "5", "-5", "districts-of-region", "unemployment", "name", "SG1 1AA", "stevenge", "",
]  # fmt: skip
VALUES = st.one_of(st.sampled_from(MEANT), st.sampled_from(HOSTILE), st.text(max_size=30))
QUERY = st.lists(st.tuples(st.sampled_from([*sorted(cache.KNOWN), "x"]), VALUES), max_size=6)


@settings(max_examples=80, deadline=None, suppress_health_check=FIXTURES)
@given(st.sampled_from(EVERYWHERE), QUERY)
def test_no_question_to_any_page_is_a_fault(strategy, read, address, query):
    """What is asked may make sense in part, which gets further than noise does."""
    response = read.client.get(f"{address}?{urlencode(query)}")
    assert response.status_code in (200, 301, 302, 400, 404, 414), address
    assert b"<script>alert" not in response.content and b"<img src=x" not in response.content


@pytest.mark.any_database
@pytest.mark.parametrize("address", EVERYWHERE)
def test_an_endless_question_is_refused_in_words(strategy, read, address):
    response = read.client.get(f"{address}?q={'a' * 10_000_000}")
    assert response.status_code == 414 and len(response.content) < 10_000
    assert "10,000,002 characters" in response.content.decode()
    assert response["X-Content-Type-Options"] == "nosniff"
    api = address.startswith("/api/")
    assert response["Content-Type"].startswith("application/problem+json" if api else "text/html")


@pytest.mark.any_database
@pytest.mark.parametrize("address", EVERYWHERE)
def test_hundreds_of_answers_to_one_question_are_no_fault(strategy, read, address):
    for name in ("area", "indicator", "period", "breakdown", "x"):
        response = read.client.get(f"{address}?{'&'.join([f'{name}=E07000243'] * 700)}")
        assert response.status_code in (200, 301, 302, 400, 404), (address, name)


@pytest.mark.any_database
@pytest.mark.parametrize("address", EVERYWHERE)
def test_too_many_questions_are_refused_in_words(strategy, read, address, caplog):
    response = read.client.get(f"{address}?{'&'.join(['area'] * 1500)}")
    assert response.status_code == 414 and "1,500 parts" in response.content.decode() and not caplog.records
