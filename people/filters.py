"""Filters of the list of people and of the log of messages, kept in the address."""

import django_filters
from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.permissions import Role
from accounts.states import State
from mail.kinds import MessageKind
from mail.models import Message
from mail.models import State as MessageState
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


class MessageFilter(django_filters.FilterSet):
    """`state` is that of `Message.objects.with_state`."""

    q = django_filters.CharFilter(method="to_whom", label="To: name or e-mail")
    kind = django_filters.ChoiceFilter(choices=MessageKind, label="About", empty_label="Anything")
    state = django_filters.ChoiceFilter(choices=MessageState, label="State", empty_label="Any")

    class Meta:
        model = Message
        fields: list[str] = []

    def to_whom(self, log: QuerySet[Message], name: str, text: str) -> QuerySet[Message]:
        """By part of their name, or of the address they have or had then."""
        of_person = Q(person__name__icontains=text) | Q(person__email__icontains=text)
        return log.filter(of_person | Q(address__icontains=text) | Q(to__icontains=text))
