"""What is judged rather than published: it must be whole, of codes that exist, and give its reasons."""

import re

import pytest
from pydantic import ValidationError

from skillshire.indicators import balance_definitions as known
from skillshire.indicators.balance import NOWHERE
from skillshire.indicators.balance_read import TITLES

SECTIONS = set("ABCDEFGHIJKLMNOPQRSTU")  # SIC 2007


def test_the_weights_of_every_subject_add_up_to_one():
    for subject in known.mapping().subjects:
        assert sum(one.weight for one in subject.to) == pytest.approx(1), subject.subject


def test_every_subject_leads_to_occupation_groups_that_exist():
    codes = {one.occupation for subject in known.mapping().subjects for one in subject.to}
    assert codes <= {*TITLES, NOWHERE}
    assert len(codes - {NOWHERE}) >= 24


def test_every_line_gives_its_own_reason():
    for subject in known.mapping().subjects:
        reasons = [one.reason for one in subject.to]
        assert len(set(reasons)) == len(reasons)
        assert all(reason.endswith(".") for reason in reasons), subject.subject


def test_every_sector_is_made_of_groups_and_sections_that_exist():
    for sector in known.sectors().sectors:
        assert {one.occupation for one in sector.occupations} <= set(TITLES), sector.id
        assert set(sector.sections) <= SECTIONS
        assert sector.industries


def test_there_are_the_seven_priority_sectors():
    assert [one.id for one in known.sectors().sectors] == [
        "science-and-technology", "engineering-and-manufacturing", "film-and-media",
        "financial-and-business-services", "high-end-logistics", "built-environment",
        "health-and-social-care",
    ]  # fmt: skip


def test_nobody_is_counted_in_two_sectors():
    for code in TITLES:
        shares = [
            part.share
            for sector in known.sectors().sectors for part in sector.occupations if part.occupation == code
        ]  # fmt: skip
        assert sum(shares) <= 1 + 1e-9, code


def route(occupation="61", weight=1.0, reason="Care courses train care workers."):
    return {"occupation": occupation, "weight": weight, "reason": reason}


@pytest.mark.parametrize(
    ("routes", "said"),
    [
        ([route(weight=0.5)], "add up to 0.5"),
        ([route(weight=0.5), route(weight=0.5)], "twice"),
        ([route(occupation="6")], "String should match"),
        ([route(reason="")], "at least 10"),
        ([], "at least 1"),
    ],
)
def test_refuses_a_subject_that_is_not_whole(routes, said):
    with pytest.raises(ValidationError, match=re.escape(said)):
        known.SubjectRoutes.model_validate({"subject": "care", "concentration": 20, "to": routes})


def test_refuses_sectors_that_share_out_more_than_a_whole_group():
    sector = {
        "title": "Care", "sections": ["Q"], "industries": [],
        "occupations": [{"occupation": "61", "share": 0.6, "reason": "Care workers are here."}],
    }  # fmt: skip
    with pytest.raises(ValidationError, match="occupation 61 add up to more than 1"):
        known.Sectors.model_validate(
            {
                "id": "sectors", "title": "Sectors", "author": "A", "checked": "2026-11-22",
                "named_by": "A strategy", "concentration": 25, "classification": "SOC", "method": "Judged",
                "sectors": [{**sector, "id": "one"}, {**sector, "id": "two"}],
            }
        )  # fmt: skip


def test_published_weights_lie_within_what_is_drawn():
    for row in known.mapping_rows():
        assert row["lower"] <= row["weight"] <= row["upper"], row


def test_the_ranges_that_the_file_promises_are_those_that_are_drawn():
    """The comment at its head says what a concentration does to a weight of 0.3."""
    promised = {60: (0.19, 0.42), 25: (0.14, 0.49), 10: (0.07, 0.60)}
    for concentration, limits in promised.items():
        subject = known.SubjectRoutes.model_validate(
            {
                "subject": "x", "concentration": concentration,
                "to": [route(weight=0.3), route(occupation="none", weight=0.7)],
            }
        )  # fmt: skip
        assert known.weight_limits(subject)[0] == pytest.approx(limits, abs=0.012)
