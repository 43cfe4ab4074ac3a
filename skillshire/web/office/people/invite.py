"""Inviting somebody, one question on each page; then the answers to check; then the link, once."""

from typing import Any

from django import forms as django_forms
from django.conf import settings
from django.core import mail
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from skillshire.accounts import invitations, organisations, roles
from skillshire.accounts.administration import Charge
from skillshire.core import clock
from skillshire.core.permissions import Permission
from skillshire.web.office.page import OfficeRequest, draw, page, posted
from skillshire.web.office.people import forms
from skillshire.web.office.people.charge import charge_of

KEPT, SENT = "office_invite", "office_invite_link"  # in the session
ORDER = ("email", "organisation", "role", "areas")
SUBJECT = "You are invited to the office of Skillshire"
LETTER = """Hello,

you are invited to the office of Skillshire as {role} for {organisation}.
Open this link within 7 days to make your account:

{link}

If you did not expect this, you need do nothing.
"""


@page(Permission.MANAGE_ACCOUNTS)
def step_page(request: OfficeRequest, step: str = ORDER[0]) -> HttpResponse:
    if step not in ORDER:
        raise Http404("An invitation has no such page.")
    charge = charge_of(request)
    given = _given(request, charge)
    if missing := _missing(given, before=step):
        return redirect("office-invite-step", step=missing)
    form = _form(step, given, posted(request), charge)
    if form.is_bound and form.is_valid():
        request.session[KEPT] = given | form.cleaned_data
        return redirect(_next(step, "change" in request.GET))
    status = 400 if form.is_bound else 200
    shown = {"form": form, "step": step, "back": _back(step), "hints": forms.role_hints()}
    return draw(request, "office/invite.html", status, **shown)


def _given(request: OfficeRequest, charge: Charge) -> dict[str, Any]:
    """What was answered, without what this administrator may not choose (any more)."""
    given = dict(request.session.get(KEPT, {}))
    allowed = {
        "organisation": set(charge.employers().values_list("slug", flat=True)),
        "role": {role.slug for role in charge.roles_to_give()},
    }
    return {name: value for name, value in given.items() if name not in allowed or value in allowed[name]}


def _form(step: str, given: dict[str, Any], sent: Any, charge: Charge) -> django_forms.Form:
    if step == "email":
        return forms.Email(sent, initial=given)
    if step == "organisation":
        return forms.Employer(sent, initial=given, charge=charge)
    if step == "role":
        return forms.Role(sent, initial=given, charge=charge)
    code = organisations.get(given["organisation"]).area_code
    return forms.Districts(sent, initial=given, code=code)


def _missing(given: dict[str, Any], before: str) -> str:
    """The first question that has to be answered before this one and is not; empty where all are."""
    earlier = ORDER[: ORDER.index(before)] if before in ORDER else ORDER
    return next((step for step in earlier if step not in given), "")


def _next(step: str, changing: bool) -> str:
    at = ORDER.index(step) + 1
    if changing or at == len(ORDER):
        return reverse("office-invite-check")
    return reverse("office-invite-step", kwargs={"step": ORDER[at]})


def _back(step: str) -> str:
    at = ORDER.index(step)
    return reverse("office-invite-step", kwargs={"step": ORDER[at - 1]}) if at else reverse("office-people")


@page(Permission.MANAGE_ACCOUNTS)
def check_page(request: OfficeRequest) -> HttpResponse:
    given = _given(request, charge_of(request))
    if missing := _missing(given, before=""):
        return redirect("office-invite-step", step=missing)
    if request.method == "POST":
        return _send(request, given)
    shown = _answers(given) | {"areas": forms.area_names(given["areas"])}
    return draw(request, "office/invite_check.html", given=given, **shown)


def _answers(given: dict[str, Any]) -> dict[str, Any]:
    return {"organisation": organisations.get(given["organisation"]), "role": roles.get(given["role"])}


def _send(request: OfficeRequest, given: dict[str, Any]) -> HttpResponse:
    answers = _answers(given)
    by, at = request.standing.name, clock.now()
    where, what = answers["organisation"], given["role"]
    _, secret = invitations.invite(given["email"], where, what, areas=given["areas"], by=by, at=at)
    link = request.build_absolute_uri(reverse("office-invitation", kwargs={"secret": secret}))
    if settings.EMAIL_HOST:
        letter = LETTER.format(role=answers["role"].title.lower(), organisation=where.name, link=link)
        mail.send_mail(SUBJECT, letter, None, [given["email"]], fail_silently=True)
    del request.session[KEPT]
    request.session[SENT] = {"link": link, "email": given["email"]}
    return redirect("office-invite-sent")


@page(Permission.MANAGE_ACCOUNTS)
def sent_page(request: OfficeRequest) -> HttpResponse:
    sent = request.session.pop(SENT, None)
    if sent is None:
        return redirect("office-people")
    return draw(request, "office/invite_sent.html", mailed=bool(settings.EMAIL_HOST), **sent)
