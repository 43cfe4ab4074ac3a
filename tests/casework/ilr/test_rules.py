"""Each rule by a file that breaks it and, right beside, one that does not."""

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.ilr_file import uln
from skillshire.casework.ilr import extract
from skillshire.casework.ilr.reading import Reading
from skillshire.casework.ilr.records import Aim, Fam, Header, Learner
from skillshire.casework.ilr.rules import aims, every, learners
from skillshire.casework.ilr.rules.rule import OF_AIMS, OF_FILES, codes
from tests.casework import ilr_files as made
from tests.casework.ilr_files import ULNS, aim, apprenticeship, fam, learner, status

BOTH = fam("SOF", 105) + fam("FFI", 1)


def broken(*people, **changes):
    """Names of the rules that a file breaks."""
    reading = Reading(io.BytesIO(made.file(*people, **changes).encode()))
    found, rules = [], None
    for element in reading:
        rules = rules or every.Rules(reading.header)
        found += [fault.rule for fault in rules.of(extract.learner(element))]
    return set(found)


def ended(**changes):
    return aim(**{"CompStatus": 2, "LearnActEndDate": "2026-01-31", "Outcome": 1, **changes})


# rule → a learner that breaks it
BREAKS = {
    "ULN_04": learner(ULN=1000000042),
    "ULN_02": learner(ULN=9999999999),
    "ULN_12": learner(apprenticeship(), ULN=9999999999, statuses=status(10)),
    "DateOfBirth_01": learner(DateOfBirth=None),
    "DateOfBirth_04": learner(DateOfBirth="1905-01-01"),
    "DateOfBirth_05": learner(DateOfBirth="2023-01-01"),
    "Ethnicity_01": learner(Ethnicity=12),
    "Sex_01": learner(Sex="Q"),
    "LLDDHealthProb_01": learner(LLDDHealthProb=5),
    "LLDDHealthProb_04": learner(more=made.record("LLDDandHealthProblem", LLDDCat=12)),
    "R_45": learner(LLDDHealthProb=1, more=made.record("LLDDandHealthProblem", LLDDCat=12) * 2),
    "Postcode_15": learner(Postcode="SG1 1AO"),
    "PostcodePrior_02": learner(PostcodePrior="SG11AA"),
    "LearnFAMType_01": learner(more=made.record("LearnerFAM", LearnFAMType="QQQ", LearnFAMCode=1)),
    "R_51": learner(more=made.record("LearnerFAM", LearnFAMType="LSR", LearnFAMCode=55) * 2),
    "AimSeqNumber_02": learner(aim(AimSeqNumber=2)),
    "EmpStat_05": learner(statuses=status(13)),
    "DateEmpStatApp_01": learner(statuses=status() + status(10, "2026-08-01")),
    "DateEmpStatApp_02": learner(statuses=status(10, "1990-07-31")),
    "R_43": learner(statuses=status() * 2),
    "LearnStartDate_02": learner(aim(LearnStartDate="2015-07-31", LearnPlanEndDate="2016-01-01")),
    "LearnStartDate_03": learner(aim(LearnStartDate="2026-08-01", LearnPlanEndDate="2027-01-01")),
    "LearnStartDate_05": learner(DateOfBirth="2025-09-01"),
    "LearnPlanEndDate_02": learner(aim(LearnPlanEndDate="2025-08-31")),
    "LearnPlanEndDate_03": learner(aim(LearnPlanEndDate="2035-09-01")),
    "LearnActEndDate_01": learner(ended(LearnActEndDate="2025-08-31")),
    "LearnActEndDate_04": learner(ended(LearnActEndDate="2026-03-07")),
    "OrigLearnStartDate_02": learner(aim(BOTH + fam("RES", 1), OrigLearnStartDate="2025-09-01")),
    "OrigLearnStartDate_04": learner(aim(OrigLearnStartDate="2024-09-01")),
    "CompStatus_01": learner(ended(CompStatus=4)),
    "CompStatus_02": learner(ended(CompStatus=1)),
    "CompStatus_03": learner(aim(CompStatus=2)),
    "CompStatus_05": learner(aim(Outcome=3)),
    "CompStatus_06": learner(ended(CompStatus=6)),
    "Outcome_01": learner(ended(Outcome=4)),
    "Outcome_04": learner(ended(Outcome=2, AchDate="2026-01-31")),
    "Outcome_05": learner(aim(CompStatus=2, Outcome=1)),
    "Outcome_09": learner(ended(CompStatus=6, Outcome=8)),
    "Outcome_12": learner(ended(Outcome=None)),
    "AchDate_03": learner(ended(AchDate="2025-08-31")),
    "WithdrawReason_02": learner(ended(CompStatus=3, Outcome=3, WithdrawReason=1)),
    "WithdrawReason_03": learner(ended(CompStatus=3, Outcome=3)),
    "WithdrawReason_04": learner(ended(WithdrawReason=3)),
    "DelLocPostCode_11": learner(aim(DelLocPostCode="SG1")),
    "R_07": learner(aim(), aim()),
    "R_124": learner(apprenticeship(), apprenticeship(AimSeqNumber=2, LearnStartDate="2025-10-01")),
    "AimType_01": learner(aim(AimType=2)),
    "AimType_05": learner(aim(AimType=5)),
    "FundModel_01": learner(aim(FundModel=12)),
    "FundModel_04": learner(apprenticeship(FundModel=25)),
    "FundModel_05": learner(apprenticeship(LearnStartDate="2017-04-30", LearnPlanEndDate="2018-04-30")),
    "FundModel_06": learner(aim(FundModel=36)),
    "FundModel_16": learner(aim(FundModel=37)),
    "FundModel_17": learner(aim(FundModel=35)),
    "FundModel_19": learner(aim(LearnStartDate="2024-07-31")),
    "FundModel_20": learner(aim(FundModel=11, LearnStartDate="2024-07-31")),
    "ProgType_01": learner(aim(AimType=1)),
    "ProgType_02": learner(aim(ProgType=25, StdCode=1)),
    "ProgType_03": learner(aim(AimType=1, ProgType=26)),
    "StdCode_01": learner(apprenticeship(StdCode=None)),
    "R_30": learner(apprenticeship(AimType=3)),
    "LearnDelFAMType_01": learner(aim(fam("FFI", 1))),
    "LearnDelFAMType_02": learner(aim(fam("SOF", 105))),
    "LearnDelFAMType_03": learner(aim(BOTH + fam("QQQ", 1))),
    "LearnDelFAMDateTo_01": learner(aim(BOTH + fam("LSF", 1, "2025-10-01", "2025-09-30"))),
    "LearnDelFAMDateFrom_04": learner(aim(BOTH + fam("ACT", 1))),
    "EmpStat_08": learner(aim(FundModel=81), statuses=status(since="2025-09-01")),
    "EmpStat_21": learner(statuses=status(since="2025-09-01")),
    "EmpStat_22": learner(aim(FundModel=11), statuses=status(since="2025-09-02")),
    "EmpStat_09": learner(apprenticeship(), statuses=status(10, "2025-09-02")),
    "EmpStat_12": learner(apprenticeship(), statuses=status(11)),
    "R_06": learner() + learner(ULN=ULNS[1]),
    "R_59": learner() + learner(LearnRefNumber="B2"),
}  # fmt: skip
# Near misses: good files on the other side of a line that a rule draws.
KEEPS = [
    learner(),
    learner(DateOfBirth=None).replace("<FundModel>38", "<FundModel>99"),
    learner(aim(LearnPlanEndDate="2025-09-01")),
    learner(aim(LearnPlanEndDate="2035-08-31")),
    learner(ended(LearnActEndDate="2025-09-01")),
    learner(ended(LearnActEndDate="2026-03-06")),
    learner(ended(CompStatus=6, Outcome=3)),
    learner(ended(CompStatus=3, Outcome=3, WithdrawReason=3)),
    learner(aim(BOTH + fam("RES", 1), OrigLearnStartDate="2025-08-31")),
    learner(aim(LearnStartDate="2024-08-01"), statuses=status(since="2024-07-31")),
    learner(aim(FundModel=11), statuses=status(since="2025-09-01")),
    learner(apprenticeship(), statuses=status(10, "2025-09-01")),
    learner(
        apprenticeship(), apprenticeship(AimType=3, AimSeqNumber=2, LearnAimRef="1"), statuses=status(10)
    ),
    learner(aim(), aim(AimSeqNumber=2)),
    learner(Postcode="ZZ99 9ZZ", PostcodePrior="W1A 1AB"),
    learner(statuses=status() + status(10, "2026-07-31")),
    learner(aim(LearnStartDate="2026-07-31", LearnPlanEndDate="2026-08-31")),
]


@pytest.mark.parametrize("name", sorted(BREAKS))
def test_a_rule_finds_what_breaks_it(name):
    assert name in broken(BREAKS[name])


@pytest.mark.parametrize("person", KEEPS)
def test_no_rule_finds_what_keeps_them_all(person):
    assert broken(person) == set()


def test_every_rule_has_a_file_that_breaks_it():
    apart = {"FworkCode_01"}  # of earlier layouts only, below
    apart |= {rule.name for rule in OF_FILES}  # test_rules_of_files.py
    assert {rule.name for rule in every.listed()} - apart <= set(BREAKS)
    assert len(BREAKS) > 60


def test_a_framework_of_an_earlier_year_needs_its_code():
    own = {"ProgType": 3, "StdCode": None, "LearnStartDate": "2019-09-01", "LearnPlanEndDate": "2020-09-01"}
    statuses = status(10, "2019-01-01")
    without = learner(apprenticeship(**own), statuses=statuses)
    assert broken(without, year="2019-20", prepared="2020-01-01") == {"FworkCode_01"}
    given_code = learner(apprenticeship(**own, FworkCode=403, PwayCode=1), statuses=statuses)
    assert broken(given_code, year="2019-20", prepared="2020-01-01") == set()


def test_the_sample_provider_is_warned_of_what_the_published_sample_breaks():
    reading = Reading(
        io.BytesIO(made.file(BREAKS["ULN_04"].replace("A1", "ASFLearner"), ukprn=99999999).encode())
    )
    for element in reading:
        (fault,) = every.Rules(reading.header).of(extract.learner(element))
    assert (fault.rule, fault.severity) == ("ULN_04", "warning")


def test_every_rule_says_how_to_mend_it():
    for rule in every.listed():
        assert rule.title.endswith(".") and len(rule.title) > 8, rule.name


# --- properties

DAYS = st.dates(date(1900, 1, 1), date(2090, 12, 31))


@given(st.integers(0, 10_000_000))
def test_a_made_number_passes_its_check(number):
    assert learners.has_check_digit(uln(number))


@given(st.integers(0, 100_000), st.integers(1, 9))
def test_another_last_digit_fails_the_check(number, more):
    good = uln(number)
    wrong = good - good % 10 + (good % 10 + more) % 10
    assert not learners.has_check_digit(wrong)


@given(DAYS, DAYS)
def test_an_age_is_the_number_of_birthdays_since(born, on):
    age = Learner(born=born).age(on)
    birthdays = [
        year
        for year in range(born.year + 1, on.year + 1)
        if (on.year, on.month, on.day) >= (year, born.month, born.day)
    ]
    assert age == len(birthdays) if on >= born else age < 0


@given(DAYS, DAYS, st.one_of(st.none(), DAYS))
def test_dates_in_order_break_no_rule_of_order(first, second, third):
    starts, planned = sorted([first, second])
    one = Aim(starts=starts, planned_end=planned, ended=third)
    header = Header(1, 2025, date(2026, 1, 1), False, "")
    person = Learner()
    assert not aims.planned_end_before_start(one, person, header)
    assert aims.ended_before_start(one, person, header) == (third is not None and third < starts)


@given(DAYS)
def test_ten_years_later_is_ten_years_later(day):
    later = aims._years_later(day, 10)
    assert later.year == day.year + 10 and (later.month, later.day) in ((day.month, day.day), (3, 1))


# --- rules of codes, which are asked once for all aims that are alike in their codes


class Unread:
    """A value that a rule of codes has no business with."""

    def _read(self, *others):
        raise AssertionError("read")

    __eq__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __sub__ = _read
    __hash__ = object.__hash__


UNREAD = Unread()
SOME_FAMS = [
    Fam("SOF", "105"), Fam("FFI", "1"), Fam("RES", "1"), Fam("ACT", "1"), Fam("QQQ", "1"),
    Fam("ACT", "1", date(2025, 9, 1)), Fam("LSF", "1", date(2025, 9, 2), date(2025, 9, 1)),
]  # fmt: skip
FILLED = st.sampled_from([None, UNREAD])  # there or not is all that may be asked of it
CODED = st.builds(
    Aim,
    line=st.just(UNREAD), aim_ref=st.just(UNREAD), number=st.just(UNREAD), starts=st.just(UNREAD),
    planned_end=st.just(UNREAD), pathway=st.just(UNREAD), delivery_postcode=st.just(UNREAD),
    standard=FILLED, framework=FILLED, original_start=FILLED, ended=FILLED, achieved=FILLED,
    aim_type=st.sampled_from([1, 2, 3, 4, 5]),
    fund_model=st.sampled_from([10, 11, 25, 35, 36, 37, 38, 70, 81, 82, 99, 12]),
    prog_type=st.sampled_from([None, 2, 3, 24, 25, 31, 32, 77]), completion=st.sampled_from([1, 2, 3, 6, 9]),
    outcome=st.sampled_from([None, 1, 2, 3, 8, 7]), withdrawal=st.sampled_from([None, 2, 98, 1]),
    fams=st.lists(st.sampled_from(SOME_FAMS), max_size=4),
)  # fmt: skip


@given(CODED, st.booleans())
def test_a_rule_of_codes_reads_nothing_else(one, earlier):
    header = Header(1, 2025, date(2026, 1, 1), earlier, "")
    asked = [rule.broken(one, None, header) for rule in OF_AIMS if rule.of_codes]
    assert len(asked) > 20
    assert {type(answer) for answer in asked} == {bool}


PLAIN = st.builds(
    Aim,
    number=st.integers(1, 3), starts=DAYS, planned_end=DAYS, delivery_postcode=st.just("SG1 1AA"),
    ended=st.one_of(st.none(), DAYS), completion=st.sampled_from([1, 2, 3]), aim_type=st.sampled_from([1, 4]),
    outcome=st.sampled_from([None, 1]), fund_model=st.sampled_from([36, 38, 70]),
    prog_type=st.sampled_from([None, 25]), standard=st.sampled_from([None, 1, 2]),
    fams=st.lists(st.sampled_from(SOME_FAMS), max_size=2),
)  # fmt: skip


@given(st.lists(PLAIN, max_size=6))
def test_what_is_remembered_of_codes_changes_no_answer(given_aims):
    """Twice, so that the second time all is remembered; the rules one by one are the truth."""
    header = Header(1, 2025, date(2026, 1, 1), False, "")
    person = Learner(reference="A", born=date(1990, 1, 1), aims=given_aims)
    wanted = [(a.number, r.name) for a in given_aims for r in OF_AIMS if r.broken(a, person, header)]
    rules = every.Rules(header)
    for _ in range(2):
        assert [(fault.aim, fault.rule) for fault in rules._of_aims(person)] == wanted
    assert set(rules._by_codes) == {codes(one) for one in given_aims}


def test_codes_beyond_number_are_forgotten(monkeypatch):
    monkeypatch.setattr(every, "MOST", 3)
    rules = every.Rules(Header(1, 2025, date(2026, 1, 1), False, ""))
    for outcome in range(50):
        list(rules._of_aims(Learner(aims=[Aim(outcome=outcome)])))
    assert len(rules._by_codes) <= 4


@given(DAYS, DAYS)
def test_a_planned_end_is_far_away_from_the_tenth_year_on(starts, planned):
    one = Aim(starts=starts, planned_end=planned)
    far = aims.planned_end_far_away(one, Learner(), Header(1, 2025, date(2026, 1, 1), False, ""))
    assert far == (planned >= aims._years_later(starts, 10))


def test_the_end_of_the_calendar_is_far_away():
    last = Aim(starts=date(9995, 1, 1), planned_end=date.max)
    assert aims.planned_end_far_away(last, Learner(), Header(1, 2025, date(2026, 1, 1), False, ""))
