"""Each property in docs/SECURITY.md names files that hold it and tests that keep it, and they are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "SECURITY.md"
BY_READING = "by reading"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith(("| property", "| ---"))
]
FILE = re.compile(r"`((?:[\w.-]+/)+[\w-]+\.\w+|pyproject\.toml)(?:::(\w+))?`")


def test_the_page_has_the_properties_of_the_office():
    assert len(ROWS) > 35 and all(len(row) == 3 for row in ROWS)
    assert "## The office" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:60])
def test_what_holds_a_property_and_what_tests_it_is_there(row):
    _, held, kept = row
    files = [ROOT / "skillshire" / name for name, _ in FILE.findall(held)]
    tests = [(ROOT / name, function) for name, function in FILE.findall(kept)]
    assert files or "requirements/" in held
    assert tests or kept == BY_READING
    there = {
        file for file in files if file.exists() or (ROOT / file.relative_to(ROOT / "skillshire")).exists()
    }
    assert set(files) - there == set()
    assert [str(file) for file, _ in tests if not file.exists() or not file.name.startswith("test_")] == []
    wanted = [(file, name) for file, name in tests if name]
    assert [name for file, name in wanted if f"def {name}(" not in file.read_text(encoding="utf-8")] == []
