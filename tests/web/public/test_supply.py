"""Supply and demand, as a reader sees them."""

import re

import pytest

from skillshire.indicators import balance_inputs
from skillshire.indicators.balance_read import TITLES
from skillshire.places import areas
from skillshire.web.public.pages import supply_words
from tests.web.public.conftest import HERTFORDSHIRE

CORNWALL, STEVENAGE, EAST, ENGLAND = "E06000052", "E07000243", "E12000006", "E92000001"
CARE = "health-public-services-and-care"
TITLE = re.compile(
    r"Financial and business services has the widest gap of Hertfordshire’s priority sectors: about "
    r"([\d,]+) openings a year for ([\d,]+) people finishing related courses"
)


def result(code):
    return balance_inputs.of(areas.get(code))[1]


def number(text):
    return float(text.replace(",", "").replace("−", "-"))


def test_the_title_is_the_finding_with_its_numbers(figures, read):
    page = read("/supply-and-demand/")
    openings, supply = TITLE.fullmatch(page.h1).groups()
    first = result(HERTFORDSHIRE).sectors[0]
    assert number(openings) == pytest.approx(first.openings.value, abs=5)
    assert number(supply) == pytest.approx(first.supply.value, abs=5)


def test_says_how_firm_the_first_place_is(figures, read):
    share = result(HERTFORDSHIRE).sector_leader
    assert f"it comes first in {round(100 * share)}% of 4,000 draws" in read("/supply-and-demand/").text


def test_the_table_has_every_sector_and_group_with_both_intervals(figures, read):
    page, found = read("/supply-and-demand/"), result(HERTFORDSHIRE)
    sectors, groups = page.table("sectors")[1:], page.table("groups")[1:]
    assert (len(sectors), len(groups)) == (7, 25)
    for row, one in zip((*sectors, *groups), (*found.sectors, *found.groups), strict=True):
        assert number(row[3]) == pytest.approx(one.gap.value, abs=5)
        low, high = row[5].split(" to ")
        assert number(low) == pytest.approx(one.gap.lower95, abs=5)
        assert number(high) == pytest.approx(one.gap.upper95, abs=5)
        assert row[6].endswith(f"({one.rank_low} to {one.rank_high})")


def test_gaps_are_drawn_about_no_gap(figures, read):
    assert "No gap 0" in read("/supply-and-demand/").drawings


def test_says_what_is_left_out_and_why(figures, read):
    assert "Community and civil enforcement occupations are left out: fewer than 1,000" in (
        read("/supply-and-demand/").text
    )


def test_adverts_employment_and_pay_stand_beside_the_gap(figures, read):
    page = read("/supply-and-demand/")
    rows = {row[0]: row[1:] for row in page.table("facts")[1:]}
    assert len(rows) == 26
    assert rows["Caring personal service occupations"][:2] == ["2,304", "37,100"]
    assert rows["Community and civil enforcement occupations"][1] == "no figure [x]"
    assert "Pay by occupation group is not in our sources" in page.text
    assert "£773.70 a week" in page.text


def test_every_input_names_its_area_and_period(figures, read):
    rows = read("/supply-and-demand/").table("inputs-table")[1:]
    assert rows[4][:3] == ["Apprenticeships by subject", "England", "2024/25"]
    assert "an estimate" in rows[4][3]
    assert all(row[1] and row[2] for row in rows)


def test_an_area_in_cornwall_is_told_what_is_missing_and_sees_what_there_is(figures, read):
    page = read("/supply-and-demand/?area=Cornwall")
    assert "Projections by occupation are not published for Cornwall" in page.text
    assert "England’s rates for each job are used: an estimate, with a wider interval" in page.text
    assert len(page.table("groups")) == 26


def test_a_district_sees_its_own_adverts_and_the_gap_of_its_plan_area(figures, read):
    page = read(f"/supply-and-demand/?area={STEVENAGE}")
    assert "The gaps are those of Hertfordshire (a skills plan area)" in page.text
    assert "Stevenage, July 2025" in " ".join(page.table("facts")[0])
    assert TITLE.fullmatch(page.h1)


@pytest.mark.parametrize("area", [EAST, ENGLAND, "E47000001", "E09000001", "E10000003"])
def test_every_kind_of_area_has_an_answer(figures, read, area):
    assert "openings a year" in read(f"/supply-and-demand/?area={area}").h1


def test_no_page_is_heavy(figures, read):
    assert read(f"/supply-and-demand/?area={CORNWALL}").size < 100_000
    assert read("/supply-and-demand/mapping/").size < 100_000


def test_an_area_that_is_none_is_refused_in_words(figures, read):
    assert "No area is called “Narnia”" in read("/supply-and-demand/?area=Narnia", expect=400).text


def test_a_group_says_who_is_trained_for_it_and_why(figures, read):
    page = read("/supply-and-demand/61/")
    assert page.h1.startswith("Caring personal service occupations in Hertfordshire: about 2,530 openings")
    rows = page.table("parts")[1:]
    assert rows[0][0] == supply_words.subject_title(CARE)
    assert "Adult care" in rows[0][3]
    supply = next(one.supply.value for one in result(HERTFORDSHIRE).groups if one.id == "61")
    assert sum(number(row[2]) for row in rows) == pytest.approx(supply, abs=20)


def test_a_sector_says_what_it_is_made_of(figures, read):
    page = read("/supply-and-demand/health-and-social-care/")
    openings = next(one.openings.value for one in result(HERTFORDSHIRE).sectors if "health" in one.id)
    rows = page.table("parts")[1:]
    assert sum(number(row[2]) for row in rows) == pytest.approx(openings, abs=30)
    assert page.table("industries")[1][0].startswith("Health and social work")
    assert "by the sector’s share of each group (Hertfordshire, July 2025)" in page.text


@pytest.mark.parametrize("slug", [*TITLES, "science-and-technology", "film-and-media", "built-environment"])
def test_every_group_and_sector_has_a_page_for_england(figures, read, slug):
    assert "openings a year" in read(f"/supply-and-demand/{slug}/?area={ENGLAND}").h1


def test_a_group_without_a_balance_says_why(figures, read):
    text = read("/supply-and-demand/63/", expect=400).text
    assert "There is no balance for community and civil enforcement occupations in Hertfordshire" in text
    assert "fewer than 1,000 jobs" in text


def test_there_is_no_page_for_a_group_that_is_none(figures, read):
    read("/supply-and-demand/99/", expect=404)
    read("/supply-and-demand/moon-mining/", expect=404)


def test_the_mapping_is_shown_with_its_reasons(figures, read):
    page = read("/supply-and-demand/mapping/")
    rows = [row for row in page.table("mapping-table") if row[0] == supply_words.subject_title(CARE)]
    assert sum(number(row[2]) for row in rows) == 100
    assert all(len(row[4]) > 10 for row in rows)
    assert len(page.table("sectors-table")) > 20
    assert "assumed" in {row[3] for row in page.table("assumptions-table")}


def test_the_mapping_can_be_kept(figures, read):
    rows = read("/supply-and-demand/mapping/data.csv").csv
    total = {}
    for row in rows:
        total[row["subject"]] = total.get(row["subject"], 0) + float(row["weight"])
    assert set(round(value, 9) for value in total.values()) == {1.0}
    sectors = read("/supply-and-demand/sectors/data.csv").csv
    assert {row["sector"] for row in sectors} >= {"film-and-media", "health-and-social-care"}


def test_the_file_has_what_the_page_shows_with_every_limit(figures, read):
    rows = {row["id"]: row for row in read(f"/supply-and-demand/data.csv?area={CORNWALL}").csv}
    one = next(one for one in result(CORNWALL).groups if one.id == "61")
    row = rows["61"]
    assert float(row["gap"]) == pytest.approx(one.gap.value, abs=0.01)
    assert float(row["gap_lower80"]) == pytest.approx(one.gap.lower80, abs=0.01)
    assert (row["replacement_estimated"], row["area"]) == ("yes", "E69000005")
    assert row["adverts_area"] == CORNWALL
    assert rows["health-and-social-care"]["adverts"] == ""


def test_the_parts_of_a_group_can_be_kept(figures, read):
    rows = read("/supply-and-demand/61/data.csv").csv
    assert {"part", "share_or_weight", "people_or_openings", "reason"} <= set(rows[0])


@pytest.mark.parametrize("kind", ["json", "xlsx", "ods", "csv-metadata.json"])
@pytest.mark.parametrize("page", ["", "61/", "mapping/", "sectors/"])
def test_can_be_kept_in_every_form(figures, read, page, kind):
    assert read.client.get(f"/supply-and-demand/{page}data.{kind}").status_code == 200


def test_the_answer_of_the_same_release_is_the_same(figures, read):
    first = read("/supply-and-demand/").markup
    balance_inputs._of.cache_clear()
    assert read("/supply-and-demand/?area=").markup == first


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.0, "under 1%"), (0.004, "under 1%"), (0.5, "50%"), (0.999, "over 99%"), (1.0, "over 99%")],
)
def test_draws_prove_nothing_certain(share, said):
    assert supply_words.percent(share) == said


@pytest.mark.parametrize(
    ("value", "said"), [(4.9, "0"), (-4.9, "0"), (15.0, "20"), (2_604.4, "2,600"), (-409, "−410")]
)
def test_figures_are_told_to_the_nearest_ten(value, said):
    assert supply_words.about(value) == said


@pytest.mark.parametrize(
    ("rank", "said"), [(1, "1st"), (2.4, "2nd"), (3, "3rd"), (11, "11th"), (12.6, "13th"), (21, "21st")]
)
def test_ranks_are_told_as_places(rank, said):
    assert supply_words.ordinal(rank) == said
