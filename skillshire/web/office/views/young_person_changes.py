"""One thing a page: what an officer or adviser records about a young person."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from skillshire.casework import activities, advisers, destinations, notes, offers, plans, transfers
from skillshire.casework.models import PlanStep, Transfer
from skillshire.core import clock
from skillshire.core.permissions import Permission
from skillshire.web.office.forms import young_people as forms
from skillshire.web.office.forms.fields import words
from skillshire.web.office.page import OfficeRequest, page, posted
from skillshire.web.office.pages import young_person as shown
from skillshire.web.office.views.young_person import ask, deed, done, draw_person, fetch

EDIT = Permission.EDIT_YOUNG_PEOPLE
NOTE = Permission.NOTE_YOUNG_PEOPLE


@page(EDIT)
def confirm(request: OfficeRequest, number: int) -> HttpResponse:
    person = fetch(request, number, EDIT)
    if request.method == "POST":
        spell = activities.confirm(person, by=request.standing.name, on=clock.today())
        until = f" It counts as known until {words(spell.lapses)}." if spell.lapses else ""
        return done(request, person, f"The activity was confirmed.{until}")
    now = activities.title(person.activity)
    return draw_person(request, person, "office/young_person_confirm.html", activity=now)


@page(EDIT)
def activity(request: OfficeRequest, number: int) -> HttpResponse:
    """Asks, then shows the answers to be checked, then saves: all from one form that is sent along."""
    person = fetch(request, number, EDIT)
    form = forms.ActivityForm(posted(request), initial={"starts": clock.today()})
    step = request.POST.get("step", "")
    if not form.is_bound or step == "change" or not form.is_valid():
        if step == "change":
            form.errors.clear()
        status = 400 if form.is_bound and form.errors else 200
        return draw_person(request, person, "office/young_person_activity.html", status, form=form)
    if step != "save":
        answers = shown.activity_answers(form.cleaned_data)
        sent = [(name, value) for name, value in request.POST.items() if name not in SENT_ANEW]
        template = "office/young_person_check.html"
        return draw_person(request, person, template, form=form, answers=answers, sent=sent)
    return _save_activity(request, person, form)


SENT_ANEW = {"csrfmiddlewaretoken", "step"}


def _save_activity(request: OfficeRequest, person: Any, form: forms.ActivityForm) -> HttpResponse:
    given = {name: value for name, value in form.cleaned_data.items() if value}

    def save(_: dict[str, Any]) -> object:
        return activities.record(person, by=request.standing.name, on=clock.today(), **given)

    template = "office/young_person_activity.html"
    return ask(request, person, form, save, "The activity was recorded.", template=template)


@page(NOTE)
def note(request: OfficeRequest, number: int) -> HttpResponse:
    person = fetch(request, number, NOTE)
    today = clock.today()

    def save(given: dict[str, Any]) -> object:
        reached = given.pop("reached") == "yes"
        return notes.add(person, **given, reached=reached, by=request.standing.name, on=today)

    form = forms.NoteForm(posted(request), initial={"when": today})
    return ask(request, person, form, save, "The note was saved.", title="Add a note", button="Save the note")


@page(EDIT)
def plan_step(request: OfficeRequest, number: int) -> HttpResponse:
    person = fetch(request, number, EDIT)
    form = forms.PlanStepForm(posted(request))
    return ask(
        request, person, form, deed(plans.add, request, person), "The step was added to the plan.",
        title="Add a step to the plan", button="Add the step",
    )  # fmt: skip


@page(EDIT)
def plan_done(request: OfficeRequest, number: int, step: int) -> HttpResponse:
    person = fetch(request, number, EDIT)
    found = PlanStep.objects.filter(young_person=person, pk=step).first()
    if found is None:
        raise Http404("The plan has no such step.")
    if request.method == "POST":
        plans.complete(found, by=request.standing.name, on=clock.today())
        return done(request, person, "The step is done.")
    return redirect("office-young-person", number=number)


@page(EDIT)
def offer(request: OfficeRequest, number: int) -> HttpResponse:
    person = fetch(request, number, EDIT)
    today = clock.today()
    form = forms.OfferForm(posted(request), on=today, initial={"year": today.year})
    return ask(
        request, person, form, deed(offers.record, request, person), "The offer was recorded.",
        title="September Guarantee: record an offer", button="Save the offer",
    )  # fmt: skip


@page(EDIT)
def destination(request: OfficeRequest, number: int) -> HttpResponse:
    person = fetch(request, number, EDIT)
    form, save = forms.DestinationForm(posted(request)), deed(destinations.record, request, person)
    return ask(
        request, person, form, save, "The intended destination was recorded.",
        title="Record what they mean to do next", button="Save",
    )  # fmt: skip


@page(EDIT)
def transfer(request: OfficeRequest, number: int) -> HttpResponse:
    person = fetch(request, number, EDIT)
    form, save = forms.TransferForm(posted(request)), deed(transfers.ask, request, person)
    return ask(
        request, person, form, save, "The transfer waits for the other authority's answer.",
        title="Ask for a transfer", button="Ask",
    )  # fmt: skip


@page(EDIT)
def transfer_answer(request: OfficeRequest, number: int, transfer: int) -> HttpResponse:
    person = fetch(request, number, EDIT)
    found = Transfer.objects.filter(young_person=person, pk=transfer).first()
    if found is None:
        raise Http404("There is no such transfer.")

    def save(given: dict[str, Any]) -> object:
        by, on = request.standing.name, clock.today()
        if given["answer"] == "accept":
            return transfers.accept(found, by=by, on=on)
        return transfers.refuse(found, reason=given["reason"], by=by, on=on)

    form = forms.TransferAnswerForm(posted(request))
    return ask(
        request, person, form, save, "The answer was recorded.",
        title="Record the other authority's answer", button="Save the answer",
        inset=shown.transfer_words(found),
    )  # fmt: skip


@page(EDIT)
def adviser(request: OfficeRequest, number: int) -> HttpResponse:
    person = fetch(request, number, EDIT)
    names = advisers.names([person.organisation_id], clock.today())
    form = forms.AdviserForm(posted(request), names=names, initial={"adviser": person.adviser})
    return ask(
        request, person, form, deed(advisers.assign, request, person), "The adviser was changed.",
        title="Choose an adviser", button="Save",
    )  # fmt: skip
