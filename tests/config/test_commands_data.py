"""The commands that load figures and print them: what they print, and the one sentence when asked wrongly."""

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from skillshire.config import cli, prepare
from skillshire.core import clock
from skillshire.indicators import definitions, publish, queries, releases
from tests.indicators import invented

HERTS = "E10000015"
OBSERVATION = {
    "indicator", "area", "area_name", "period", "period_label", "breakdown", "value", "lower", "upper",
    "status", "unit", "release", "producer", "source", "published", "licence",
}  # fmt: skip


@pytest.fixture
def published(tmp_path):
    folder = tmp_path / "published"
    invented.claimants(folder, value=lambda area, year: "" if year == 2023 else year - 2021.5)
    text = (folder / "claimant-count.csv").read_text(encoding="utf-8")
    (folder / "claimant-count.csv").write_text(text.replace("P1Y,,,%,,,,", "P1Y,,,%,,,x,"), encoding="utf-8")
    invented.apprenticeships(folder, [("Stevenage", "Luton", 7), ("Luton", "Luton", 2)])
    return folder


@pytest.fixture
def run(home, monkeypatch, capsys):
    """run("series", …): the exit status, stdout and stderr of a command."""
    monkeypatch.setattr(
        prepare, "prepare", lambda **options: None
    )  # these commands need no tables and style sheets
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 22, 9, 30, tzinfo=UTC))

    def command(*arguments):
        capsys.readouterr()
        status = cli.run([str(one) for one in arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return command


@pytest.fixture
def site(run, published):
    """run, with the published folder loaded."""
    assert run("ingest", "--from", published)[0] == 0
    return run


def refused(answer):
    """The one sentence of a refusal: status 2, nothing on stdout, no traceback, progress lines aside."""
    status, out, err = answer
    (sentence,) = [line for line in err.splitlines() if not line.startswith("[")]
    assert (status, out) == (2, "")
    assert "Traceback" not in err
    assert sentence.endswith(".")
    return sentence


# --- ingest ------------------------------------------------------------------------------------------------


def test_a_load_says_what_it_does_and_what_serves(run, published):
    status, out, err = run("ingest", "--from", published)
    assert status == 0
    assert err.splitlines() == [
        "[1/2] dfe-apprenticeships", "[2/2] ons-els-claimant-count",
        "Make its downloads ahead of readers with: skillshire release downloads.",
    ]  # fmt: skip
    assert "ons-els-claimant-count: 9 rows read, 9 kept, 0 of areas not served here" in out
    assert "claimant-count-rate: 9 figures, 3 areas, 2022 to 2024; 9 added, 0 changed, 0 removed" in out
    assert out.splitlines()[-1] == f"Release {releases.current_id()} serves: 20 observations of 5 indicators."


def test_one_source_can_be_loaded_by_name(run, published):
    status, out, _ = run("ingest", "ons-els-claimant-count", "--from", published)
    assert status == 0
    assert out.splitlines()[-1].endswith("serves: 9 observations of 1 indicator.")


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        (b"observation", b"observations", 1, "the column “observation” is missing"),
        (b"2.5,,%", b"2.S,,%", 4, "“2.S” in the column “observation” is not a number"),
        (b"E07000243", b"E07999999", 5, "the area “E07999999” is not known"),
        (b"2024-01-01", b"2022-01-01", 4, "there is already a figure for"),
        (b"Stevenage", b"Steven\xffge", 5, "the text is not UTF-8"),
    ],
)
def test_a_damaged_file_is_refused_with_its_line_and_the_old_release_serves(
    site, published, old, new, line, reason
):
    serving = releases.current_id()
    file = published / "claimant-count.csv"
    file.write_bytes(file.read_bytes().replace(old, new, 1))

    sentence = refused(site("ingest", "--from", published))

    assert sentence.startswith(f"{file}, line {line}: ")
    assert reason in sentence
    assert releases.current_id() == serving
    status, out, _ = site("series", "claimant-count-rate", "--area", HERTS, "--format", "json")
    assert (status, len(json.loads(out))) == (0, 3)


def test_a_flipped_byte_in_a_parquet_file_is_refused(site, published):
    file = published / "lad_map_data_0.parquet"
    data = file.read_bytes()
    file.write_bytes(data[:300] + bytes([data[300] ^ 1]) + data[301:])
    assert refused(site("ingest", "--from", published)).startswith(
        f"{file}: it is as long as the file that serves"
    )


def test_what_looks_damaged_is_loaded_when_told_to(site, published):
    invented.claimants(published, years=[2022])
    said = refused(site("ingest", "--from", published))
    assert "claimant-count.csv: 6 of the 9 figures of claimant-count-rate" in said
    assert "load it with --accept-changes" in said
    assert site("ingest", "--from", published, "--accept-changes")[0] == 0


def test_wrong_arguments_of_a_load_are_one_sentence_each(run, tmp_path, published):
    assert "holds no file" in refused(run("ingest", "--from", tmp_path))
    assert "There is no folder" in refused(run("ingest", "--from", tmp_path / "nowhere"))
    assert "is a file; give the folder" in refused(run("ingest", "--from", published / "claimant-count.csv"))
    assert "There is no source “nomis”" in refused(run("ingest", "nomis", "--from", published))
    assert "has none of the files" in refused(run("ingest", "dfe-nccis", "--from", published))
    (published / "claimant-count.json").unlink()
    assert "claimant-count.json: this file of source" in refused(run("ingest", "--from", published))
    assert releases.current_id() is None


def test_a_source_without_an_address_cannot_be_downloaded(run):
    assert "Source ess-2019 has no stable address" in refused(run("ingest", "ess-2019"))


def test_a_file_that_may_not_be_read_is_refused(site, published, monkeypatch):
    def refuse(file):
        raise PermissionError(13, "Permission denied", str(file))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    said = refused(site("ingest", "ons-els-claimant-count", "--from", published))
    assert (
        said
        == f"{published / 'claimant-count.csv'}: the file cannot be read (Permission denied); fetch it again."
    )


# --- series ------------------------------------------------------------------------------------------------


def test_a_series_as_json_has_all_that_is_known_of_each_figure(site):
    status, out, _ = site("series", "claimant-count-rate", "--area", HERTS, "--format", "json")
    rows = json.loads(out)
    assert status == 0
    assert all(set(row) == OBSERVATION | {"synthetic"} for row in rows)
    assert [(row["period_label"], row["value"], row["status"]) for row in rows] == [
        ("2022", 0.5, ""), ("2023", None, "x"), ("2024", 2.5, ""),
    ]  # fmt: skip
    assert rows[0] | {"release": ""} == {
        "indicator": "claimant-count-rate", "area": HERTS, "area_name": "Hertfordshire",
        "period": "2022-01-01/P1Y", "period_label": "2022", "breakdown": {}, "value": 0.5, "lower": None,
        "upper": None, "status": "", "unit": "percent", "release": "",
        "producer": "Office for National Statistics", "source": "Explore Local Statistics: claimant count",
        "published": "not stated", "licence": "OGL-UK-3.0",
        "synthetic": None,
    }  # fmt: skip


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_figures_of_invented_people_say_so_and_others_do_not(site, form):
    counted = pl.DataFrame(
        {"area": [HERTS], "breakdown": [""], "period": ["2020-01-01/P1Y"], "value": [45.0],
         "lower": pl.Series([None], dtype=pl.Float64), "upper": pl.Series([None], dtype=pl.Float64),
         "status": [""]},
    )  # fmt: skip
    origin = publish.Origin("Test County Council", date(2026, 11, 22), synthetic=True)
    name = "apprenticeship-starts-16-18"
    publish.publish({name: counted}, origin, now=datetime(2026, 11, 22, 9, 30, tzinfo=UTC))
    status, out, err = site("series", name, "--area", HERTS, "--format", form)
    assert (status, err) == (0, "Synthetic: invented people.\n")
    if form == "json":
        assert [row["synthetic"] for row in json.loads(out)] == ["Synthetic: invented people"]
    assert form == "text" or "(Synthetic: invented people)" in out  # in the source, as in every download
    assert "ynthetic" not in "".join(site("series", "claimant-count-rate", "--area", HERTS)[1:])


def test_a_series_as_csv_leaves_a_missing_number_empty(site):
    status, out, _ = site("series", "claimant-count-rate", "--area", HERTS, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert status == 0
    assert set(rows[0]) == OBSERVATION
    assert [row["value"] for row in rows] == ["0.5", "", "2.5"]


def test_a_series_as_text_is_a_table(site):
    _, out, _ = site("series", "claimant-count-rate", "--area", HERTS)
    assert [line.split() for line in out.splitlines()] == [
        ["period_label", "value", "lower", "upper", "status"],
        ["2022", "0.5"], ["2023", "x"], ["2024", "2.5"],
    ]  # fmt: skip


def test_a_breakdown_is_asked_for_by_its_pairs(site):
    ask = ["series", "apprenticeship-starts", "--area", "E06000032", "--format", "json", "--breakdown"]
    rows = json.loads(site(*ask, "basis=delivery")[1])
    assert [(row["value"], row["breakdown"]) for row in rows] == [(9.0, {"basis": "delivery"})]


@pytest.mark.parametrize(
    ("breakdown", "said"),
    [
        ("delivery", "“delivery” is not a breakdown; write it as KEY=VALUE, such as age=16-24."),
        ("=delivery", "“=delivery” is not a breakdown"),
        ("basis=", "“basis=” is not a breakdown"),
        (
            "delivery=basis",
            "has no breakdown delivery=basis for Luton (E06000032); it has: (none: the headline);",
        ),
        ("basis=home", "has no breakdown basis=home for Luton (E06000032)"),
    ],
)
def test_a_wrong_breakdown_is_refused_with_those_there_are(site, breakdown, said):
    assert said in refused(
        site("series", "apprenticeship-starts", "--area", "E06000032", "--breakdown", breakdown)
    )


def test_an_unknown_indicator_or_area_is_refused(site):
    assert "no indicator “luck”" in refused(site("series", "luck", "--area", HERTS))
    assert "No area has the code “E99”" in refused(site("series", "claimant-count-rate", "--area", "E99"))
    assert "Missing option '--area'" in site("series", "claimant-count-rate")[2]
    assert site("series", "claimant-count-rate", "--area", HERTS, "--format", "xml")[0] == 2


def test_an_old_code_gives_the_area_s_present_figures(site):
    rows = json.loads(site("series", "claimant-count-rate", "--area", "E07000101", "--format", "json")[1])
    assert {row["area"] for row in rows} == {"E07000243"}


def test_before_any_load_the_sentence_says_how_to_get_figures(run):
    assert "There are no figures yet" in refused(run("series", "claimant-count-rate", "--area", HERTS))
    assert "There are no figures yet" in refused(run("indicators"))


# --- indicators, sources, areas ----------------------------------------------------------------------------


def test_indicators_are_listed_with_what_they_are_and_cover(site):
    rows = {row["id"]: row for row in json.loads(site("indicators", "--format", "json")[1])}
    assert list(rows) == [one.id for one in queries.indicators()]
    one = rows["claimant-count-rate"]
    assert (one["unit"], one["better"], one["observations"], one["areas"]) == ("percent", "down", 9, 3)
    assert (one["first_period"], one["last_period"]) == ("2022-01-01/P1Y", "2024-01-01/P1Y")
    assert one["from"][0]["source"] == "ons-els-claimant-count"
    assert "claimant-count-rate" in site("indicators")[1]


def test_sources_are_listed_without_any_release(run):
    rows = json.loads(run("sources", "--format", "json")[1])
    assert [row["id"] for row in rows] == list(definitions.sources())
    assert "dfe-nccis" in run("sources")[1]


def test_areas_are_found_by_name_code_and_postcode(run):
    (first, *_) = json.loads(run("areas", "stevenage", "--format", "json")[1])
    assert set(first) == {
        "code", "name", "level", "parents", "start", "end", "former_codes", "former_names", "successors",
    }  # fmt: skip
    assert (first["code"], first["level"]) == ("E07000243", "district")
    assert json.loads(run("areas", "E10000015", "--format", "json")[1])[0]["name"] == "Hertfordshire"
    assert json.loads(run("areas", "SG1 1AA", "--format", "json")[1])[0]["code"] == "E07000243"
    assert "No area" in refused(run("areas", "zzzzzz"))
    assert run("areas", "london", "--limit", "0")[0] == 2


# --- release -----------------------------------------------------------------------------------------------


@pytest.fixture
def two(site, published):
    """The ids of two releases; the later one has a figure more and one changed."""
    first = releases.current_id()
    invented.claimants(published, value=lambda area, year: year - 2021.5, years=(2022, 2023, 2024, 2025))
    assert site("ingest", "--from", published)[0] == 0
    return first, releases.current_id()


def test_releases_are_listed_with_the_one_that_serves(site, two):
    rows = json.loads(site("release", "list", "--format", "json")[1])
    assert {row["id"]: row["serves"] for row in rows} == {two[0]: False, two[1]: True}
    assert {row["id"]: row["rows"] for row in rows} == {two[0]: 20, two[1]: 23}
    assert [line.split()[0] for line in site("release", "list")[1].splitlines() if two[1] in line] == ["yes"]


def test_no_release_is_an_empty_list(run):
    assert run("release", "list", "--format", "json") == (0, "[]\n", "")


def test_the_difference_between_releases_is_counted(site, two):
    found = json.loads(site("release", "diff", "--format", "json")[1])
    assert list(found) == ["claimant-count-rate"]
    one = found["claimant-count-rate"]
    assert (one["added"], one["revised"], one["withdrawn"]) == (3, 3, 0)
    assert [each["kind"] for each in one["figures"]].count("revised") == 3
    assert site("release", "diff")[1].splitlines() == [
        f"From {two[0]} to {two[1]}:", "claimant-count-rate: 3 added, 3 revised, 0 withdrawn",
    ]  # fmt: skip


def test_the_difference_can_be_asked_for_backwards_and_with_itself(site, two):
    back = json.loads(site("release", "diff", two[1], two[0], "--format", "json")[1])["claimant-count-rate"]
    assert (back["added"], back["revised"], back["withdrawn"]) == (0, 3, 3)
    assert "No figure differs." in site("release", "diff", two[0], two[0])[1]


def test_rolling_back_serves_the_release_before(site, two):
    assert site("release", "rollback") == (0, f"Release {two[0]} serves.\n", "")
    assert releases.current_id() == two[0]
    assert "is the first one, so there is nothing to roll back to" in refused(site("release", "rollback"))
    assert site("release", "rollback", two[1]) == (0, f"Release {two[1]} serves.\n", "")


def test_an_unknown_release_is_refused_with_those_there_are(site, two):
    said = f"There is no release “yesterday”; the releases are: {', '.join(sorted(two))}."
    for command in (["rollback", "yesterday"], ["diff", "yesterday"], ["diff", two[0], "yesterday"]):
        sentence = refused(site("release", *command))
        assert sentence.startswith("There is no release “yesterday”; the releases are: ")
        assert len(sentence) == len(said)


def test_the_first_release_has_nothing_to_be_compared_with(site):
    assert "is the first one; there is nothing to compare it with" in refused(site("release", "diff"))


def test_an_area_without_figures_gets_an_empty_answer_and_where_they_are(site):
    status, out, err = site("series", "apprenticeship-starts", "--area", "E12000006", "--format", "json")
    assert (status, json.loads(out)) == (0, [])
    assert err == "apprenticeship-starts has no figures for East of England (E12000006).\n"
