"""What each public page says, typed from the published figures and not from the code."""

import re

import pytest

from skillshire.core import facts
from skillshire.indicators import queries

PAGES = [
    "/",
    "/strategy/",
    "/strategy/?as-at=2020-03-31",
    "/strategy/measures/",
    *(f"/strategy/measures/{ref}/" for ref in range(1, 16)),
    "/strategy/actions/1/",
    "/strategy/actions/15/",
    "/indicators/",
    "/indicators/claimant-count-rate/",
    "/indicators/median-gross-weekly-pay/",
    "/indicators/highest-qualification/",
    "/indicators/employment-projection/?area=E06000055",
    "/about/data/",
    "/about/methods/",
    "/accessibility/",
]

FAULTS = re.compile(
    r"\.\.|\s[,.;]|(?<![\d.])1 percentage points|of the 1 |\bnan\b|\bundefined\b|{{|}}|\bNone\b(?! of)"
)


READ = {}  # the same figures and the same day for all: what is asked of a page, is asked of one reading of it


@pytest.fixture
def page(strategy, read, address):
    if address not in READ:
        READ[address] = read(address)
    return READ[address]


@pytest.mark.any_database
@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_one_title_headings_in_order_and_no_more_than_it_needs(page):
    levels = [level for level, _ in page.headings]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), page.headings
    assert page.size <= 100_000
    assert not page.response.cookies


@pytest.mark.any_database
@pytest.mark.parametrize("address", PAGES)
def test_a_page_reads_as_one_text(page):
    assert not FAULTS.findall(page.text)
    identifiers = [values["id"] for tag in ("h1", "h2", "h3", "table", "svg", "p", "input")
                   for values in page.elements(tag) if "id" in values]  # fmt: skip
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.any_database
@pytest.mark.parametrize("address", PAGES)
def test_links_with_the_same_words_go_to_the_same_place(page):
    places = {}
    for words, target in page.link_texts:
        places.setdefault(words, set()).add(target)
    assert {words: found for words, found in places.items() if len(found) > 1 or not words} == {}


@pytest.mark.any_database
@pytest.mark.parametrize("address", PAGES)
def test_every_table_has_a_caption_and_every_region_a_name(page):
    assert len(page.captions) == len(page.elements("table")) and all(page.captions)
    names = {values.get("id") for tag in ("caption", "h2", "h3") for values in page.elements(tag)}
    for values in page.elements("div"):
        if values.get("role") == "region":
            assert values["aria-labelledby"] in names


def test_the_home_page_gives_the_strategy_in_one_line(strategy, read):
    page = read("/")
    assert page.h1 == "1 of 15 measures can be judged: it is off track"
    assert "Hertfordshire Skills Strategy to 2020" in page.text
    assert "Five themes" in [words for _, words in page.headings]
    assert "Measure 2, Young people out of learning and work, or lost to contact: off track" in page.text


def test_the_home_page_shows_six_figures_with_england_beside_them(strategy, read):
    text = read("/").text
    assert (
        "Median gross weekly pay £773.70 Up £81.70 on the year before 30 April 2025 (provisional) "
        "England £648.40" in text
    )
    assert text.count("on the year before") == 6
    assert "3.9% Down 0.1 percentage points on the year before Dec 2024 to Feb 2025 England 5.6%" in text


def test_measure_2_missed_its_target(strategy, read):
    page = read("/strategy/measures/2/")
    assert page.h1 == (
        "Young people out of learning and work, or lost to contact: 3.3% (Dec 2019 to Feb 2020), above the "
        "3.0% aimed for by 2020"
    )
    assert "Status: Off track" in page.text
    assert "Chance of meeting what is asked for: 0%, since that is decided." in page.text
    assert "Baseline 3.39% December 2016 to February 2017" in page.text
    assert "Decided by 3.3% Dec 2019 to Feb 2020 Latest 3.9% Dec 2024 to Feb 2025" in page.text
    assert "rose from 3.4% (Dec 2018 to Feb 2019) to 3.9% (Dec 2024 to Feb 2025)" in page.text


def test_the_table_under_a_chart_holds_every_figure_of_the_chart(strategy, read):
    assert read("/strategy/measures/2/").table("observations") == [
        ["Period", "Hertfordshire %", "East of England %", "England %"],
        ["Dec 2024 to Feb 2025", "3.9", "5.1", "5.6"],
        ["Dec 2023 to Feb 2024", "4.0", "5.1", "5.4"],
        ["Dec 2022 to Feb 2023", "3.3", "4.2", "5.2"],
        ["Dec 2021 to Feb 2022", "3.0", "3.9", "4.7"],
        ["Dec 2020 to Feb 2021", "3.7", "4.3", "5.5"],
        ["Dec 2019 to Feb 2020", "3.3", "4.1", "5.5"],
        ["Dec 2018 to Feb 2019", "3.4", "4.3", "5.5"],
    ]


def test_districts_have_a_table_with_their_limits(strategy, read):
    rows = read("/indicators/median-gross-weekly-pay/").table("places")
    assert rows[0] == ["District", "Median gross weekly pay £", "95% limits", "Rank"]
    assert [row[0] for row in rows[1:3]] == ["St Albans", "North Hertfordshire"] and len(rows) == 11
    assert rows[1][1] == "864.10 [p]" and " to " in rows[1][2]


def test_proxy_evidence_is_named_and_judges_nothing(strategy, read):
    page = read("/strategy/measures/14/")
    assert "Status: No evidence" in page.text
    assert (
        "Proxy evidence. " in page.text and "It stands beside the measure and does not judge it." in page.text
    )
    assert "Chance of meeting the target" not in page.text
    assert any(words.startswith("Proxy evidence: ") for _, words in page.headings)


def test_a_part_of_a_year_is_never_taken_for_a_fall(strategy, read):
    page = read("/indicators/apprenticeship-starts/")
    assert page.h1 == "Apprenticeship starts: 6,577 in Hertfordshire in 2024/25"
    assert "It rose 706 on the year." in page.text
    assert page.table("observations")[1] == [
        "Aug 2025 to Apr 2026 (part of a year, so not in the chart)", "5,742 [p]",
    ]  # fmt: skip
    assert "[p] provisional: will be revised" in page.text
    assert "5,742" not in page.drawings and "6,577" in page.drawings


def test_a_projection_is_a_forecast_and_not_the_latest_figure(strategy, read):
    page = read("/indicators/employment-projection/")
    assert page.h1 == (
        "Jobs projected to 2035: 729,605 in Hertfordshire in 2020, forecast to be 794,589 in 2035"
    )
    assert "Forecast 794,589" in page.drawings and "Hertfordshire 729,605" in page.drawings
    assert ["2035", "794,589 [f]"] in page.table("observations")


def test_an_indicator_without_a_headline_says_so(strategy, read):
    assert "has no headline figure for Hertfordshire" in read("/indicators/highest-qualification/").text


def test_leads_are_named_in_full(strategy, read):
    text = read("/strategy/").text
    assert "Lead: Hertfordshire County Council" in text and "Lead: HCC" not in text


@pytest.mark.any_database
def test_every_indicator_has_a_page_whose_title_is_a_finding(strategy, read):
    for definition in queries.indicators():
        title = read(f"/indicators/{definition.id}/").h1
        assert any(
            said in title for said in (" in ", ": no figure for ", ": most for ", " the only part with")
        ), title
        assert "  " not in title


@pytest.mark.parametrize(
    "address, said",
    [
        ("/strategy/measures/16/", "The strategy has no measure 16."),
        ("/strategy/measures/99999999999999999999999/", "The strategy has no measure"),
        ("/strategy/actions/21/", "The strategy has no action 21."),
        ("/strategy/measures/5/evidence.csv", "Measure 5 has no published evidence to download."),
        ("/indicators/no-such-thing/", "There is no indicator no-such-thing."),
        ("/indicators/no-such-thing/data.csv", "There is no indicator no-such-thing."),
        ("/nothing/here/", "If you typed the address, check it is right."),
    ],
)
def test_what_is_not_there_is_said_in_words(strategy, read, address, said):
    assert said in read(address, expect=404).text


@pytest.mark.parametrize(
    "address, said",
    [
        ("/?as-at=31-3-2020", "“31-3-2020” is not a date; write it as year-month-day, such as 2020-03-31."),
        ("/strategy/?as-at=2026-02-30", "“2026-02-30” is not a date"),
        ("/indicators/job-adverts/?area=E99", "E99"),
    ],
)
def test_a_mistake_in_the_address_is_said_in_words(strategy, read, address, said):
    page = read(address, expect=400)
    assert said in page.text and page.h1 == "This page cannot be shown"


@pytest.mark.parametrize("address", ["/", "/strategy/measures/8/", "/about/data/", "/accessibility/"])
def test_a_site_of_invented_people_says_so_on_every_page(strategy, read, address):
    facts.put(facts.SYNTHETIC, "300 invented people")
    assert facts.SAID in read(address).text
