"""The list of young people, and the list as a file. What is searched for is posted: searches.py."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from skillshire.casework import activities, advisers, caseload, ease, young_people
from skillshire.casework.linking import decisions
from skillshire.core import audit, clock, facts
from skillshire.core.errors import UserError
from skillshire.core.permissions import Permission
from skillshire.core.tabular import FORMATS, Table
from skillshire.places import areas
from skillshire.web.office import searches
from skillshire.web.office.forms.fields import words
from skillshire.web.office.page import OfficeRequest, draw, page
from skillshire.web.office.pages import young_people as shown

SEE = Permission.SEE_YOUNG_PEOPLE
EXPORT = Permission.EXPORT_YOUNG_PEOPLE
FILES = ("csv", "ods")
COLUMNS = {
    "reference": "Reference", "family_name": "Family name", "given_name": "Given name",
    "born": "Date of birth", "school_year": "School year", "district": "District", "state": "State",
    "activity": "Activity", "since": "Since", "due": "Next due", "score": "Points",
    "reasons": "Why these points", "telephone": "Telephone", "email": "E-mail", "adviser": "Adviser",
}  # fmt: skip


@page(SEE)
def people(request: OfficeRequest) -> HttpResponse:
    """One page of the list. That these records were looked at is written, as one event for the page."""
    if request.method == "POST":
        asked = shown.asked(_sent(request.POST), searches.keep(request))
        return redirect(reverse("office-young-people") + asked.query())
    today, question = clock.today(), shown.asked(request.GET, searches.named(request))
    found = young_people.caseload_page(
        request.standing, question.filters, question.order, question.page, today
    )
    look(request, [one.pk for one in found.rows], SEE)
    names = advisers.names({scope.organisation.pk for scope in request.standing.where(SEE)}, today)
    return draw(
        request, "office/young_people.html", question=question, found=found, names=names,
        title=shown.title(question, found), tabs=shown.tabs(question, found.counts),
        orders=shown.orders(question), narrowing=shown.narrowing(question, names),
        lines=[shown.line(one, today) for one in found.rows], districts=shown.districts(),
        years=caseload.YEARS, states=list(shown.STATES), points=ease.POINTS, may=_may(request),
        rows=_rows_waiting(request),
    )  # fmt: skip


def _sent(form: QueryDict) -> dict[str, str]:
    """A new search looks among everyone followed, unless a list was chosen with it."""
    given = {name: str(form[name]) for name in form}
    is_new = given.get("q", "").strip() not in ("", given.get("searched", "").strip())
    if is_new and given.get("state") == given.get("listed"):
        given["state"] = "all"
    return given


@page(EXPORT)
def export(request: OfficeRequest, form: str) -> HttpResponse:
    """The whole list, as it is filtered, for a spreadsheet. Everybody in it has then been looked at."""
    if form not in FILES:
        raise Http404("The list can be had as CSV and ODS.")
    today, question = clock.today(), shown.asked(request.GET, searches.named(request))
    if question.search.is_lost:  # else everybody would be in the file
        raise UserError(searches.LOST)
    rows = list(young_people.everyone(request.standing, question.filters, question.order, today))
    look(request, [one.pk for one in rows], EXPORT)
    table = Table(
        "young-people", _title(question), tuple(COLUMNS), [_row(one, today) for one in rows],
        notes=_notes(today), titles=COLUMNS,
    )  # fmt: skip
    made = FORMATS[form]
    invented = "synthetic-" if facts.synthetic() else ""  # CSV has no room for a note
    response = HttpResponse(made.write(table), content_type=made.content_type)
    response["Content-Disposition"] = f'attachment; filename="{invented}young-people-{today}.{form}"'
    return response


def look(request: OfficeRequest, ids: list[int], permission: Permission) -> None:
    purpose = request.standing.purpose(permission)
    audit.look("young-person", ids, by=request.standing.name, at=clock.now(), purpose=purpose)


def _may(request: OfficeRequest) -> dict[str, bool]:
    held = request.standing.permissions
    return {
        "export": EXPORT in held,
        "import_": Permission.IMPORT_YOUNG_PEOPLE in held,
        "decide": Permission.DECIDE_RISK in held,
    }


def _rows_waiting(request: OfficeRequest) -> int | None:
    """Of lists from schools and colleges; None for who does not decide on them."""
    if not request.standing.may(decisions.DECIDE):
        return None
    return decisions.waiting(request.standing).count()


def _title(question: shown.Asked) -> str:
    return f"Young people: {shown.STATES[question.filters.state].lower()}"


def _notes(today: date) -> list[tuple[str, str]]:
    notes = [("As at", words(today)), ("Personal", "Keep and send this file as you would the records.")]
    return [("Note", facts.SAID), *notes] if facts.synthetic() else notes


def _row(person: Any, today: date) -> dict[str, Any]:
    line = shown.line(person, today)
    return {
        "reference": person.reference, "family_name": person.family_name, "given_name": person.given_name,
        "born": person.born, "school_year": caseload.year_group(person.born, today),
        "district": areas.get(person.area_code).name if person.area_code else None,
        "state": line.state, "activity": activities.title(person.activity),
        "since": person.activity_since, "due": line.due, "score": line.score,
        "reasons": "; ".join(f"{one.said} ({one.points:+d})" for one in line.reasons) or None,
        "telephone": person.telephone, "email": person.email, "adviser": person.adviser,
    }  # fmt: skip
