from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.core.errors import UserError
from skillshire.places import areas

EVERY = st.sampled_from(areas.every())


def codes(found):
    return {area.code for area in found}


@given(EVERY)
def test_every_code_present_or_former_gives_its_area(area):
    assert areas.get(area.code) is area
    assert all(areas.get(code) is area for code in area.former_codes)
    assert areas.get(f" {area.code.lower()} ") is area


@given(EVERY)
def test_every_name_at_its_level_gives_that_area_or_the_present_one_of_that_name(area):
    for name in area.names:
        found = areas.named(name, area.level)
        assert found is area or (found.current and not area.current)


@given(EVERY)
def test_every_parent_exists_and_holds_the_area(area):
    for parent in areas.parents(area):
        assert parent.level != area.level
        assert area in areas.children(parent, area.level) or not area.current


@given(EVERY)
def test_an_abolished_area_has_an_end_and_successors_that_follow_it(area):
    assert bool(area.successors) == (not area.current)
    for successor in map(areas.get, area.successors):
        assert successor.start is not None
        assert area.end < successor.start


@given(EVERY)
def test_a_present_area_is_its_own_successor_and_an_abolished_one_never_loops(area):
    assert (
        areas.successor(area) is area
        if area.current
        else areas.successor(area).code != area.code or (len(area.successors) > 1)
    )


def test_a_recoded_district_is_given_under_its_present_code():
    stevenage = areas.get("E07000101")
    assert (stevenage.code, stevenage.name, stevenage.former_codes) == (
        "E07000243",
        "Stevenage",
        ("E07000101",),
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("E07000100", "E07000240"), ("E07000104", "E07000241"), ("E07000097", "E07000242"),
        ("E06000048", "E06000057"), ("E08000020", "E08000037"), ("E08000016", "E08000038"),
        ("E08000019", "E08000039"),
    ],
)  # fmt: skip
def test_known_recodings(old, new):
    assert areas.get(old).code == new


@pytest.mark.parametrize(
    ("code", "last_day", "successors"),
    [
        ("E07000201", date(2019, 3, 31), ("E07000245",)),
        ("E07000191", date(2019, 3, 31), ("E07000246",)),
        ("E07000246", date(2023, 3, 31), ("E06000066",)),
        ("E10000002", date(2020, 3, 31), ("E06000060",)),
        ("E10000021", date(2021, 3, 31), ("E06000061", "E06000062")),
        ("E10000006", date(2023, 3, 31), ("E06000063", "E06000064")),
    ],
)
def test_known_abolitions(code, last_day, successors):
    area = areas.get(code)
    assert (area.end, area.successors) == (last_day, successors)


def test_an_area_abolished_twice_over_stands_for_what_is_there_today():
    assert areas.successor("E07000190").name == "Somerset"


def test_refuses_an_unknown_code_and_says_where_to_look():
    with pytest.raises(
        UserError, match="No area has the code “E99”; look it up with: skillshire areas NAME."
    ):
        areas.get("E99")


def test_a_county_has_its_ten_districts_its_skills_area_and_its_region():
    county = areas.get("E10000015")
    assert codes(areas.children(county)) == {
        "E07000095", "E07000096", "E07000098", "E07000099", "E07000102",
        "E07000103", "E07000240", "E07000241", "E07000242", "E07000243",
    }  # fmt: skip
    assert [area.code for area in areas.parents(county)] == ["E69000016", "E12000006", "E92000001"]
    assert [area.code for area in areas.coterminous(county)] == ["E69000016"]
    assert areas.coterminous("E69000016") == [county]


def test_a_county_whose_skills_area_is_larger_is_not_coterminous_with_it():
    assert [area.level for area in areas.parents("E10000016")] == ["lsip", "region", "nation"]
    assert areas.coterminous("E10000016") == []


def test_an_abolished_county_keeps_the_districts_it_had():
    assert {area.name for area in areas.children("E10000006")} == {
        "Allerdale", "Barrow-in-Furness", "Carlisle", "Copeland", "Eden", "South Lakeland",
    }  # fmt: skip


def test_every_present_district_is_in_one_region_and_one_skills_area():
    for area in areas.all("district"):
        levels = [parent.level for parent in areas.parents(area)]
        assert (levels.count("region"), levels.count("lsip"), levels.count("nation")) == (1, 1, 1)
        assert levels.count("county") == (0 if area.unitary else 1)


def test_the_areas_of_a_day_are_those_that_existed_then():
    before, after = areas.all("county", on=date(2019, 3, 31)), areas.all("county", on=date(2019, 4, 1))
    assert codes(before) - codes(after) == {"E10000009"}
    assert len(areas.all("district", on=date(2018, 1, 1))) == 326
    assert len(areas.all("district")) == 296
    assert len(areas.all("region")) == 9


def test_county_level_takes_in_authorities_that_are_their_own_county():
    assert areas.named("Milton Keynes", "county").unitary
    assert areas.named("Camden", "county").unitary
    with pytest.raises(UserError, match="No county area is called “Stevenage”"):
        areas.named("Stevenage", "county")


def test_a_present_area_comes_before_an_abolished_one_of_its_name():
    assert areas.named("Dorset", "county").code == "E06000059"
    assert areas.named("Dorset (Pre LG)", "county").code == "E10000009"
    assert areas.named("North East", "combined-authority").code == "E47000014"


def test_without_a_level_a_name_must_be_one_areas_alone():
    assert areas.named("Stevenage").code == "E07000243"
    assert areas.named("Hertfordshire LSIP").code == "E69000016"
    with pytest.raises(UserError, match="several areas: E10000015 .county., E69000016 .lsip.; give the code"):
        areas.named("Hertfordshire")


@pytest.mark.parametrize(
    ("name", "level", "code"),
    [
        ("Yorkshire and the Humber", "region", "E12000003"),
        ("yorkshire & the humber", "region", "E12000003"),
        ("Herefordshire", "county", "E06000019"),
        ("Bristol", "district", "E06000023"),
        ("Kingston Upon Hull, City of", "county", "E06000010"),
        ("St. Albans", "district", "E07000240"),
        ("St Helens", "district", "E08000013"),
        ("Shepway", "district", "E07000112"),
        ("Kings Lynn & West Norfolk", "district", "E07000146"),
        ("Southend on Sea", "district", "E06000033"),
        ("Marches", "lsip", "E69000033"),
    ],
)
def test_spellings_in_use(name, level, code):
    assert areas.named(name, level).code == code


def test_an_authority_is_known_by_the_departments_number():
    assert areas.numbered(919).code == areas.numbered("919").code == "E10000015"
    assert areas.numbered(933).code == "E06000066"  # kept when the county became a unitary authority
    with pytest.raises(UserError, match="No authority has the number “987”"):
        areas.numbered(987)


@pytest.mark.parametrize(
    "code_or_name",
    [
        "W92000004", "S12000033", "N09000001", "K02000001", "K03000001", "E13000001", "E11000001",
        "E05001234", "E04000001", "E14000530", "TLH", "TLH23", "UKH2", "Wales", "London (Inner)",
        "Inner London", "Outer London", "United Kingdom", "Aberdeen City LADU", "NA LADU",
        "Outside of England and unknown",
    ],
)  # fmt: skip
def test_what_is_not_served_is_ignored(code_or_name):
    assert areas.ignored(code_or_name)


@given(EVERY)
def test_no_area_that_is_served_is_ignored(area):
    for code in (area.code, *area.former_codes):
        assert not areas.ignored(code)
    for name in area.names:
        assert not areas.ignored(name, area.level)


@pytest.mark.parametrize("unknown", ["E07999999", "Atlantis", "", "E99"])
def test_what_is_merely_unknown_is_not_ignored(unknown):
    assert not areas.ignored(unknown)


def test_the_site_is_for_the_area_of_its_definition_unless_told_another():
    assert areas.site_area().code == areas.default_code()
    assert areas.site_area("E10000016").name == "Kent"


def test_a_site_definition_without_an_area_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(areas, "SITE", tmp_path / "site.yaml")
    with pytest.raises(UserError, match="does not name the site's area"):
        areas.default_code()
    areas.SITE.write_text("title: nothing here\n")
    with pytest.raises(UserError, match="write in it a line such as area: CODE"):
        areas.default_code()


def test_a_code_of_no_kind_of_english_area_is_a_mistake_and_not_left_out():
    assert not areas.ignored("E99999999")
    assert areas.ignored("E13000001") and areas.ignored("W06000001")
