"""skillshire participation: load, check, return and statistics from the command line."""

import csv
import io
import json
from datetime import date

import pytest

from skillshire.casework.models import YoungPerson
from skillshire.config import cli, startup
from skillshire.core import clock
from tests import people
from tests.casework.files import TODAY, file, many, row


@pytest.fixture
def council(db, home, monkeypatch):
    monkeypatch.setattr(startup, "ready", lambda: None)
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return people.council()


def run(*words):
    return cli.run(["participation", *map(str, words)])


def saved(tmp_path, data):
    made = tmp_path / "list.csv"
    made.write_bytes(data)
    return made


def test_import_says_what_it_loaded_and_again_that_nothing_changed(council, tmp_path, capsys):
    made = saved(tmp_path, file(row(1), row(2)))
    assert run("import", made) == 0
    assert (
        capsys.readouterr().out
        == "Loaded 2 young people of Test County Council: 2 new, 0 changed, 0 as they were.\n"
    )
    assert run("import", made) == 0
    assert "is already loaded" in capsys.readouterr().out


def test_one_young_person_is_not_called_people_and_a_name_stays_on_its_line(council, tmp_path, capsys):
    made = saved(tmp_path, file(row(1)))
    made = made.rename(made.with_name("two\nlines.csv"))
    assert run("import", made) == 0
    assert capsys.readouterr().out.startswith("Loaded 1 young person of Test County Council: 1 new")
    assert run("import", made) == 0 and run("check", made) == 0
    assert [line[:13] for line in capsys.readouterr().out.splitlines()] == ["two\\nlines.csv"[:13]] * 2


def test_import_of_a_file_with_faults_shows_them_and_loads_nothing(council, tmp_path, capsys):
    assert run("import", saved(tmp_path, file(row(1), row(2, ActivityCode="999")))) == 2
    said = capsys.readouterr()

    assert "ActivityCode  999    is not an activity code" in said.out
    assert said.err.startswith("list.csv was not loaded: Row 3, ActivityCode")
    assert not YoungPerson.objects.exists()


def test_check_lists_errors_as_json_and_loads_nothing(council, tmp_path, capsys):
    assert run("check", saved(tmp_path, file(row(1, Gender="X"))), "--format", "json") == 2
    found = json.loads(capsys.readouterr().out)

    assert (found["faults"], found["errors"][0]["column"], found["errors"][0]["row"]) == (1, "Gender", 2)
    assert run("check", saved(tmp_path, file(row(1)))) == 0
    assert capsys.readouterr().out == "list.csv can be loaded: 1 new, 0 changed, 0 as they are.\n"
    assert not YoungPerson.objects.exists()


def test_the_return_goes_to_a_file_that_only_its_owner_may_read(council, tmp_path, capsys):
    run("import", saved(tmp_path, file(row(1))))
    out = tmp_path / "return.csv"
    assert run("return", "--out", out, "--month", "2026-02") == 0
    [found] = csv.DictReader(io.StringIO(out.read_text(encoding="utf-8")))

    assert (found["YoungPersonsID"], found["PeriodEnd"]) == ("9190000000001", "28/02/2026")
    assert out.stat().st_mode & 0o77 == 0


def test_statistics_as_json_say_each_figure_whole(council, tmp_path, capsys):
    run("import", saved(tmp_path, many(60)))
    capsys.readouterr()
    assert run("statistics", "--month", "2026-01", "--exact", "--format", "json") == 0
    said = capsys.readouterr()
    found = json.loads(said.out)
    [neet] = [one for one in found["figures"] if (one["count"], one["area"]) == ("neet", "E10000015")]

    assert "not to be passed on" in said.err
    assert found["exact"] is True and found["synthetic"] is None
    assert set(neet) == {
        "count", "title", "area", "period", "part", "numerator", "denominator", "value", "unit", "status",
        "source",
    }  # fmt: skip
    born = YoungPerson.objects.filter(born__range=(date(2008, 9, 1), date(2009, 8, 31))).count()
    assert (neet["period"], neet["denominator"]) == ("2026-01-01/P1M", born)


def test_statistics_hide_small_counts_unless_exact(council, tmp_path, capsys):
    run("import", saved(tmp_path, many(40)))
    capsys.readouterr()
    assert run("statistics", "--month", "2026-01", "--format", "csv") == 0
    printed = capsys.readouterr()
    assert "For use in the office only" in printed.err
    found = list(csv.DictReader(io.StringIO(printed.out)))

    assert {one["status"] for one in found} == {"", "c"}
    assert all(one["numerator"] == "" or int(one["numerator"]) % 5 == 0 for one in found)


def test_statistics_of_nobody_are_none_and_say_so(council, capsys):
    assert run("statistics", "--month", "2026-01", "--format", "json") == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["figures"] == []
    assert "Nobody of 16 or 17 is on record at Test County Council in these months." in said.err


def test_one_person_of_another_age_makes_no_figures(council, tmp_path, capsys):
    run("import", saved(tmp_path, file(row(1, DOB="03/04/2003"))))
    assert run("statistics", "--month", "2026-01", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out.partition("\n")[2])["figures"] == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["return", "--month", "2030-01"], "2030-01 is still to come"),
        (["statistics", "--month", "2026-01", "--area", "E99999999"], "E99999999"),
    ],
)
def test_what_cannot_be_is_refused_and_not_answered_with_something_else(council, capsys, words, sentence):
    assert run(*words) == 2
    assert sentence in capsys.readouterr().err


def test_statistics_by_characteristic_have_no_total_of_parts_that_overlap(council, tmp_path, capsys):
    run("import", saved(tmp_path, many(60)))
    capsys.readouterr()
    assert (
        run("statistics", "--month", "2026-01", "--by", "characteristic", "--exact", "--format", "json") == 0
    )
    parts = {one["part"] for one in json.loads(capsys.readouterr().out)["figures"]}
    assert parts == {"Looked after by the council", "Carer"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["statistics", "--month", "soon"], "“soon” is not a month; write it as year-month"),
        (["statistics", "--month", "2026-13"], "is not a month"),
        (["statistics", "--month", "2026-01", "--to", "2026-02"], "use one or the other"),
        (["statistics", "--from", "2026-02", "--to", "2026-01"], "swap them"),
        (["statistics", "--month", "2027-01"], "still to come"),
        (["statistics", "--from", "1000-01", "--to", "2026-01"], "ask for 50 years at most"),
        (["statistics", "--by", "shoe-size", "--month", "2026-01"], "is not kept of young people"),
        (["import", "absent.csv"], "absent.csv cannot be read"),
        (["import", "absent.csv", "--organisation", "nobody"], "There is no organisation “nobody”"),
    ],
)
def test_mistakes_are_answered_in_a_sentence(council, words, sentence, capsys):
    assert run(*words) == 2
    assert sentence in capsys.readouterr().err
