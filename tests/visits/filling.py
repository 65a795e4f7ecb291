"""The form of a visit as a browser sends it."""

import uuid

from django.urls import reverse

from schools.places import value_of
from visits.actions import version_of

DAY = "2018-03-01"


def filled(*places, key=None, **more):
    """What is sent for a visit done to `places` on DAY; a field that is `None` is left out."""
    sent = {
        "key": str(key or uuid.uuid4()),
        "places": [value_of(place) for place in places],
        "visited_on": DAY,
        "kind": "visit",
        "status": "done",
        "others": "Guest",
    }
    return {name: value for name, value in (sent | more).items() if value is not None}


def log(client, *places, **more):
    return client.post(reverse("visit-new"), filled(*places, **more))


def changes(visit, **more):
    """What is sent when the form of a visit on record is opened, changed in these fields and saved."""
    sent = {
        "version": version_of(visit),
        "visitors": [person.pk for person in visit.visitors.all()],
        "visited_on": visit.visited_on.isoformat(),
        "met": visit.met,
        "purpose": visit.purpose,
        "focus": visit.focus_id or "",
        "shared_note": visit.shared_note,
        "internal_note": visit.internal_note,
        "others": visit.visitor,
        "kind": visit.kind,
        "status": visit.status,
        "cancelled_because": visit.cancelled_because,
    }
    return filled(visit.place, **(sent | more))


def change(client, visit, **more):
    return client.post(reverse("visit-edit", args=[visit.pk]), changes(visit, **more))


def errors(answer):
    """What stands by the fields, also of the rows of actions."""
    found = {name: list(words) for name, words in answer.context["form"].errors.items()}
    for row in answer.context["rows"].given:
        found |= {f"{row.prefix}-{name}": list(words) for name, words in row.errors.items()}
    return found


def said(answer):
    """The messages of this answer, for the next page to show."""
    return [str(message) for message in answer.wsgi_request._messages._queued_messages]
