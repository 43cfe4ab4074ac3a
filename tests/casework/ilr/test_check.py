import gc
import io
import os

import pytest

from skillshire.casework.ilr import check, faults, verdict
from skillshire.casework.ilr.reading import Reading
from skillshire.core.errors import UserError
from tests.casework import ilr_files as made
from tests.casework.ilr_files import ULNS, aim, learner


def found(tmp_path, *learners, **changes):
    report = check.check(made.write(tmp_path, *learners, **changes))
    return [(one.rule, one.learner, one.aim, one.field, one.value) for one in report.faults.ordered()]


def checked(tmp_path, text, **named):
    path = tmp_path / "file.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return check.check(path, **named)


def test_a_good_file_has_no_fault(tmp_path):
    report = check.check(made.write(tmp_path, *made.people(3)))
    assert report.passes and not report.faults.found
    assert (report.learners, report.aims) == (3, 3)
    assert (report.header.ukprn, report.header.year, report.header.earlier) == (made.UKPRN, 2025, False)


def test_the_published_sample_has_warnings_only(shared):
    report = check.check(shared / "standards/ilr/ILR-99999999-2526-sample.xml")
    assert (report.learners, report.aims, report.faults.errors) == (19, 35, 0)
    assert report.faults.warnings > 0


def test_a_fault_says_line_learner_aim_field_and_value(tmp_path):
    text = made.file(learner(aim(AimSeqNumber=1, FundModel="x2")))
    report = checked(tmp_path, text)
    (fault,) = report.faults.found
    line = next(n for n, line in enumerate(text.splitlines(), 1) if "x2" in line)
    assert (fault.line, fault.learner, fault.aim) == (line, "A1", 1)
    assert (fault.field, fault.rule, fault.value) == ("FundModel", "schema", "x2")
    assert fault.message == "FundModel must be a whole number of up to 2 digits."


def test_what_is_missing_is_named(tmp_path):
    rows = found(tmp_path, learner(Sex=None))
    assert [(rule, field) for rule, _, _, field, _ in rows] == [("schema", "LLDDHealthProb")]
    report = check.check(made.write(tmp_path, learner(Sex=None)))
    assert "Sex belongs here" in report.faults.found[0].message


def test_a_fault_of_order_hides_no_other(tmp_path):
    rows = found(tmp_path, learner(aim(AimType="q"), Sex=None, ULN=5))
    assert {field for _, _, _, field, _ in rows} == {"LLDDHealthProb", "AimType", "ULN"}


def test_all_faults_are_counted_and_kept_up_to_the_cap(tmp_path):
    path = made.write(tmp_path, *[learner(LearnRefNumber=f"L{n}", ULN=5) for n in range(30)])
    report = check.check(path, cap=10)
    assert (report.faults.errors, len(report.faults.found)) == (30, 10)


def test_what_is_kept_is_handed_on_until_the_first_error(tmp_path):
    seen = []
    path = made.write(tmp_path, *made.people(2), learner(LearnRefNumber="X", ULN=ULNS[0], Sex="Q"))
    check.check(path, each=lambda one, header: seen.append(one.reference))
    assert seen == ["L0", "L1"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (b"", "xml"),
        (b"not xml", "xml"),
        (b"<Message xmlns='ESFA/ILR/2025-26'><Header>", "xml"),
        (b"<Message/>", "layout"),
        (b"<Message xmlns='ESFA/ILR/2031-32'/>", "layout"),
        (b"<Message xmlns='ESFA/ILR/2017-18'/>", "layout"),
        (b"<Message xmlns='ESFA/ILR/2023-25'/>", "layout"),
        (b"<html/>", "layout"),
        (b"<Message xmlns='ESFA/ILR/2025-26'/>", "schema"),
        (b"\xff\xfe\x00", "xml"),
    ],
)
def test_a_file_that_is_no_learner_record_is_one_fault(tmp_path, text, rule):
    report = checked(tmp_path, text)
    assert [fault.rule for fault in report.faults.found] == [rule]
    assert report.faults.found[0].message.endswith(".")


OPEN = b"<Message xmlns='ESFA/ILR/2025-26'>\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "The file is empty"),
        (b"PK\x03\x04aaaa", "begins with no tag"),
        (OPEN + b"<Header>", "ends before its last element"),
        (OPEN + b"<A></B></Message>", "not the one begun last"),
        (OPEN + b"<A>" * 3000, "nested too deep"),
        (OPEN + b"<A>" + b"x" * 11_000_000 + b"</A></Message>", "far longer than any field"),
        (OPEN + b"<A b='" + b"x" * 11_000_000 + b"'/></Message>", "far longer than any field"),
        (OPEN + b"<" + b"x" * 110_000 + b"/></Message>", "name of an element is far too long"),
        (OPEN + b"<!--" + b"x" * 11_000_000 + b"--></Message>", "comment"),
        (OPEN + b"\x01</Message>", "control character"),
        (OPEN + b"\xff\xfe</Message>", "no text in the file's encoding"),
        (OPEN + b"A & B</Message>", "write & as &amp;"),
        (OPEN + b"<A b=1/></Message>", "no quotation marks"),
        (OPEN + b"<A:-/></Message>", "not well-formed XML here"),
    ],
)
def test_what_is_not_xml_is_said_in_our_own_words(tmp_path, text, said):
    (fault,) = checked(tmp_path, text).faults.found
    assert said in fault.message and fault.message.endswith(".") and fault.line in (1, 2)
    assert not {"XML_PARSE", "Premature", "Excessive", "column"} & set(
        fault.message.replace("_HUGE", "").split()
    )


def test_a_document_type_is_refused_and_no_file_is_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("Hidden")
    text = made.file().replace(
        "<Message", f'<!DOCTYPE Message [<!ENTITY e SYSTEM "{secret.as_uri()}">]>\n<Message', 1
    )
    report = checked(tmp_path, text.replace("Archer", "&e;"))
    assert [fault.rule for fault in report.faults.found] == ["xml"]
    assert "Hidden" not in str(report)


def test_entities_that_grow_are_refused(tmp_path):
    grown = "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};">' for n in range(1, 40))
    text = made.file().replace("<Message", f'<!DOCTYPE Message [<!ENTITY e0 "xxxx">{grown}]>\n<Message', 1)
    report = checked(tmp_path, text.replace("Archer", "&e39;"))
    assert not report.passes


def test_comments_and_instructions_change_nothing(tmp_path):
    text = made.file().replace("<ULN>", "<!-- a --><?pi b?><ULN>").replace("Archer", "Arc<!-- c -->her")
    assert checked(tmp_path, text).passes


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_other_encodings_are_read(tmp_path, encoding):
    text = made.file(learner(FamilyName="Zoë")).replace(
        'version="1.0"', f'version="1.0" encoding="{encoding}"'
    )
    names = []
    checked(tmp_path, text.encode(encoding), each=lambda one, header: names.append(one.family_name))
    assert names == ["Zoë"]


def test_a_year_no_calendar_has_is_a_fault(tmp_path):
    report = checked(tmp_path, made.file(learner(aim(LearnPlanEndDate="12025-01-01"))))
    assert [(fault.field, fault.rule) for fault in report.faults.found] == [("LearnPlanEndDate", "schema")]


# --- earlier years


@pytest.mark.parametrize("year", ["2018-19", "2020-21", "2024-25"])
def test_an_earlier_layout_is_read(tmp_path, year):
    start = f"{year[:4]}-09-01"
    own = made.apprenticeship(LearnStartDate=start, LearnPlanEndDate=f"{int(year[:4]) + 1}-09-30",
                              ProgType=3, StdCode=None, FworkCode=403, PwayCode=1)  # fmt: skip
    path = made.write(tmp_path, learner(own, statuses=made.status(10, "2018-01-01")), year=year)
    kept = []
    report = check.check(path, each=lambda one, header: kept.append(one.aims[0]))
    assert report.passes, report.faults.found
    assert report.header.earlier and report.header.year == int(year[:4])
    assert (kept[0].framework, kept[0].pathway) == (403, 1)


def test_what_an_earlier_layout_had_more_is_noticed_once(tmp_path):
    text = made.file(*made.people(3), year="2022-23").replace("<Sex>", "<Gone>1</Gone><Sex>")
    text = text.replace("2025-09-01", "2022-09-01").replace("2026-06-30", "2023-06-30")
    text = text.replace("<FundModel>38", "<FundModel>35").replace("2025-08-01", "2022-08-01")
    report = checked(tmp_path, text)
    assert report.passes, report.faults.found
    assert [(one.severity, one.field) for one in report.faults.found] == [(faults.NOTICE, "Gone")]


def test_an_earlier_file_needs_its_core_all_the_same(tmp_path):
    text = made.file(learner(), year="2022-23").replace("<AimType>4</AimType>\n", "")
    report = checked(tmp_path, text)
    assert any("AimType" in fault.message for fault in report.faults.found if fault.rule == "schema")


# --- large files


@pytest.fixture
def large(monkeypatch):
    """Every file counts as large, so that the schema is asked in another process."""
    monkeypatch.setattr(check, "LARGE", 0)


def test_a_large_file_is_judged_like_a_small_one(tmp_path, large):
    good = made.write(tmp_path, *made.people(20))
    assert check.check(good).passes
    bad = made.write(tmp_path, learner(ULN=5), learner(aim(AimType="q")), name="bad.xml")
    assert {fault.field for fault in check.check(bad).faults.found} >= {"ULN", "AimType"}


def test_nothing_of_a_large_file_counts_that_only_the_schema_refuses(tmp_path, large):
    report = check.check(made.write(tmp_path, learner(Email="no at sign").replace("<Email", "<Email")))
    assert [fault.rule for fault in report.faults.found] == ["schema"]


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path, large, monkeypatch):
    monkeypatch.setattr(verdict.Verdict, "fits", lambda self, sha256: False)
    with pytest.raises(UserError, match="twice alike"):
        check.check(made.write(tmp_path, learner()))


def test_the_verdict_of_a_whole_file(tmp_path):
    good, bad = made.write(tmp_path, learner()), made.write(tmp_path, learner(ULN=1), name="b.xml")
    assert len(verdict.check(good)) == 64
    assert verdict.check(bad) == ""


def test_reading_holds_one_piece_of_the_file_at_a_time():
    text = made.file(*made.people(1500)).encode()
    reading, sizes = Reading(io.BytesIO(text)), []
    for _ in reading:
        sizes.append(sum(1 for _ in reading.frame.iter()))
    assert max(sizes) < 43_500 / 3  # elements of the whole file; a piece is 256 kB of about a megabyte
    assert sum(1 for _ in reading.frame.iter()) < 20


def test_a_large_file_out_of_order_is_explained_by_the_schema(tmp_path, large):
    """A field before its record, and a record with too little in it: this passage trusts the schema."""
    good = made.file(learner())
    stray = good.replace("<ULN>", "<AimType>4</AimType><ULN>", 1)
    short = good.replace("<LearnDelFAMCode>105</LearnDelFAMCode>\n", "", 1)
    for text in (stray, short):
        report = checked(tmp_path, text)
        assert {fault.rule for fault in report.faults.found} == {"schema"}
        assert all(fault.message for fault in report.faults.found)


@pytest.mark.parametrize("was", [True, False])
def test_the_search_for_cycles_goes_on_as_before(tmp_path, was):
    gc.enable() if was else gc.disable()
    try:
        checked(tmp_path, "not xml")
        assert gc.isenabled() == was
    finally:
        gc.enable()


@pytest.fixture
def nobody():
    """As somebody who may read no more than all may."""
    mine = os.geteuid()
    if mine == 0:
        os.seteuid(65534)
    yield
    os.seteuid(mine)


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(UserError, match=r"is a folder; give the name of a file in it\.$"):
        check.check(tmp_path)


def test_a_pipe_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UserError, match="save it as a file first"):
        check.check(tmp_path / "pipe")


def test_a_file_that_may_not_be_read_is_refused_in_a_sentence(tmp_path, request):
    path = made.write(tmp_path, learner())
    path.chmod(0)
    request.getfixturevalue("nobody")
    with pytest.raises(UserError, match=r"cannot be read \(Permission denied\)"):
        check.check(path)


def test_a_name_of_two_lines_is_said_on_one(tmp_path):
    with pytest.raises(UserError, match=r"no file .*two\\nlines\.xml; check") as caught:
        check.check(tmp_path / "two\nlines.xml")
    assert "\n" not in str(caught.value)


def test_no_such_file(tmp_path):
    with pytest.raises(UserError, match="There is no file"):
        check.check(tmp_path / "none.xml")
