"""django-allauth's forms with our labels and sentences."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as codes
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkeys

from skillshire.web.office.forms import sentences

RULES = "At least 12 characters. Three random words are good. Do not use one from another service."


def _say(form: Any, name: str, label: str, missing: str, hint: str = "") -> None:
    """A field's label and the sentence for an empty one; without a placeholder, which nobody can rely on."""
    field = form.fields[name]
    field.label, field.help_text = label, hint
    sentences.give(field, name)
    field.error_messages["required"] = missing
    field.widget.attrs.pop("placeholder", None)


class SignIn(account.LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "login", "E-mail address or user name", "Enter your e-mail address or user name.")
        _say(self, "password", "Password", "Enter your password.")
        self.fields["login"].widget.attrs["autocomplete"] = "username webauthn"


class ChangePassword(account.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "oldpassword", "Password you have now", "Enter the password you have now.")
        _say(self, "password1", "New password", "Enter a new password.", RULES)
        _say(self, "password2", "New password again", "Enter the new password again.")


class NewPassword(account.ResetPasswordKeyForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "password1", "New password", "Enter a new password.", RULES)
        _say(self, "password2", "New password again", "Enter the new password again.")


class ForgottenPassword(account.ResetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "email", "E-mail address", "Enter your e-mail address.")
        self.fields["email"].error_messages["invalid"] = "Enter an e-mail address such as name@example.org."


class ConfirmPassword(account.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "password", "Password", "Enter your password.")


class Code(codes.AuthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", "Code", "Enter the code.", "6 digits from your app, or a recovery code")


class ConfirmCode(codes.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", "Code", "Enter the code.", "6 digits from your app, or a recovery code")


class FirstCode(totp.ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", "Code that the app shows", "Enter the 6 digits that the app shows.", "6 digits")


class NewPasskey(passkeys.AddWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "name", "Name of this passkey", "Enter a name.", "Such as “Work laptop”")
        # Always one that can sign in on its own.
        del self.fields["passwordless"]
        missing = "The passkey was not made; choose “Make a passkey” and follow your device."
        sentences.give(self.fields["credential"], "credential")
        self.fields["credential"].error_messages["required"] = missing


class PasskeyName(passkeys.EditWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "name", "Name of this passkey", "Enter a name.", "Such as “Work laptop”")
