import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.config import cli, prepare
from skillshire.core.errors import UserError
from skillshire.sources.postcodes_io import lookup
from tests.standins import specs
from tests.standins.server import problem, standin

CODES = {"AL1 3JE": ("E07000240", "E10000015"), "LU1 2BQ": ("E06000032", "E99999999")}


def result(postcode):
    district, county = CODES[postcode]
    return {
        "postcode": postcode,
        "codes": {
            "admin_district": district,
            "admin_county": county,
            "admin_ward": "E05009036",
            "nuts": "TLH23",
        },
    }


@pytest.fixture
def plain(monkeypatch):
    """A stand-in without the publisher's description, which a user does not have."""
    with standin() as service:
        monkeypatch.setenv("SKILLSHIRE_POSTCODES_URL", service.url)
        service.route("GET", "/postcodes/{postcode}", _one)
        service.route("POST", "/postcodes", _many)
        yield service


def _one(asked):
    text = asked.place["postcode"]
    return {"status": 200, "result": result(text)} if text in CODES else problem(404, "Invalid postcode")


def _many(asked):
    found = [
        {"query": text, "result": result(text) if text in CODES else None} for text in asked.json["postcodes"]
    ]
    return {"status": 200, "result": found}


def test_a_postcode_has_the_codes_of_its_areas(plain):
    found = lookup.find("al1  3je")
    assert (found["postcode"], found["district"], found["county"]) == ("AL1 3JE", "E07000240", "E10000015")


def test_an_area_without_a_county_has_none(plain):
    assert lookup.find("LU1 2BQ")["county"] is None


def test_a_postcode_that_does_not_exist_is_said(plain):
    with pytest.raises(UserError, match="answered 404"):
        lookup.find("AL1 9ZZ")


def test_many_are_asked_a_hundred_at_a_time(plain):
    wanted = [f"AL{number} 1AA" for number in range(1, 100)] + ["AL1 3JE", "LU1 2BQ"]
    found = lookup.find_many(wanted)
    assert [len(asked.json["postcodes"]) for asked in plain.asked] == [100, 1]
    assert found["AL5 1AA"] is None
    assert found["LU1 2BQ"]["district"] == "E06000032"
    assert list(found) == wanted


@pytest.mark.parametrize(
    "answer", [[], {"status": 200}, {"status": 200, "result": []}, {"status": 200, "result": [{"q": 1}]},
               {"status": 200, "result": [{"result": {"postcode": "AL1 3JE"}}]}],
)  # fmt: skip
def test_an_answer_of_another_shape_is_refused(plain, answer):
    plain.route("POST", "/postcodes", lambda asked: answer)
    with pytest.raises(UserError, match="answers in another shape than it describes"):
        lookup.find_many(["AL1 3JE"])


@given(st.text(max_size=12))
def test_what_is_no_postcode_is_never_asked_for(text):
    try:
        planned = lookup.plan([text], None)
    except UserError as error:
        assert "is not a postcode" in str(error)
    else:
        (asked,) = planned[0].body["postcodes"]
        assert asked.replace(" ", "").isalnum()


@pytest.mark.parametrize("postcode", ["AL1 3JE", "LU1 2BQ"])
def test_requests_are_as_the_publisher_describes_them(shared, monkeypatch, postcode):
    with standin(specs.postcodes(shared)) as service:
        monkeypatch.setenv("SKILLSHIRE_POSTCODES_URL", service.url)
        service.route("GET", "/postcodes/{postcode}", _one)
        service.route("POST", "/postcodes", _many)
        assert lookup.find(postcode)["postcode"] == postcode
        assert lookup.find_many([postcode])[postcode]["postcode"] == postcode
        # The stand-in's short results leave fields out; only what was asked is held against the description.
        service.faults[:] = [fault for fault in service.faults if "own answer" not in fault]


def test_the_command_holds_the_directory_against_the_service(plain, home, monkeypatch, capsys):
    monkeypatch.setattr(prepare, "prepare", lambda **options: None)
    assert cli.run(["fetch", "postcodes", "AL1 3JE", "AL1 9ZZ"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[1] == ["AL1", "3JE", "E07000240", "E07000240", "yes"]
    assert lines[2][:2] == ["AL1", "9ZZ"]


def test_the_command_needs_a_postcode(plain, home, monkeypatch, capsys):
    monkeypatch.setattr(prepare, "prepare", lambda **options: None)
    assert cli.run(["fetch", "postcodes"]) == 2
    assert "Name the postcodes to ask about" in capsys.readouterr().err
    assert plain.asked == []
