"""Forms for people's own sign-in: allauth's, in the portal's words."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms

from accounts.models import User
from mail.choices import offered_to


class Plain:
    """Labels of our own, and nothing written into the boxes beforehand."""

    labels: dict[str, str] = {}
    help_texts: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.help_texts.get(name, field.help_text)


class SignInForm(Plain, account.LoginForm):
    labels = {"login": "E-mail address"}
    help_texts = {"password": ""}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "inputmode": "email"}


class AskForCodeForm(Plain, account.RequestLoginCodeForm):
    labels = {"email": "E-mail address"}

    def clean_email(self) -> str:
        email = super().clean_email()
        self._user = User.objects.active_with(email)
        return email


class CodeForm(Plain, account.ConfirmLoginCodeForm):
    pass


class AskForPasswordForm(Plain, account.ResetPasswordForm):
    labels = {"email": "E-mail address"}

    def clean_email(self) -> str:
        email = super().clean_email()
        person = User.objects.active_with(email)
        self.users = [person] if person else []
        return email


class PasswordLinkForm(account.UserTokenForm):
    """The link in a message about a forgotten password."""

    def _get_user(self, uidb36: str) -> User | None:
        """Its person, unless they were deactivated after it was sent."""
        person = super()._get_user(uidb36)
        return person if person and person.is_active else None


class NewPasswordForm(Plain, account.ResetPasswordKeyForm):
    labels = {"password1": "New password", "password2": "New password again"}


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    labels = {"oldpassword": "Present password", "password1": "New password", "password2": "New password again"}
    help_texts = {"oldpassword": ""}


class SetPasswordForm(Plain, account.SetPasswordForm):
    labels = {"password1": "Password", "password2": "Password again"}


class ConfirmByPasswordForm(Plain, account.ReauthenticateForm):
    help_texts = {"password": ""}


class SecondStepForm(Plain, mfa.AuthenticateForm):
    labels = {"code": "Code of your app, or a recovery code"}


class ConfirmByCodeForm(Plain, mfa.ReauthenticateForm):
    labels = {"code": "Code of your app, or a recovery code"}


class AppForm(Plain, totp.ActivateTOTPForm):
    labels = {"code": "Code that the app shows"}


class PasskeyForm(Plain, webauthn.AddWebAuthnForm):
    """A passkey always signs in by itself, so nobody is asked whether it should."""

    passwordless = None
    labels = {"name": "Name"}
    help_texts = {"name": "So that you know it again, such as “work laptop”."}


class MailForm(forms.Form):
    """Which of the messages that can be switched off somebody wants."""

    wanted = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        offers = [offer for offer in offered_to(person) if not offer.kind.is_by_duty]
        kwargs.setdefault("initial", {"wanted": [offer.kind for offer in offers if offer.is_on]})
        super().__init__(*args, **kwargs)
        self.fields["wanted"].choices = [(offer.kind.value, offer.kind.label) for offer in offers]
