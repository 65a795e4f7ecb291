"""Signing in and out."""

from django.contrib.auth.views import LoginView, LogoutView

from accounts.forms import SignInForm
from accounts.policy import public

sign_in = public(
    LoginView.as_view(
        authentication_form=SignInForm, template_name="accounts/sign_in.html", redirect_authenticated_user=True
    )
)
sign_out = public(LogoutView.as_view())
