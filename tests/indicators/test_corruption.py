"""Every published file, damaged in every way that happens: the load must notice and say where."""

import json
import random
from datetime import date

import polars as pl
import pytest

from skillshire.indicators import completeness, definitions, harvest
from skillshire.sources import snapshot
from skillshire.sources.errors import SourceError
from tests.indicators import damage

ON = date(2026, 11, 22)
# Live services' answers, and the small tables that come with the project, have tests of their own.
FILES = [one for one in definitions.sources().values() if not one.query and one.connector != "carried"]
EVERY = [(source.id, name) for source in FILES for name in source.files]
COMPANIONS = [(source.id, name) for source in FILES for name in source.companions]
CSV = [pair for pair in EVERY if pair[1].endswith(".csv")]
# An export of Nomis has a column of flags beside each column of figures: it has a test of its own.
PLAIN = [pair for pair in CSV if not pair[0].startswith("nomis-")]
PARQUET = [pair for pair in EVERY if pair[1].endswith(".parquet")]
WORKBOOKS = [pair for pair in EVERY if pair[1].endswith(".xlsx")]
PLAIN_WORKBOOKS = [pair for pair in WORKBOOKS if not pair[0].startswith("nomis-")]
NOMIS = [pair for pair in EVERY if pair[0].startswith("nomis-")]
ONS_COLUMNS = ("observation", "areacd")
# connector: a column of figures, and the column that says the area
COLUMNS = {
    "dfe_nccis.scorecard": ("NEET_percent", "new_la_code"),
    "dfe_local_skills.fe_achievements": ("achievements", "location_code"),
    "dfe_local_skills.ks4_destinations": ("cohort", "lad_code"),
    "dfe_local_skills.ks5_destinations": ("cohort", "location_code"),
    "dfe_apprenticeships.districts": ("starts", "learner_home_lad"),
    "dfe_apprenticeships.levels": ("starts", "learner_home_region"),
    "dfe_apprenticeships.subjects": ("values", None),
    "dfe_apprenticeships.characteristics": ("count", None),
    "dfe_apprenticeships.learners": ("Apprenticeships", None),
    "dfe_lait.measures": ("Values", "LA and Regions"),
    "dfe_local_skills.hub": ("valueText", "Area"),
}
FEW = {"Area": ["England", "Stevenage LADU"], "LA and Regions": ["England", "Hertfordshire"]}
# source: a sheet in use, and the label of a row or the heading of a column that the reader looks for
SHEETS = {
    "ess-2017": ("85", "ANY TRAINING"),
    "ess-2019": ("ALL_LEPS", "Number of vacancies"),
    "ons-business-demography": ("Table 1.1a", "2019"),
}


def named(pair):
    return f"{pair[0]}-{pair[1].rpartition('/')[2]}"


def record(source, file):
    """What a release says of the file."""
    return {
        "source": source.id, "file": file.name, "bytes": file.stat().st_size, "sha256": snapshot.sha256(file),
    }  # fmt: skip


def read(source, file, served=()):
    """What a load does with one data file, before it is sure of it."""
    completeness.refuse_altered(source.id, [file], served)
    frame = harvest.connector(source).rows(file).with_columns(pl.lit(0).alias("file"))
    resolved = harvest.resolve(frame, file)
    harvest.refuse_future(resolved, file, ON)
    return harvest.without_duplicates(resolved, file)


def fault(act, file):
    """The error of a load, which must be one sentence that names the file."""
    with pytest.raises(SourceError) as caught:
        act()
    assert "\n" not in str(caught.value)
    assert caught.value.file == str(file)
    return caught.value


@pytest.fixture
def copies(shared, tmp_path):
    """copies(pair): (source, copy) for each file of ../shared/raw that stands for the pair's pattern."""

    def make(pair):
        source = definitions.source(pair[0])
        found = sorted((shared / "raw").glob(pair[1]))
        assert found, f"{pair[1]} is not in ../shared/raw"
        for file in found:
            copy = tmp_path / file.name
            copy.write_bytes(file.read_bytes())
            yield source, copy

    return make


@pytest.fixture
def cut(copies):
    """cut(pair): (source, copy) of CSV files: the 600 rows in the middle and the first of each series."""

    def make(pair):
        for source, copy in copies(pair):
            table, firsts = damage.Csv(copy), {}
            if "indicator" in table.header:
                for row in reversed(table.rows):
                    firsts[row[table.place("indicator")]] = row
            at = table.middle(COLUMNS.get(source.connector, ONS_COLUMNS)[0])
            around = table.rows[max(0, at - 300) : at + 300]
            table.rows = [row for row in firsts.values() if row not in around] + around
            table.save()
            yield source, copy

    return make


@pytest.fixture
def small(shared, tmp_path):
    """small(pair): (source, copy) of a Parquet file with few of its rows, for speed."""

    def make(pair):
        source = definitions.source(pair[0])
        column = COLUMNS[source.connector][1]
        lazy = pl.scan_parquet(shared / "raw" / pair[1])
        few = lazy.filter(pl.col(column).is_in(FEW[column])) if column in FEW else lazy.head(1500)
        copy = tmp_path / "few.parquet"
        few.collect().write_parquet(copy)
        return source, copy

    return make


@pytest.mark.slow
@pytest.mark.parametrize("spoil", damage.BYTES)
@pytest.mark.parametrize("pair", EVERY, ids=named)
def test_damaged_bytes_are_noticed(copies, pair, spoil):
    for source, file in copies(pair):
        served, sound = [record(source, file)], file.read_bytes()
        file.write_bytes(spoil(sound))
        if cut_at_a_cell(file, source, sound):
            continue
        fault(lambda source=source, file=file, served=served: read(source, file, served), file)


def cut_at_a_cell(file, source, sound):
    """A CSV cut just behind its last cell is sound in itself. Then no figure has changed, and its open end
    and the figures that are gone stop the load (completeness.refuse_gone); test_ingest shows that."""
    if file.suffix != ".csv" or file.read_bytes().endswith(b"\n"):
        return False
    try:
        left = read(source, file)
    except SourceError:
        return False
    file.write_bytes(sound)
    assert left.join(read(source, file), on=left.columns, how="anti", nulls_equal=True).is_empty()
    return True


@pytest.mark.slow
@pytest.mark.parametrize("pair", WORKBOOKS, ids=named)
def test_no_flipped_bit_of_a_workbook_changes_a_figure(copies, pair):
    chance = random.Random(11)
    ((source, file),) = copies(pair)
    whole, sound = read(source, file), file.read_bytes()
    for _ in range(4):
        at = chance.randrange(len(sound))
        file.write_bytes(sound[:at] + bytes([sound[at] ^ (1 << chance.randrange(8))]) + sound[at + 1 :])
        try:
            assert read(source, file).equals(whole)
        except SourceError as error:
            assert error.file == str(file)


@pytest.mark.parametrize("pair", PARQUET, ids=named)
def test_any_flipped_bit_of_a_parquet_file_that_serves_is_noticed(copies, pair):
    """Such a file has no checksums: several of these flips pass its reader as other numbers."""
    chance = random.Random(11)
    ((source, file),) = copies(pair)
    served, sound = [record(source, file)], file.read_bytes()
    for _ in range(4):
        at = chance.randrange(len(sound))
        file.write_bytes(sound[:at] + bytes([sound[at] ^ (1 << chance.randrange(8))]) + sound[at + 1 :])
        fault(lambda: completeness.refuse_altered(source.id, [file], served), file)
    file.write_bytes(sound)
    completeness.refuse_altered(source.id, [file], served)


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
@pytest.mark.parametrize("pair", CSV, ids=named)
def test_a_table_saved_in_another_encoding_is_noticed(copies, pair, encoding):
    for source, file in copies(pair):
        text = file.read_text(encoding="utf-8-sig") + "é"
        file.write_text(text, encoding=encoding)
        fault(lambda source=source, file=file: read(source, file), file)


@pytest.mark.slow
@pytest.mark.parametrize("pair", PLAIN, ids=named)
def test_a_renamed_column_is_noticed(cut, pair):
    for source, file in cut(pair):
        sound = file.read_bytes()
        for column in COLUMNS.get(source.connector, ONS_COLUMNS):
            file.write_bytes(sound)
            table = damage.Csv(file)
            table.header[table.place(column)] = "renamed"
            table.save()
            error = fault(lambda source=source, file=file: read(source, file), file)
            assert (error.line, f"“{column}” is missing" in error.reason) == (1, True)


@pytest.mark.slow
@pytest.mark.parametrize("pair", PLAIN, ids=named)
def test_a_letter_in_a_number_is_noticed_with_its_line(copies, pair):
    for source, file in copies(pair):
        column, _ = COLUMNS.get(source.connector, ONS_COLUMNS)
        table = damage.Csv(file)
        at = table.middle(column)
        table.rows[at][table.place(column)] += "O"
        table.save()
        error = fault(lambda source=source, file=file: read(source, file), file)
        assert error.line == table.line(at)
        assert table.rows[at][table.place(column)] in error.reason


@pytest.mark.slow
@pytest.mark.parametrize("pair", PLAIN, ids=named)
def test_a_second_figure_for_one_key_is_noticed_with_its_line(cut, pair):
    for source, file in cut(pair):
        column, _ = COLUMNS.get(source.connector, ONS_COLUMNS)
        table = damage.Csv(file)
        table.rows.append(list(table.rows[table.middle(column)]))
        table.save()
        error = fault(lambda source=source, file=file: read(source, file), file)
        assert error.line == table.line(len(table.rows) - 1)


@pytest.mark.slow
@pytest.mark.parametrize("pair", PLAIN, ids=named)
def test_an_unknown_area_is_noticed_with_its_line(cut, pair):
    for source, file in cut(pair):
        figures, column = COLUMNS.get(source.connector, ONS_COLUMNS)
        table = damage.Csv(file)
        at = table.middle(figures)
        table.rows[at][table.place(column)] = "E07999999"
        table.save()
        error = fault(lambda source=source, file=file: read(source, file), file)
        assert error.line == table.line(at)
        assert "E07999999" in error.reason


@pytest.mark.slow
@pytest.mark.parametrize("pair", PLAIN, ids=named)
def test_columns_that_the_publisher_adds_are_accepted(cut, pair):
    """Publishers add columns in the middle of a series; nothing that is read has changed by that."""
    for source, file in cut(pair):
        sound = read(source, file)
        table = damage.Csv(file)
        table.header.insert(1, "new")
        for row in table.rows:
            row.insert(1, "something, new")
        table.save()
        assert read(source, file).equals(sound)


@pytest.mark.slow
@pytest.mark.parametrize("pair", PARQUET, ids=named)
def test_a_changed_parquet_table_is_noticed(small, pair):
    source, file = small(pair)
    figures, area = COLUMNS[source.connector]
    sound = pl.read_parquet(file)
    read(source, file)  # the few rows are sound before they are spoilt

    sound.rename({figures: "renamed"}).write_parquet(file)
    assert f"“{figures}” is missing" in fault(lambda: read(source, file), file).reason

    sound.with_columns(pl.lit(True).alias(figures)).write_parquet(file)
    assert "holds Boolean where" in fault(lambda: read(source, file), file).reason

    pl.concat([sound, sound.slice(len(sound) // 2, 1)]).write_parquet(file)
    assert fault(lambda: read(source, file), file).line == len(sound) + 1

    for column, value in [
        (figures, "12O" if sound[figures].dtype == pl.String else -1),
        (area, "Nowhere LADU"),
    ]:
        if column:
            sound.write_parquet(file)
            table = damage.Parquet(file)
            table.set(table.middle(), column, value)
            table.save()
            assert fault(lambda: read(source, file), file).line == table.middle() + 1


@pytest.mark.slow
@pytest.mark.parametrize("pair", PARQUET, ids=named)
def test_columns_that_are_added_to_a_parquet_table_are_accepted(small, pair):
    source, file = small(pair)
    sound = read(source, file)
    pl.read_parquet(file).with_columns(new=pl.lit("new")).write_parquet(file)
    assert read(source, file).equals(sound)


@pytest.mark.slow
@pytest.mark.parametrize("pair", PLAIN_WORKBOOKS, ids=named)
def test_a_changed_workbook_is_noticed(copies, pair):
    ((source, file),) = copies(pair)
    name, label = SHEETS[source.id]
    sound = file.read_bytes()

    def changed(row, column, text):
        file.write_bytes(sound)
        sheet = damage.Sheet(file, name)
        sheet.set(row, column, text)
        sheet.save()
        error = fault(lambda: read(source, file), file)
        assert f"in the sheet “{name}”" in error.reason
        return error

    sheet = damage.Sheet(file, name)
    row, column = sheet.find(label)
    changed(row, column, "Renamed")
    if column == 1:  # a table with areas across: the row of a label, and the headings above
        error, heading = changed(row, 5, "12O"), sheet.find("Hertfordshire")
        assert changed(*heading, "Atlantis").line == heading[0]
        assert changed(*heading, "Cumbria").line == heading[0]
        assert error.line == row
    else:  # a table with areas down
        row, _ = sheet.find("E07000243", 1)
        assert changed(row, column, "12O").line == row
        error = _codes(source, file, sound, name, row)
        assert [one.line for one in error] == [row, row]


def _codes(source, file, sound, name, row):
    """The errors where the code of an area is unknown, and where it stands there twice."""
    errors = []
    for code in ("E07999999", "E07000242"):
        file.write_bytes(sound)
        sheet = damage.Sheet(file, name)
        sheet.set(row, 1, code)
        sheet.save()
        errors.append(fault(lambda: read(source, file), file))
    return errors


@pytest.mark.slow
@pytest.mark.parametrize("pair", NOMIS, ids=named)
def test_a_changed_export_of_nomis_is_noticed(copies, pair):
    """A heading reworded, a letter in a number, an area nobody knows, and an area that is there twice."""
    ((source, file),) = copies(pair)
    sound = file.read_bytes()
    if file.suffix == ".csv":
        where = {"heading": (1, 2), "number": (3, 2), "area": (3, 1), "next": (5, 1), "repeated": (4, 1)}
    else:
        row, _ = damage.Sheet(file, "Data").find("country:England", 1)
        heading = damage.Sheet(file, "Data").find("Area", 1)[0]
        where = {"heading": (heading, 2), "number": (row, 2), "area": (row, 1), "next": (row + 2, 1)}
        where["repeated"] = (row + 1, 1)

    def changed(place, text):
        file.write_bytes(sound)
        table = damage.Csv(file) if file.suffix == ".csv" else damage.Sheet(file, "Data")
        table.set(*where[place], text if text else table.get(*where["repeated"]))
        table.save()
        return fault(lambda: read(source, file), file)

    changed("heading", "Renamed")
    assert changed("number", "12O").line == where["number"][0]
    # In the workbooks a later table, which still has the right area, gives the wrong one away.
    assert changed("area", "country:Atlantis").line >= where["area"][0]
    assert changed("next", None).line == where["next"][0]


@pytest.mark.parametrize("spoil", [*damage.BYTES])
@pytest.mark.parametrize("pair", COMPANIONS, ids=named)
def test_a_damaged_companion_is_noticed(copies, pair, spoil):
    for source, file in copies(pair):
        whole = harvest.connector(source).notes(file)
        file.write_bytes(spoil(file.read_bytes()))
        try:
            left = harvest.connector(source).notes(file)
        except SourceError as error:
            assert str(error).startswith(str(file))
        else:  # only the end of the last line is gone, and no word with it
            assert left == whole


@pytest.mark.parametrize("pair", [p for p in COMPANIONS if p[1].endswith(".json")], ids=named)
def test_a_companion_without_one_of_its_words_is_noticed(copies, pair):
    for source, file in copies(pair):
        content = json.dumps(json.loads(file.read_text(encoding="utf-8-sig"))).replace("sourceOrg", "org")
        file.write_text(content, encoding="utf-8")
        fault(lambda source=source, file=file: harvest.connector(source).notes(file), file)


@pytest.mark.parametrize("pair", [*EVERY, *COMPANIONS], ids=named)
def test_a_file_that_may_not_be_read_is_said_to_be(tmp_path, pair):
    """A folder of that name cannot be read by anyone, not even by root."""
    source, file = definitions.source(pair[0]), tmp_path / pair[1].rpartition("/")[2]
    file.mkdir()
    module = harvest.connector(source)
    reader = module.notes if pair in COMPANIONS else module.rows
    assert fault(lambda: reader(file), file).line is None
