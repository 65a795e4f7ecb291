"""A register's form as a browser sends it, and what came of it."""

from django.urls import reverse


def page(client, session):
    return client.get(reverse("register", args=[session.pk]))


def filled(client, session, marks=(), **more):
    """What is sent when the page is opened and these marks are chosen on it: `{person: mark}`."""
    rows = page(client, session).context["rows"]
    sent = {"was": " ".join(f"{row.person.pk}:{row.is_now}" for row in rows)}
    sent |= {f"mark-{row.person.pk}": row.mark for row in rows}
    return sent | {f"mark-{person.pk}": mark for person, mark in dict(marks).items()} | more


def mark(client, session, marks=(), **more):
    return client.post(reverse("register", args=[session.pk]), filled(client, session, marks, **more))


def marks_of(session):
    """Name, mark and where it came from, by name."""
    rows = session.attendance.order_by("participant__contact__sort_name")
    return list(rows.values_list("participant__contact__name", "mark", "marked_from"))


def said(answer):
    """The messages of this answer, for the next page to show."""
    return [str(message) for message in answer.wsgi_request._messages._queued_messages]
