"""The list of areas and each area's own page."""

import csv
import io
import re

import pytest

from skillshire.indicators import definitions, queries
from skillshire.places import areas as places
from skillshire.web.public.pages import kinds, profile, profile_rows
from tests.web.public.test_pages import FAULTS

EACH_KIND = {
    "nation": "E92000001", "region": "E12000006", "county": "E10000015", "unitary": "E06000052",
    "metropolitan": "E08000035", "borough": "E09000001", "district": "E07000243", "lsip": "E69000016",
    "combined-authority": "E47000003",
}  # fmt: skip
SPECIAL = ["E06000053", "E10000021", "E07000150"]  # Isles of Scilly; abolished: Northamptonshire, Corby
PAGES = ["/areas/", "/areas/?type=lsip", "/areas/?within=E12000006", "/areas/?type=county&within=E12000007",
         *(f"/areas/{code}/" for code in [*EACH_KIND.values(), *SPECIAL])]  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_sound_reads_well_and_is_small(strategy, read, address):
    page = read(address)
    levels = [level for level, _ in page.headings]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), page.headings
    assert page.size <= 100_000
    assert not FAULTS.findall(page.text)
    identifiers = [one["id"] for tag in ("h1", "h2", "h3", "table", "svg", "input", "select", "title")
                   for one in page.elements(tag) if "id" in one]  # fmt: skip
    assert len(identifiers) == len(set(identifiers))


def test_every_area_there_ever_was_has_a_page(figures):
    for area in places.every():
        around = profile.surroundings(area)
        rows = [row for _, found in profile_rows.themes(around) for row in found]
        said = profile.title(around, rows)
        assert area.name in said and not FAULTS.search(said)


def test_every_indicator_of_the_profile_is_one_of_ours():
    themes = profile_rows.configuration().themes
    named = {name for theme in themes for name in (*theme.indicators, *theme.instead)}
    assert named <= set(definitions.indicators())


@pytest.mark.parametrize("slug, code", EACH_KIND.items())
def test_the_kind_of_an_area_is_told_from_its_code(slug, code):
    assert kinds.kind(places.get(code)) == slug


def test_a_former_code_leads_to_the_present_one_for_good(figures, read):
    assert read("/areas/E07000097/", expect=301).response["Location"] == "/areas/E07000242/"
    assert read("/areas/e07000243/", expect=301).response["Location"] == "/areas/E07000243/"
    kept = read("/areas/E07000101/?postcode=SG1+1AA", expect=301).response["Location"]
    assert kept == "/areas/E07000243/?postcode=SG1+1AA"


def test_an_abolished_area_names_who_took_over_and_when(figures, read):
    page = read("/areas/E10000021/")
    names = "North Northamptonshire and West Northamptonshire"
    assert page.h1 == f"Northamptonshire was abolished in 2021; {names} took its place"
    assert f"Northamptonshire was abolished on 31 March 2021. Its place was taken by {names}." in page.text
    assert {"/areas/E06000061/", "/areas/E06000062/"} <= set(page.links)


@pytest.mark.parametrize("code", ["E99999999", "X", "E0700024", "<b>", "E07000243%00"])
def test_a_code_nobody_has_is_not_found_in_words(figures, read, code):
    page = read(f"/areas/{code}/", expect=404)
    assert "No area has the code" in page.text and not FAULTS.findall(page.text)


def test_a_district_is_put_beside_its_county_region_and_england(figures, read):
    page = read("/areas/E07000243/")
    rows = {row[0].split(" Below")[0].split(" Above")[0]: row for row in _rows(page)}
    head = rows["Indicator"]
    assert head[1:6] == ["Stevenage", "Over time", "Hertfordshire", "East of England", "England"]
    claimants = next(row for name, row in rows.items() if name.startswith("Claimant count rate"))
    assert claimants[1].startswith("3.4%") and claimants[2] == "Rose 0.1 percentage points on the year"
    assert [cell.split("%")[0][-3:] for cell in claimants[3:6]] == ["2.9", "3.2", "4.0"]
    assert claimants[0].endswith("Below England’s 4.0%. Fifth highest of these 11 similar areas.")


def test_the_title_counts_what_is_better_and_worse_as_shown(figures, read):
    around = profile.surroundings(places.get("E07000243"))
    rows = [row for _, found in profile_rows.themes(around) for row in found]
    sides = [row.side for row in rows if row.side]
    better, worse = sides.count("better"), sides.count("worse")
    said = f"England on {better} of {len(sides)} headline figures and worse on {worse}"
    assert read("/areas/E07000243/").h1 == f"Stevenage does better than {said}" and better and worse
    pay = next(row for row in rows if row.definition.id == "median-gross-weekly-pay")
    claims = next(row for row in rows if row.definition.id == "claimant-count-rate")
    assert (pay.side, claims.side) == ("better", "better")  # more pay, fewer claimants


def test_england_is_put_beside_itself_a_year_ago(figures, read):
    page = read("/areas/E92000001/")
    assert re.fullmatch(r"England: \d+ of 12 headline figures got better on the year and \d+ worse", page.h1)
    assert "Of the five changes that their 95% limits can test, three are more than sampling" in page.text


def test_limits_are_shown_and_a_difference_within_them_may_be_chance(figures, read):
    text = read("/areas/E07000243/").text
    assert "71.9% 2023 95% limits 58.6% to 85.2%" in text
    assert "Below England’s 76.0%; the difference may be chance." in text


def test_what_is_not_published_for_an_area_says_so_and_keeps_the_others(figures, read):
    row = next(row for row in _rows(read("/areas/E07000243/")) if row[0].startswith("NEET"))
    assert row[1] == "no figure not published here"
    assert "3.9%" in row[3] and "5.6%" in row[5]


def test_one_ground_under_two_codes_shows_what_is_published_under_the_other(figures, read):
    page = read("/areas/E69000016/")
    assert "Hertfordshire (county, E10000015) covers the very same ground." in page.text
    assert "77.8%" in page.text and "as E10000015" in page.text
    assert "/areas/E10000015/" in page.links


def test_a_county_shows_its_strategys_measures_and_a_district_the_way_there(strategy, read):
    county, district, elsewhere = (
        read(f"/areas/{code}/") for code in ("E10000015", "E07000243", "E06000052")
    )
    assert "15 measures of the strategy" in county.text and "/strategy/measures/2/" in county.links
    assert "Stevenage lies in Hertfordshire, whose strategy covers it." in district.text
    assert "Strategy to 2020" not in elsewhere.text


def test_similar_areas_are_linked_and_the_choice_is_explained(figures, read):
    page = read("/areas/E07000243/")
    assert "The 10 areas most like Stevenage" in [words for _, words in page.headings]
    assert "/areas/E06000034/" in page.links  # Thurrock
    assert "How they are chosen" in page.text and "claimant count rate" in page.text


def test_a_postcode_is_looked_up_again_not_believed(figures, read):
    assert "The postcode SG1 1AA is in Stevenage." in read("/areas/E07000243/?postcode=sg11aa").text
    assert "is not in Cornwall but in Stevenage." in read("/areas/E06000052/?postcode=SG1+1AA").text
    assert "is not a postcode" in read("/areas/E07000243/?postcode=nonsense", expect=400).text


def test_small_charts_are_named_by_what_they_show(figures, read):
    page = read("/areas/E07000243/")
    assert "Claimant count rate rose from 1.6% in 2001 to 3.4% in 2025" in page.text
    small = [one for one in page.elements("svg") if one.get("class") == "app-small"]
    assert len(small) >= 10 and all(one["role"] == "img" for one in small)


@pytest.mark.parametrize("code", ["E07000243", "E10000015", "E12000006", "E92000001", "E06000053"])
def test_the_map_shows_where_the_area_is(figures, read, code):
    page = read(f"/areas/{code}/")
    assert [one for one in page.elements("svg") if one.get("class") == "app-locator"]
    assert "Contains OS data © Crown copyright" in page.text


def test_the_download_has_every_figure_of_the_profile_with_limits_and_source(figures, read):
    response = read("/areas/E07000243/data.csv").response
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert {row["area"] for row in rows} >= {"E07000243", "E10000015", "E12000006", "E92000001", "E06000034"}
    latest = queries.series("employment-rate-16-64", "E07000243").latest
    (same,) = [row for row in rows if row["indicator"] == "employment-rate-16-64"
               and row["area"] == "E07000243" and row["period"] == latest.period.iso]  # fmt: skip
    assert (float(same["value"]), float(same["lower"]), float(same["upper"])) == (
        latest.value, latest.lower, latest.upper,
    )  # fmt: skip
    assert all(row["producer"] and row["release"] and row["unit"] for row in rows)


@pytest.mark.parametrize("kind", ["json", "csv-metadata.json"])
def test_other_downloads_answer(figures, read, kind):
    assert read(f"/areas/E10000015/data.{kind}").response["Content-Disposition"]


def test_the_headline_strip_may_be_framed_and_sets_no_cookie(figures, read):
    page = read("/embed/areas/E07000243/")
    assert page.h1 == "Stevenage in six figures" and not page.response.cookies
    assert "frame-ancestors *" in page.response["Content-Security-Policy"]
    assert "Source: Office for National Statistics" in page.text


@pytest.mark.parametrize(
    "query, said",
    [
        ("type=parish", "“parish” is no kind of area; choose one of: nation, region, county"),
        ("within=E99", "No area has the code “E99”; choose one from the list of areas."),
    ],
)
def test_a_list_that_cannot_be_is_refused_in_words(figures, read, query, said):
    assert said in read(f"/areas/?{query}", expect=400).text


def test_areas_are_listed_by_type_and_by_parent(figures, read):
    assert read("/areas/?type=county").h1 == "England has 21 counties"
    within = read("/areas/?type=district&within=E10000015")
    assert within.h1 == "Hertfordshire has 10 districts" and "/areas/E07000243/" in within.links
    assert read("/areas/?type=county&within=E12000007").h1 == "London has no counties"


def _rows(page):
    from tests.web.public.reading import _Parser

    start = page.markup.index('<table class="app-headlines-table"')
    found = _Parser()
    found.feed(page.markup[start : page.markup.index("</table>", start)])
    return found.rows


def test_a_profile_says_how_many_of_the_differences_it_counts_may_be_chance(figures, read):
    page = read("/areas/E07000243/")
    assert re.search(r"\w+ of the \w+ differences from England may be chance\.", page.text)
