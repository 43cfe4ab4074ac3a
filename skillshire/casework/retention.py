"""Lets go of records whose time is over, by the rules of definitions/retention.yaml."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet

from skillshire.casework import erasure, holds, keeping, subjects
from skillshire.casework.keeping import Rule
from skillshire.core import audit, classified, clock, traces

NOUNS = {model: noun for noun, model in subjects.KINDS.items()}


@dataclass(frozen=True)
class Due:
    """What goes by one rule on a day; `held` would go but for a hold."""

    rule: Rule
    count: int
    held: int


def due(on: date) -> list[Due]:
    """By each rule whose kind of record this process has, in the order of the file."""
    return [_due(rule, on) for rule in rules()]


def rules() -> list[Rule]:
    return [rule for rule in keeping.read().rules if apps.is_installed(_app(rule))]


def run(on: date, *, by: str) -> list[Due]:
    """Lets go, a batch at a time, each in a transaction with its audit event; what went, by rule.

    A stop in the middle leaves whole batches done and the rest for the next run.
    """
    gone = [Due(one.rule, sum(_batches(one.rule, on, by)), one.held) for one in due(on)]
    traces.clear_soon()
    return gone


def _app(rule: Rule) -> str:
    label = rule.model.partition(".")[0]
    return next((room.name for room in apps.get_app_configs() if room.label == label), label)


def _due(rule: Rule, on: date) -> Due:
    everything = over(rule, on)
    return Due(rule, len(_free(rule, everything)), len(_held(rule, everything)))


def over(rule: Rule, on: date) -> QuerySet[Any]:
    """The records whose time is over, those on hold included."""
    records = rule.record._default_manager.filter(rule.over(on)).filter(**rule.where)
    if any(field.name == "erased_at" for field in rule.record._meta.fields):
        records = records.filter(erased_at__isnull=True)
    elif rule.action == "erase":
        records = records.exclude(**_erased(rule))
    return records.order_by("pk")


def _erased(rule: Rule) -> dict[str, Any]:
    """How an erased record without a mark of its own is told: its first personal field is empty."""
    name = classified.sensitive(rule.record)[0]
    around = erasure.UNIQUE.get((rule.record._meta.label, name))
    return {f"{name}__startswith": around[0]} if around else {name: ""}


def _free(rule: Rule, records: QuerySet[Any]) -> list[Any]:
    noun = NOUNS.get(rule.record)
    numbers = list(records.values_list("pk", flat=True))
    return holds.without(noun, numbers) if noun else _of_no_held_person(rule, records)


def _held(rule: Rule, records: QuerySet[Any]) -> set[Any]:
    return set(records.values_list("pk", flat=True)) - set(_free(rule, records))


def _of_no_held_person(rule: Rule, records: QuerySet[Any]) -> list[Any]:
    """A part of a person's record is on hold with the rest of it."""
    for field in rule.record._meta.fields:
        if noun := NOUNS.get(field.related_model):  # type: ignore[arg-type]
            records = records.exclude(**{f"{field.name}__in": holds.held(noun)})
    return list(records.values_list("pk", flat=True))


def _batches(rule: Rule, on: date, by: str) -> Iterator[int]:
    numbers = _free(rule, over(rule, on))
    for start in range(0, len(numbers), erasure.BATCH):
        part = numbers[start : start + erasure.BATCH]
        _let_go(rule, part, by)
        yield len(part)


@transaction.atomic
def _let_go(rule: Rule, numbers: list[Any], by: str) -> None:
    noun = NOUNS.get(rule.record)
    if rule.action == "erase" and noun:
        erasure.batch(noun, numbers, by=by, why=rule.id)
    elif rule.action == "erase":
        rule.record._default_manager.filter(pk__in=numbers).update(**erasure.blank(rule.record))
    else:
        rule.record._default_manager.filter(pk__in=numbers).delete()
    detail = {"count": len(numbers), "action": rule.action}
    audit.record("retention.run", f"retention:{rule.id}", by=by, at=clock.now(), detail=detail)
