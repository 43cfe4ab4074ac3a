"""Addresses of sign-in and of one's own account.

Of django-allauth's only what the office offers: nobody signs up, changes their e-mail address or connects an
account elsewhere by themselves.
"""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as elsewhere
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import path, re_path
from django.views.generic import RedirectView

from skillshire.web.office.sign_in import views

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="mfa_index"), name="office-account"),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("by-invitation/", account.signup, name="account_signup"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/forgotten/", account.password_reset, name="account_reset_password"),
    path("password/forgotten/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/new/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("security/", factors.index, name="mfa_index"),
    path("security/needed/", views.second_factor_page, name="office-second-factor"),
    path("security/code/", factors.authenticate, name="mfa_authenticate"),
    path("security/confirm/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("security/app/", views.SetUpApp.as_view(), name="mfa_activate_totp"),
    path("security/app/remove/", views.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("security/recovery-codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "security/recovery-codes/new/", views.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"
    ),
    path(
        "security/recovery-codes/download/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("security/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("security/passkeys/add/", views.SetUpPasskey.as_view(), name="mfa_add_webauthn"),
    path("security/passkeys/sign-in/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("security/passkeys/confirm/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("security/passkeys/<int:pk>/name/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("security/passkeys/<int:pk>/remove/", views.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("sessions/", views.sessions_page, name="usersessions_list"),
    path("elsewhere/cancelled/", elsewhere.login_cancelled, name="socialaccount_login_cancelled"),
    path("elsewhere/error/", elsewhere.login_error, name="socialaccount_login_error"),
    path("elsewhere/<slug:provider_id>/", views.elsewhere_page, name="openid_connect_login"),
    path("elsewhere/<slug:provider_id>/back/", oidc.callback, name="openid_connect_callback"),
]
