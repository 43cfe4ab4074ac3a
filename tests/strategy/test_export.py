"""Judgements as rows: figures as published, null for what is missing, and which evidence it was."""

import json
from datetime import date

import pytest

from skillshire.indicators import definitions as indicators
from skillshire.strategy import assessments, definitions, evaluate, export, loading
from skillshire.strategy.assessments import Assessed, Shown
from skillshire.strategy.models import Strategy
from tests import shared_records
from tests.spec import build

pytestmark = pytest.mark.django_db
DAY = date(2021, 1, 1)


county = shared_records.by(
    lambda: loading.load(definitions.FOLDER / "hertfordshire-2020.yaml", by="alice", on=date(2024, 5, 1))
)


@pytest.fixture
def strategy(db, county):
    return Strategy.objects.get(pk=county.pk)


def assessed(strategy, ref, text, role):
    """Measure `ref` with invented figures as its evidence."""
    measure = strategy.measures.get(ref=ref)
    terms, series = assessments.terms_of(measure), build.series(text)
    evidence = measure.evidence.filter(role=role).last()
    judged = evaluate.evaluate(terms, [series] if role == "own" else [], DAY)
    shown = Shown(evidence, indicators.indicators()[evidence.indicator], series.known_on(DAY), None)
    return Assessed(measure, terms, judged, (shown,), DAY)


def test_own_evidence_is_the_latest_figure(strategy):
    row = export.measure(assessed(strategy, 2, "2019-12-01/P3M: 3.3 [3.1 to 3.5]", "own"))

    assert (row["ref"], row["status"], row["as_at"]) == (2, "off track", "2021-01-01")
    assert row["latest"] == {
        "period": "2019-12-01/P3M", "period_label": "Dec 2019 to Feb 2020", "value": 3.3, "lower": 3.1,
        "upper": 3.5, "status": "",
    }  # fmt: skip
    assert (row["expected"], row["probability"]) == (3.0, 0.0)
    assert (row["evidence"]["indicator"], row["evidence"]["role"]) == ("neet-or-not-known-16-17", "own")
    assert row["evidence"]["origin"] == "published"


def test_proxy_evidence_leaves_the_measures_own_figures_null(strategy):
    row = export.measure(assessed(strategy, 1, "2019-03-01/P1M: 92.8", "proxy"))

    assert (row["status"], row["latest"], row["expected"], row["probability"]) == (
        "no evidence", None, None, None,
    )  # fmt: skip
    assert (row["evidence"]["role"], row["evidence"]["latest"]["value"]) == ("proxy", 92.8)
    assert row["awaits"] == "young-people-staying-in-learning"


def test_a_measure_without_evidence_has_none(strategy):
    measure = strategy.measures.get(ref=6)
    terms = assessments.terms_of(measure)

    row = export.measure(Assessed(measure, terms, evaluate.evaluate(terms, [], DAY), (), DAY))

    assert (row["evidence"], row["latest"], row["awaits"]) == (None, None, "workshops-on-workers-over-50")


def test_rows_are_plain_json(strategy):
    row = export.measure(assessed(strategy, 2, "2018-12-01/P3M: 3.2", "own"))

    assert json.loads(json.dumps(row, allow_nan=False)) == row


def test_computed_values_are_rounded_and_published_ones_are_not(strategy):
    row = export.measure(assessed(strategy, 2, "2018-12-01/P3M: 3.123456789", "own"))

    assert row["latest"]["value"] == 3.123456789
    assert row["expected"] == 3.13
    assert export._rounded(1 / 3) == 0.333333


def test_flat_row_has_the_columns_and_nothing_else(strategy):
    row = export.flat(assessed(strategy, 2, "2019-12-01/P3M: 3.3", "own"))

    assert tuple(row) == export.COLUMNS
    assert (row["latest_period"], row["latest_value"], row["evidence_role"]) == ("2019-12-01/P3M", 3.3, "own")


def test_flat_row_of_a_proxy_has_no_latest(strategy):
    row = export.flat(assessed(strategy, 1, "2019-03-01/P1M: 92.8", "proxy"))

    assert (row["latest_period"], row["latest_value"], row["evidence_role"]) == (None, None, "proxy")
