"""People and their roles, for administrators."""

from collections.abc import Callable
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from skillshire.accounts import invitations, members, organisations
from skillshire.accounts.models import Invitation, Membership, User
from skillshire.core import audit, clock
from skillshire.core.permissions import Permission
from skillshire.web.office.page import OfficeRequest, draw, page
from skillshire.web.office.people import forms
from skillshire.web.office.sign_in import second_factors

PURPOSE = "Looking after accounts"
UNKNOWN = "There is no person with this number."


@page(Permission.MANAGE_ACCOUNTS)
def people_page(request: OfficeRequest) -> HttpResponse:
    rows = [_row(user) for user in User.objects.order_by("last_name", "first_name", "pk")]
    _note_look(request, [row["user"].pk for row in rows])
    waiting = list(invitations.pending(clock.now()))
    return draw(request, "office/people.html", rows=rows, invitations=waiting, roles=_role_titles())


def _row(user: User) -> dict[str, Any]:
    running = user.memberships.all().running(clock.today()).select_related("organisation")
    return {"user": user, "held": [forms.held(one) for one in running]}


def _role_titles() -> dict[str, str]:
    return dict(forms.Role.base_fields["role"].choices)  # type: ignore[attr-defined]


@page(Permission.MANAGE_ACCOUNTS)
def person_page(request: OfficeRequest, number: int) -> HttpResponse:
    user = _person(number)
    _note_look(request, [user.pk])
    factors = Authenticator.objects.filter(user=user, type__in=second_factors.KINDS)
    kept = request.session.pop("password_link", {})  # shown once, and only with the person whose it is
    link = kept.get("link") if kept.get("of") == user.pk else None
    mine = user.pk == request.user.pk
    shown = _row(user) | {"factors": factors, "link": link, "mine": mine}
    return draw(request, "office/person.html", **shown)


@page(Permission.MANAGE_ACCOUNTS)
def give_page(request: OfficeRequest, number: int) -> HttpResponse:
    user = _person(number)
    form = forms.NewRole(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        where = organisations.get(given["organisation"])
        by, on = request.standing.name, clock.today()
        members.give(user, where, given["role"], areas=given["areas"], by=by, on=on)
        return redirect("office-person", number=number)
    status = 400 if request.method == "POST" else 200
    shown = {"user": user, "form": form, "hints": forms.role_hints()}
    return draw(request, "office/person_give.html", status, **shown)


@page(Permission.MANAGE_ACCOUNTS)
def end_page(request: OfficeRequest, number: int) -> HttpResponse:
    found = Membership.objects.filter(pk=number).select_related("user", "organisation").first()
    if found is None:
        raise Http404("There is no role with this number; it may have ended.")
    if request.method == "POST":
        members.end(found, by=request.standing.name, on=clock.today())
        return redirect("office-person", number=found.user_id)
    return draw(request, "office/person_end.html", user=found.user, **forms.held(found))


Deed = Callable[[OfficeRequest, User], None]


def _deactivate(request: OfficeRequest, user: User) -> None:
    members.deactivate(user, by=request.standing.name, on=clock.today())


def _activate(request: OfficeRequest, user: User) -> None:
    members.activate(user, by=request.standing.name)


def _reset_second_factor(request: OfficeRequest, user: User) -> None:
    members.reset_second_factor(user, by=request.standing.name)


def _make_password_link(request: OfficeRequest, user: User) -> None:
    """The link is kept until the next page has shown it, and then no more."""
    members.note_password_link(user, by=request.standing.name)
    token = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), token])
    request.session["password_link"] = {"of": user.pk, "link": request.build_absolute_uri(path)}


# What an administrator may do to somebody's account: the end of its address, and the deed.
DEEDS: dict[str, Deed] = {
    "deactivate": _deactivate,
    "activate": _activate,
    "second-factor": _reset_second_factor,
    "password": _make_password_link,
}


@page(Permission.MANAGE_ACCOUNTS)
def deed_page(request: OfficeRequest, number: int, deed: str) -> HttpResponse:
    """Asks first: each of these is felt at once by somebody."""
    user = _person(number)
    if deed not in DEEDS:
        raise Http404("There is no such page.")
    if request.method == "POST":
        DEEDS[deed](request, user)
        return redirect("office-person", number=number)
    return draw(request, "office/person_deed.html", user=user, deed=deed)


@page(Permission.MANAGE_ACCOUNTS)
def withdraw_page(request: OfficeRequest, number: int) -> HttpResponse:
    found = Invitation.objects.filter(pk=number).select_related("organisation").first()
    if found is None:
        raise Http404("There is no invitation with this number.")
    if request.method == "POST":
        invitations.withdraw(found, by=request.standing.name, at=clock.now())
        return redirect("office-people")
    return draw(request, "office/invitation_withdraw.html", invitation=found, roles=_role_titles())


def _person(number: int) -> User:
    found = User.objects.filter(pk=number).first()
    if found is None:
        raise Http404(UNKNOWN)
    return found


def _note_look(request: OfficeRequest, ids: list[int]) -> None:
    audit.look("user", ids, by=request.standing.name, at=clock.now(), purpose=PURPOSE)
