"""Filters of the list of schools, kept in its address."""

import django_filters
from django.db.models import QuerySet

from schools.models import Governance, Phase, School, in_area

AREA = [("in", "In area"), ("out", "Out of area")]


class SchoolFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="find", label="Name or URN")
    phase = django_filters.ChoiceFilter(choices=Phase, label="Phase", empty_label="Any phase", method="in_phase")
    governance = django_filters.ChoiceFilter(choices=Governance, label="Governance", empty_label="Any governance")
    area = django_filters.ChoiceFilter(choices=AREA, label="Area", empty_label="In area or not", method="where")

    class Meta:
        model = School
        fields: list[str] = []

    def find(self, schools: QuerySet[School], name: str, text: str) -> QuerySet[School]:
        return schools.matching(text)

    def in_phase(self, schools: QuerySet[School], name: str, phase: str) -> QuerySet[School]:
        """Counted in the phase today, whether it is the main one or a second."""
        return schools.filter(phases__phase=phase, phases__until_year=None)

    def where(self, schools: QuerySet[School], name: str, area: str) -> QuerySet[School]:
        return schools.filter(in_area()) if area == "in" else schools.exclude(in_area())
