"""Rules of what a file says of itself, each by a file that breaks it and one that does not."""

import pytest

from skillshire.casework.ilr import check
from tests.casework import ilr_files as made


@pytest.mark.parametrize(("source", "found"), [(made.UKPRN, []), (10011111, ["UKPRN_03"])])
@pytest.mark.parametrize("year", ["2025-26", "2020-21"])
def test_a_file_has_one_providers_number_in_both_places(tmp_path, source, found, year):
    text = made.file(*made.people(3), year=year, prepared="2021-03-06" if year == "2020-21" else "2026-03-06")
    path = tmp_path / "file.xml"
    path.write_text(text.replace(f"<UKPRN>{made.UKPRN}<", f"<UKPRN>{source}<", 1))
    report = check.check(path)
    own = [fault for fault in report.faults.found if fault.rule.startswith("UKPRN")]
    assert [fault.rule for fault in own] == found
    assert all(fault.severity == "error" for fault in own)
    line = next(n for n, one in enumerate(text.splitlines(), 1) if "<LearningProvider>" in one)
    assert all((one.line, one.value, one.field) == (line, str(made.UKPRN), "UKPRN") for one in own)


@pytest.mark.parametrize("number", ["ten", "9" * 5000])  # of so many digits Python makes no number
def test_a_source_without_a_number_is_left_to_the_schema(tmp_path, number):
    path = tmp_path / "file.xml"
    path.write_text(made.file(*made.people(1)).replace(f"<UKPRN>{made.UKPRN}<", f"<UKPRN>{number}<", 1))
    report = check.check(path)
    (fault,) = report.faults.found
    assert fault.rule == "schema" and number.startswith(fault.value.rstrip("…"))
    assert report.header.ukprn == made.UKPRN
