import pytest
import yaml
from pydantic import ValidationError

from skillshire.core.errors import UserError
from skillshire.indicators import definitions, harvest
from skillshire.indicators.definitions import IndicatorDefinition

SOURCE = """\
id: some-source
producer: Somebody
title: Some figures
licence: OGL-UK-3.0
url: https://example.org
files: [some/figures.csv]
connector: ons_els.claimant_count
published: 2026-06-26
publication_lag: P2M
quality: accredited
coverage: Everywhere
"""
INDICATOR = """\
id: some-share
title: Some share
subject: people
question: How many?
why: It matters.
numerator: People
unit: percent
decimals: 1
better: up
theme: people
from:
  - {source: some-source, series: "Some series"}
author: Somebody
checked: 2026-11-22
reviewed: 2026-11-22
"""
THEMES = {
    "people", "employment", "unemployment", "pay", "businesses", "qualifications", "participation",
    "apprenticeships", "further-education", "destinations", "employers", "productivity",
}  # fmt: skip


@pytest.fixture
def root(tmp_path):
    """A folder of definitions with one source and one indicator."""
    for name, text in (("sources/some-source", SOURCE), ("indicators/some-share", INDICATOR)):
        file = tmp_path / f"{name}.yaml"
        file.parent.mkdir()
        file.write_text(text, encoding="utf-8")
    return tmp_path


def spoil(root, kind, old, new):
    file = next((root / kind).iterdir())
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return file


# --- The project's own --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", sorted((definitions.definitions.ROOT / "sources").glob("*")), ids=lambda p: p.stem
)
def test_every_source_loads_and_its_reader_has_what_the_load_needs(path):
    source = definitions.source(path.stem)
    module = harvest.connector(source)
    assert callable(module.rows)
    assert callable(module.fetch)
    assert callable(getattr(module, "notes", None)) or not source.companions
    assert not source.download or len(source.download) >= len(source.files + source.companions)


@pytest.mark.parametrize(
    "path", sorted((definitions.definitions.ROOT / "indicators").glob("*")), ids=lambda p: p.stem
)
def test_every_indicator_loads_with_a_known_theme_and_lag(path):
    one = definitions.indicators()[path.stem]
    assert one.theme in THEMES
    assert 0 <= one.lag_months(definitions.sources()) <= 84
    assert one.question.endswith("?")


def test_no_file_of_a_source_is_another_s_too():
    names = [name for source in definitions.sources().values() for name in source.files + source.companions]
    assert len(names) == len(set(names))


# --- Faults --------------------------------------------------------------------------------


def test_a_definition_that_is_right_is_read(root):
    found = definitions.indicators(root)["some-share"]
    assert found.lag_months(definitions.sources(root)) == 2
    assert found.model_copy(update={"publication_lag": "P1Y"}).lag_months(definitions.sources(root)) == 12


@pytest.mark.parametrize(
    ("kind", "old", "new", "reason"),
    [
        ("sources", "licence:", "license:", "licence: Field required (and 1 more faults)"),
        ("sources", "coverage: Everywhere", "coverage: Everywhere\ncolour: red", "colour: Extra inputs"),
        ("sources", "P2M", "two months", "publication_lag: “two months” is not a length of time in months"),
        ("sources", "published: 2026-06-26", "published: June", "published: "),
        ("sources", "[some/figures.csv]", "[]", "files: List should have at least 1 item"),
        ("sources", "id: some-source", "id: Some Source", "id: String should match pattern"),
        ("indicators", "decimals: 1", "decimals: one", "decimals: Input should be a valid integer"),
        ("indicators", "decimals: 1", "decimals: 9", "decimals: Input should be less than or equal to 4"),
        ("indicators", "better: up", "better: higher", "better: Input should be 'up', 'down' or 'neither'"),
        ("indicators", "unit: percent", "unit: %", "not valid YAML"),
        ("indicators", "unit: percent", "unit: per cent", "unit: Input should be 'percent'"),
        ("indicators", "series:", "serie:", "from → 0 → series: Field required"),
        ("indicators", "{source: some-source", "{source: other", "from: there is no source “other”"),
        ("indicators", "id: some-share", "id: other-share", "the file must be named other-share.yaml"),
        ("indicators", "checked: 2026-11-22", "checked: 2026-11-31", "not valid YAML: day is out of range"),
        (
            "indicators",
            "title: Some share",
            "title: Some share\ntitle: Two",
            "line 3: not valid YAML: the key “title”",
        ),
        ("indicators", "title: Some share", "\ttitle: Some share", "line 2: not valid YAML: found character"),
        ("indicators", "  - {source", "  - [source", "line "),
    ],
)
def test_a_fault_is_said_with_its_file_and_place(root, kind, old, new, reason):
    file = spoil(root, kind, old, new)
    with pytest.raises(UserError) as caught:
        definitions.indicators(root)
    said = str(caught.value)
    assert said.startswith(str(file))
    assert reason in said
    assert "\n" not in said


def test_an_unknown_source_is_refused_with_the_known_ones():
    with pytest.raises(UserError, match="There is no source “x+”; the sources are: dfe"):
        definitions.source("x" * 100)


def test_a_definition_reads_back_from_a_release_as_it_was(root):
    found = definitions.indicators(root)["some-share"]
    assert IndicatorDefinition.model_validate_json(found.model_dump_json(by_alias=True)) == found


def test_a_definition_cannot_be_changed_by_accident(root):
    with pytest.raises(ValidationError, match="frozen"):
        definitions.indicators(root)["some-share"].title = "Other"


def test_the_invented_definitions_are_yaml():
    assert yaml.safe_load(INDICATOR)["from"] == [{"source": "some-source", "series": "Some series"}]
