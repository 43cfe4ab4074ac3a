import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skillshire.places import areas

FIXTURES = [HealthCheck.function_scoped_fixture]


def codes(body):
    return [one["code"] for one in body["areas"]]


def test_every_area_that_exists_is_listed(ask):
    body = ask("/api/v1/areas?page_size=5000").json
    assert codes(body) == [area.code for area in areas.all()] and body["total"] == len(areas.all())


def test_areas_are_listed_by_level_and_parent(ask):
    body = ask("/api/v1/areas?level=district&parent=E10000015").json
    assert len(body["areas"]) == 10 and {one["level"] for one in body["areas"]} == {"district"}
    assert "E07000243" in codes(body)


def test_a_name_with_a_slip_is_found(ask):
    assert codes(ask("/api/v1/areas?q=stevenge").json)[0] == "E07000243"
    assert codes(ask("/api/v1/areas?q=hertfordshire&level=county").json) == ["E10000015"]


def test_an_area_says_what_holds_it(ask):
    body = ask("/api/v1/areas/E07000243").json
    assert body["name"] == "Stevenage" and body["notices"] == []
    assert {"E10000015", "E12000006", "E92000001"} <= {one["code"] for one in body["parents"]}
    assert codes(ask("/api/v1/areas/E07000243/parents").json) == [one["code"] for one in body["parents"]]


def test_an_old_code_is_answered_with_the_present_area_and_says_so(ask):
    body = ask("/api/v1/areas/E07000097").json
    assert body["code"] == "E07000242" and "old code" in body["notices"][0]["text"]


def test_an_abolished_area_names_its_successor(ask):
    body = ask("/api/v1/areas/E06000029").json
    assert body["current"] is False and body["end"] == "2019-03-31"
    assert [one["name"] for one in body["successors"]] == ["Bournemouth, Christchurch and Poole"]


def test_children_may_be_narrowed_to_a_level(ask):
    every = codes(ask("/api/v1/areas/E12000006/children").json)
    assert set(codes(ask("/api/v1/areas/E12000006/children?level=county").json)) < set(every)


def test_similar_areas_come_nearest_first(ask):
    body = ask("/api/v1/areas/E07000243/similar").json
    away = [one["distance"] for one in body["areas"]]
    assert away == sorted(away) and away and "E07000243" not in codes(body) and body["method"]


def test_a_region_has_no_similar_areas(ask):
    assert ask("/api/v1/areas/E12000006/similar").json["areas"] == []


def test_a_postcode_is_found_in_any_spacing(ask):
    body = ask("/api/v1/postcodes/sg11aa").json
    assert body["postcode"] == "SG1 1AA" and body["area"]["code"] == "E07000243"
    assert "E10000015" in codes(body)


@pytest.mark.parametrize("postcode", ["nonsense", "ZZ99 9ZZ", "EH1 1AA", "%00", "SG1"])
def test_a_postcode_that_is_none_of_ours_is_not_found(refused, postcode):
    refused(f"/api/v1/postcodes/{postcode}", "unknown-postcode", 404)


@pytest.mark.parametrize("rest", ["", "/parents", "/children", "/similar"])
def test_a_code_nobody_has_is_not_found(refused, rest):
    assert "E99999999" in refused(f"/api/v1/areas/E99999999{rest}", "unknown-area", 404)["detail"]


@settings(max_examples=50, deadline=None, suppress_health_check=FIXTURES)
@given(st.sampled_from(areas.every()))
def test_every_code_that_ever_was_is_answered(ask, area):
    for code in (area.code, *area.former_codes):
        body = ask(f"/api/v1/areas/{code}").json
        assert body["current"] == areas.get(code).current
        assert bool(body["notices"]) == (code != body["code"] or not body["current"])
