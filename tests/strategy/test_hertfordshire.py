"""The county's definition says what was published: its references, leads, money and figures."""

from datetime import date

import pytest

from skillshire.accounts.models import Organisation
from skillshire.indicators import definitions as indicators
from skillshire.strategy import definitions, kinds, loading

ESFA, ESIF, HCC, LEP, DWP = "esfa", "esif", "hcc", "lep", "dwp"

# Typed from the published text, not from the definition: lead, sources of funding.
PUBLISHED_ACTIONS = {
    1: (HCC, {HCC, "schools", "national-lottery", ESIF, "careers-and-enterprise-company"}),
    2: (HCC, set()),
    3: (LEP, {ESFA, ESIF, "ncs"}),
    4: (HCC, {HCC, "schools", ESIF, ESFA}),
    5: (DWP, {DWP, ESIF}),
    6: (DWP, {DWP, LEP, ESIF}),
    7: (DWP, {DWP}),
    8: (DWP, {DWP}),
    9: (HCC, {ESFA, "dclg", ESIF}),
    10: (HCC, {"ncs", HCC}),
    11: (DWP, {DWP, ESIF, ESFA}),
    12: (LEP, {LEP, ESFA}),
    13: (LEP, {ESFA, ESIF}),
    14: (LEP, {LEP, ESIF}),
    15: (LEP, {ESFA, ESIF}),
    16: (LEP, {LEP, ESIF}),
    17: (LEP, {ESIF, ESFA}),
    18: (LEP, {ESIF, ESFA}),
    19: (LEP, {ESIF, LEP}),
    20: (LEP, {LEP, "partners"}),
}
ACTIONS_OF_THEME = {1: range(1, 5), 2: range(5, 9), 3: range(9, 12), 4: range(12, 16), 5: range(16, 21)}
# Kind, better, baseline (value, start of its period), targets (value, day due).
PUBLISHED_MEASURES = {
    1: ("trend", "up", (97.9, "2017"), [(98.3, "2020-12-31")]),
    2: ("rolling-average", "down", (3.39, "2016-12"), [(3.0, "2020-12-31")]),
    3: ("trend", "up", (1955, "2016"), [(2255, "2020-12-31")]),
    4: ("frequency-coverage", "up", None, []),
    5: ("frequency-coverage", "up", None, []),
    6: ("milestone", "up", None, []),
    7: ("composite", "up", None, []),
    8: ("maintain", "up", None, []),
    9: ("maintain", "up", (9974, "2015-08"), []),
    10: ("annual-quota", "up", None, []),
    11: ("trend", "up", (2757, "2016"), [(3697, "2020-12-31")]),
    12: ("trend", "up", None, [(1394, "2019-12-31"), (1492, "2020-12-31")]),
    13: ("annual-quota", "up", None, []),
    14: ("survey-estimate", "up", (65, "2016"), [(67, "2020-12-31")]),
    15: ("trend", "up", (229, "2017"), [(750, "2018-12-31")]),
}


@pytest.fixture(scope="module")
def hertfordshire():
    return definitions.read(definitions.FOLDER / "hertfordshire-2020.yaml")


def test_leads_and_funding_are_as_published(hertfordshire):
    read = {one.ref: (one.leads, set(one.funding)) for one in hertfordshire.actions}
    assert read == {ref: ([lead], funding) for ref, (lead, funding) in PUBLISHED_ACTIONS.items()}


def test_each_action_is_under_the_theme_that_prints_it(hertfordshire):
    read = {one.ref: one.theme for one in hertfordshire.actions}
    assert read == {ref: theme for theme, refs in ACTIONS_OF_THEME.items() for ref in refs}


def test_steps_with_money_of_their_own_are_as_published(hertfordshire):
    read = {one.ref: [set(step.funding) for step in one.steps] for one in hertfordshire.actions}
    advice = {HCC, "schools", "national-lottery", ESIF}
    assert read[1] == [advice, advice, {HCC, "careers-and-enterprise-company", "schools"}]
    assert read[15] == [set(), set(), {"esf"}, set()]
    assert read[16] == [{"lgf", "esf"}]
    assert read[17] == [{"esf"}, set()]
    assert read[18] == [set(), set(), {"esf"}]
    others = {ref: steps for ref, steps in read.items() if ref not in (1, 15, 16, 17, 18)}
    assert not any(step for steps in others.values() for step in steps)


def test_figures_of_the_measures_are_as_published(hertfordshire):
    assert [one.ref for one in hertfordshire.measures] == list(PUBLISHED_MEASURES)
    for one in hertfordshire.measures:
        kind, better, baseline, targets = PUBLISHED_MEASURES[one.ref]
        assert (one.kind, one.better) == (kind, better), one.ref
        assert [(target.value, target.due.isoformat()) for target in one.targets] == targets, one.ref
        assert (one.baseline and one.baseline.value) == (baseline and baseline[0]), one.ref
        assert baseline is None or one.baseline.period.startswith(baseline[1]), one.ref


def test_terms_of_the_other_kinds_are_as_published(hertfordshire):
    terms = {one.ref: kinds.parameters(one.kind, one.parameters) for one in hertfordshire.measures}
    assert (terms[4].at_least, terms[4].every) == (1, "P1Y")
    assert (terms[5].at_least, terms[5].every) == (1, "P3M")
    assert terms[6].due == date(2020, 12, 31)
    assert [part.rule for part in terms[7].parts] == ["growth", "share"]
    assert terms[7].parts[1].at_least == 25
    assert (terms[8].floor, terms[9].floor) == (22000, 9974)
    assert (terms[10].at_least, terms[13].at_least) == (7000, 2)
    assert terms[2].months == 3


def test_counts_of_themes_and_priorities_are_as_published(hertfordshire):
    assert [len(theme.priorities) for theme in hertfordshire.themes] == [6, 4, 5, 5, 4]
    assert len(hertfordshire.priority_sectors) == 6
    assert len(hertfordshire.ambitions) == 3


@pytest.mark.parametrize(
    ("theme", "figures"),
    [
        (1, "3.2% 96% 1,000 2% 4% 5% 90 485 7.2% 72%"),
        (2, "80% 20% 46% 3% 2016 2017"),
        (3, "85.9% 71.6% 71.3%"),
        (4, "65% 2017"),
        (5, "50,000 530,000 £27 99% 90.8% 7.4% 1.4% 55% 12% 27% 20% 75% 63%"),
    ],
)
def test_figures_of_each_theme_are_as_published(hertfordshire, theme, figures):
    words = hertfordshire.themes[theme - 1].situation.replace(",\n", " ").split()
    said = {word.strip(".,;:()") for word in words}
    assert set(figures.split()) <= said


def test_measures_without_figures_of_their_own_say_what_they_await(hertfordshire):
    published = {
        one.ref for one in hertfordshire.measures
        if any(two.role == "own" and not _from_records(two.indicator) for two in one.evidence)
    }  # fmt: skip
    assert published == {2}
    assert all(one.awaits for one in hertfordshire.measures if one.ref not in published)


def test_measures_that_records_can_judge_have_them_as_first_evidence(hertfordshire):
    first = {one.ref: one.evidence[0] for one in hertfordshire.measures if one.evidence}
    from_records = {ref for ref, one in first.items() if one.role == "own" and _from_records(one.indicator)}
    assert from_records == {1, 2, 3, 8, 9, 11, 12}


def test_a_measure_that_awaits_records_awaits_the_indicator_that_judges_it(hertfordshire):
    for one in hertfordshire.measures:
        records = [two.indicator for two in one.evidence if _from_records(two.indicator)]
        assert not records or not one.awaits or one.awaits.indicator == records[0]


def _from_records(indicator):
    return indicators.from_records(indicators.indicators()[indicator])


def test_no_sentence_is_the_published_one(hertfordshire, shared):
    """Eight words running in both is copying, unless they are names."""
    published = (shared / "seeds" / "hertfordshire-skills-strategy-to-2020.txt").read_text(encoding="utf-8")
    text = f" {' '.join(_words(published))} "
    names = {one.name for one in hertfordshire.organisations}
    names |= {one.title for one in hertfordshire.themes}
    for sentence in _texts(hertfordshire.model_dump()):
        if sentence in names:
            continue
        words = _words(sentence)
        copied = [
            run for run in zip(*(words[n:] for n in range(8)), strict=False) if f" {' '.join(run)} " in text
        ]
        assert not copied, sentence


def _words(text):
    return "".join(letter.lower() if letter.isalnum() else " " for letter in text).split()


def _texts(content):
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list):
        for part in content.values() if isinstance(content, dict) else content:
            yield from _texts(part)


def test_the_council_answers_for_the_county(db):
    strategy = loading.load(definitions.FOLDER / "hertfordshire-2020.yaml")
    assert Organisation.objects.get(slug="hcc").area_code == strategy.area_code == "E10000015"
