"""The page of a published report: its head is that of the day it was published."""

import dataclasses

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from accounts.permissions import Role
from documents.chart import ChartKind
from documents.document import Brand, Document, Section
from documents.stored import figures_of, to_json
from reports.models import Edition
from tests.documents.pictures import png
from tests.documents.reading_svg import chart
from tests.factories import YEAR, EditionFactory, EditionFigureFactory, PartnershipFactory, UserFactory

THEN, NOW = png(3, 1), png(1, 3)
PRINTED = Document(
    "End-of-year report",
    (Section("members", "Members", (chart(ChartKind.COLUMNS, {"2018": (3, 4)}),)),),
    sender="As it was & is",
    brand=Brand("#7a1f3d", THEN),
)


@pytest.fixture
def edition(db) -> Edition:
    PartnershipFactory(name="As it is called now", colour="#005500", logo=ContentFile(NOW, "now.png"))
    return EditionFactory(document=to_json(PRINTED))


@pytest.fixture
def trustee(client, db):
    client.force_login(UserFactory(role=Role.TRUSTEE))
    return client


def at(name: str, number: int = 1) -> str:
    return reverse(name, args=[YEAR, number])


def test_name_colour_and_logo_are_as_published(trustee, edition):
    page = trustee.get(at("edition")).content.decode()
    assert f'<img src="{at("edition-logo").removeprefix(at("edition"))}" alt="Logo of As it was &amp; is">' in page
    assert page.count('fill="#7a1f3d"') > 2  # the head, and bars of both drawings
    assert "#005500" not in page


def test_it_opens_as_the_page_that_was_kept(trustee, edition):
    """Whatever the portal would make of its document today. One published before pages were kept opens from that."""
    assert ("<h1>End-of-year report</h1>" in trustee.get(at("edition")).content.decode(), edition.page) == (True, "")
    EditionFactory(number=2, corrects="A fee.", document=to_json(PRINTED), page="<h1>As it was</h1>")
    page = trustee.get(at("edition", 2)).content.decode()
    assert ("<h1>As it was</h1>" in page, "<h1>End-of-year report</h1>" in page) == (True, False)


def test_the_rows_of_a_figure_stand_on_pages_of_200(trustee, edition):
    kept = EditionFigureFactory(
        edition=edition, key=next(iter(figures_of(PRINTED))), rows=[[f"S{n}"] for n in range(201)]
    )
    address = reverse("edition-figure", args=[YEAR, 1, kept.key])
    first, second = (trustee.get(address, {"page": page}).content.decode() for page in (1, 2))
    assert (first.count("<tr data-row>"), second.count("<tr data-row>")) == (200, 1)
    assert ("S200</td>" in second, '<td class="number counter">201</td>' in second) == (True, True)


def test_the_csv_of_its_rows_carries_the_licence_that_they_were_under(trustee, edition):
    open_, own = EditionFigureFactory(edition=edition, licence="Open, v3.0"), EditionFigureFactory(edition=edition)
    sent = [
        b"".join(trustee.get(reverse("edition-figure-csv", args=[YEAR, 1, kept.key]))).decode() for kept in (open_, own)
    ]
    assert ["Open, v3.0" in text for text in sent] == [True, False]


def test_the_logo_is_sent_as_a_picture_and_nothing_that_runs(trustee, edition):
    answer = trustee.get(at("edition-logo"))
    sent = ("Content-Type", "X-Content-Type-Options", "Content-Security-Policy")
    assert answer.content == THEN
    assert [answer.headers[name] for name in sent] == ["image/png", "nosniff", "default-src 'none'; sandbox"]


def test_an_edition_without_a_logo_has_none_and_its_page_shows_none(trustee, edition):
    plain = dataclasses.replace(PRINTED, brand=Brand())
    EditionFactory(number=2, corrects="The logo.", document=to_json(plain))
    assert "<img" not in trustee.get(at("edition", 2)).content.decode()
    assert trustee.get(at("edition-logo", 2)).status_code == 404
