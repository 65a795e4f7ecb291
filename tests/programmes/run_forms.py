"""The forms of programmes and runs as a browser sends them."""

import datetime

from django.forms import BooleanField

from schools.place_forms import PlacesField


def shown(client, address):
    """What the page's form would send if nothing were typed."""
    context = client.get(address).context
    sent = fields_of(context["form"])
    for row in context.get("rows") or ():
        sent |= fields_of(row)
    return sent


def fields_of(form):
    sent = {}
    for name, field in form.fields.items():
        value = form[name].value()
        if name == "places" and isinstance(field, PlacesField):
            sent[form.add_prefix(name)] = list(value or ())
        elif isinstance(field, BooleanField):
            sent |= {form.add_prefix(name): "on"} if value else {}
        else:
            sent[form.add_prefix(name)] = _typed(value)
    return sent


def _typed(value):
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    return "" if value is None else value


def fill(client, address, **more):
    """Open the page, type this and send it. `None` leaves a field out; a double underscore stands for a hyphen."""
    typed = {name.replace("__", "-"): value for name, value in more.items()}
    sent = shown(client, address) | typed
    return client.post(address, {name: value for name, value in sent.items() if value is not None})


def errors(answer, form="form"):
    """What stands by the fields, also of the rows of sessions."""
    found = {name: list(words) for name, words in answer.context[form].errors.items()}
    for row in answer.context.get("rows") or ():
        found |= {row.add_prefix(name): list(words) for name, words in row.errors.items()}
    return found


def said(answer):
    """The messages of this answer, for the next page to show."""
    return [str(message) for message in answer.wsgi_request._messages._queued_messages]
