"""People and their roles, for administrators: each sees those that they look after."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from allauth.mfa.models import Authenticator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from skillshire.accounts import administration, members, organisations, waiting
from skillshire.accounts.models import Membership
from skillshire.core import clock
from skillshire.core.permissions import Permission
from skillshire.web.office.page import OfficeRequest, draw, page, posted
from skillshire.web.office.people import forms
from skillshire.web.office.people.charge import charge_of, look, person_of
from skillshire.web.office.sign_in import second_factors


@page(Permission.MANAGE_ACCOUNTS)
def people_page(request: OfficeRequest) -> HttpResponse:
    charge, today = charge_of(request), clock.today()
    running = charge.held(today).running(today).order_by("user", "organisation__name", "role", "pk")
    held = {user: _shown(group) for user, group in groupby(running, lambda one: one.user_id)}
    people = list(charge.people(today).order_by("last_name", "first_name", "pk"))
    rows = [{"user": user, "held": held.get(user.pk, [])} for user in people]
    invitations = list(waiting.invitations(clock.now()).filter(charge.within()))
    look(request, "user", [user.pk for user in people])
    look(request, "invitation", [one.pk for one in invitations])
    return draw(
        request, "office/people.html", rows=rows, invitations=invitations, roles=forms.role_titles(),
        everything=charge.everything,
    )  # fmt: skip


def _shown(memberships: Iterable[Membership]) -> list[dict[str, Any]]:
    return [forms.held(one) for one in memberships]


@page(Permission.MANAGE_ACCOUNTS)
def person_page(request: OfficeRequest, number: int) -> HttpResponse:
    charge, today = charge_of(request), clock.today()
    user = person_of(charge, number)
    look(request, "user", [user.pk])
    factors = Authenticator.objects.filter(user=user, type__in=second_factors.KINDS)
    kept = request.session.pop("password_link", {})  # shown once, and only with the person whose it is
    link = kept.get("link") if kept.get("of") == user.pk else None
    may = {"mine": user.pk == request.user.pk, "account": charge.has_account(user, today)}
    held = _shown(charge.held(today).running(today).filter(user=user))
    return draw(request, "office/person.html", user=user, held=held, factors=factors, link=link, **may)


@page(Permission.MANAGE_ACCOUNTS)
def give_page(request: OfficeRequest, number: int) -> HttpResponse:
    charge = charge_of(request)
    user = person_of(charge, number)
    form = forms.NewRole(posted(request), charge=charge)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        where = organisations.get(given["organisation"])
        if administration.is_known(user, where):
            by, on = request.standing.name, clock.today()
            members.give(user, where, given["role"], areas=given["areas"], by=by, on=on)
            return redirect("office-person", number=number)
        form.add_error("organisation", forms.STRANGER.format(user.get_full_name(), where.name))
    look(request, "user", [user.pk])
    shown = {"user": user, "form": form, "hints": forms.role_hints()}
    return draw(request, "office/person_give.html", 400 if form.is_bound else 200, **shown)


@page(Permission.MANAGE_ACCOUNTS)
def end_page(request: OfficeRequest, number: int) -> HttpResponse:
    charge, today = charge_of(request), clock.today()
    found = charge.held(today).filter(pk=number).select_related("user").first()
    if found is None:
        raise Http404("There is no role with this number; it may have ended.")
    if request.method == "POST":
        members.end(found, by=request.standing.name, on=today)
        if not charge.people(today).filter(pk=found.user_id).exists():  # nobody of theirs any more
            return redirect("office-people")
        return redirect("office-person", number=found.user_id)
    look(request, "user", [found.user_id])
    return draw(request, "office/person_end.html", user=found.user, **forms.held(found))


@page(Permission.MANAGE_ACCOUNTS)
def withdraw_page(request: OfficeRequest, number: int) -> HttpResponse:
    found = waiting.known().filter(charge_of(request).within(), pk=number).first()
    if found is None:
        raise Http404("There is no invitation with this number.")
    if request.method == "POST":
        waiting.withdraw(found, by=request.standing.name, at=clock.now())
        return redirect("office-people")
    look(request, "invitation", [found.pk])
    return draw(request, "office/invitation_withdraw.html", invitation=found, roles=forms.role_titles())
