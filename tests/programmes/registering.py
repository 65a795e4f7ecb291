"""A register's pages as a browser uses them, and what came of it."""

from django.urls import reverse

HEADED = "Name\tE-mail\tSchool\tAttended\n"


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


def add(client, session, **typed):
    sent = {"name": "Ann Lee", "role": "delegate"} | typed
    return client.post(reverse("register-add", args=[session.pk]), sent)


def address(session):
    return reverse("room-sign-in", args=[session.sign_in_key])


def sign_in(client, session, name="Ann Lee", email="", school=""):
    return client.post(address(session), {"name": name, "email": email, "school": school})


def settle(client, session, sign_in, **more):
    return client.post(reverse("register-settle", args=[session.pk]), {"sign_in": sign_in.pk, **more})


def read(client, session, text="", **more):
    return client.post(reverse("register-list", args=[session.pk]), {"text": text, **more})


def confirm(client, session, shown, **answers):
    """Apply what was shown, with these answers: `{"Ann Lee": "contact-1"}`."""
    plan = shown.context["plan"]
    sent = {"text": shown.context["form"]["text"].value(), "apply": "1", "fingerprint": plan.fingerprint}
    sent |= {f"who-{step.line.key}": step.chosen for step in plan.unmatched}
    sent |= {f"school-{key}": school for key, school in shown.context["kept"]}
    keys = {step.line.said.name: step.line.key for step in plan.steps}
    return client.post(
        reverse("register-list", args=[session.pk]),
        sent | {f"who-{keys[name]}": value for name, value in answers.items()},
    )


def apply(client, session, text, **answers):
    return confirm(client, session, read(client, session, text), **answers)


def marks_of(session):
    """Name, mark and where it came from, by name."""
    rows = session.attendance.order_by("participant__contact__sort_name")
    return list(rows.values_list("participant__contact__name", "mark", "marked_from"))


def said(answer):
    """The messages of this answer, for the next page to show."""
    return [str(message) for message in answer.wsgi_request._messages._queued_messages]
