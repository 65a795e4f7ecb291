"""Forms for people's own sign-in."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django.contrib.auth.forms import AuthenticationForm


class SignInForm(AuthenticationForm):
    """E-mail address and password. The message is the same whether or not the address is known."""

    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": "That address and password do not go together. Passwords tell capital letters from "
        "small ones.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "E-mail address"
        self.fields["username"].widget.attrs |= {"autocomplete": "username", "inputmode": "email"}
        self.helper = FormHelper()
        self.helper.add_input(Submit("sign-in", "Sign in", css_class="w-100"))
