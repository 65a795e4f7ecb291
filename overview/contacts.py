"""People of schools and associates: the page of one, and writing them down."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, ProtectedError, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from accounts.policy import requires
from programmes.models import Mark
from schools.contact_forms import ContactForm
from schools.models import Associate, Contact, School

BOTH = ["GET", "HEAD", "POST"]


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@requires(Permission.SCHOOL_VIEW)
@require_safe
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Who they are, and what they took part in, the latest first."""
    contacts = Contact.objects.visible_to(request.user).select_related("school", "associate")
    person = get_object_or_404(contacts.exclude(name=""), pk=pk)
    took_part = person.took_part.visible_to(request.user).select_related("run__programme", "school")
    held = Q(attendance__session__is_cancelled=False)
    rows = took_part.annotate(
        marked=Count("attendance", filter=held),
        attended=Count("attendance", filter=held & Q(attendance__mark=Mark.ATTENDED)),
    )
    context = {"contact": person, "took_part": rows.order_by("-run__year", "run__programme__name", "pk")}
    return render(request, "overview/contact.html", context)


@requires(Permission.CONTACT_EDIT)
@require_http_methods(BOTH)
def contact_add(request: HttpRequest, model: type[School | Associate], pk: int) -> HttpResponse:
    """A new contact of a school or of an associate."""
    place = get_object_or_404(model.objects.visible_to(request.user), pk=pk)
    return _save(request, Contact(**{"school" if model is School else "associate": place}), place)


@requires(Permission.CONTACT_EDIT)
@require_http_methods(BOTH)
@transaction.atomic
def contact_edit(request: HttpRequest, pk: int) -> HttpResponse:
    contacts = Contact.objects.visible_to(request.user).exclude(name="")
    held = contacts.select_for_update() if request.method == "POST" else contacts
    found = get_object_or_404(held, pk=pk)
    return _save(request, found, found.place)


def _save(request: HttpRequest, contact: Contact, place: School | Associate | None) -> HttpResponse:
    is_new = contact.pk is None
    form = ContactForm(_typed(request), instance=contact)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(
            request, f"{contact} is on record." if is_new else f"What is on record of {contact} is changed."
        )
        return redirect(f"{place.get_absolute_url()}#contacts" if place else contact.get_absolute_url())
    if is_new and request.method == "POST" and (there := _there_already(contact, form)):
        messages.info(request, f"{there} is on record already.")
        return redirect(there)
    context = {"form": form, "contact": None if is_new else contact, "place": place}
    return render(request, "overview/contact_form.html", context, status=422 if form.is_bound else 200)


def _there_already(typed: Contact, form: ContactForm) -> Contact | None:
    """The contact that a form pressed twice has made: the same in every part."""
    if [name for name in form.errors if name != "__all__"]:
        return None
    said: dict[str, Any] = {name: value for name, value in form.cleaned_data.items() if name != "opened_with"}
    same = Contact.objects.filter(**said, school=typed.school_id, associate=typed.associate_id)
    return same.order_by("pk").first()


@requires(Permission.CONTACT_EDIT)
@require_POST
def contact_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """One that was entered by mistake; who is on a register stays, and is marked as having left instead."""
    contact = get_object_or_404(Contact.objects.visible_to(request.user).select_related("school", "associate"), pk=pk)
    try:
        with transaction.atomic():
            contact.delete()
    except ProtectedError:
        messages.error(request, f"{contact} is on a programme’s register and stays. Write down when they left instead.")
        return redirect("contact-edit", contact.pk)
    messages.success(request, f"{contact} is removed.")
    return redirect(f"{contact.place.get_absolute_url()}#contacts" if contact.place else "home")
