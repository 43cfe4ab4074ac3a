"""Puts a strategy's definition into the records, whole or not at all."""

from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from skillshire.accounts.models import Organisation
from skillshire.core import audit, clock
from skillshire.core.errors import UserError
from skillshire.places import areas
from skillshire.strategy import definitions, kinds
from skillshire.strategy.definitions import ActionDefinition, MeasureDefinition, StrategyDefinition
from skillshire.strategy.models import Action, Measure, Strategy

MACHINE = "skillshire"  # who loads when no person is named: the program, as it starts


@transaction.atomic
def load(
    source: StrategyDefinition | Path, *, by: str = MACHINE, on: date | None = None, replace: bool = False
) -> Strategy:
    """Create the strategy, or bring the loaded copy up to the definition; the same again does nothing.

    Progress reported on actions stays, by ref. UserError where the file is faulty, where the copy was edited
    in the office since (unless `replace`), and where an action that has reports is no longer there.
    """
    definition = definitions.read(source) if isinstance(source, Path) else source
    found = Strategy.objects.select_for_update().filter(slug=definition.slug).first()
    if found and _settled(found, definition, replace):
        return found
    strategy = _write_strategy(found, definition, on or clock.today())
    _write_organisations(definition, strategy)
    _write_parts(definition, strategy)
    audit.record(
        "strategy.load",
        f"strategy:{strategy.slug}",
        by=by,
        at=clock.now(),
        detail={"sha256": definition.sha256, "revision": strategy.revision, "replace": replace},
    )
    return strategy


def load_all(
    directory: Path = definitions.FOLDER, *, by: str = MACHINE, on: date | None = None
) -> list[Strategy]:
    """Bring the records up to the folder's YAML files; returns the strategies it loaded.

    A strategy that was edited in the office since it was loaded is left alone: those edits are somebody's
    work.
    """
    edited = set(Strategy.objects.filter(edited_at__isnull=False).values_list("slug", flat=True))
    wanted = [found for found in definitions.read_all(directory) if found.slug not in edited]
    before = dict(Strategy.objects.values_list("slug", "revision"))
    loaded = [load(definition, by=by, on=on) for definition in wanted]
    return [strategy for strategy in loaded if before.get(strategy.slug) != strategy.revision]


def _settled(found: Strategy, definition: StrategyDefinition, replace: bool) -> bool:
    """Whether the loaded copy is already what it should be."""
    if found.edited_at and not replace:
        if found.definition_sha256 == definition.sha256:
            return True
        raise UserError(
            f"{found.title} has been edited here since it was loaded; to put the file over those edits, load "
            "it again with --replace (progress reported on actions is kept)."
        )
    return found.definition_sha256 == definition.sha256 and not found.edited_at


def _write_strategy(found: Strategy | None, definition: StrategyDefinition, on: date) -> Strategy:
    code, name = _area(definition)
    plain = {
        "title", "starts", "ends", "period_note", "summary", "monitoring", "priority_sectors",
        "employment_growth_sectors",
    }  # fmt: skip
    strategy = found or Strategy(slug=definition.slug, revision=0)
    for field, value in definition.model_dump(include=plain).items():
        setattr(strategy, field, value)
    strategy.area_code, strategy.area_name = code, name
    strategy.definition_sha256, strategy.loaded_on, strategy.edited_at = definition.sha256, on, None
    strategy.revision += 1
    strategy.save()
    return strategy


def _area(definition: StrategyDefinition) -> tuple[str, str]:
    if not isinstance(definition.area, str):
        return definition.area.code, definition.area.name
    try:
        area = areas.get(definition.area)
    except UserError:
        raise UserError(
            f"{definition.slug}: no area {definition.area} is known here; correct the code, or give the name "
            f"too, as in area: {{code: {definition.area}, name: NAME}}."
        ) from None
    return area.code, area.name


def _write_organisations(definition: StrategyDefinition, strategy: Strategy) -> None:
    for one in definition.organisations:
        wanted = one.model_dump(exclude={"slug", "area"})
        if one.area:  # without one, what the office entered stands
            wanted["area_code"] = areas.get(one.area).code
        known = Organisation.objects.filter(slug=one.slug).first()
        elsewhere = Action.objects.filter(leads__slug=one.slug).exclude(strategy=strategy)
        if known and known.name != one.name and elsewhere.exists():
            raise UserError(
                f"{definition.slug}, organisations: {one.slug} is already {known.name} in another strategy; "
                "choose another slug."
            )
        Organisation.objects.update_or_create(slug=one.slug, defaults=wanted)


def _write_parts(definition: StrategyDefinition, strategy: Strategy) -> None:
    """Whatever the definition holds is written before what it no longer holds is deleted, so that nothing
    still wanted goes with it."""
    for source in definition.funding_sources:
        defaults = {"name": source.name, "short_name": source.short_name or source.name}
        strategy.funding_sources.update_or_create(slug=source.slug, defaults=defaults)
    _write_themes(definition, strategy)
    for measure in definition.measures:
        _write_measure(measure, strategy)
    for action in definition.actions:
        _write_action(action, strategy)
    strategy.ambitions.all().delete()
    for ambition in definition.ambitions:
        strategy.ambitions.create(**ambition.model_dump())
    _delete_stale(definition, strategy)


def _write_themes(definition: StrategyDefinition, strategy: Strategy) -> None:
    for theme in definition.themes:
        row, _ = strategy.themes.update_or_create(
            order=theme.order, defaults=theme.model_dump(exclude={"order", "priorities"})
        )
        row.priorities.all().delete()
        for order, text in enumerate(theme.priorities, start=1):
            row.priorities.create(order=order, text=text)


def _write_measure(measure: MeasureDefinition, strategy: Strategy) -> None:
    row, _ = strategy.measures.update_or_create(ref=measure.ref, defaults=_measure_fields(measure, strategy))
    row.targets.all().delete()
    for target in measure.targets:
        row.targets.create(**target.model_dump())
    row.evidence.all().delete()
    for order, one in enumerate(measure.evidence, start=1):
        row.evidence.create(order=order, area_code=one.area or "", **one.model_dump(exclude={"area"}))


def _measure_fields(measure: MeasureDefinition, strategy: Strategy) -> dict[str, Any]:
    baseline = measure.baseline
    plain = {"title", "statement", "kind", "better", "unit", "decimals", "caveats"}
    return measure.model_dump(include=plain) | {
        "theme": strategy.themes.get(order=measure.theme),
        "parameters": kinds.parameters(measure.kind, measure.parameters).model_dump(mode="json"),
        "due": measure.due,
        "basis": measure.basis.year,
        "basis_note": measure.basis.note,
        "baseline_value": baseline.value if baseline else None,
        "baseline_period": baseline.period if baseline else "",
        "baseline_label": baseline.label if baseline else "",
        "baseline_note": baseline.note if baseline else "",
        "awaits_indicator": measure.awaits.indicator if measure.awaits else "",
        "awaits_record": measure.awaits.record if measure.awaits else "",
    }


def _write_action(action: ActionDefinition, strategy: Strategy) -> None:
    # The status is left alone: it is what was last reported.
    defaults = {
        "title": action.title,
        "note": action.note,
        "theme": strategy.themes.get(order=action.theme),
    }
    row, _ = strategy.actions.update_or_create(ref=action.ref, defaults=defaults)
    row.leads.set(Organisation.objects.filter(slug__in=action.leads))
    row.funding.set(strategy.funding_sources.filter(slug__in=action.funding))
    row.measures.set(strategy.measures.filter(ref__in=action.measures))
    row.steps.all().delete()
    for order, step in enumerate(action.steps, start=1):
        made = row.steps.create(order=order, text=step.text)
        made.funding.set(strategy.funding_sources.filter(slug__in=step.funding))


def _delete_stale(definition: StrategyDefinition, strategy: Strategy) -> None:
    try:
        strategy.actions.exclude(ref__in=[one.ref for one in definition.actions]).delete()
    except ProtectedError as error:
        refs = sorted({update.action.ref for update in error.protected_objects if hasattr(update, "action")})
        raise UserError(
            f"{definition.slug}, actions: action {refs[0]} has progress reported and cannot be dropped; keep "
            "it in the file and report it as stopped."
        ) from None
    _delete_stale_measures(definition, strategy)
    strategy.themes.exclude(order__in=[one.order for one in definition.themes]).delete()
    strategy.funding_sources.exclude(slug__in=[one.slug for one in definition.funding_sources]).delete()


def _delete_stale_measures(definition: StrategyDefinition, strategy: Strategy) -> None:
    stale = Measure.objects.filter(strategy=strategy).exclude(
        ref__in=[one.ref for one in definition.measures]
    )
    noted = stale.filter(notes__isnull=False).values_list("ref", flat=True).first()
    if noted:
        raise UserError(
            f"{definition.slug}, measures: measure {noted} has notes and cannot be dropped; keep it in the "
            "file, or withdraw its notes first."
        )
    stale.delete()
