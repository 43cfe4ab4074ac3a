"""The codes and groupings are data, and the data agree with themselves."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.casework import codes, currency
from skillshire.core import definitions
from skillshire.core.errors import UserError

LISTS = (
    "characteristics", "september-guarantee", "intended-destinations", "cohort-statuses", "levels-of-need",
    "young-people-ethnicities",
)  # fmt: skip
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def changed(**changes):
    content = definitions.load(codes.FOLDER / "activities.yaml")
    return codes.Activities.model_validate(content | changes)


def test_every_code_has_a_group_in_every_scheme():
    known = codes.activities()
    assert {scheme.id for scheme in known.schemes} >= {"dfe", "own-re-engagement", "research", "ranges"}
    assert all(set(one.groups) == {scheme.id for scheme in known.schemes} for one in known.activities)


@pytest.mark.parametrize(
    ("code", "dfe", "own", "research"),
    [
        (210, "full-time-education", "education", "education"),
        (260, "gap-year", "education", "education"),
        (290, "custody", "education", "custody"),
        (530, "re-engagement", "re-engagement", "training"),
        (540, "neet", "neet", "neet-active"),
        (616, "neet", "neet", "neet-active"),
        (620, "neet", "neet", "neet-inactive"),
        (710, "custody", "custody", "custody"),
        (830, "not-known", "not-known", "not-known"),
    ],
)
def test_sources_disagree_and_the_schemes_say_how(code, dfe, own, research):
    assert codes.group(code) == dfe
    assert codes.group(code, "own-re-engagement") == own
    assert codes.group(code, "research") == research


def test_no_activity_at_all_counts_as_not_known():
    assert (codes.group(None), codes.title(None)) == ("not-known", "Not recorded")


def test_an_unknown_code_is_refused_in_a_sentence():
    with pytest.raises(UserError, match="“999” is not an activity code"):
        codes.activity(999)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_can_be_read_and_fits_its_column(name):
    found = codes.named(name)
    assert found and all(len(code) <= 4 and one.title for code, one in found.items())


@pytest.mark.parametrize(
    "wrong",
    [
        {"default": "nobody"},
        {"not_known": 5},
        {"outside": ["nowhere"]},
        {"currency": {"neet": 3}},
        {"activities": [{"code": 210, "title": "x", "groups": {"dfe": "made-up"}}]},
        {"counts": [{"id": "x", "title": "x", "of": "cohort", "codes": [5]}]},
    ],
)
def test_a_file_that_does_not_agree_with_itself_is_refused(wrong):
    with pytest.raises(ValueError):
        changed(**wrong)


# --- Currency ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "known", "lapses"),
    [
        (210, {}, date(2026, 9, 1)),
        (210, {"verified": date(2026, 1, 31)}, date(2027, 1, 31)),
        (210, {"predicted_end": date(2026, 7, 31)}, date(2026, 8, 1)),  # known on its last day
        (210, {"predicted_end": date(2026, 8, 31)}, date(2026, 9, 1)),
        (210, {"predicted_end": date(2026, 9, 1)}, date(2026, 9, 1)),
        (210, {"predicted_end": date.max}, date(2026, 9, 1)),
        (330, {"ascertained": date(2025, 10, 1)}, date(2026, 4, 1)),
        (619, {"verified": date(2025, 10, 31)}, date(2026, 2, 28)),
        (810, {}, None),
    ],
)
def test_an_activity_lapses_by_the_table(code, known, lapses):
    assert currency.lapses(code, starts=date(2025, 9, 1), **known) == lapses


@given(st.sampled_from(sorted(codes.by_code())), days, st.none() | days, st.none() | days, st.none() | days)
def test_a_confirmation_never_makes_an_activity_lapse_sooner(code, starts, found_out, verified, end):
    known = {"starts": starts, "ascertained": found_out, "predicted_end": end}
    before, after = currency.lapses(code, **known), currency.lapses(code, **known, verified=verified)

    assert (before is None) == (after is None) == (codes.group(code) == "not-known")
    assert before is None or starts <= before <= after
    assert end is None or after is None or after <= max(end + timedelta(days=1), starts)


@given(st.none() | st.sampled_from(sorted(codes.by_code())), st.none() | days, days)
def test_from_the_day_it_lapses_it_counts_as_not_known(code, lapses, on):
    kept = code is not None and (lapses is None or on < lapses)
    assert currency.counted(code, lapses, on) == (code if kept else 810)
