"""Where django-allauth asks us: no open sign-up, our words, sealed secrets, who may come from elsewhere."""

import base64
import hashlib
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect

from skillshire.accounts import members
from skillshire.accounts.models import User
from skillshire.core import audit, clock
from skillshire.web.office.sign_in import session

WRONG = "That name and password do not go together. Check both, and that caps lock is off."
TOO_OFTEN = "There were too many wrong attempts. Wait 15 minutes, then try again."
WRONG_CODE = "That code is not right. Wait for your app to show the next one and enter that."
# What allauth has to say after a deed, in our words; what is not here is not said.
SAID = {
    "mfa/messages/totp_activated.txt": "Your authenticator app is set up.",
    "mfa/messages/totp_deactivated.txt": "Your authenticator app was removed.",
    "mfa/messages/webauthn_added.txt": "Your passkey is set up.",
    "mfa/messages/webauthn_removed.txt": "The passkey was removed.",
    "account/messages/password_changed.txt": "Your password is changed.",
    "usersessions/messages/sessions_logged_out.txt": "The other sessions have ended.",
}


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = DefaultAccountAdapter.error_messages | {
        # One answer, whether the account exists or not.
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
        "incorrect_code": WRONG_CODE,
        "incorrect_password": "That is not your password. Check that caps lock is off and try again.",
        "enter_current_password": "That is not your password now. Check it and try again.",
        "account_inactive": WRONG,
    }

    def is_open_for_signup(self, request: Any) -> bool:
        return False

    def _get_login_attempts_cache_key(self, request: Any, **credentials: Any) -> str:
        """One tally for a person, whether they are tried by user name or by e-mail address: not two."""
        given = credentials.get("email") or credentials.get("username") or ""
        person = members.by_email(given) or members.by_username(given)
        if person is not None:
            credentials = {"username": person.get_username()}
        return str(super()._get_login_attempts_cache_key(request, **credentials))

    @transaction.atomic
    def set_password(self, user: Any, password: str) -> None:
        """However it comes: changed, or set anew with a link."""
        super().set_password(user, password)
        audit.record("user.set-password", f"user:{user.pk}", by=user.get_username(), at=clock.now())

    def login(self, request: Any, user: Any) -> None:
        """Django gives the session a new key, so nobody who planted the old one comes in with them."""
        with transaction.atomic():
            super().login(request, user)
            audit.record("user.sign-in", f"user:{user.pk}", by=user.get_username(), at=clock.now())
        session.begin(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not again from who has signed in within the last few minutes."""
        request = self.request or context.request
        records = get_authentication_records(request, request.user)
        age = clock.now().timestamp() - records[-1]["at"] if records else float("inf")
        wanted = super().is_reauthentication_required(app=app, **kwargs)
        return bool(wanted and age > app_settings.REAUTHENTICATION_TIMEOUT)

    def add_message(
        self, request: Any, level: int, message_template: Any = None, message_context: Any = None,
        extra_tags: str = "", message: str | None = None,
    ) -> None:  # fmt: skip
        text = message or SAID.get(message_template)
        if text:
            messages.add_message(request, level, text, extra_tags=extra_tags)

    def send_mail(self, template_prefix: str, email: str, values: dict[str, Any]) -> None:
        if settings.EMAIL_HOST:  # without a mail server an administrator hands over links
            super().send_mail(template_prefix, email, values)


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def encrypt(self, text: str) -> str:
        """Sealed with the site's key, so that a copy of the database alone gives nobody's codes away."""
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _seal().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return "My passkey"


def _seal() -> Fernet:
    key = hashlib.sha256(b"skillshire second factor " + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


class Elsewhere(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Signing in elsewhere opens an account that is here; it never makes one."""

    def is_open_for_signup(self, request: Any, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: Any, sociallogin: Any) -> None:
        if sociallogin.state.get("process") not in (None, "login"):
            raise ImmediateHttpResponse(redirect("socialaccount_login_error"))
        if sociallogin.is_existing:
            return
        person = _person(sociallogin)
        if person is None:
            raise ImmediateHttpResponse(redirect("account_signup"))
        by = person.get_username()
        with transaction.atomic():
            sociallogin.connect(request, person)
            _hand_over(person)
            audit.record("user.sign-in-elsewhere-add", f"user:{person.pk}", by=by, at=clock.now())


def _hand_over(person: User) -> None:
    """Who proves the address elsewhere owns the account; whoever made it may have been somebody else.

    So the password and the passkeys from before open it no more. A code app is asked for as ever: it lets
    nobody in alone.
    """
    person.set_unusable_password()
    person.save(update_fields=["password"])
    Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).delete()


def _person(sociallogin: Any) -> User | None:
    """By an e-mail address that the other side has verified; one it only repeats could be anybody's."""
    verified = [address.email for address in sociallogin.email_addresses if address.verified is True]
    found = (members.by_email(email) for email in verified)
    return next((person for person in found if person is not None and person.is_active), None)
