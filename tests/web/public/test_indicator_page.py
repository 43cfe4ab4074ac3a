"""An indicator's page: what it says of areas, groups, parts and years, typed from the published figures."""

import re

import pytest

from skillshire.indicators import queries

STEVENAGE, EAST, ENGLAND, CORNWALL = "E07000243", "E12000006", "E92000001", "E06000052"
DISTRICTS = "&".join(
    f"area=E07000{number}"
    for number in ("243", "242", "240", "241", "095", "096", "098", "099", "102", "103")
)


def test_one_area_is_told_against_england_with_what_chance_may_do(figures, read):
    page = read(f"/indicators/employment-rate-16-64/?area={STEVENAGE}")
    assert page.h1 == (
        "Employment rate, 16 to 64: 71.9% in Stevenage in 2023, below England’s 76.0%; the difference "
        "may be chance"
    )
    assert "It fell 8.8 percentage points on the year; the fall may be chance." in page.text


def test_what_chance_may_do_is_said_once_for_several_areas(figures, read):
    page = read(f"/indicators/employment-rate-16-64/?area={STEVENAGE}&area={EAST}&area={ENGLAND}")
    assert page.h1 == (
        "Employment rate, 16 to 64: 71.9% in Stevenage in 2023, below the East of England’s 77.5% and "
        "below England’s 76.0%; both differences may be chance"
    )


def test_a_district_alone_is_drawn_beside_its_county_region_and_england(figures, read):
    page = read(f"/indicators/claimant-count-rate/?area={STEVENAGE}")
    heads = ["Stevenage", "Hertfordshire", "East of England", "England"]
    assert page.table("observations")[0] == ["Period", *(f"{name} %" for name in heads)]
    assert all(name in page.drawings for name in heads)


def test_a_number_that_grows_with_an_area_is_drawn_alone(figures, read):
    page = read(f"/indicators/apprenticeship-starts/?area={STEVENAGE}")
    assert not {"Hertfordshire", "England"} & {head.split()[0] for head in page.table("observations")[0]}


def test_several_areas_are_lines_of_their_own_in_the_order_asked_for(figures, read):
    page = read(f"/indicators/claimant-count-rate/?area={STEVENAGE}&area={EAST}&area={ENGLAND}")
    assert page.h1 == (
        "Claimant count rate: 3.4% in Stevenage in 2025, above the East of England’s 3.2% and below "
        "England’s 4.0%"
    )
    assert page.table("observations")[0] == ["Period", "Stevenage %", "East of England %", "England %"]
    assert {"Stevenage 3.4%", "East of England 3.2%", "England 4.0%"} <= set(
        re.findall(r"<text[^>]*>([^<]*)</text>", page.markup)
    )


def test_an_area_may_be_asked_for_by_name(figures, read):
    assert read("/indicators/claimant-count-rate/?area=Stevenage").h1.startswith(
        "Claimant count rate: 3.4% in Stevenage"
    )


def test_ten_areas_are_named_at_their_ends_and_can_each_be_taken_away(figures, read):
    page = read(f"/indicators/claimant-count-rate/?{DISTRICTS}")
    line = page.markup.split('id="line-claimant-count-rate-wide-title"')[1].split("</svg>")[0]
    names = [row[0] for row in page.table("places")[1:]]
    assert len(names) == 10 and all(f">{name.split()[0]}" in line for name in names)
    assert line.count('stroke-dasharray="9 4"') == 5
    assert sum(words.startswith("Remove ") for words, _ in page.link_texts) == 10
    assert page.size <= 100_000


def test_the_districts_of_a_county_are_ranked_mapped_and_listed(figures, read):
    page = read("/indicators/claimant-count-rate/?area=Stevenage")
    assert "Stevenage is third highest of Hertfordshire’s ten districts." in page.text
    assert page.table("places")[1] == ["Watford", "4.4", "1"]
    assert [row[0] for row in page.table("places")[1:]][2] == "Stevenage"
    assert page.markup.count('fill-rule="evenodd"') == 11  # ten districts, and the halo of the one asked for
    assert "Contains OS data © Crown copyright" in page.text


def test_of_a_large_group_the_ends_and_the_area_asked_for_are_shown_and_the_rest_has_a_page(figures, read):
    address = f"/indicators/claimant-count-rate/?area={STEVENAGE}&group=districts-of-england"
    page = read(address)
    rows = page.table("places")[1:]
    assert len(rows) == 11 and sum(row[0] == "Stevenage" for row in rows) == 1
    (every,) = {href for words, href in page.link_texts if words == "See all 296 in a table"}
    whole = read(every)
    assert len(whole.table("places")) == 297 and whole.size <= 100_000
    assert {tuple(row) for row in rows} <= {tuple(row) for row in whole.table("places")}
    (picture,) = page.elements("img")
    assert picture["alt"].startswith("Claimant count rate, Districts of England, 2025. A map of 296 areas")
    drawn = read(picture["src"])
    assert drawn.response["Content-Type"] == "image/svg+xml" and drawn.markup.count("<title>") >= 280


@pytest.mark.parametrize(
    "group, rows",
    [("districts-of-county", 10), ("districts-of-region", 45), ("regions", 9), ("similar", 11)],
)
def test_each_group_has_all_its_areas(figures, read, group, rows):
    page = read(f"/indicators/claimant-count-rate/areas/?area={STEVENAGE}&group={group}")
    assert len(page.table("places")) == rows + 1


def test_what_counties_publish_is_compared_among_counties(figures, read):
    page = read("/indicators/neet-16-17/")
    assert "counties and unitary authorities" in page.text
    assert "Hertfordshire" in [row[0] for row in page.table("places")]


def test_a_group_that_an_area_is_not_in_gives_way_and_says_so(figures, read):
    page = read(f"/indicators/claimant-count-rate/?area={CORNWALL}&group=districts-of-county")
    assert "these are the districts of the South West" in page.text


def test_a_part_can_be_asked_for_and_the_parts_are_compared(figures, read):
    page = read(f"/indicators/enterprise-count/?area={STEVENAGE}&breakdown=size=micro")
    assert ": 3,000 in " in page.h1 and page.h1.endswith("in March 2024") and "(Micro" in page.h1
    assert len(page.table("parts")) == 5  # micro, small, medium, large
    whole = read(f"/indicators/enterprise-count/?area={STEVENAGE}&by=size")
    again = [href for _, href in whole.link_texts if "breakdown=size=micro" in href]
    assert again and all("by=size" in href and f"area={STEVENAGE}" in href for href in again)


def test_an_indicator_of_parts_alone_says_which_is_the_largest(figures, read):
    page = read("/indicators/highest-qualification/")
    assert page.h1.startswith("Highest qualification held in Hertfordshire in 2024: most for level 4")
    assert "has no headline figure for Hertfordshire" in page.text and "E69000016" in page.text


def test_limits_of_parts_are_drawn(figures, read):
    page = read("/indicators/economic-status-16-64/")
    bars = page.markup.split('id="breakdown-economic-status-16-64-wide-title"')[1].split("</svg>")[0]
    assert "Lines: 95% confidence intervals." in bars


def test_change_over_some_years_is_a_sentence_and_a_table(figures, read):
    page = read(f"/indicators/claimant-count-rate/?area={STEVENAGE}&years=5")
    assert "Change over five years" in page.text and " over five years" in page.text
    assert page.table("changes")[1][0] == "Stevenage" and "(2020)" in page.table("changes")[1][1]


def test_years_that_are_too_far_back_are_said_to_be(figures, read):
    page = read(f"/indicators/claimant-count-rate/?area={STEVENAGE}&years=50")
    assert "Stevenage has no figure 50 years before its latest to compare it with." in page.text


def test_only_the_years_asked_for_are_shown(figures, read):
    rows = read("/indicators/claimant-count-rate/?from=2020&to=2022").table("observations")
    assert [row[0] for row in rows] == ["Period", "2022", "2021", "2020"]


def test_another_period_ranks_the_areas_of_then(figures, read):
    page = read(f"/indicators/claimant-count-rate/?area={STEVENAGE}&period=2020-01-01/P1Y")
    assert "among Hertfordshire’s ten districts, in 2020" in page.text


def test_an_area_without_figures_says_so_and_where_there_are_some(figures, read):
    page = read(f"/indicators/neet-16-17/?area={STEVENAGE}")
    assert page.h1 == "NEET, 16 and 17: no figure for Stevenage"
    assert "has no figures for Stevenage" in page.text
    assert ("figures for Hertfordshire", "?area=E10000015") in page.link_texts


def test_an_abolished_area_names_its_successor(figures, read):
    page = read("/indicators/claimant-count-rate/?area=E07000005")
    assert "Chiltern (E07000005) was abolished on" in page.text
    assert ("Buckinghamshire (E06000060)", "?area=E06000060") in page.link_texts


def test_all_that_was_asked_is_in_the_form(figures, read):
    page = read(f"/indicators/claimant-count-rate/?area={STEVENAGE}&group=regions&years=5&from=2015")
    given = {(one.get("name"), one.get("value")) for one in page.elements("input") if one.get("name")}
    chosen = {one["value"] for one in page.elements("option") if "selected" in one}
    assert {("area", STEVENAGE), ("from", "2015")} <= given and {"regions", "5"} <= chosen
    assert sum(one.get("type") == "submit" for one in page.elements("button")) == 2  # find, and this form


def test_downloads_hold_what_the_page_shows(figures, read):
    page = read("/indicators/claimant-count-rate/")
    (csv,) = [href for words, href in page.link_texts if words == "CSV"]
    rows = read(csv).csv
    assert {row["area_name"] for row in rows} == {"Hertfordshire", "East of England", "England"}
    assert len(rows) == 3 * 25


def test_a_download_of_one_area_is_that_area_and_one_of_a_group_is_all_of_it(figures, read):
    one = read(f"/indicators/claimant-count-rate/data.csv?area={STEVENAGE}").csv
    assert {row["area"] for row in one} == {STEVENAGE}
    group = read(f"/indicators/claimant-count-rate/data.csv?area={STEVENAGE}&group=districts-of-county").csv
    assert len({row["area"] for row in group}) == 10
    assert len({(row["area"], row["period"], row["breakdown"]) for row in group}) == len(group)


@pytest.mark.parametrize("kind", ["json", "xlsx", "ods", "csv-metadata.json"])
def test_each_kind_of_file_is_served(figures, read, kind):
    answer = read.client.get(f"/indicators/claimant-count-rate/data.{kind}?area={STEVENAGE}")
    assert answer.status_code == 200 and len(answer.content) > 500


def test_the_list_can_be_of_one_theme_and_keeps_the_area(figures, read):
    page = read(f"/indicators/?theme=unemployment&area={CORNWALL}")
    assert page.h1 == "Unemployment: indicators for Cornwall"
    assert page.captions == ["Unemployment"]
    assert f"/indicators/claimant-count-rate/?area={CORNWALL}" in page.links


AREAS = (CORNWALL, STEVENAGE, "E69000016", "E47000001")


@pytest.mark.parametrize("area", AREAS)
def test_every_indicator_has_a_small_page_for_every_kind_of_area(figures, read, area):
    for definition in queries.indicators():
        page = read(f"/indicators/{definition.id}/?area={area}")
        assert page.size <= 100_000, page.address
        assert "  " not in page.h1 and ", ," not in page.text
        assert page.table("places") if 'id="places"' in page.markup else True


def test_what_is_published_in_parts_only_can_be_taken_along_whole(figures, read):
    page = read(f"/indicators/highest-qualification/?area={STEVENAGE}")
    assert "Download every part and period" in page.text
    rows = read(f"/indicators/highest-qualification/data.json?area={STEVENAGE}").response.json()["rows"]
    held = queries.observations("highest-qualification", STEVENAGE)
    assert [row["value"] for row in rows] == [one.value for one in held] and len(rows) > 100
