"""The plan agreed with a young person: steps, each with who does it and by when."""

from datetime import date

from django.db import transaction

from skillshire.casework import records
from skillshire.casework.models import PlanStep, YoungPerson
from skillshire.core import clock
from skillshire.core.errors import UserError


@transaction.atomic
def add(person: YoungPerson, *, text: str, who: str, due: date, by: str, on: date) -> PlanStep:
    if due < on:
        raise UserError(f"The step is due on {due}, which has gone by; give today or a later day.")
    records.held(person)
    step = PlanStep.objects.create(young_person=person, text=text, who=who, due=due, by=by, at=clock.now())
    detail = {"step": step.pk, "due": due.isoformat()}
    records.changed(person, "add-plan-step", by=by, detail=detail)
    return step


@transaction.atomic
def complete(step: PlanStep, *, by: str, on: date) -> PlanStep:
    records.held(step.young_person)
    held = PlanStep.objects.select_for_update().select_related(None).get(pk=step.pk)
    if held.done_on is not None:
        raise UserError(f"That step was already done on {held.done_on}.")
    held.done_on = on
    held.save(update_fields=["done_on"])
    records.changed(step.young_person, "complete-plan-step", by=by, detail={"step": step.pk})
    return held
