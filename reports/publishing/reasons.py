"""Why a figure is not what it was: the changes on record of the records that it is made of."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import islice
from typing import Any

from django.apps import apps
from django.db.models import Field, Model, Q
from django.utils.text import capfirst

from accounts.history import tracking
from accounts.history.events import Among, Events
from accounts.history.reading import Change, Kind, changes_among
from membership.models import Agreement, AgreementSchool, Charge, Membership, Package, PackagePrice
from ofsted.models import Inspection
from programmes.models import Participation, Programme, Strand
from reports.dates import ReportDates
from reports.models import Edition
from schools.models import (
    FormerGovernance,
    FormerName,
    FormerTrust,
    Partnership,
    School,
    SchoolPhase,
    SchoolUrn,
)
from visits.models import Visit

MOST_CHANGES_TOLD = 50
MOST_CHANGES_READ = 1_000
Subject = tuple[str, int]
"""What a row stands for: the kind of record, such as `schools.school`, and its number."""
MOVEMENT = "movement"
OF_EVERY_SCHOOL = (SchoolPhase, SchoolUrn, FormerName, FormerTrust, FormerGovernance)
MADE_OF: Mapping[str, tuple[type[Model], ...]] = {
    "membership": (Membership,),
    "packages": (AgreementSchool, Agreement),
    "income": (AgreementSchool, Agreement, Charge),
    MOVEMENT: (Membership, AgreementSchool, Agreement),
    "participation": (Participation,),
    "inspections": (Inspection,),
    "outcomes": (Inspection, Membership),
    "movements": (Inspection, Membership),
    "visits": (Visit,),
}
"""By the subject of a figure: the records, beside those that its rows stand for, that make it."""
SHARED: Mapping[str, tuple[type[Model], ...]] = {
    "packages": (Package,),
    "income": (Package,),
    MOVEMENT: (Package, PackagePrice),
    "participation": (Programme, Strand),
}
"""Records that are no school's own, whose change can make any figure of the subject another."""
DECIDING: Mapping[type[Model], tuple[str, ...]] = {
    Partnership: ("la_codes",),
    Package: ("slug", "is_sla"),
    Programme: ("slug", "counted_by"),
    Strand: ("slug",),
}
"""The fields of shared records that make figures: their names and looks do not."""
IN_TIME: Mapping[type[Model], Callable[[ReportDates], Q]] = {
    Membership: lambda dates: Q(year__lte=dates.membership_year),
    Agreement: lambda dates: Q(year__lte=dates.membership_year),
    AgreementSchool: lambda dates: Q(period__startswith__lte=dates.membership_year.last_day),
    Charge: lambda dates: Q(year__lte=dates.membership_year),
    Participation: lambda dates: Q(year=dates.report_year),
    Inspection: lambda dates: Q(inspected_on__lte=dates.as_at),
    Visit: lambda dates: Q(visited_on__range=(dates.report_year.first_day, dates.report_year.last_day)),
}
"""Of records that go on year after year, those that a report with these dates can be made of."""


class Reasons:
    """Why figures of an edition are not what they were, as far as `user` may see it.

    `asked` are, by the key of each figure, what the rows stand for that explain it. Figures of one kind are looked up
    together, so that many ask no more than one.
    """

    def __init__(self, edition: Edition, user: Any, asked: Mapping[str, Collection[Subject]]) -> None:
        self._asked = asked
        together: dict[str, set[Subject]] = defaultdict(set)
        for key, subjects in asked.items():
            together[_kind(key)].update(subjects)
        self._found = {kind: _Found(edition, user, kind, subjects) for kind, subjects in together.items()}

    def of(self, key: str) -> tuple[Change, ...]:
        """What was changed on record since, newest first, of the rows and of what the figure is made of."""
        return self._found[_kind(key)].of(set(self._asked[key]))


def _kind(key: str) -> str:
    return MOVEMENT if MOVEMENT in key.split(".") else key.split(".")[0]


class _Found:
    """The changes that explain the figures of a kind, and of which subjects each record is, or was before."""

    def __init__(self, edition: Edition, user: Any, kind: str, subjects: Collection[Subject]) -> None:
        self._edition = edition
        self._theirs: dict[type[Model], dict[int, set[Subject]]] = defaultdict(lambda: defaultdict(set))
        for subject in subjects:
            self._theirs[apps.get_model(subject[0])][subject[1]].add(subject)
        self._trace(MADE_OF.get(kind, ()))
        events = [Events(model, {"pgh_obj_id": list(pks)}) for model, pks in self._theirs.items() if pks]
        events += [Events(model) for model in (Partnership, *SHARED.get(kind, ()))]
        page = changes_among(events, user, Among(newer_than=edition.as_of_event), MOST_CHANGES_READ)
        self._changes = [change for change in page.changes if _decides(change)]

    def of(self, subjects: set[Subject]) -> tuple[Change, ...]:
        mine = (change for change in self._changes if self._is_about(change, subjects))
        return tuple(islice(mine, MOST_CHANGES_TOLD))

    def _is_about(self, change: Change, subjects: set[Subject]) -> bool:
        whose = self._theirs.get(change.model)
        return whose is None or not subjects.isdisjoint(whose.get(change.pk, ()))

    def _trace(self, made_of: Collection[type[Model]]) -> None:
        """From what rows stand for to the records that belong to it.

        A phase of a school, which stands for it in many figures, leads to the school; a school to the agreements that
        cover it, or ever did, for their fee and package are changed without a word of the school.
        """
        self._lead(SchoolPhase, "pgh_obj_id", School, "school_id")
        for model in list(self._theirs):
            others = (*made_of, *OF_EVERY_SCHOOL) if model is School else made_of
            for other in others:
                for field in _leading_to(model, other):
                    self._lead_to_changed(model, other, field.attname)
        if Agreement in made_of:
            self._lead(School, "school_id", Agreement, "agreement_id", by=AgreementSchool)

    def _lead_to_changed(self, model: type[Model], other: type[Model], column: str) -> None:
        """To those that were changed since: one that was moved explains both sides."""
        changed = tracking.of(other).event.objects.filter(pgh_id__gt=self._edition.as_of_event)
        in_time = IN_TIME[other](self._edition.dates) if other in IN_TIME else Q()
        self._lead(model, column, other, "pgh_obj_id", in_time & Q(pgh_obj_id__in=changed.values("pgh_obj_id")), other)

    def _lead(
        self,
        model: type[Model],
        column: str,
        to: type[Model],
        to_column: str,
        where: Q | None = None,
        by: type[Model] | None = None,
    ) -> None:
        """Along the versions of the records `by`, by default `model`, that have one of the subjects' in `column`."""
        if held := self._theirs.get(model):
            versions = tracking.of(by or model).event.objects.filter(where or Q(), **{f"{column}__in": list(held)})
            for one, other in versions.order_by().values_list(column, to_column).distinct():
                if other is not None:
                    self._theirs[to][other] |= held[one]


def _leading_to(model: type[Model], other: type[Model]) -> Iterator[Field]:
    return (field for field in other._meta.local_fields if field.many_to_one and field.related_model is model)


def _decides(change: Change) -> bool:
    """Whether it is of a record of its own, or of a shared one in what makes figures."""
    names = DECIDING.get(change.model)
    if names is None:
        return True
    labels = {capfirst(change.model._meta.get_field(name).verbose_name) for name in names}
    return change.kind == Kind.CHANGED and any(field.label in labels for field in change.fields)
