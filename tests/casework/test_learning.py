from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillshire.casework import learners, learning, learning_terms
from tests import reference_learning as reference
from tests.casework import ilr_files as made
from tests.spec.learners import AIM, APPRENTICE, PAGE, PARAGRAPHS, PASSED, content

HERE = "E07000243"


def frame(*rows):
    return pl.DataFrame(rows, schema=learning.AIMS, orient="row")


def total(name, *rows, basis=learning.ACADEMIC, **wanted):
    found = learning.counts(frame(*rows)).filter(count=name, basis=basis, **wanted)
    return found["value"].sum()


def test_an_apprenticeship_is_counted_by_age_level_subject_and_district():
    rows = learning.counts(frame(APPRENTICE)).filter(count=learning.STARTS).to_dicts()
    own = {"count": learning.STARTS, "area": HERE, "age": "under-19", "level": "higher", "subject": "6",
           "skill": "", "value": 1, "year": 2024}  # fmt: skip
    assert rows == [{**own, "basis": "academic"}, {**own, "basis": "calendar"}]


CASES = [(one.count, one.base, *case) for one in PARAGRAPHS for case in one.cases]


@pytest.mark.parametrize(
    ("count", "base", "shows", "changes", "counted"), CASES, ids=[f"{case[0]}: {case[2]}" for case in CASES]
)
def test_what_is_counted(count, base, shows, changes, counted):
    assert total(count, {**base, **changes}) == counted


def test_the_methodology_page_says_these_examples():
    assert PAGE.read_text(encoding="utf-8") == content()


def test_a_pass_counts_in_the_year_of_its_last_day():
    assert total(learning.BASIC_SKILLS, PASSED, year=2025, skill="maths") == 1
    assert total(learning.BASIC_SKILLS, PASSED, year=2024) == 0


def test_a_start_counts_in_the_academic_and_in_the_calendar_year_of_its_first_day():
    row = {**APPRENTICE, "starts": date(2025, 3, 1)}
    assert total(learning.STARTS, row, year=2024) == 1
    assert total(learning.STARTS, row, basis=learning.CALENDAR, year=2025) == 1


def test_an_aim_that_goes_on_into_the_next_years_file_counts_once_as_it_is_there():
    later = {**PASSED, "year": 2025, "learner": 2, "number": 5}
    earlier = {**PASSED, "outcome": None, "ended": None}
    assert total(learning.BASIC_SKILLS, earlier, later) == 1
    assert total(learning.OUT_OF_WORK, earlier, later) == 1


def test_two_alike_aims_in_one_file_are_two():
    assert total(learning.OUT_OF_WORK, AIM, {**AIM, "number": 2}) == 2


def test_the_terms_may_be_others():
    terms = learning_terms.load()
    counting = terms.apprenticeships.model_copy(update={"restarts": True})
    row = frame({**APPRENTICE, "fams": "RES:1"})
    found = learning.counts(row, terms.model_copy(update={"apprenticeships": counting}))
    assert found.filter(count=learning.STARTS, basis="academic")["value"].sum() == 1


def test_nothing_on_record_is_no_row():
    assert learning.counts(frame()).is_empty()


YEARS = st.integers(2015, 2025)
ROW = st.fixed_dictionaries({
    "provider": st.integers(1, 2), "learner": st.just(0), "reference": st.sampled_from("AB"), "year": YEARS,
    "area": st.sampled_from([HERE, "E07000242", ""]), "number": st.integers(1, 3),
    "aim_ref": st.sampled_from(["X", "ZPROG001"]), "aim_type": st.sampled_from([1, 3, 4]),
    "starts": st.builds(date, st.integers(2016, 2025), st.integers(1, 12), st.integers(1, 2)),
    "ended": st.one_of(st.none(), st.dates(date(2024, 7, 1), date(2025, 9, 1))),
    "fund_model": st.sampled_from([10, 11, 25, 35, 36, 37, 38, 81, 99]),
    "prog_type": st.sampled_from([None, 2, 20, 24, 25]), "framework": st.sampled_from([None, 1]),
    "pathway": st.none(), "standard": st.sampled_from([None, 2]),
    "outcome": st.sampled_from([None, 1, 2]), 
    "fams": st.sampled_from(["", "RES:1", "SOF:1 RES:1", "LRES:1"]),
    "level": st.sampled_from(["", "E", "2", "3", "5", "H"]),
    "subject": st.sampled_from(["", "2.1", "5.2", "15.1"]),
    "basic_skill": st.sampled_from(["", "english", "esol", "digital"]),
    "age": st.one_of(st.none(), st.integers(15, 67)), "employment": st.sampled_from([None, 10, 11, 12, 98]),
})  # fmt: skip


@settings(max_examples=80)
@given(st.lists(ROW, max_size=12))
def test_a_second_plain_implementation_counts_the_same(rows):
    """A learner is one provider's reference in one year's file, as in the database."""
    for number, row in enumerate(rows):
        row["learner"] = hash((row["provider"], row["reference"], row["year"])) % 10**9
        row["number"] = number
    keys = ("count", "basis", "year", "area", "age", "level", "subject", "skill")
    ours = {tuple(row[key] for key in keys): row["value"] for row in learning.counts(frame(*rows)).to_dicts()}
    assert ours == reference.counts(rows)


def test_counts_from_the_records_of_a_file(home, db, tmp_path):
    path = made.write(
        tmp_path,
        made.learner(made.apprenticeship(StdCode=2), DateOfBirth="2007-09-02", statuses=made.status(10)),
        made.learner(made.aim(), LearnRefNumber="B", ULN=made.ULNS[1]),
    )
    learners.load(path, by="alice", on=date(2026, 4, 1))
    rows = learning.aims()
    counted = {
        (row["count"], row["area"]): row["value"]
        for row in learning.counts(rows).filter(basis="academic").to_dicts()
    }
    assert counted == {
        (learning.STARTS, HERE): 1, (learning.UNDER_19, HERE): 1, (learning.LEVEL_3, HERE): 1,
        (learning.STEM, HERE): 1, (learning.STEM_THREE, HERE): 1, (learning.OUT_OF_WORK, HERE): 1,
    }  # fmt: skip
    plain = reference.counts(rows.to_dicts())
    plain = {(key[0], key[3]): count for key, count in plain.items() if key[1] == "academic"}
    assert plain == counted
