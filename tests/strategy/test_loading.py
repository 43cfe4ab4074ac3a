"""Loading a strategy: whole or not at all, and the same again does nothing."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from skillshire.accounts.models import Organisation
from skillshire.core import audit
from skillshire.core.errors import UserError
from skillshire.strategy import actions, definitions, faults, loading
from skillshire.strategy.models import Action, FundingSource, Measure, Priority, Step, Strategy, Target, Theme

pytestmark = pytest.mark.django_db

BORSETSHIRE = Path(__file__).parent / "data" / "borsetshire.yaml"
ON = date(2024, 5, 1)


@pytest.fixture
def plain():
    return yaml.safe_load(BORSETSHIRE.read_text(encoding="utf-8"))


def load(content, **options):
    definition = definitions.StrategyDefinition.model_validate(content)
    return loading.load(definition, by="alice", on=ON, **options)


def report(strategy, ref):
    actions.report(strategy.actions.get(ref=ref), status="done", by="bob", on=date(2024, 6, 1))
    strategy.refresh_from_db()


def test_an_indicator_that_no_file_defines_is_named_with_the_likeliest_meant(plain):
    plain["measures"][0]["evidence"][0]["indicator"] = "claimant-count-rat"
    definition = definitions.StrategyDefinition.model_validate(plain)
    ref = plain["measures"][0]["ref"]
    assert faults.unknown_indicators(definition) == [
        f"borsetshire, ref {ref}: there is no indicator “claimant-count-rat” yet; did you mean "
        "claimant-count-rate?",
        "borsetshire, order 1: there is no indicator “median-pay” yet; did you mean median-gross-weekly-pay?",
    ]


def test_a_strategy_may_name_an_indicator_that_is_still_to_come(plain):
    plain["measures"][0]["evidence"][0]["indicator"] = "to-come"
    assert load(plain).measures.count() == len(plain["measures"])


def test_loads_the_strategy_that_comes_along():
    strategy = loading.load(definitions.FOLDER / "hertfordshire-2020.yaml", by="alice", on=ON)
    assert (strategy.area_code, strategy.area_name) == ("E10000015", "Hertfordshire")
    assert (strategy.loaded_on, strategy.edited_at, strategy.revision) == (ON, None, 1)
    counts = {model.__name__: model.objects.count() for model in (Theme, Priority, Action, Measure)}
    assert counts == {"Theme": 5, "Priority": 24, "Action": 20, "Measure": 15}
    assert strategy.ambitions.count() == 3


def test_keeps_what_the_definition_says_of_a_measure():
    loading.load(definitions.FOLDER / "hertfordshire-2020.yaml", by="alice", on=ON)
    measure = Measure.objects.get(ref=2)
    assert (measure.baseline_value, measure.baseline_period) == (3.39, "2016-12-01/P3M")
    assert measure.terms.months == 3
    assert [(one.value, one.due) for one in measure.targets.all()] == [(3.0, date(2020, 12, 31))]
    assert [(one.indicator, one.role) for one in measure.evidence.all()] == [
        ("neet-or-not-known-recorded", "own"),
        ("neet-or-not-known-16-17", "own"),
    ]
    assert [one.ref for one in measure.actions.all()] == [1, 4]


def test_keeps_what_the_definition_says_of_an_action():
    loading.load(definitions.FOLDER / "hertfordshire-2020.yaml", by="alice", on=ON)
    action = Action.objects.get(ref=16)
    assert action.status == Action.Status.NOT_REPORTED
    assert [one.short_name for one in action.leads.all()] == ["LEP"]
    assert {one.slug for one in action.funding.all()} == {"lep", "esif"}
    assert {one.slug for one in action.steps.get().funding.all()} == {"lgf", "esf"}


def test_terms_with_days_come_back_typed():
    strategy = loading.load(BORSETSHIRE, by="alice", on=ON)
    terms = strategy.measures.get(ref=2).terms
    assert (terms.first, terms.until, terms.places) == (date(2024, 4, 1), date(2027, 3, 31), 6)


def test_an_invented_area_needs_only_its_name():
    strategy = loading.load(BORSETSHIRE, by="alice", on=ON)
    assert (strategy.area_code, strategy.area_name) == ("X10000001", "Borsetshire")


def test_an_unknown_area_without_a_name_is_refused(plain):
    plain["area"] = "X10000001"
    with pytest.raises(UserError, match="no area X10000001 is known here"):
        load(plain)
    assert not Strategy.objects.exists()


def test_the_same_again_does_nothing(plain):
    first = load(plain)
    again = load(plain)
    assert (again.pk, again.revision) == (first.pk, 1)
    assert len(audit.history("strategy:borsetshire")) == 1


def test_a_changed_definition_replaces_an_unedited_copy(plain):
    load(plain)
    plain["measures"][0]["targets"][1]["value"] = 2.5
    plain["themes"][0]["priorities"] = ["One.", "Two."]
    del plain["actions"][1]
    strategy = load(plain)
    assert strategy.revision == 2
    assert [one.value for one in Target.objects.all()] == [3.5, 2.5]
    assert [one.text for one in Priority.objects.all()] == ["One.", "Two."]
    assert [one.ref for one in Action.objects.all()] == [1]
    assert Step.objects.count() == 1


def test_an_action_keeps_its_record_when_the_theme_it_leaves_goes(plain):
    plain["themes"].append({**plain["themes"][0], "order": 2})
    plain["actions"][0]["theme"] = 2
    before = load(plain).actions.get(ref=1).pk
    del plain["themes"][1]
    plain["actions"][0]["theme"] = 1
    assert load(plain).actions.get(ref=1).pk == before
    assert Theme.objects.count() == 1


def test_measures_and_funding_no_longer_named_go(plain):
    load(plain)
    plain["actions"][0].update(funding=[], measures=[1], steps=[{"text": "Ask."}])
    del plain["funding_sources"], plain["measures"][1]
    load(plain)
    assert [one.ref for one in Measure.objects.all()] == [1]
    assert not FundingSource.objects.exists()


def test_an_edited_copy_is_not_replaced_unasked(plain):
    report(load(plain), 1)
    plain["title"] = "Another plan"
    with pytest.raises(UserError, match="load it again with --replace"):
        load(plain)
    assert Strategy.objects.get().title == "Borsetshire skills plan"


def test_an_edited_copy_and_the_file_it_came_from_are_left_alone(plain):
    report(load(plain), 1)
    assert load(plain).revision == 2


def test_replacing_keeps_progress(plain):
    report(load(plain), 1)
    plain["title"] = "Another plan"
    strategy = load(plain, replace=True)
    action = strategy.actions.get(ref=1)
    assert (strategy.title, strategy.edited_at, strategy.revision) == ("Another plan", None, 3)
    assert (action.status, action.updates.count()) == ("done", 1)


def test_an_action_with_progress_cannot_be_dropped(plain):
    report(load(plain), 2)
    del plain["actions"][1]
    with pytest.raises(UserError, match="action 2 has progress reported"):
        load(plain, replace=True)
    assert Action.objects.count() == 2


def test_a_failed_load_leaves_nothing_behind(plain, monkeypatch):
    monkeypatch.setattr(audit, "record", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load(plain)
    assert not Strategy.objects.exists()
    assert not Organisation.objects.exists()


def test_a_slug_of_another_strategys_organisation_is_refused(plain):
    load(plain)
    plain["slug"] = "ambridge"
    plain["organisations"][0]["name"] = "Ambridge Council"
    with pytest.raises(UserError, match="borsetshire-council is already Borsetshire Council"):
        load(plain)


def test_an_organisation_may_be_renamed_by_its_only_strategy(plain):
    load(plain)
    plain["organisations"][0]["name"] = "Borsetshire County Council"
    load(plain)
    assert Organisation.objects.get(slug="borsetshire-council").name == "Borsetshire County Council"


def test_two_counties_live_side_by_side():
    loading.load(definitions.FOLDER / "hertfordshire-2020.yaml", by="alice", on=ON)
    loading.load(BORSETSHIRE, by="alice", on=ON)
    assert [one.slug for one in Strategy.objects.all()] == ["borsetshire", "hertfordshire-2020"]


def test_loading_is_audited(plain):
    strategy = load(plain)
    (event,) = audit.history("strategy:borsetshire")
    assert (event.event, event.by) == ("strategy.load", "alice")
    assert event.detail == {"sha256": strategy.definition_sha256, "revision": 1, "replace": False}


def test_loads_every_file_not_loaded_yet(tmp_path):
    (tmp_path / "borsetshire.yaml").write_bytes(BORSETSHIRE.read_bytes())
    assert [one.slug for one in loading.load_all(tmp_path, by="alice", on=ON)] == ["borsetshire"]
    assert loading.load_all(tmp_path, by="alice", on=ON) == []


def test_loads_every_strategy_that_comes_along():
    slugs = {path.stem for path in definitions.FOLDER.glob("*.yaml")}
    assert {one.slug for one in loading.load_all(on=ON)} == slugs


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(UserError, match="There is no folder"):
        loading.load_all(tmp_path / "nowhere")
