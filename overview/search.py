"""One box for everything a person may see."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db.models import BigIntegerField, Case, DateTimeField, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from accounts.confidential import hidden_fields
from accounts.permissions import Permission
from accounts.policy import requires
from documents.display import day
from membership.models import Charge
from programmes.models import Programme
from schools import spelling
from schools.models import Associate, Contact, Phase, School, SchoolRepresentative
from schools.names import Folded, folded
from visits.agreed import who_does_it
from visits.finding import AGREED, ENGLISH, INTERNAL, SHARED
from visits.models import Action, Visit

MOST_OF_A_KIND, LONGEST = 10, 200
FOUND, END = "\x02", "\x03"
"""Around each word found in a passage; letters that no note holds, for forms and files refuse them."""


@dataclass(frozen=True)
class Hit:
    """`passage` is where the words stand, with them marked; `aside` says what the record is."""

    words: str
    link: str
    aside: str = ""
    passage: SafeString | str = ""


@dataclass(frozen=True)
class Group:
    """What of one kind was found: the first of them."""

    title: str
    hits: Sequence[Hit]
    has_more: bool


@requires(Permission.SCHOOL_VIEW)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Names are found folded and with a slip of spelling; notes by the stems of their words."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    meant = spelling.meant(folded(text).split())
    groups = [group for group in _groups(text, meant, request.user) if group.hits] if meant else []
    context = {"text": text, "groups": groups, "is_as_typed": meant.is_as_typed}
    return render(request, "overview/search.html", context)


def _groups(text: str, meant: spelling.Meant, user: Any) -> Iterator[Group]:
    yield _group("Schools", [_school(school) for school in _schools(meant, user)])
    named = _named(text, meant, user)
    for title in ("Associates", "Programmes", "People of schools", "Contacts"):
        yield _group(title, named.get(title, []))
    yield _group("Visits", [_visit(visit) for visit in _visits(text, user)])
    for title in ("Actions", "Charges"):
        yield _group(title, named.get(title, []))


def _group(title: str, hits: list[Hit]) -> Group:
    return Group(title, hits[:MOST_OF_A_KIND], len(hits) > MOST_OF_A_KIND)


def _schools(meant: spelling.Meant, user: Any) -> QuerySet[School]:
    """Those whose name begins with the words first."""
    schools = School.objects.visible_to(user).meaning(meant).with_urn().with_past()
    begins = Case(When(sort_name__startswith=meant.phrase, then=0), default=1)
    return schools.order_by(begins, "sort_name", "pk")[: MOST_OF_A_KIND + 1]


def _school(school: School) -> Hit:
    before = [f"before: {name}" for name in school.its_former_names]
    facts = [str(school.urn or "no URN"), school.phase and Phase(school.phase).label, *before]
    return Hit(str(school), school.get_absolute_url(), ", ".join(fact for fact in facts if fact))


def _visits(text: str, user: Any) -> QuerySet[Visit]:
    """By what was written about them: notes that a person may not see are neither searched nor read."""
    query = SearchQuery(text, config=ENGLISH, search_type="websearch")
    vectors = [SHARED] if "internal_note" in hidden_fields(Visit, user) else [SHARED, INTERNAL]
    found = Q()
    visits = Visit.objects.visible_to(user).defer("internal_note", "met", "shared_note")
    for number, vector in enumerate(vectors):
        visits = visits.alias(**{f"vector_{number}": vector})
        found |= Q(**{f"vector_{number}": query})
    columns = ("shared_note",) if len(vectors) == 1 else ("shared_note", "internal_note", "met")
    said = Concat(*_with_spaces(*columns), output_field=TextField())
    passage = SearchHeadline(said, query, config=ENGLISH, start_sel=FOUND, stop_sel=END, max_words=30, min_words=15)
    # Ordered by an expression: else the few visits with a rare word are looked for along the index of all by date.
    latest = visits.filter(found).order_by(Cast("visited_on", DateTimeField()).desc(), "-pk")
    latest = latest.select_related("school", "associate", "focus")
    return latest.annotate(passage=passage)[: MOST_OF_A_KIND + 1]


def _with_spaces(*columns: str) -> list[Any]:
    return [part for column in columns for part in (F(column), Value(" "))]


def _visit(visit: Visit) -> Hit:
    about = ", ".join(part for part in (day(visit.visited_on), visit.about, visit.visitor) if part)
    return Hit(f"{visit.get_kind_display()} to {visit.place}", visit.get_absolute_url(), about, marked(visit.passage))


def marked(passage: str) -> SafeString:
    """Each word found in a `<mark>`, all else as it was typed."""
    text = escape(passage)
    return mark_safe(re.sub(f"{FOUND}(.*?){END}", r"<mark>\1</mark>", text, flags=re.DOTALL))  # noqa: S308 - escaped


PLACES: dict[str, Callable[[int, str], str]] = {
    "Associates": lambda pk, _: reverse("associate", args=[pk]),
    "Programmes": lambda pk, _: reverse("programme", args=[pk]),
    "People of schools": lambda school, _: f"{reverse('school-detail', args=[school])}#contacts",
    "Contacts": lambda pk, _: reverse("contact", args=[pk]),
    "Actions": lambda visit, _: f"{reverse('visit', args=[visit])}#actions",
    "Charges": lambda school, _: f"{reverse('school-detail', args=[school])}#packages",
}
"""Where what was found leads, by the number that its kind gives and its words."""


def _named(text: str, meant: spelling.Meant, user: Any) -> dict[str, list[Hit]]:
    """What is found by a name or one line of text, by kind; all kinds by one query."""
    first, *others = (
        rows.order_by(*order)[: MOST_OF_A_KIND + 1].values_list("hit_kind", "hit_place", "hit_words", "hit_aside")
        for rows, order in _kinds(text, meant, user)
    )
    found: dict[str, list[Hit]] = {}
    for kind, place, words, aside in first.union(*others, all=True):
        link = PLACES[kind](place, words) if place is not None else ""
        found.setdefault(kind, []).append(Hit(words, link, aside))
    return found


def _kinds(text: str, meant: spelling.Meant, user: Any) -> Iterator[tuple[QuerySet, tuple]]:
    """Of each kind the rows found, with what a hit is made of, and their order."""

    def told(rows: QuerySet, kind: str, place: Any, words: str, aside: Any) -> QuerySet:
        return rows.annotate(
            hit_kind=Value(kind, output_field=TextField()),
            hit_place=Cast(place, BigIntegerField()),
            hit_words=Cast(words, TextField()),
            hit_aside=Cast(aside, TextField()),
        )

    associates = Associate.objects.visible_to(user).meaning(meant)
    yield told(associates, "Associates", "pk", "name", Value("associate")), ("sort_name", "pk")
    programmes = Programme.objects.visible_to(user).alias(folded=Folded("name")).filter(meant.all_in("folded"))
    leads = "pk" if user.may(Permission.REPORT_VIEW) else Value(None)
    yield told(programmes, "Programmes", leads, "name", "kind"), ("name", "pk")
    acting = SchoolRepresentative.objects.visible_to(user).who_may_act(timezone.localdate())
    people = acting.filter(Q(user__name__icontains=text) | Q(user__email__icontains=text))
    yield (
        told(people, "People of schools", "school_id", "user__name", "school__display_name"),
        ("user__name", "school__sort_name", "pk"),
    )
    contacts = Contact.objects.visible_to(user).filter(
        Q(sort_name__contains=folded(text)) | Q(email__icontains=text), ~Q(name="")
    )
    of = Coalesce("school__display_name", "associate__name", Value(""))
    yield told(contacts, "Contacts", "pk", "name", of), ("sort_name", "pk")
    query = SearchQuery(text, config=ENGLISH, search_type="websearch")
    actions = Action.objects.visible_to(user).alias(vector=AGREED).filter(vector=query)
    due_last = (F("due_on").desc(nulls_last=True), "-pk")
    yield told(actions, "Actions", "visit_id", "what", who_does_it(user)), due_last
    charges = Charge.objects.visible_to(user)
    charges = charges.filter(Q(reference__iexact=text) | Q(description__icontains=text))
    yield told(charges, "Charges", "school_id", "description", "reference"), ("-year", "reference", "pk")
