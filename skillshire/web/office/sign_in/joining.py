"""How somebody comes in who has no account: by an invitation, or as the first administrator."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from skillshire.accounts import first, invitations, members, roles
from skillshire.accounts.models import Invitation, Organisation, User
from skillshire.core import clock
from skillshire.core.errors import UserError
from skillshire.places import areas
from skillshire.web.office import errors, frame
from skillshire.web.office.forms.sentences import Form
from skillshire.web.office.page import posted
from skillshire.web.office.sign_in.forms import RULES


class Joining(Form):
    name = forms.CharField(label="Your name", max_length=150, error_messages={"required": "Enter your name."})
    password = forms.CharField(
        label="Password",
        strip=False,
        widget=forms.PasswordInput,
        help_text=RULES,
        error_messages={"required": "Enter a password."},
    )
    again = forms.CharField(
        label="Password again",
        strip=False,
        widget=forms.PasswordInput,
        error_messages={"required": "Enter the password again."},
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            if given["password"] != given["again"]:
                self.add_error("again", "The two passwords differ; enter the same one twice.")
            self._check_password(given)
        return given

    def _check_password(self, given: dict[str, Any]) -> None:
        somebody = User(username="", email=given.get("email", ""), first_name=given["name"])
        try:
            password_validation.validate_password(given["password"], somebody)
        except forms.ValidationError as error:
            self.add_error("password", error)


class Starting(Joining):
    email = forms.EmailField(
        label="Your e-mail address",
        error_messages={
            "required": "Enter your e-mail address.",
            "invalid": "Enter an e-mail address such as name@example.org.",
        },
    )
    organisation = forms.CharField(
        label="Your organisation",
        max_length=200,
        help_text="The one that runs this office",
        error_messages={"required": "Enter the name of your organisation."},
    )
    field_order = ("name", "email", "organisation", "password", "again")


@never_cache
@sensitive_post_parameters()
def start_page(request: HttpRequest, secret: str) -> HttpResponse:
    """Makes the first administrator. The link to here is printed where Skillshire is run."""
    try:
        first.check(secret, clock.now())
        form = Starting(posted(request), initial={"organisation": _council()})
        if form.is_bound and form.is_valid():
            return _sign_in(request, _start(secret, form.cleaned_data))
    except UserError as error:
        return errors.show(request, 400, str(error))
    return _draw(request, "account/start.html", form=form)


def _start(secret: str, given: dict[str, Any]) -> User:
    words = (given["name"], given["email"], given["password"], given["organisation"])
    who = first.Administrator(*words, area_code=settings.SKILLSHIRE_AREA)
    return first.use(secret, who, at=clock.now())


def _council() -> str:
    """What runs the site already; else the council that a strategy names, if just one; else the county."""
    if known := first.settled(clock.today()):
        return known.name
    councils = list(Organisation.objects.filter(kind=Organisation.Kind.COUNCIL)[:2])
    return councils[0].name if len(councils) == 1 else areas.get(settings.SKILLSHIRE_AREA).name


@never_cache
@sensitive_post_parameters()
def invitation_page(request: HttpRequest, secret: str) -> HttpResponse:
    try:
        found = invitations.find(secret, clock.now())
        if request.user.is_authenticated:
            return _join_as(request, found)
        return _join(request, found)
    except UserError as error:
        return errors.show(request, 400, str(error))


def _join_as(request: Any, found: Invitation) -> HttpResponse:
    """Somebody who is signed in takes up one more role."""
    if request.user.email.lower() != found.email.lower():
        raise UserError(invitations.OTHER)
    if request.method == "POST":
        invitations.accept_as(request.user, found, at=clock.now())
        return redirect("office")
    return _draw(request, "account/invitation.html", invitation=found, role=roles.get(found.role), form=None)


def _join(request: Any, found: Invitation) -> HttpResponse:
    known = members.by_email(found.email) is not None
    form = Joining(posted(request))
    if form.is_bound and not known and form.is_valid():
        given = form.cleaned_data
        user = invitations.accept(found, name=given["name"], password=given["password"], at=clock.now())
        return _sign_in(request, user)
    shown: dict[str, Any] = {"invitation": found, "role": roles.get(found.role), "known": known, "form": form}
    return _draw(request, "account/invitation.html", **shown)


def _sign_in(request: Any, user: User) -> HttpResponse:
    """They have just set their password: that counts as signing in with it."""
    record_authentication(request, user, "password", username=user.get_username())
    response: HttpResponse = perform_login(request, user)
    return response


def _draw(request: HttpRequest, template: str, *, form: forms.Form | None, **values: Any) -> HttpResponse:
    failed = form is not None and bool(form.errors)
    shown = frame.context(request, form=form, failed=failed, **values)
    return render(request, template, shown, status=400 if failed else 200)
