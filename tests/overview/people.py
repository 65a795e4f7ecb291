"""Headteachers, and what a browser shows them."""

import re

from accounts.permissions import Role
from schools.models import SchoolRepresentative
from tests.factories import UserFactory


def headteacher_of(*schools, **days):
    person = UserFactory(role=Role.HEADTEACHER)
    for school in schools:
        SchoolRepresentative.objects.create(school=school, user=person, **days)
    return person


def section(page: str, anchor: str) -> str:
    """The words of one section of a page, without its tags."""
    found = re.search(rf'<section id="{anchor}">(.*?)</section>', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())
