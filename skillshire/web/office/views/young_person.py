"""One young person's record, and every page that changes a part of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from skillshire.casework import access, sendings
from skillshire.casework.models import YoungPerson
from skillshire.core import audit, clock
from skillshire.core.errors import UserError
from skillshire.core.permissions import Permission
from skillshire.web.office import once
from skillshire.web.office.page import OfficeRequest, draw, page
from skillshire.web.office.pages import young_person as shown

SEE = Permission.SEE_YOUNG_PEOPLE
MISSING = "There is no young person with this number that you may see."
Do = Callable[[dict[str, Any]], object]


def fetch(request: OfficeRequest, number: int, permission: Permission = SEE) -> YoungPerson:
    """The record, where this person may do that with it; whether it exists is not told otherwise."""
    people = access.young_people(request.standing, permission).select_related("organisation")
    found = people.filter(pk=number).first()
    if found is None:
        raise Http404(MISSING)
    return found


@page(SEE)
def record(request: OfficeRequest, number: int) -> HttpResponse:
    person = fetch(request, number)
    page_ = shown.record(person, request.standing, clock.today())
    return draw_person(request, person, "office/young_person.html", record=page_)


def draw_person(
    request: OfficeRequest, person: YoungPerson, template: str, status: int = 200, **values: Any
) -> HttpResponse:
    """A page that shows something of somebody; that it was looked at is written first."""
    purpose = request.standing.purpose(SEE)
    audit.look("young-person", [person.pk], by=request.standing.name, at=clock.now(), purpose=purpose)
    head = shown.head(person, clock.today())
    return draw(request, template, status, person=person, head=head, once=once.word(), **values)


def ask(
    request: OfficeRequest, person: YoungPerson, form: Form, do: Do, said: str, **values: Any
) -> HttpResponse:
    """Show a form; once it is sent without a fault do what it asks, and go back to the record and say so.

    The same form sent twice is done once and answered twice.
    """
    if request.method == "POST" and form.is_valid():
        try:
            _take(request, form, do)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return done(request, person, said)
    status = 400 if form.is_bound and form.errors else 200
    template = values.pop("template", "office/young_person_ask.html")
    return draw_person(request, person, template, status, form=form, **values)


@transaction.atomic
def _take(request: OfficeRequest, form: Form, do: Do) -> None:
    digest = once.digest(request)
    if not digest or sendings.is_first(digest, at=clock.now()):
        do(form.cleaned_data)


def deed(verb: Callable[..., object], request: OfficeRequest, person: YoungPerson) -> Do:
    """What `ask` is to do: `verb` of casework with what the form says, by who is signed in, today."""
    return lambda given: verb(person, **given, by=request.standing.name, on=clock.today())


def done(request: OfficeRequest, person: YoungPerson, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("office-young-person", number=person.pk)
