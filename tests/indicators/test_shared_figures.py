"""Every figure that maintainers share, against the release, the download and the API."""

import csv
import math
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from django.test import Client

from skillshire.indicators import export, queries
from skillshire.indicators.observations import join_breakdown
from tests.indicators import shared_figures
from tests.indicators.shared_figures import rules, words
from tests.indicators.shared_figures.rules import Expected, LeftOut

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("full")]
HERE = Path(shared_figures.__file__).parent
PAGE = 10_000

# How many rows of the shared file are compared, and how many are not, by source and reason.
COMPARED = 46_411
REVISED = 177
LEFT_OUT = {
    "providers are no areas": 7_716,
    "context that the scorecard takes from other tables, or works out from its own figures": 309,
    "not yet known when the table was made": 130,
    "care, not skills or employment": 90,
    "follows from the numbers of jobs": 74,
    "the file does not say which ages these are, and they do not add up": 60,
    "a part of a year that does not say how many months it covers": 252,
    "not 19 yet when the file was made: its 0 is no figure": 168,
    "the row for England in the file of 2021 shows the splits of another year": 9,
    "no figure published": 6,
}
# Sources of which no row is compared: every row is of a provider, or of a part of a year.
NOT_LOADED = {
    "DfE Apprenticeships provider dashboard (July 2026), national_provider_summary",
    "DfE EES Apprenticeships by provider 2016/17-2021/22 (EES API mock data)",
    "DfE Further education outcomes provider dashboard (Apr 2026)",
    "DfE EES Further education and skills (permalink c390bb3f)",
}


@pytest.fixture(scope="module")
def shared_rows(shared):
    return shared_figures.rows(shared / "figures" / "hertfordshire.csv.gz")


@pytest.fixture(scope="module")
def sorted_out(shared_rows):
    """The rows that are figures here, each with what is expected of it; and how many are not, and why."""
    figures, left = [], Counter()
    for row in shared_rows:
        try:
            figures.append((row, rules.expected(row)))
        except LeftOut as why:
            left[row.source, str(why)] += 1
    return figures, left


@pytest.fixture(scope="module")
def revisions():
    """Where a later publication changed a figure, by figure: a list that people have read."""
    with (HERE / "revisions.csv").open(encoding="utf-8", newline="") as file:
        return {
            tuple(one[name] for name in ("source", "file", "indicator", "area", "period", "breakdown")): one
            for one in csv.DictReader(file)
        }


def key(row, expected):
    return (row.source, row.path.rpartition("/")[2], *place(expected))


def place(expected):
    return expected.indicator, expected.area, expected.period, join_breakdown(expected.breakdown)


def close(one, other):
    """The same number but for the last binary digits; readers keep six decimals."""
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-6)


def same(row, expected: Expected, found):
    """`found` is (value, lower, upper, status). What each rule below forgives is pinned by a test."""
    value, lower, upper, status = found
    if row.unit == "thousands" and value is None:
        # Withheld, as the authors ask: there are fewer than 1,000 jobs in 2020 or in 2035.
        return status == "u" and row.dimension.startswith(words.TOO_FEW_JOBS)
    if row.unit == "thousands":
        return round(value / 1000, 3) == round(expected.value / 1000, 3) and status == expected.status
    if rounded_there(row, expected, value):
        return True
    if limits_elsewhere(row, expected):
        return close(value, expected.value) and status in ("", "u")
    if provisional_by_the_notes(expected):
        status = "" if status == "p" else "not marked"
    limits = close(lower, expected.lower) and close(upper, expected.upper)
    return close(value, expected.value) and limits and status == expected.status


def rounded_there(row, expected, value):
    """The scorecard prints one decimal where the interactive tool, which stands, has two."""
    mine = expected.indicator in words.SCORECARD_ROUNDS and row.source.startswith("DfE Participation")
    return mine and None not in (value, expected.value) and abs(value - expected.value) <= 0.05 + 1e-9


def provisional_by_the_notes(expected):
    """The publisher's notes call the newest year of pay provisional; the rows, and so the file, do not."""
    return expected.indicator == "median-gross-weekly-pay" and expected.period.startswith("2025")


def limits_elsewhere(row, expected):
    """The hub gives the survey's numbers bare; Nomis, which stands, gives the same ones with limits."""
    return row.source.rpartition(": ")[2] in words.HUB_QUALIFICATIONS and expected.period < "2022"


def figures_of(observation):
    return observation.value, observation.lower, observation.upper, observation.status


def by_series(figures):
    """The shared figures by (indicator, area), so that each is asked for once."""
    found = defaultdict(list)
    for row, expected in figures:
        found[expected.indicator, expected.area].append((row, expected))
    return found


def differences(figures, revisions, answer):
    """What `answer`, {place: (value, lower, upper, status)}, says otherwise; a revision is followed."""
    wrong = []
    for row, expected in figures:
        found = answer.get(place(expected))
        listed = revisions.get(key(row, expected))
        if found is None:
            wrong.append((row.line, expected, "is not there"))
        elif listed:
            if not is_revision(listed, expected, found):
                wrong.append((row.line, expected, found, "is not the revision listed"))
        elif not same(row, expected, found):
            wrong.append((row.line, expected, found))
    return wrong


def is_revision(listed, expected, found):
    now = [float(listed[name]) if listed[name] else None for name in ("now", "lower", "upper")]
    return close(expected.value, float(listed["was"])) and all(map(close, found[:3], now))


def test_every_row_is_compared_or_left_out_for_a_reason_that_is_pinned(shared_rows, sorted_out):
    figures, left = sorted_out
    reasons = Counter()
    for (_, reason), count in left.items():
        reasons[reason] += count
    assert len(shared_rows) == 55_225
    assert dict(reasons) == LEFT_OUT
    assert len(figures) == COMPARED
    assert {row.source for row in shared_rows} - {row.source for row, _ in figures} == NOT_LOADED


def test_every_shared_figure_is_what_the_release_says(sorted_out, revisions):
    figures, _ = sorted_out
    answer = {
        (one.indicator, one.area, one.period.iso, join_breakdown(one.breakdown)): figures_of(one)
        for indicator, area in by_series(figures)
        for one in queries.observations(indicator, area)
    }
    assert differences(figures, revisions, answer) == []


def test_every_shared_figure_is_what_the_download_says(sorted_out, revisions):
    figures, _ = sorted_out
    series = {(one.indicator, one.area, one.breakdown) for _, one in figures}
    answer = {}
    for indicator, area, breakdown in series:
        for row in map(export.flat, export.rows(queries.series(indicator, area, breakdown))):
            where = row["indicator"], row["area"], row["period"], row["breakdown"]
            answer[where] = row["value"], row["lower"], row["upper"], row["status"]
            assert row["unit"] and row["source"] and row["licence"] and row["period_label"]
    assert differences(figures, revisions, answer) == []


@pytest.mark.django_db
def test_every_shared_figure_is_what_the_api_says(sorted_out, revisions):
    figures, _ = sorted_out
    areas = defaultdict(set)
    for indicator, area in by_series(figures):
        areas[indicator].add(area)
    answer = {}
    for indicator, codes in areas.items():
        for row in asked(indicator, sorted(codes)):
            where = (
                row["indicator"],
                row["area"],
                row["period"],
                join_breakdown(tuple(row["breakdown"].items())),
            )
            answer[where] = row["value"], row["lower"], row["upper"], row["status"]
    assert differences(figures, revisions, answer) == []


def asked(indicator, codes):
    """All observations that the API gives of an indicator for some areas, page after page."""
    client, page, pages = Client(), 1, 1
    while page <= pages:
        parameters = {
            "indicator": indicator,
            "area": codes,
            "page": page,
            "page_size": PAGE,
            "format": "json",
        }
        response = client.get("/api/v1/observations", parameters)
        assert response.status_code == 200, response.content[:300]
        body = response.json()
        yield from body["observations"]
        page, pages = page + 1, body["pages"]


def test_every_revision_that_is_listed_is_one(sorted_out, revisions):
    figures, _ = sorted_out
    shared = {key(row, expected): expected for row, expected in figures}
    assert set(revisions) <= set(shared)
    assert len(revisions) == REVISED
    for listed in revisions.values():
        assert listed["later"]
        # One figure stayed and only its limits changed.
        assert listed["was"] != listed["now"] or listed["lower"]


def test_what_is_forgiven_is_little(sorted_out):
    """Rounded elsewhere, or without the limits that another source gives: so many rows and no more."""
    figures, _ = sorted_out
    thousands = sum(row.unit == "thousands" for row, _ in figures)
    bare = sum(limits_elsewhere(row, expected) for row, expected in figures)
    rounds = sum(
        expected.indicator in words.SCORECARD_ROUNDS and row.source.startswith("DfE Participation")
        for row, expected in figures
    )
    provisional = sum(provisional_by_the_notes(expected) for _, expected in figures)
    assert (thousands, bare, rounds, provisional) == (259, 879, 96, 13)
