"""`skillshire measures` and `skillshire calibrate` as scripts use them."""

import json
from datetime import date

import pytest

from skillshire.config import cli, prepare
from skillshire.indicators import queries
from skillshire.strategy import calibration, definitions, loading
from tests import shared_records
from tests.web.public.conftest import bundled  # noqa: F401  # the figures that come with the project

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ON = date(2024, 5, 1)

county = shared_records.by(
    lambda: loading.load(definitions.FOLDER / "hertfordshire-2020.yaml", by="alice", on=ON)
)


@pytest.fixture
def measures(db, county, bundled, settings, monkeypatch, capsys):  # noqa: F811
    """measures("--as-at", …): exit status, what it printed, what it said on stderr."""
    monkeypatch.setattr(prepare, "prepare", lambda **_: None)
    settings.SKILLSHIRE_HOME = bundled

    def run(*arguments, command="measures"):
        status = cli.run([command, *arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def test_json_judges_each_measure_as_it_could_have_been_judged(measures):
    status, out, err = measures("--as-at", "2020-12-31", "--format", "json")
    rows = {row["ref"]: row for row in json.loads(out)}

    assert (status, err, list(rows)) == (0, "", list(range(1, 16)))
    assert rows[2]["status"] == "off track"
    assert (rows[2]["latest"]["value"], rows[2]["latest"]["period"]) == (3.3, "2019-12-01/P3M")
    assert rows[2]["evidence"]["role"] == "own"
    assert "3.3" in rows[2]["reason"] and "3.0" in rows[2]["reason"] and "missed" in rows[2]["reason"]
    assert {
        "ref", "title", "kind", "status", "latest", "expected", "probability", "reason", "evidence",
    } <= set(rows[1])  # fmt: skip


def test_what_was_not_published_by_then_is_not_used(measures):
    _, out, _ = measures("--as-at", "2020-03-31", "--format", "json")
    rows = {row["ref"]: row for row in json.loads(out)}

    assert rows[2]["latest"]["period"] == "2018-12-01/P3M"
    assert rows[2]["latest"]["value"] == 3.4


def test_proxies_and_awaited_evidence_are_told_apart(measures):
    _, out, _ = measures("--as-at", "2026-11-22", "--format", "json")
    rows = {row["ref"]: row for row in json.loads(out)}

    roles = {ref: row["evidence"] and row["evidence"]["role"] for ref, row in rows.items()}
    assert {ref for ref, role in roles.items() if role == "proxy"} == {1, 3, 11, 12, 14}
    assert {ref for ref, role in roles.items() if role is None} == {4, 5, 6, 7, 8, 9, 10, 13, 15}
    for ref, row in rows.items():
        if ref != 2:
            assert (row["status"], row["latest"]) == ("no evidence", None), ref
            assert row["awaits"], ref


def test_measures_of_invented_people_say_so(measures, monkeypatch):
    asked = queries.snapshot

    def invented(number):
        record = asked(number)
        return {**record, "synthetic": True} if record["source"] == "dfe-lait" else record

    monkeypatch.setattr(queries, "snapshot", invented)
    status, out, err = measures("--as-at", "2026-11-22", "--format", "json")
    rows = {row["ref"]: row["synthetic"] for row in json.loads(out)}
    said = [ref for ref, text in rows.items() if text]
    assert status == 0 and 2 in said and len(said) < len(rows)
    assert err == f"Synthetic: invented people, counted for measures {', '.join(map(str, said))}.\n"
    assert {rows[ref] for ref in said} == {"Synthetic: invented people"}
    _, out, _ = measures("--as-at", "2026-11-22")
    marked = [line for line in out.splitlines() if line.endswith(" (Synthetic: invented people)")]
    assert len(marked) == len(said) and marked[0].lstrip().startswith(f"{said[0]}. ")


def test_text_says_the_day_the_status_and_why(measures):
    status, out, _ = measures("--strategy", "hertfordshire-2020", "--as-at", "2020-12-31")

    assert status == 0
    assert out.startswith("Hertfordshire Skills Strategy to 2020, as at 2020-12-31\n")
    assert "  2. Young people out of learning and work, or lost to contact: OFF TRACK\n" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--as-at", "2020-02-30"], "“2020-02-30” is not a date"),
        (["--as-at", "tomorrow"], "“tomorrow” is not a date"),
        (["--strategy", "atlantis"], "There is no strategy “atlantis”"),
    ],
)
def test_a_mistake_is_one_clear_sentence(measures, arguments, words):
    status, out, err = measures(*arguments)

    assert (status, out, err.count("\n")) == (2, "", 1)
    assert words in err


def test_calibrate_writes_its_page_and_ends_with_the_promised_line(measures, tmp_path, monkeypatch):
    monkeypatch.setattr(calibration, "FEWEST_YEARS", 18)  # a few series will do here
    page = tmp_path / "docs" / "calibration.md"

    status, out, _ = measures("--output", str(page), command="calibrate")

    assert status == 0
    lines = out.splitlines()
    assert lines[0] == f"Wrote {page}"
    assert lines[-1].startswith("80 % interval coverage: ")
    assert lines[-1].endswith(" held-out values")
    assert page.read_text(encoding="utf-8").startswith(
        "# How far the forecast's probabilities can be believed"
    )
