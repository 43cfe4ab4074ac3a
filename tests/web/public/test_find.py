"""One box finds an area, an indicator or a postcode, however it is typed."""

from urllib.parse import quote_plus

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skillshire.indicators import queries

FIXTURES = [HealthCheck.function_scoped_fixture]


@pytest.fixture
def ask(read):
    return lambda text, expect=200: read(f"/find/?q={quote_plus(text)}", expect=expect)


@pytest.mark.parametrize(
    "text, address",
    [
        ("SG1 1AA", "/areas/E07000243/?postcode=SG1+1AA"),
        ("sg11aa", "/areas/E07000243/?postcode=SG1+1AA"),
        ("E07000243", "/areas/E07000243/"),
        ("E07000097", "/areas/E07000242/"),
        ("Stevenage", "/areas/E07000243/"),
        ("  HERTFORDSHIRE ", "/areas/E10000015/"),
        ("west yorks", "/areas/E47000003/"),
        ("Northamptonshire", "/areas/E10000021/"),
        ("Claimant count rate", "/indicators/claimant-count-rate/"),
        ("claimant-count-rate", "/indicators/claimant-count-rate/"),
    ],
)
def test_what_can_mean_one_thing_leads_straight_to_it(figures, ask, text, address):
    assert ask(text, expect=302).response["Location"] == address


def test_a_slip_in_an_areas_name_finds_it(figures, ask):
    page = ask("stevenge")
    assert page.h1 == "“stevenge”: 1 area"
    assert "/areas/E07000243/" in page.links and "District in Hertfordshire, East of England" in page.text


def test_a_slip_in_an_indicator_finds_it_with_the_latest_figure(figures, ask):
    page = ask("aprenticeship starts")
    assert page.h1.startswith("“aprenticeship starts”: ") and page.h1.endswith(" indicators")
    found = [link for link in page.links if link.startswith("/indicators/") and "area=" in link]
    assert found[0] == "/indicators/apprenticeship-starts/?area=E10000015"
    assert "6,577 2024/25" in page.text and "with the latest figure for Hertfordshire" in page.text


def test_an_area_named_beside_an_indicator_gives_its_figures(figures, ask):
    page = ask("claimant count leeds")
    assert "with the latest figure for Leeds" in page.text
    assert "/indicators/claimant-count-rate/?area=E08000035" in page.links
    assert "/areas/E08000035/" in page.links


def test_a_theme_finds_its_indicators(figures, ask):
    theme = {one.id for one in queries.indicators() if one.theme == "pay"}
    assert all(f"/indicators/{name}/?area=E10000015" in ask("Pay").links for name in theme)


@pytest.mark.parametrize(
    "text, said",
    [
        ("SG1 1A", "“SG11A” is not a postcode; write it like SW1A 1AA."),
        ("SG1", "“SG1” is the first half of a postcode; give the whole of it, such as SG1 1AA."),
        ("SGI IAA", "Did you mean SG1 1AA?"),
        ("SG99 9ZZ", "The postcode SG99 9ZZ is not in the directory; check each letter and number."),
        ("CF10 1EP", "is not in an English district"),
        (
            "x" * 10_000,
            "That is 10,000 characters long; search for a name or a few words, 100 characters at most.",
        ),
    ],
)
def test_what_cannot_be_looked_up_is_said_in_a_sentence(figures, ask, text, said):
    page = ask(text)
    assert said in page.text and page.size < 20_000


@pytest.mark.parametrize("text", ["", "   ", "\x00\x01", "\u202e\ufeff"])
def test_nothing_typed_says_what_can_be(figures, ask, text):
    assert ask(text).h1 == "Find an area, an indicator or a postcode"


def test_nothing_found_says_what_can_be_searched_and_shows_near_misses(figures, ask):
    nothing, near = ask("xyzzy"), ask("medieval castles and people out of work")
    assert nothing.h1 == "Nothing is called “xyzzy”"
    assert "You can search for an area by its name" in nothing.text
    assert near.h1.startswith("Nothing is called") and "The nearest to what you typed:" in near.text


def test_what_was_typed_stays_in_the_box_and_harms_nothing(figures, ask):
    page = ask('"><script>alert(1)</script>')
    assert "<script>alert" not in page.markup
    (box,) = [one for one in page.elements("input") if one.get("name") == "q"]
    assert box["value"] == '"><script>alert(1)</script>'


@pytest.mark.parametrize(
    "address", ["/", "/find/", "/areas/", "/areas/E07000243/", "/strategy/", "/about/data/"]
)
def test_every_page_has_one_labelled_box(strategy, read, address):
    page = read(address)
    (box,) = [one for one in page.elements("input") if one.get("name") == "q"]
    assert box["id"] in [one.get("for") for one in page.elements("label")]
    assert any(one.get("action") == "/find/" and one.get("method") == "get" for one in page.elements("form"))


@settings(max_examples=100, deadline=None, suppress_health_check=FIXTURES)
@given(st.text(max_size=120))
def test_no_text_is_a_fault(figures, read, text):
    assert read.client.get("/find/", {"q": text}).status_code in (200, 302)


def test_a_sector_is_found_by_its_name(figures, read):
    page = read("/find/?q=health+and+social+care")
    links = dict(page.link_texts)
    assert links["Health and social care"].startswith("/supply-and-demand/health-and-social-care/?area=")
    assert "sector" in page.h1
