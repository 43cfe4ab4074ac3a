"""What an administrator may do to somebody's account."""

from collections.abc import Callable

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from skillshire.accounts import members
from skillshire.accounts.models import User
from skillshire.core import clock
from skillshire.core.permissions import Permission
from skillshire.web.office.page import OfficeRequest, draw, page
from skillshire.web.office.people.charge import charge_of, look, person_of

ELSEWHERE = (
    "This person works for another organisation too, or acts on the whole site, so only an administrator of "
    "the organisation that runs this site does that. You can end the roles that they have in yours."
)
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


# The end of its address, and the deed.
DEEDS: dict[str, Deed] = {
    "deactivate": _deactivate,
    "activate": _activate,
    "second-factor": _reset_second_factor,
    "password": _make_password_link,
}


@page(Permission.MANAGE_ACCOUNTS)
def deed_page(request: OfficeRequest, number: int, deed: str) -> HttpResponse:
    """Asks first: each of these is felt at once by somebody."""
    charge = charge_of(request)
    user = person_of(charge, number)
    if deed not in DEEDS:
        raise Http404("There is no such page.")
    if not charge.has_account(user, clock.today()):
        raise PermissionDenied(ELSEWHERE)
    if request.method == "POST":
        DEEDS[deed](request, user)
        return redirect("office-person", number=number)
    look(request, "user", [user.pk])
    return draw(request, "office/person_deed.html", user=user, deed=deed)
