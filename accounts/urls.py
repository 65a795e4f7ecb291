"""The ways in, and each person's own account.

allauth's views are listed one by one, each with its policy; those not listed here do not exist. Their names are
allauth's own, which it looks up itself.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path, register_converter

from accounts import views
from accounts.history.views import history
from accounts.policy import own_account, public


class Base36:
    """The number of a person in a password link; what follows has hyphens of its own."""

    regex = "[0-9A-Za-z]+"
    to_python = to_url = str


register_converter(Base36, "base36")

sign_in = [
    path("", public(account.login), name="account_login"),
    path("code/", public(account.request_login_code), name="account_request_login_code"),
    path("code/sent/", public(account.confirm_login_code), name="account_confirm_login_code"),
    path("second-step/", views.enter_second_step, name="mfa_authenticate"),
    path("passkey/", public(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("with/<slug:provider_id>/", views.sign_in_with, name="openid_connect_login"),
    path("with/<slug:provider_id>/back/", views.back_from_provider, name="openid_connect_callback"),
    path("forgotten/", public(account.password_reset), name="account_reset_password"),
    path("forgotten/sent/", public(account.password_reset_done), name="account_reset_password_done"),
    path(
        "forgotten/<base36:uidb36>-<str:key>/",
        public(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
]
own = [
    path("", views.account, name="account"),
    path("password/", own_account(account.password_change), name="account_change_password"),
    path("password/set/", own_account(account.password_set), name="account_set_password"),
    path("e-mail/", views.mail_choices, name="mail-choices"),
    path("sessions/", views.sessions, name="sessions"),
    path("sessions/end-others/", views.end_other_sessions, name="sessions-end-others"),
    path("sessions/<int:pk>/end/", views.end_session, name="session-end"),
    path("second-step/", views.second_step, name="mfa_index"),
    path("second-step/go-on/", views.go_on, name="second-step-go-on"),
    path("second-step/app/", own_account(totp.activate_totp), name="mfa_activate_totp"),
    path("second-step/app/remove/", own_account(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("second-step/codes/", own_account(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "second-step/codes/new/",
        own_account(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "second-step/codes/file/",
        own_account(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("passkeys/add/", views.add_passkey, name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/remove/", views.remove_passkey, name="mfa_remove_webauthn"),
    path("confirm/", own_account(account.reauthenticate), name="account_reauthenticate"),
    path("confirm/code/", own_account(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("confirm/passkey/", own_account(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
]
urlpatterns = [
    path("sign-in/", include(sign_in)),
    path("sign-out/", public(account.logout), name="account_logout"),
    path("sign-up/", views.no_sign_up, name="account_signup"),
    path("account/", include(own)),
    path("history/", history, name="history"),
]
