"""Definitions of strategies: what a file may say, and what is wrong with a faulty one."""

import copy
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from skillshire.core.errors import UserError
from skillshire.strategy import definitions, kinds

BORSETSHIRE = Path(__file__).parent / "data" / "borsetshire.yaml"


@pytest.fixture
def plain():
    return yaml.safe_load(BORSETSHIRE.read_text(encoding="utf-8"))


def write(folder, content, name="borsetshire.yaml"):
    path = folder / name
    text = content if isinstance(content, str) else yaml.safe_dump(content, allow_unicode=True)
    path.write_text(text, encoding="utf-8")
    return path


def fault(folder, content):
    with pytest.raises(UserError) as caught:
        definitions.read(write(folder, content))
    message = str(caught.value)
    assert "borsetshire.yaml" in message
    assert "\n" not in message
    return message


# --- The files that come with the project


@pytest.mark.parametrize("path", sorted(definitions.FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_strategy_that_comes_along_can_be_read(path):
    assert definitions.read(path).slug == path.stem


# --- What a file may say


def test_an_invented_county_needs_no_code():
    found = definitions.read(BORSETSHIRE)
    assert found.area == definitions.AreaDefinition(code="X10000001", name="Borsetshire")
    assert [one.due for one in found.measures] == [date(2026, 12, 31), date(2027, 3, 31)]


def test_a_comment_does_not_change_the_checksum(tmp_path):
    text = BORSETSHIRE.read_text(encoding="utf-8")
    commented = write(tmp_path, f"# One more comment\n{text}")
    assert definitions.read(commented).sha256 == definitions.read(BORSETSHIRE).sha256


def test_a_changed_figure_changes_the_checksum(tmp_path, plain):
    plain["measures"][0]["targets"][1]["value"] = 2.9
    assert definitions.read(write(tmp_path, plain)).sha256 != definitions.read(BORSETSHIRE).sha256


def test_names_the_place_of_a_fault_as_an_officer_would(tmp_path, plain):
    plain["measures"][0]["targets"][1]["value"] = "3,0"
    place = "measures → ref 1 → targets → item 2 → value: must be a number; write it without quotes"
    assert place in fault(tmp_path, plain)


def test_a_period_may_be_a_single_day(tmp_path, plain):
    plain["measures"][0]["baseline"]["period"] = date(2023, 3, 31)
    assert definitions.read(write(tmp_path, plain)).measures[0].baseline.period == "2023-03-31"


@pytest.mark.parametrize(
    ("path", "value", "saying"),
    [
        (["titel"], "x", "titel: is not a word known here"),
        (["title"], 5, "title: must be text"),
        (["title"], "  ", "title: must not be blank"),
        (["starts"], "2024-04-01", "starts: must be a day"),
        (["ends"], date(2024, 1, 1), "must be after starts"),
        (["area"], "Hertfordshire", "“Hertfordshire” does not have the right form"),
        (["themes"], [], "themes: "),
        (["themes", 0, "order"], True, "order: must be a whole number"),
        (["actions", 0, "ref"], 2, "action 2 stands here twice"),
        (["actions", 0, "leads"], ["nobody"], "action 1 names the organisation nobody"),
        (["actions", 0, "leads"], [], "leads: "),
        (["actions", 0, "funding"], ["treasure"], "action 1 names the funding source treasure"),
        (["actions", 0, "steps", 0, "funding"], ["luck"], "action 1 names the funding source luck"),
        (["actions", 0, "measures"], [1, 9], "action 1 names the measure 9"),
        (["actions", 0, "measures"], [1, 1], "measure 1 stands here twice"),
        (["actions", 0, "theme"], 4, "action 1 names the theme 4"),
        (["measures", 0, "theme"], 4, "measure 1 names the theme 4"),
        (["measures", 0, "ref"], 2, "measure 2 stands here twice"),
        (["measures", 0, "kind"], "guess", "measures → ref 1 → kind: "),
        (["measures", 0, "better"], "up", "not in order"),
        (["measures", 0, "targets"], [], "needs at least one target"),
        (["measures", 0, "targets", 1, "value"], 101, "not in order"),
        (["measures", 0, "targets", 0, "value"], float("nan"), "value: must be a number"),
        (["measures", 0, "targets", 0, "period"], "2025", "“2025” is not a period"),
        (["measures", 0, "targets", 0, "period"], "2022-01-01/P1Y", "not in order"),
        (["measures", 0, "targets", 0, "due"], date(2025, 12, 30), "not be before the period's last day"),
        (["measures", 0, "targets", 0, "due"], date(2026, 12, 31), "not in order"),
        (["measures", 0, "baseline", "value"], 104.2, "not be over 100"),
        (["measures", 0, "evidence", 0, "role"], "proxy", "a proxy needs a note"),
        (["measures", 0, "evidence"], [], "must say which indicator it awaits"),
        (["measures", 0, "parameters"], {"months": 3}, "kind trend → months: is not a word known here"),
        (["measures", 1, "parameters", "every"], "P1D", "every: “P1D” does not have the right form"),
        (["measures", 1, "parameters", "until"], date(2027, 3, 30), "a whole number of times"),
        (["measures", 1, "parameters", "at_least"], 0, "at_least: "),
        (["measures", 1, "targets"], [{"value": 1}], "targets → item 1 → period: is missing"),
    ],
)
def test_refuses_a_fault_and_says_where(tmp_path, plain, path, value, saying):
    part = plain
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    assert saying in fault(tmp_path, plain)


def test_refuses_targets_on_a_kind_that_takes_none(tmp_path, plain):
    plain["measures"][1]["targets"] = plain["measures"][0]["targets"]
    assert "kind frequency-coverage takes no targets" in fault(tmp_path, plain)


def test_refuses_figures_below_nought(tmp_path, plain):
    plain["measures"][0]["targets"][1]["value"] = -1
    assert "must not be below 0" in fault(tmp_path, plain)


@pytest.mark.parametrize(
    ("text", "saying"),
    [
        ("", "is empty"),
        ("slug: a\nslug: b\n", "stands here twice"),
        ("slug:\n\t- a\n", "not valid YAML"),
        ("- a\n- b\n", "the whole file: must be a set of names and values"),
        ("starts: 2024-02-31\n", "not valid YAML"),
        ("? [a]\n: b\n", "not valid YAML"),
    ],
)
def test_refuses_what_is_no_definition(tmp_path, text, saying):
    assert saying in fault(tmp_path, text)


def test_refuses_a_file_that_is_not_utf_8(tmp_path):
    path = tmp_path / "borsetshire.yaml"
    path.write_bytes("title: Café".encode("latin-1"))
    with pytest.raises(UserError, match="not UTF-8"):
        definitions.read(path)


def test_refuses_a_slug_that_is_not_the_file_name_in_a_folder(tmp_path, plain):
    with pytest.raises(UserError, match="slug: must be the file's name; write ambridge"):
        definitions.read_all(write(tmp_path, plain, "ambridge.yaml").parent)


def test_reads_a_file_of_any_name_when_it_is_named_to_it(tmp_path, plain):
    assert definitions.read(write(tmp_path, plain, "ambridge.yaml")).slug == plain["slug"]


def test_refuses_a_missing_file(tmp_path):
    with pytest.raises(UserError, match="There is no file"):
        definitions.read(tmp_path / "nowhere.yaml")


def _places(content, path=()):
    yield path
    if isinstance(content, dict | list):
        for key, part in content.items() if isinstance(content, dict) else enumerate(content):
            yield from _places(part, (*path, key))


QUICK = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
WHOLE = yaml.safe_load(BORSETSHIRE.read_text(encoding="utf-8"))
JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.dates(), st.just([]),
    st.just({}), st.just([None]), st.just({1: 2}),
)  # fmt: skip


@given(place=st.sampled_from([path for path in _places(WHOLE) if path]), junk=JUNK)
@settings(max_examples=300, deadline=None)
def test_junk_anywhere_is_taken_or_refused_in_one_sentence(tmp_path_factory, place, junk):
    content = copy.deepcopy(WHOLE)
    part = content
    for step in place[:-1]:
        part = part[step]
    part[place[-1]] = junk
    path = tmp_path_factory.getbasetemp() / "borsetshire.yaml"
    path.write_text(yaml.dump(content, Dumper=QUICK, allow_unicode=True), encoding="utf-8")
    try:
        definitions.read(path)
    except UserError as error:
        assert "\n" not in str(error)


# --- What the how-to page tells an officer


HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "add-a-strategy.md"


@pytest.mark.parametrize("kind", sorted(kinds.LABELS.keys() - {"trend", "composite"}))
def test_the_example_of_each_kind_works(kind):
    text = HOW_TO.read_text(encoding="utf-8")
    (row,) = [line for line in text.splitlines() if line.startswith(f"| `{kind}` |")]
    example = row.split("`parameters: ")[1].split("`")[0]
    assert kinds.parameters(kind, yaml.safe_load(example))


def test_the_example_of_a_whole_measure_works():
    text = HOW_TO.read_text(encoding="utf-8")
    trend, composite = (part.split("```")[0] for part in text.split("```yaml\n")[1:3])
    (measure,) = yaml.safe_load(trend)
    assert definitions.MeasureDefinition.model_validate(measure).kind == "trend"
    assert kinds.parameters("composite", yaml.safe_load(composite)["parameters"])


def test_the_page_names_all_that_a_file_may_hold():
    text = HOW_TO.read_text(encoding="utf-8")
    named = [*definitions.StrategyDefinition.model_fields, *definitions.MeasureDefinition.model_fields]
    assert [name for name in named if f"`{name}`" not in text and f"{name}:" not in text] == []
