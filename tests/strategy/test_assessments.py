"""A strategy judged from real figures as at a day, and what stands beside each judgement."""

from datetime import date

import pytest

from skillshire.core.errors import UserError
from skillshire.indicators import queries
from skillshire.strategy import assessments, definitions, loading
from skillshire.strategy.assessment import NO_EVIDENCE, OFF_TRACK, STATUSES
from skillshire.strategy.models import Strategy
from tests import shared_records
from tests.indicators.conftest import full, loaded  # noqa: F401  # the published figures, loaded once a run
from tests.spec import build

pytestmark = pytest.mark.django_db
DAYS = ("2018-06-30", "2019-12-31", "2020-03-31", "2020-12-31", "2026-11-22")
PROXIES, AWAITED = (1, 3, 11, 12, 14), (4, 5, 6, 7, 8, 10, 13, 15)


county = shared_records.by(
    lambda: loading.load(definitions.FOLDER / "hertfordshire-2020.yaml", by="alice", on=date(2024, 5, 1))
)


@pytest.fixture
def strategy(db, county):
    return Strategy.objects.get(pk=county.pk)


@pytest.fixture
def judged(strategy, full):  # noqa: F811
    def at(day):
        return {one.measure.ref: one for one in assessments.assess(strategy, date.fromisoformat(day))}

    return at


@pytest.fixture
def invented(monkeypatch):
    """invented({"id": series}): the release holds these indicators and no others."""

    def hold(every):
        monkeypatch.setattr(queries, "has", lambda identifier: identifier in every)
        monkeypatch.setattr(
            queries, "series", lambda identifier, area, breakdown=(): every[identifier, area, breakdown]
            if (identifier, area, breakdown) in every else every[identifier]
        )  # fmt: skip
        definition = next(iter(definitions_of_indicators().values()))
        monkeypatch.setattr(queries, "indicator", lambda identifier: definition)

    return hold


def definitions_of_indicators():
    from skillshire.indicators import definitions as known

    return {one: item for one, item in known.indicators().items() if one == "neet-or-not-known-16-17"}


# --- The county's measures ----------------------------------------------------------------------------------


@pytest.mark.slow
def test_measure_2_is_missed_at_the_end_of_2020(judged):
    one = judged("2020-12-31")[2].assessment

    assert (one.status, one.latest.value, one.latest.period.iso) == (OFF_TRACK, 3.3, "2019-12-01/P3M")
    assert (one.expected, one.probability) == (3.0, 0.0)
    for words in ("Dec 2019 to Feb 2020 is 3.3", "target of 3.0", "missed", "off track"):
        assert words in one.reason


@pytest.mark.slow
def test_in_march_2020_only_the_winter_before_was_known(judged):
    one = judged("2020-03-31")[2].assessment

    assert one.latest.period.iso == "2018-12-01/P3M"
    assert one.probability is None
    assert one.reason.startswith("The latest figure is 3.4")


@pytest.mark.slow
@pytest.mark.parametrize("day", DAYS)
def test_every_measure_has_a_status_and_a_short_true_sentence(judged, day):
    every = judged(day)

    assert list(every) == list(range(1, 16))
    for one in every.values():
        assert one.assessment.status in STATUSES
        assert one.assessment.reason.count(". ") <= 2, one.assessment.reason
        assert len(one.assessment.reason) < 330, one.assessment.reason


@pytest.mark.slow
@pytest.mark.parametrize("day", DAYS)
def test_proxy_evidence_never_becomes_the_measure(judged, day):
    every = judged(day)

    for ref in PROXIES:
        one = every[ref]
        assert (one.assessment.status, one.assessment.latest, one.assessment.probability) == (
            NO_EVIDENCE, None, None,
        )  # fmt: skip
        assert one.main is None or one.main.role == "proxy"
        if one.main and one.main.series.latest:
            assert "As a guide only" in one.assessment.reason


@pytest.mark.slow
def test_measures_without_figures_say_what_they_need(judged):
    every = judged("2026-11-22")

    for ref in AWAITED:
        one = every[ref]
        assert one.assessment.status == NO_EVIDENCE
        assert one.main is None
        assert one.assessment.reason.startswith("No evidence yet")
        assert one.measure.awaits_record in one.assessment.reason
        assert one.measure.awaits_indicator


@pytest.mark.slow
def test_a_guide_never_sets_part_of_a_year_beside_a_whole_one(judged):
    reason = judged("2026-11-22")[3].assessment.reason

    assert "6,577 (2024/25), after 5,621 (2022/23)" in reason


@pytest.mark.slow
def test_counts_add_up_to_the_measures(judged):
    found = assessments.counts(list(judged("2020-12-31").values()))

    assert found == {"on track": 0, "at risk": 0, "off track": 1, "achieved": 0, "no evidence": 14}


# --- Evidence -----------------------------------------------------------------------------------------------


def test_an_indicator_that_the_release_lacks_is_no_evidence(strategy, invented):
    invented({})
    one = assessments.assess_measure(strategy.measures.get(ref=2), strategy.area_code, date(2021, 1, 1))

    assert one.shown == ()
    assert one.assessment.status == NO_EVIDENCE
    assert not one.judged


def test_own_evidence_that_is_not_out_yet_says_from_when(strategy, invented):
    invented({"neet-or-not-known-16-17": build.series("2018-12-01/P3M: 3.4", lag=7)})
    one = assessments.assess_measure(strategy.measures.get(ref=2), strategy.area_code, date(2019, 9, 27))

    assert one.assessment.reason == "No figure for this measure was out by 27 September 2019."
    assert one.main.series.observations == ()


def test_evidence_of_an_area_with_the_same_boundary_is_taken(strategy, invented, monkeypatch):
    other = "E47000099"
    monkeypatch.setattr(assessments, "_same_boundary", lambda code: [other])
    name = "neet-or-not-known-16-17"
    invented({name: build.series(), (name, other, ()): build.series("2019-12-01/P3M: 2.9")})

    one = assessments.assess_measure(strategy.measures.get(ref=2), strategy.area_code, date(2021, 1, 1))

    assert one.assessment.latest.value == 2.9


def test_terms_are_those_of_the_record(strategy):
    terms = assessments.terms_of(strategy.measures.get(ref=2))

    assert (terms.kind, terms.better, terms.unit) == ("rolling-average", "down", "percent")
    assert (terms.baseline.value, terms.baseline.period.iso) == (3.39, "2016-12-01/P3M")
    assert [(mark.value, mark.label, mark.due) for mark in terms.targets] == [
        (3.0, "2020", date(2020, 12, 31))
    ]  # fmt: skip


def test_an_area_only_the_strategy_knows_has_no_other_boundary():
    assert assessments._same_boundary("E99999999") == []


# --- Which strategy -----------------------------------------------------------------------------------------


def test_finds_the_areas_newest_strategy_or_the_one_named(strategy):
    assert assessments.find(None, "E10000015", date(2026, 11, 22)) == strategy
    assert assessments.find("hertfordshire-2020", "E10000016", date(2026, 11, 22)) == strategy


def test_a_strategy_that_has_not_begun_does_not_take_the_place_of_the_one_in_force(strategy):
    coming = Strategy.objects.create(
        slug="next", title="Next", area_code="E10000015", area_name="Hertfordshire", starts=date(2027, 4, 1),
        ends=date(2030, 3, 31), summary="To come.", definition_sha256="1" * 64, loaded_on=date(2026, 11, 1),
    )  # fmt: skip
    assert assessments.find(None, "E10000015", date(2026, 11, 22)) == strategy
    assert assessments.find(None, "E10000015", date(2027, 4, 1)) == coming
    assert assessments.find(None, "E10000015", date(2016, 1, 1)) == strategy


def test_an_unknown_strategy_is_told_with_those_there_are(strategy):
    with pytest.raises(UserError, match=r"no strategy “atlantis”; the strategies are: hertfordshire-2020\.$"):
        assessments.find("atlantis", "E10000015", date(2026, 11, 22))


def test_an_area_without_a_strategy_is_told_how_to_get_one():
    with pytest.raises(UserError, match="No strategy is loaded for area E10000016; load one with"):
        assessments.find(None, "E10000016", date(2026, 11, 22))


# --- Records and what others published ----------------------------------------------------------------------

RECORDED, PUBLISHED = "neet-or-not-known-recorded", "neet-or-not-known-16-17"


@pytest.fixture
def second(monkeypatch, strategy):
    """second(recorded, published): measure 2 at the end of 2020, judged from these figures ("" for none)."""
    from skillshire.indicators import definitions as known

    def judge(recorded, published):
        held = {RECORDED: build.series(recorded), PUBLISHED: build.series(published)}
        monkeypatch.setattr(queries, "has", lambda identifier: bool(held[identifier].observations))
        monkeypatch.setattr(queries, "series", lambda identifier, area, breakdown=(): held[identifier])
        monkeypatch.setattr(queries, "indicator", lambda identifier: known.indicators()[identifier])
        return assessments.assess_measure(strategy.measures.get(ref=2), "E10000015", date(2020, 12, 31))

    return judge


def test_without_records_what_was_published_judges(second):
    one = second("", "2018-12-01/P3M: 3.4, 2019-12-01/P3M: 3.3")
    assert (one.assessment.status, one.assessment.latest.value) == (OFF_TRACK, 3.3)
    assert [(piece.definition.id, piece.origin) for piece in one.shown] == [(PUBLISHED, "published")]


def test_records_judge_and_what_was_published_stands_beside(second):
    one = second("2019-12-01/P3M: 2.9", "2019-12-01/P3M: 3.3")
    assert (one.assessment.status, one.assessment.latest.value) == ("achieved", 2.9)
    assert (one.main.definition.id, one.main.origin) == (RECORDED, "records")
    assert [(piece.definition.id, piece.origin) for piece in one.beside] == [(PUBLISHED, "published")]


def test_records_by_the_month_judge_once_the_winter_is_whole(second):
    months = "2019-12-01/P1M: 3.2, 2020-01-01/P1M: 3.0, 2020-02-01/P1M: 2.5"
    assert second(months, "2019-12-01/P3M: 3.3").main.definition.id == RECORDED
    assert second(months.rpartition(", ")[0], "2019-12-01/P3M: 3.3").main.definition.id == PUBLISHED


def test_records_that_began_after_the_target_do_not_judge_it(second):
    one = second("2020-12-01/P1M: 2.0", "2019-12-01/P3M: 3.3")
    assert (one.main.definition.id, one.assessment.latest.value) == (PUBLISHED, 3.3)
    assert [piece.definition.id for piece in one.beside] == [RECORDED]


def test_a_measure_with_figures_from_records_awaits_nothing(monkeypatch, strategy):
    from skillshire.indicators import definitions as known

    starts = "apprenticeship-starts-16-18"
    monkeypatch.setattr(queries, "has", lambda identifier: identifier == starts)
    monkeypatch.setattr(queries, "series", lambda *_: build.series("2018: 1900, 2019: 2100"))
    monkeypatch.setattr(queries, "indicator", lambda identifier: known.indicators()[identifier])
    measure = strategy.measures.get(ref=3)
    one = assessments.assess_measure(measure, "E10000015", date(2020, 6, 30))
    assert one.assessment.status != NO_EVIDENCE
    assert not one.awaits
    monkeypatch.setattr(queries, "has", lambda identifier: False)
    assert assessments.assess_measure(measure, "E10000015", date(2020, 6, 30)).awaits
