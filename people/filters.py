"""Filters of the list of people, kept in its address."""

import django_filters
from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.permissions import Role
from accounts.states import State
from schools.models import School


class PersonFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="find", label="Name, e-mail or school")
    role = django_filters.ChoiceFilter(choices=[*Role.choices, ("none", "No role")], label="Role", method="with_role")
    state = django_filters.ChoiceFilter(choices=State, label="Sign-in", empty_label="Any")

    class Meta:
        model = User
        fields: list[str] = []

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.filters["role"].extra["empty_label"] = "Any role"

    def find(self, people: QuerySet[User], name: str, text: str) -> QuerySet[User]:
        """By part of a name or address, or by a school acted for at any time."""
        schools = School.objects.matching(text)
        return people.filter(
            Q(name__icontains=text) | Q(email__icontains=text) | Q(pk__in=schools.values("representatives__user"))
        )

    def with_role(self, people: QuerySet[User], name: str, role: str) -> QuerySet[User]:
        return people.filter(role="" if role == "none" else role)
