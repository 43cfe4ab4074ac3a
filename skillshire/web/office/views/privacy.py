"""Who looked and who changed; people's requests for their own data; letting go of what is over its time."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from skillshire.casework import erasure, holds, retention, subject_export, subjects
from skillshire.core import audit, clock, verify
from skillshire.core.errors import UserError
from skillshire.core.permissions import Permission
from skillshire.web.office.forms import privacy as forms
from skillshire.web.office.page import OfficeRequest, draw, page
from skillshire.web.office.pages import privacy as shown
from skillshire.web.office.pages import subject_report

ANSWER, RETENTION = Permission.ANSWER_SUBJECTS, Permission.RUN_RETENTION
FILES = {
    "json": ("application/json", subject_report.as_json),
    "html": ("text/html; charset=utf-8", subject_report.as_html),
}


@page(Permission.SEE_AUDIT)
def privacy_page(request: OfficeRequest) -> HttpResponse:
    return draw(request, "office/privacy.html", status_now=shown.status())


@page(Permission.SEE_AUDIT)
def proof_page(request: OfficeRequest) -> HttpResponse:
    """Reads every event, so only when somebody asks for it."""
    proof = verify.verify() if request.method == "POST" else None
    return draw(request, "office/privacy_proof.html", proof=proof, status_now=shown.status())


@page(Permission.SEE_AUDIT)
def audit_page(request: OfficeRequest) -> HttpResponse:
    form = forms.AuditForm(request.GET)
    if not form.is_valid():
        return draw(request, "office/privacy_audit.html", 400, form=form, lines=[], number=1, more=False)
    number = _number(request.GET.get("page", ""))
    lines, more = shown.events(request.standing, form.cleaned_data, number)
    query = request.GET.copy()
    query.pop("page", None)
    values: dict[str, Any] = {"lines": lines, "number": number, "more": more, "query": query.urlencode()}
    return draw(request, "office/privacy_audit.html", form=form, **values)


def _number(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1


# --- People's requests -------------------------------------------------------------------------------------


@page(ANSWER)
def find_page(request: OfficeRequest) -> HttpResponse:
    """Posted, so that no name stands in an address that browsers and proxies keep."""
    form = forms.FindForm(_posted(request))
    if not form.is_bound or not form.is_valid():
        return draw(request, "office/privacy_find.html", 400 if form.is_bound else 200, form=form, found=None)
    given = form.cleaned_data
    found = subjects.find(given["text"], given["born"], request.standing)
    for noun in subjects.KINDS:
        _look(request, noun, [one.subject for one in found if one.subject.startswith(f"{noun}:")])
    return draw(request, "office/privacy_find.html", form=form, found=found)


def _posted(request: OfficeRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _held(request: OfficeRequest, subject: str) -> shown.Held:
    try:
        return shown.held(subject, request.standing, clock.today())
    except UserError as error:
        raise Http404(str(error)) from None


def _look(request: OfficeRequest, noun: str, found: list[str]) -> None:
    numbers = [subjects.parts(one)[1] for one in found]
    why = request.standing.purpose(ANSWER)
    audit.look(noun, numbers, by=request.standing.name, at=clock.now(), purpose=why)


@page(ANSWER)
def subject_page(request: OfficeRequest, noun: str, number: int) -> HttpResponse:
    subject = f"{noun}:{number}"
    held = _held(request, subject)
    _look(request, noun, [subject])
    return draw(request, "office/privacy_subject.html", held=held, noun=noun, number=number)


@page(ANSWER)
def export_page(request: OfficeRequest, noun: str, number: int, form: str) -> HttpResponse:
    """A file with everything about the person. Asked for by POST, since it is written down."""
    if request.method != "POST" or form not in FILES:
        _held(request, f"{noun}:{number}")
        return redirect("office-privacy-subject", noun=noun, number=number)
    content_type, write = FILES[form]
    by, subject = request.standing.name, f"{noun}:{number}"
    _held(request, subject)
    content = subject_export.export([subject], by=by, at=clock.now(), standing=request.standing)
    answer = HttpResponse(write(content), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{noun}-{number}.{form}"'
    return answer


@page(ANSWER)
def erase_page(request: OfficeRequest, noun: str, number: int) -> HttpResponse:
    subject = f"{noun}:{number}"
    held = _held(request, subject)
    if held.refusal:
        _look(request, noun, [subject])  # a reason says something of the person too
        raise UserError(held.refusal)
    form = forms.SureForm(_posted(request))
    if form.is_bound and form.is_valid():
        erasure.erase(subject, by=request.standing.name, on=clock.today())
        messages.success(request, f"The record {subject} is erased.")
        return redirect("office-privacy")
    _look(request, noun, [subject])
    status = 400 if form.is_bound else 200
    return draw(request, "office/privacy_erase.html", status, held=held, form=form, noun=noun, number=number)


@page(ANSWER)
def hold_page(request: OfficeRequest, noun: str, number: int) -> HttpResponse:
    """Puts a hold, or lifts the one there is."""
    subject = f"{noun}:{number}"
    held = _held(request, subject)
    form = forms.HoldForm(_posted(request))
    if request.method == "POST" and (held.hold or form.is_valid()):
        _hold(request, subject, held.hold, form)
        return redirect("office-privacy-subject", noun=noun, number=number)
    _look(request, noun, [subject])
    status = 400 if form.is_bound else 200
    return draw(request, "office/privacy_hold.html", status, held=held, form=form, noun=noun, number=number)


def _hold(request: OfficeRequest, subject: str, hold: Any, form: forms.HoldForm) -> None:
    by, on = request.standing.name, clock.today()
    if hold:
        holds.lift(subject, by=by, on=on)
    else:
        holds.put(subject, reason=form.cleaned_data["reason"], by=by, on=on)
    messages.success(request, "The hold is lifted." if hold else "The record is on hold.")


# --- Retention ---------------------------------------------------------------------------------------------


@page(RETENTION)
def retention_page(request: OfficeRequest) -> HttpResponse:
    """What would go today by each rule; going on is a second, confirmed step."""
    form = forms.SureForm(_posted(request))
    if form.is_bound and form.is_valid():
        went = sum(one.count for one in retention.run(clock.today(), by=request.standing.name))
        messages.success(request, f"{went:,} records went.")
        return redirect("office-privacy-retention")
    due = retention.due(clock.today())
    total = sum(one.count for one in due)
    status = 400 if form.is_bound else 200
    return draw(request, "office/privacy_retention.html", status, due=due, total=total, form=form)
