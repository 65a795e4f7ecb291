"""The forms of packages, agreements and charges as a browser sends them, and what comes back."""

import io

from django.urls import reverse
from openpyxl import load_workbook

from membership.models import Agreement, Package
from membership.packages import agreeing
from membership.packages.prices import price_lists
from schools.places import value_of
from tests.factories import YEAR


def package(slug):
    return Package.objects.get(slug=slug)


def said(answer):
    """The messages of this answer, for the next page to show."""
    return [str(message) for message in answer.wsgi_request._messages._queued_messages]


def errors(answer):
    """What stands by the fields."""
    return {name: [str(one) for one in words] for name, words in answer.context["form"].errors.items()}


def prices(client, year=YEAR, version=None, **given):
    """Save a list: `bronze_primary="4400"`, `gold_places="4"`, `gold_networks="any"`."""
    sent = {"version": price_lists(year)[year].version if version is None else version}
    for name, value in given.items():
        slug, _, what = name.rpartition("_")
        pk = package(slug).pk
        if value == "any":
            sent[f"unlimited-{pk}-{what}"] = "on"
        else:
            kind = "amount" if what in ("consultancy", "places", "networks") else "price"
            sent[f"{kind}-{pk}-{what}"] = value
    return client.post(reverse("package-prices", args=[year]), sent)


def agreement(*schools, slug="bronze", year=YEAR, **more):
    """What is sent for an agreement; a field that is `None` is left out."""
    sent = {
        "places": [value_of(school) for school in schools],
        "year": getattr(year, "slug", year),
        "package": package(slug).pk,
        "fee": "4400",
        "fee_because": "",
    }
    return {name: value for name, value in (sent | more).items() if value is not None}


def agree(client, *schools, **more):
    return client.post(reverse("agreement-new"), agreement(*schools, **more))


def made():
    """The agreement that was made last."""
    return Agreement.objects.latest("pk")


def change(client, one, *schools, **more):
    """What is sent when the form of an agreement on record is opened, changed in these fields and saved."""
    one.refresh_from_db()
    sent = {"version": agreeing.version_of(one), "fee": one.fee, "fee_because": one.fee_because} | more
    return client.post(
        reverse("agreement-edit", args=[one.pk]), agreement(*schools, **{"slug": one.package.slug} | sent)
    )


def charge(client, *schools, **more):
    sent = {
        "places": [value_of(school) for school in schools],
        "year": YEAR.slug,
        "reference": "INV-1",
        "description": "Venue hire",
        "amount": "100",
    }
    return client.post(reverse("charge-new"), sent | more)


def rows_of_xlsx(answer):
    sheet = load_workbook(io.BytesIO(b"".join(answer))).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]
