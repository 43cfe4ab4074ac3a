"""Tables as files: what goes in comes out of each format, read by a library that did not write it."""

import csv
import io
import json

import pytest
from csvw import Table as Described
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from skillshire.core import tabular
from skillshire.core.tabular import Table

COLUMNS = ("area", "breakdown", "value", "count", "status")
ROWS = [
    {"area": "E07000243", "breakdown": {"sex": "female", "age": "16-24"}, "value": 3.25, "count": 4},
    {"area": "E10000015", "breakdown": {}, "value": None, "count": 7, "status": "c", "hidden": "no"},
    {"area": "=1+1", "breakdown": {}, "value": 0.1, "count": 1, "status": ""},
]
TABLE = Table("t", "Figures", COLUMNS, ROWS, [("Source", "Office of Examples"), ("Licence", "=OGL")])


def sheets(content):
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [book.get_sheet_by_name(name).to_python() for name in ("Figures", "Notes")]


def test_a_missing_number_is_an_empty_cell_and_never_zero():
    read = list(csv.DictReader(io.StringIO(tabular.to_csv(TABLE).decode())))
    assert [row["value"] for row in read] == ["3.25", "", "0.1"]
    assert json.loads(tabular.to_json(TABLE))["rows"][1]["value"] is None


@pytest.mark.parametrize("write", [tabular.to_xlsx, tabular.to_ods])
def test_a_spreadsheet_holds_numbers_as_numbers_and_gaps_as_gaps(write):
    figures, notes = sheets(write(TABLE))
    assert figures[0] == list(COLUMNS)
    assert [row[2] for row in figures[1:]] == [3.25, "", 0.1]
    assert figures[1][1] == "age=16-24;sex=female"
    assert notes[:2] == [["Table", "Figures"], ["Source", "Office of Examples"]]


@pytest.mark.parametrize("write", [tabular.to_xlsx, tabular.to_ods])
def test_a_spreadsheet_keeps_a_text_that_looks_like_a_formula(write):
    figures, _ = sheets(write(TABLE))
    assert figures[3][0] == "=1+1"


def test_a_csv_cell_that_a_spreadsheet_would_run_is_made_text():
    assert "'=1+1" in tabular.to_csv(TABLE).decode()


def test_columns_that_were_not_asked_for_stay_out():
    assert "hidden" not in tabular.to_csv(TABLE).decode() + tabular.to_json(TABLE).decode()


def test_the_csvw_description_reads_the_csv_with_its_types(tmp_path):
    (tmp_path / "data.csv").write_bytes(tabular.to_csv(TABLE))
    described = tmp_path / "data.csv-metadata.json"
    described.write_bytes(tabular.to_csvw(TABLE))
    found = list(Described.from_file(described))
    assert [float(row["value"]) if row["value"] is not None else None for row in found] == [3.25, None, 0.1]
    assert [row["count"] for row in found] == [4, 7, 1]


def test_the_same_rows_make_the_same_workbook():
    assert tabular.to_xlsx(TABLE) == tabular.to_xlsx(TABLE)


CELLS = st.one_of(st.none(), st.integers(-(10**9), 10**9), st.floats(allow_nan=False, allow_infinity=False))


@given(st.lists(st.fixed_dictionaries({"a": CELLS, "b": CELLS}), max_size=5))
def test_a_number_keeps_every_digit_in_csv_and_json(rows):
    table = Table("t", "t", ("a", "b"), rows)
    read = csv.DictReader(io.StringIO(tabular.to_csv(table).decode()))
    wanted = [[row["a"], row["b"]] for row in rows]
    assert [[float(cell) if cell else None for cell in row.values()] for row in read] == wanted
    assert json.loads(tabular.to_json(table))["rows"] == rows
