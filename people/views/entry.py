"""The door that an invitation opens."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.policy import public
from accounts.signing_in import sign_in
from people import invitations
from people.forms import AcceptForm


@public
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link changes nothing, for mail filters open it too; the button on it does."""
    found = invitations.find(token)
    if found is None:
        return render(request, "people/invitation_gone.html", status=410)
    form = AcceptForm(request.POST or None, person=found.user)
    if request.method == "POST" and form.is_valid():
        person = invitations.accept(token=token, password=form.cleaned_data["password"])
        if person is None:
            return render(request, "people/invitation_gone.html", status=410)
        return sign_in(request, person, by="invitation")
    acting = found.user.acts_for.select_related("school").order_by("school__sort_name", "pk")
    return render(
        request, "people/invitation.html", {"form": form, "person": found.user, "schools": [a.school for a in acting]}
    )
