"""The words of letters about renewing: names in double braces, each replaced by what a school is told.

Plain replacing and no template language: staff write these words, and a school's name may hold anything.
"""

import datetime
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F

from documents.display import Kind, counted, day, display, listed
from membership.models import AgreementSchool, LetterWording, Membership, RenewalRound
from schools.models import Partnership
from thep.years import AcademicYear

NAMES = {
    "school": "the school’s name",
    "year": "the year it is asked for, such as 2018–19",
    "year_before": "the year before that",
    "partnership": "the partnership’s name",
    "days": "for how long it has been asked, such as “23 days”",
    "by_when": "“by 30 June 2018”, or “soon” where no day is set",
    "package": "the package it had the year before, or “no package”",
    "with_package": "“ with the Gold package”, or nothing where it had no service-level agreement",
    "fee": "the fee agreed for that, such as £4,400, or “no fee”",
}
"""What can stand in double braces, and what it stands for."""
_NAMED = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


def problems_of(text: str) -> list[str]:
    """What is wrong with the braces in a wording, each by name."""
    unknown = [name for name in dict.fromkeys(_NAMED.findall(text)) if name not in NAMES]
    found = [f"There is no “{{{{ {name} }}}}”. Choose one of the names below." for name in unknown]
    if stray := re.search(r".{0,15}[{}].{0,15}", _NAMED.sub("", text)):
        found.append(f"A brace stands alone near “{stray[0].strip()}”: a name has two before it and two after.")
    return found


def put_in(text: str, values: Mapping[str, str]) -> str:
    """The text with each name replaced, once: what is put in is not looked at again."""
    return _NAMED.sub(lambda match: values.get(match[1], match[0]), text)


def print_of(wording: LetterWording) -> str:
    """By which a form knows that the words are still those that were read."""
    return hashlib.sha256(f"{wording.subject}\0{wording.text}".encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Letter:
    """As one school gets it."""

    subject: str
    text: str


def letter(wording: LetterWording, values: Mapping[str, str]) -> Letter:
    return Letter(" ".join(put_in(wording.subject, values).split()), put_in(wording.text, values))


def days_outstanding(membership: Membership, today: datetime.date) -> int:
    """Days since the school was asked, else since the year began; none before it."""
    return max((today - (membership.invited_on or membership.year.first_day)).days, 0)


def values_for(
    memberships: Iterable[Membership], year: AcademicYear, today: datetime.date
) -> dict[int, dict[str, str]]:
    """What each of these memberships of `year` puts in, by its number. Of other schools nothing is read."""
    memberships = list(memberships)
    partnership = Partnership.objects.first()
    opened = RenewalRound.objects.filter(year=year).first()
    by_when = f"by {day(opened.answer_by_on)}" if opened and opened.answer_by_on else "soon"
    rows = AgreementSchool.objects.filter(
        agreement__year=year - 1, school__in={membership.school_id for membership in memberships}
    ).annotate(package=F("agreement__package__name"), fee=F("agreement__fee"), is_sla=F("agreement__package__is_sla"))
    taken: dict[int, list[AgreementSchool]] = {}
    for row in rows.order_by("period", "pk"):
        taken.setdefault(row.school_id, []).append(row)
    values = {}
    for membership in memberships:
        mine = taken.get(membership.school_id, [])
        packages = listed(list(dict.fromkeys(row.package for row in mine)))
        under_sla = listed(list(dict.fromkeys(row.package for row in mine if row.is_sla)))
        values[membership.pk] = {
            "school": str(membership.school),
            "year": str(year),
            "year_before": str(year - 1),
            "partnership": partnership.name if partnership else "The partnership",
            "days": counted(days_outstanding(membership, today), "day"),
            "by_when": by_when,
            "package": packages or "no package",
            "with_package": f" with the {under_sla} package" if under_sla else "",
            "fee": display(sum(row.fee for row in mine), Kind.MONEY) if mine else "no fee",
        }
    return values
