from datetime import date

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
    "apprenticeships", "further-education", "destinations", "employers", "productivity", "deprivation",
    "vacancies",
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
    if source.kind == "casework":  # counted from records: nothing is read, and nothing is loaded
        assert not harvest.find(source, path.parent)
        return
    module = harvest.connector(source)
    assert callable(module.rows)
    if source.query:
        assert callable(module.plan)
        assert callable(module.get)
    else:
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


def test_there_are_the_themes_that_people_ask_about_and_sixty_indicators():
    assert len(definitions.indicators()) >= 60
    assert {one.theme for one in definitions.indicators().values()} >= THEMES - {"vacancies"}


@pytest.mark.parametrize("one", definitions.indicators().values(), ids=lambda one: one.id)
def test_every_indicator_says_all_that_a_reader_needs(one):
    said = (one.title, one.subject, one.question, one.why, one.numerator, one.author)
    assert all(text.strip() for text in said)
    assert one.caveats
    assert one.quality in ("accredited", "in development", "experimental")
    if one.unit == "percent" and "gap" not in one.id:  # a gap is the difference of two shares
        assert one.denominator
    for split in one.breakdowns.values():
        assert split.title
        assert all(label.strip() for label in split.values.values())


def test_no_file_of_a_source_is_another_s_too():
    names = [name for source in definitions.sources().values() for name in source.files + source.companions]
    assert len(names) == len(set(names))
    bare = [name.rpartition("/")[2] for name in names]  # as a person may have saved them, in no folder
    assert {name for name in bare if bare.count(name) > 1} == set()


# --- Faults --------------------------------------------------------------------------------


def test_the_parts_of_a_breakdown_have_words_of_their_own_or_of_a_shared_list(root):
    codes = root / "codes" / "sexes.yaml"
    codes.parent.mkdir()
    codes.write_text('values: {"female": Women, "male": Men}\n', encoding="utf-8")
    spoil(
        root, "indicators", "theme: people\n",
        "theme: people\nbreakdowns:\n  sex: {title: Sex, codes: sexes}\n"
        '  lldd: {title: Learning difficulty, values: {"yes": With, "no": Without}}\n',
    )  # fmt: skip
    one = definitions.indicators(root)["some-share"]
    assert one.title_of("lldd") == "Learning difficulty"
    assert one.label((("lldd", "yes"), ("sex", "female"))) == "With, Women"
    assert one.unlabelled((("sex", "male"), ("sex", "other"), ("age", "16-19"))) == [
        ("sex", "other"), ("age", "16-19"),
    ]  # fmt: skip
    assert IndicatorDefinition.model_validate_json(one.model_dump_json(by_alias=True)) == one


def test_a_part_without_words_is_still_readable(root):
    one = definitions.indicators(root)["some-share"]
    assert one.title_of("occupation-major") == "Occupation major"
    assert one.label((("subject", "health-and-care"),)) == "Health and care"
    assert one.label(()) == ""


def test_a_list_of_codes_that_does_not_exist_is_refused(root):
    file = spoil(
        root, "indicators", "theme: people\n",
        "theme: people\nbreakdowns: {sex: {title: Sex, codes: sexes}}\n",
    )  # fmt: skip
    with pytest.raises(UserError) as caught:
        definitions.indicators(root)
    assert str(caught.value) == (
        f"{file}: breakdowns: there is no list of codes “sexes” in definitions/codes."
    )


def test_the_quality_is_the_first_source_s_unless_the_indicator_says_otherwise(root):
    assert definitions.indicators(root)["some-share"].quality == "accredited"
    definitions.indicators.cache_clear()
    spoil(root, "indicators", "better: up\n", "better: up\nquality: experimental\n")
    assert definitions.indicators(root)["some-share"].quality == "experimental"


def test_a_file_was_published_on_the_day_of_the_edition_that_it_is(root):
    digest = "ab" * 32
    spoil(
        root, "sources", "published: 2026-06-26\n",
        f"published: 2026-06-26\neditions: [{{sha256: {digest}, published: 2026-06-26}}]\n",
    )  # fmt: skip
    source = definitions.sources(root)["some-source"]
    assert source.published_of(digest) == date(2026, 6, 26)
    assert source.published_of("cd" * 32) is None


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
        ("sources", "[some/figures.csv]", "[]", "a source needs files, connector and published"),
        ("sources", "quality: accredited", "quality: good", "quality: Input should be 'accredited', "),
        (
            "sources",
            "published: 2026-06-26",
            "published: 2026-06-26\neditions: [{sha256: abc, published: 2026-06-26}]",
            "editions → 0 → sha256: String should match pattern",
        ),
        (
            "indicators",
            "decimals: 1",
            "decimals: 1\nquality: good",
            "quality: Input should be 'accredited', ",
        ),
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
    with pytest.raises(UserError, match="There is no source “x+”; the sources are: casework"):
        definitions.source("x" * 100)


def test_a_definition_reads_back_from_a_release_as_it_was(root):
    found = definitions.indicators(root)["some-share"]
    assert IndicatorDefinition.model_validate_json(found.model_dump_json(by_alias=True)) == found


def test_a_definition_cannot_be_changed_by_accident(root):
    with pytest.raises(ValidationError, match="frozen"):
        definitions.indicators(root)["some-share"].title = "Other"


def test_the_invented_definitions_are_yaml():
    assert yaml.safe_load(INDICATOR)["from"] == [{"source": "some-source", "series": "Some series"}]
