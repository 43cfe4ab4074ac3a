"""Any areas by any indicators, as a reader sees them."""

from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.core.periods import parse
from skillshire.indicators import queries
from skillshire.indicators.queries import Strip
from skillshire.places import areas
from skillshire.web.public.pages import compare_asked, compare_cells
from tests.web.public.conftest import HERTFORDSHIRE

STEVENAGE, CORNWALL, ENGLAND = "E07000243", "E06000052", "E92000001"
RATE, PAY, ADVERTS, NEET = "claimant-count-rate", "median-gross-weekly-pay", "job-adverts", "neet-16-17"


def address(*, page="/compare/", **given):
    return f"{page}?{urlencode(given, doseq=True)}"


def body(read, **given):
    return read(address(**given)).table("comparison")[1:]


def test_says_the_finding_of_its_first_column(figures, read):
    page = read(address(area=[STEVENAGE, CORNWALL, ENGLAND], indicator=[RATE, PAY]))
    values = {
        o.area: o.value for o in queries.compare(RATE, [STEVENAGE, CORNWALL, ENGLAND], "2025-01-01/P1Y")
    }
    highest = areas.get(max(values, key=values.get)).name
    assert page.h1.startswith(f"Claimant count rate: highest in {highest} ({max(values.values()):.1f}%)")
    assert page.h1.endswith("of 3 areas in 2025")


def test_starts_with_the_sites_area_what_is_in_it_and_what_it_is_in(figures, read):
    names = [row[0] for row in read("/compare/").table("comparison")[1:]]
    assert names[:3] == ["Hertfordshire", "East of England", "England"]
    assert "Stevenage" in names


def test_shows_the_published_value_with_its_limits(figures, read):
    (row,) = body(read, area=STEVENAGE, indicator=PAY)
    one = queries.series(PAY, STEVENAGE).latest
    assert f"{one.value:,.2f}" in row[1]
    assert f"{one.lower:,.2f} to {one.upper:,.2f}" in row[1]


def test_heads_say_the_unit_and_the_period(figures, read):
    heads = read(address(area=STEVENAGE, indicator=[RATE, PAY])).table("comparison")[0]
    assert "%" in heads[1] and "2025" in heads[1]
    assert "£" in heads[2] and "30 April 2025" in heads[2]


@pytest.mark.parametrize(("sort", "order"), [(f"-{RATE}", "descending"), (RATE, "ascending")])
def test_sorts_by_a_column_and_says_so(figures, read, sort, order):
    page = read(address(area=[STEVENAGE, CORNWALL, ENGLAND], indicator=RATE, sort=sort))
    values = [float(row[1].split()[0]) for row in page.table("comparison")[1:]]
    assert values == sorted(values, reverse=order == "descending")
    assert [head.get("aria-sort") for head in page.elements("th") if "aria-sort" in head] == [order]


def test_a_heading_sorts_highest_first_and_then_the_other_way_round(figures, read):
    page = read(address(area=[STEVENAGE, CORNWALL], indicator=RATE))
    (link,) = [href for text, href in page.link_texts if text == "Claimant count rate"]
    assert dict(parse_qsl(urlsplit(link).query))["sort"] == f"-{RATE}"
    again = read(f"/compare/{link}")
    (back,) = [href for text, href in again.link_texts if text.startswith("Claimant count rate")]
    assert dict(parse_qsl(urlsplit(back).query))["sort"] == RATE


def test_sorts_areas_by_name(figures, read):
    names = [row[0] for row in body(read, area=[STEVENAGE, ENGLAND, CORNWALL], indicator=RATE, sort="name")]
    assert names == ["Cornwall", "England", "Stevenage"]


def test_a_figure_that_is_missing_says_why_and_comes_last(figures, read):
    rows = body(read, area=[HERTFORDSHIRE, STEVENAGE], indicator=ADVERTS, sort=ADVERTS)
    assert rows[-1][0] == "Hertfordshire"
    assert rows[-1][1] == "nonepublished for the same ground as skills plan area E69000016"
    ((_, districts),) = body(read, area=STEVENAGE, indicator=NEET)
    assert districts == "nonenot published for it"


def test_says_how_complete_it_is(figures, read):
    page = read(address(area=[HERTFORDSHIRE, STEVENAGE], indicator=[ADVERTS, RATE]))
    assert "3 of 4 figures are published." in page.text
    assert "Numbers grow with the size of an area" in page.text


def test_turns_round(figures, read):
    page = read(address(area=[STEVENAGE, ENGLAND], indicator=[RATE, PAY], view="indicators"))
    table = page.table("comparison")
    assert table[0] == ["Indicator", "England", "Stevenage"]
    assert [row[0] for row in table[1:]] == [
        "Claimant count rate%, 2025",
        "Median gross weekly pay£, 30 April 2025",
    ]


def test_one_form_holds_all_that_is_chosen_and_room_for_more(figures, read):
    page = read(address(area=[STEVENAGE, ENGLAND], indicator=[RATE], sort=f"-{RATE}"))
    fields = [(one.get("name"), one.get("value"), "checked" in one) for one in page.elements("input")]
    assert ("area", STEVENAGE, True) in fields and ("indicator", RATE, True) in fields
    assert ("sort", f"-{RATE}", False) in fields
    assert fields.count(("area", None, False)) == 2  # empty fields to add areas


def test_names_are_as_good_as_codes_and_empty_fields_ask_for_nothing(figures, read):
    rows = body(read, area=[STEVENAGE, "Cornwall", "", "Stevenage"], indicator=["Claimant count rate", ""])
    assert [row[0] for row in rows] == ["Cornwall", "Stevenage"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"area": "Stevenge"}, "did you mean Stevenage"),
        ({"indicator": "claimant-count-rats"}, "did you mean “Claimant count"),
        ({"indicator": "zzzqqq"}, "the list of indicators has them all"),
        ({"sort": "moon"}, "cannot be sorted by “moon”"),
        ({"view": "moon"}, "There is no view “moon”"),
        ({"area": [one.code for one in areas.all("district")[:31]]}, "31 areas are too many"),
        ({"indicator": [f"made-up-{n}" for n in range(13)]}, "13 indicators are too many"),
    ],
)
def test_a_mistake_is_answered_in_words(figures, read, asked, said):
    assert said in read(address(**asked), expect=400).text


def test_taking_out_the_indicator_that_sorts_leaves_a_table(figures, read):
    assert body(read, area=STEVENAGE, indicator=RATE, sort=f"-{PAY}")[0][0] == "Stevenage"


def test_the_largest_table_is_no_heavy_page(figures, read):
    codes = [one.code for one in areas.all("district")[:30]]
    names = [one.id for one in queries.indicators() if queries.strips(codes[0], [one.id])][:12]
    page = read(address(area=codes, indicator=names))
    assert len(page.table("comparison")) == 31
    assert page.size < 100_000
    assert "A line for each figure is shown in tables of up to" in page.text


def test_asks_once_for_each_area_and_each_indicator(figures, monkeypatch):
    asked = []
    strips, compare = queries.strips, queries.compare
    monkeypatch.setattr(queries, "strips", lambda *a, **k: asked.append("strips") or strips(*a, **k))
    monkeypatch.setattr(queries, "compare", lambda *a, **k: asked.append("compare") or compare(*a, **k))
    places = [areas.get(code) for code in (STEVENAGE, "E07000096", "E07000098", ENGLAND)]
    compare_cells.columns(places, [queries.indicator(one) for one in (RATE, PAY)])
    assert asked.count("strips") == 4
    assert asked.count("compare") == 2


def test_offers_the_districts_and_areas_like_it(figures, read):
    texts = [text for text, _ in read(address(area=STEVENAGE, indicator=RATE)).link_texts]
    assert "Districts of Hertfordshire" in texts
    assert "Stevenage and England’s nine regions" in texts


@pytest.mark.parametrize(
    ("area", "text"),
    [
        (ENGLAND, "England and its nine regions"),
        (HERTFORDSHIRE, "Hertfordshire and its ten districts"),
    ],
)
def test_a_link_to_an_area_with_its_own_parts_says_its_name_once(figures, area, text):
    asked = compare_asked.Asked((areas.get(area),), (queries.indicator(RATE),), True)
    found = [one["text"] for one in compare_asked.shortcuts(asked)]
    assert text in found
    assert not [
        one for one in found if one.endswith(("of England and England", "Hertfordshire and Hertfordshire"))
    ]


def test_a_shortcut_fills_the_table(figures, read):
    page = read(address(area=STEVENAGE, indicator=RATE))
    (href,) = [href for text, href in page.link_texts if text == "Districts of Hertfordshire"]
    assert len(read(f"/compare/{href}").table("comparison")) == 11


def test_the_usual_order_is_the_sites_area_what_holds_it_and_then_by_name_within_kind(figures, read):
    chosen = [STEVENAGE, "E12000008", CORNWALL, "E10000003", ENGLAND, HERTFORDSHIRE, "E07000240"]
    page = read(address(area=chosen, indicator=RATE))
    assert [row[0] for row in page.table("comparison")[1:]] == [
        "Hertfordshire", "England", "South East", "Cambridgeshire", "Cornwall", "St Albans", "Stevenage",
    ]  # fmt: skip
    assert "Hertfordshire and what holds it first, then by kind and name." in page.captions[0]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"sort": "name"}, "by name. Choose a column’s heading to sort by it."),
        ({"sort": "-name"}, "by name from Z to A. Choose a column’s heading to sort by it."),
        (
            {"sort": f"-{RATE}"},
            "by claimant count rate, highest first. Choose a column’s heading to sort by it.",
        ),
        ({}, "by kind and name. Choose a column’s heading to sort by it."),
        ({"view": "indicators"}, "by kind and name."),
    ],
)
def test_the_caption_says_the_order(figures, read, asked, said):
    (caption,) = read(address(area=[STEVENAGE, CORNWALL], indicator=RATE, **asked)).captions
    assert caption == f"2 areas by 1 indicator Order of areas: {said}"


@pytest.mark.parametrize("kind", ["csv", "json", "xlsx", "ods", "csv-metadata.json"])
def test_can_be_kept_in_every_form(figures, read, kind):
    query = address(page=f"/compare/data.{kind}", area=[STEVENAGE, HERTFORDSHIRE], indicator=[RATE, ADVERTS])
    assert read.client.get(query).status_code == 200


def test_the_file_has_a_row_for_each_pair_and_no_number_where_there_is_none(figures, read):
    rows = read(
        address(page="/compare/data.csv", area=[STEVENAGE, HERTFORDSHIRE], indicator=[RATE, ADVERTS])
    ).csv
    found = {(row["area"], row["indicator"]): row for row in rows}
    assert len(found) == 4
    missing = found[HERTFORDSHIRE, ADVERTS]
    assert missing["value"] == "" and "E69000016" in missing["reason"]
    latest = queries.series(RATE, STEVENAGE).latest
    assert float(found[STEVENAGE, RATE]["value"]) == latest.value
    assert found[STEVENAGE, RATE]["common_period"] == latest.period.iso


def test_another_period_than_the_columns_is_said_and_not_compared(figures, monkeypatch):
    """York's last figure is a year older: it is shown with its year, and left out of order and finding."""
    new, old = parse("2025-01-01/P1Y"), parse("2024-01-01/P1Y")
    runs = {
        "E07000243": ((old, new), (3.0, 3.4)), "E06000052": ((old, new), (2.0, 2.2)),
        "E06000014": ((old,), (99.0,)),
    }  # fmt: skip
    made = {
        code: {RATE: Strip(RATE, code, when, values, ("",) * len(when))}
        for code, (when, values) in runs.items()
    }
    published, asked = queries.compare, []
    monkeypatch.setattr(queries, "strips", lambda area, ids: made[area])

    def compare(indicator, codes, period):
        asked.append(period)
        found = published(indicator, codes, period)
        return [one for one in found if one.area != "E06000014" or period == old.iso]

    monkeypatch.setattr(queries, "compare", compare)
    places = [areas.get(code) for code in runs]
    (column,) = compare_cells.columns(places, [queries.indicator(RATE)])
    york = column.cells["E06000014"]
    assert column.period == new
    assert york.other and york.observation.period == old
    assert york not in column.known
    assert asked == [new.iso, old.iso]  # once for each period, however many areas are off it
    assert [one.name for one in compare_cells.ordered(places, [column], RATE, True)][-1] == "York"


def test_a_suppressed_figure_keeps_its_symbol(figures, read):
    """A symbol of the publisher's in the column's own period is shown rather than an older number."""
    codes = [one.code for one in areas.all("district")]
    period = queries.periods_of("no-qualifications-16-64")[-1].iso
    across = queries.across("no-qualifications-16-64", period)
    (area, status) = next(
        (a, s) for a, v, s in zip(across.areas, across.values, across.statuses, strict=True)
        if v is None and s and a in codes
    )  # fmt: skip
    rows = body(read, area=[area, ENGLAND, STEVENAGE], indicator="no-qualifications-16-64")
    assert f"no figure [{status}]" in {row[0]: row[1] for row in rows}[areas.get(area).name]


@given(
    st.lists(st.sampled_from([STEVENAGE, CORNWALL, ENGLAND, HERTFORDSHIRE]), unique=True, min_size=1),
    st.sampled_from(["", "name", "-name"]),
    st.booleans(),
)
def test_links_say_again_what_was_asked(codes, sort, turned):
    asked = compare_asked.Asked(
        tuple(areas.get(code) for code in codes),
        (),
        True,
        sort.removeprefix("-"),
        sort.startswith("-"),
        turned,
    )
    given_back = parse_qsl(asked.query().removeprefix("?"))
    assert [value for key, value in given_back if key == "area"] == codes
    assert dict(given_back).get("sort", "") == sort
    assert ("view" in dict(given_back)) == turned
