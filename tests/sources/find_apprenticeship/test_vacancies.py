import json
import logging
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.core.errors import UserError
from skillshire.sources import http, jsonlines
from skillshire.sources.errors import SourceError
from skillshire.sources.find_apprenticeship import service as asking
from skillshire.sources.find_apprenticeship import vacancies
from skillshire.sources.table import SCHEMA
from tests.standins import find_apprenticeship as standins

STEVENAGE, ST_ALBANS, LUTON = "E07000243", "E07000240", "E06000032"
HERTS, ENGLAND = "E10000015", "E92000001"
DAY = "2026-11-22/P1D"


def get(order):
    return vacancies.get(order, None)


def figures(file, series="vacancies", period=DAY):
    frame = vacancies.rows(file)
    assert frame.schema == SCHEMA
    return {
        (row["area_code"], row["breakdown"]): row["value"]
        for row in frame.iter_rows(named=True) if row["series"] == series and row["period"] == period
    }  # fmt: skip


def test_the_plan_asks_nothing_and_shows_no_key(order, monkeypatch):
    monkeypatch.setenv(asking.KEY, standins.KEY)
    planned = vacancies.plan(order(latitude=51.8, longitude=-0.2, miles=20))
    assert planned[0].address.startswith(f"{asking.BASE}/vacancy?PageNumber=1&PageSize=100&Sort=AgeDesc")
    assert planned[0].address.endswith("&Lat=51.8&Lon=-0.2&DistanceInMiles=20")
    assert standins.KEY not in str(planned)


def test_counts_adverts_by_district_county_and_level(service, order):
    assert get(order()).changed
    assert figures(order().file) == {
        (STEVENAGE, ""): 2, (STEVENAGE, "level=advanced"): 1, (STEVENAGE, "level=higher"): 1,
        (ST_ALBANS, ""): 1, (ST_ALBANS, "level=higher"): 1,
        (HERTS, ""): 2, (HERTS, "level=advanced"): 1, (HERTS, "level=higher"): 1,
        (LUTON, ""): 1, (LUTON, "level=advanced"): 1,
        (ENGLAND, ""): 5, (ENGLAND, "level=advanced"): 4, (ENGLAND, "level=higher"): 1,
    }  # fmt: skip


def test_counts_positions_too(service, order):
    get(order())
    found = figures(order().file, "positions")
    assert (found[ENGLAND, ""], found[HERTS, ""], found[STEVENAGE, ""]) == (48, 4, 4)


def test_reads_every_page(service, order, monkeypatch):
    monkeypatch.setattr(asking, "PAGE_SIZE", 2)
    get(order())
    assert [asked.param("PageNumber") for asked in service.service.asked] == ["1", "2", "3"]
    assert figures(order().file)[ENGLAND, ""] == 5


def test_adverts_near_one_place_are_not_all_of_england(service, order):
    get(order(latitude=51.8, longitude=-0.2, miles=20))
    assert service.service.asked[0].param("DistanceInMiles") == "20"
    assert (ENGLAND, "") not in figures(order().file)


def test_earlier_days_are_kept_beside_today(service, order):
    get(order())
    service.adverts = service.adverts[:1]
    get(order(day=date(2026, 11, 29)))
    assert figures(order().file, period="2026-11-29/P1D")[STEVENAGE, ""] == 1
    assert figures(order().file)[STEVENAGE, ""] == 2
    get(order(day=date(2026, 11, 29)))
    assert figures(order().file, period="2026-11-29/P1D")[STEVENAGE, ""] == 1


def test_nothing_is_kept_by_which_a_person_could_be_written_to(service, order):
    get(order())
    assert "nobody@example.org" not in order().file.read_text()


def test_without_a_key_nothing_is_asked(service, order, monkeypatch):
    monkeypatch.delenv(asking.KEY)
    assert "set SKILLSHIRE_FIND_APPRENTICESHIP_KEY" in vacancies.unready()
    with pytest.raises(UserError, match="wants a key"):
        get(order())
    assert service.service.asked == []


def test_a_key_that_no_header_can_hold_is_refused_without_showing_it(service, order, monkeypatch):
    monkeypatch.setenv(asking.KEY, "schlüssel")
    with pytest.raises(UserError, match="has characters that no key has") as caught:
        get(order())
    assert "schlüssel" not in str(caught.value)


@pytest.mark.parametrize("kind", ["500", "html", "truncated", "429"])
def test_the_key_is_in_no_message_log_or_file(service, order, caplog, kind):
    caplog.set_level(logging.DEBUG)
    get(order())
    service.service.misbehave(kind, times=9)
    with pytest.raises(UserError) as caught:
        get(order())
    written = "".join(file.read_text() for file in order().file.parent.iterdir())
    assert standins.KEY not in str(caught.value) + caplog.text + written


def test_a_wrong_key_is_named_as_such(service, order, monkeypatch):
    monkeypatch.setenv(asking.KEY, "another")
    service.service.check = None
    service.service.route("GET", "/vacancy", lambda asked: standins_denied())
    with pytest.raises(UserError, match="answered 401; check the key") as caught:
        get(order())
    assert "another" not in str(caught.value)


def standins_denied():
    from tests.standins.server import problem

    return problem(401, "Access denied due to invalid subscription key.")


@pytest.mark.parametrize(
    ("kind", "how", "reason"),
    [
        ("500", {}, "answered 500 after 4 tries"),
        ("503", {}, "answered 503 after 4 tries"),
        ("429", {}, "answered 429 after 4 tries"),
        ("truncated", {}, "broke off after 4 tries"),
        ("length", {}, "broke off after 4 tries"),
        ("cut", {}, "cut short after 4 tries"),
        ("empty", {}, "gave an empty file"),
        ("html", {}, "gave a web page instead of data"),
        ("renamed", {"old": '"totalFiltered"', "new": '"filtered"'}, "not laid out as expected"),
        ("renamed", {"old": '"vacancyReference"', "new": '"reference"'}, "not laid out as expected"),
    ],
)
def test_a_service_out_of_order_leaves_the_file_as_it_was(service, order, kind, how, reason):
    get(order())
    before = order().file.read_bytes()
    service.adverts.pop()
    service.service.misbehave(kind, times=9, **how)
    with pytest.raises(UserError, match=reason) as caught:
        get(order())
    assert "\n" not in str(caught.value)
    assert order().file.read_bytes() == before


def test_a_look_up_out_of_order_leaves_the_file_as_it_was(service, order):
    get(order())
    before = order().file.read_bytes()
    service.postcodes.misbehave("500", times=9)
    with pytest.raises(UserError, match="/postcodes answered 500"):
        get(order(day=date(2026, 11, 29)))
    assert order().file.read_bytes() == before


def test_a_service_that_answers_late_leaves_no_file(service, order, monkeypatch):
    monkeypatch.setattr(http, "TIMEOUT", http.httpx.Timeout(0.2))
    service.service.misbehave("slow", times=9)
    with pytest.raises(UserError, match="did not answer in time after 4 tries"):
        get(order())
    assert not order().file.exists()


def test_a_list_that_changes_while_it_is_read_is_read_anew(service, order, monkeypatch):
    monkeypatch.setattr(asking, "PAGE_SIZE", 2)
    whole = service._page

    def closing(asked):
        answer = whole(asked)
        if len(service.service.asked) == 1:
            service.adverts.pop(0)
        return answer

    service.service.route("GET", "/vacancy", closing)
    get(order())
    # The first round missed VAC3, which had moved to the page read before.
    assert [asked.param("PageNumber") for asked in service.service.asked] == ["1", "2", "1", "2"]
    assert figures(order().file)[ENGLAND, ""] == 4


def test_a_list_that_never_settles_is_no_file(service, order):
    def short(asked):
        return {**service._page(asked), "totalFiltered": 7}

    service.service.route("GET", "/vacancy", short)
    with pytest.raises(UserError, match="promised 7 adverts and gave 5"):
        get(order())
    assert not order().file.exists()


def test_no_advert_at_all_is_no_count_of_nought(service, order):
    service.adverts = []
    with pytest.raises(UserError, match="lists no advert at all"):
        get(order())


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ({"latitude": 51.8}, "give latitude, longitude and miles, all three"),
        ({"latitude": 5, "longitude": 0, "miles": 1}, "query → latitude: Input should be greater"),
        ({"town": "Ware"}, "query → town"),
    ],
)
def test_a_fault_in_the_definition_is_named(order, query, reason):
    with pytest.raises(UserError, match=reason) as caught:
        vacancies.plan(order(**query))
    assert str(caught.value).startswith("definitions/sources/find-apprenticeship.yaml: query")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"apprenticeshipLevel": "Expert"}, "“Expert” is not a level of apprenticeship"),
        ({"numberOfPositions": "two"}, "“two” is not a number of positions"),
        ({"numberOfPositions": -1}, "“-1” is not a number of positions"),
        ({"numberOfPositions": True}, "“True” is not a number of positions"),
        ({"addresses": "here"}, "not laid out as expected"),
    ],
)
def test_refuses_an_advert_that_is_not_as_expected_with_its_line(service, order, changes, reason):
    service.adverts = [standins.advert("VAC1"), standins.advert("VAC2")]
    get(order())
    lines = order().file.read_text().splitlines()
    record = json.loads(lines[2])
    record["advert"] |= changes
    lines[2] = json.dumps(record)
    order().file.write_text("\n".join(lines) + "\n")
    with pytest.raises(SourceError, match=reason) as caught:
        vacancies.rows(order().file)
    assert caught.value.line == 3


levels = st.sampled_from(list(vacancies.LEVELS))
places = st.lists(st.sampled_from([*standins.PLACES, "ZZ99 9ZZ", "nowhere"]), max_size=4)
adverts = st.builds(
    lambda level, where, everywhere, number: standins.advert(
        "V", tuple(where), apprenticeshipLevel=level, isNationalVacancy=everywhere, numberOfPositions=number
    ),
    levels, places, st.booleans(), st.integers(0, 50),
)  # fmt: skip


@given(st.lists(adverts, min_size=1, max_size=8))
def test_england_has_every_advert_and_levels_add_up_in_every_area(tmp_path_factory, found):
    file = tmp_path_factory.mktemp("any") / "vacancies.jsonl"
    where = {text: list(codes) for text, codes in standins.PLACES.items()}
    jsonlines.write(
        file, {"day": "2026-11-22", "whole": True, "places": where}, [{"advert": each} for each in found]
    )
    counts = figures(file)
    assert counts[ENGLAND, ""] == len(found)
    for area in {code for code, _ in counts}:
        parts = [value for (code, split), value in counts.items() if code == area and split]
        assert sum(parts) == counts[area, ""]
        assert counts[area, ""] <= len(found)
