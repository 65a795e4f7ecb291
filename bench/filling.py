"""A database filled with made-up records of one size, the same in every run."""

from django.db import connection

from bench.rows.membership import fill_membership
from bench.rows.ofsted import fill_inspections
from bench.rows.programmes import fill_programmes
from bench.rows.schools import fill_schools
from bench.rows.visits import fill_visits
from bench.sizes import Size


def fill(size: Size) -> None:
    """Into an empty, migrated database; afterwards PostgreSQL knows how the rows are spread."""
    places = fill_schools(size)
    fill_membership(size, places)
    fill_programmes(size, places)
    fill_visits(size, places)
    fill_inspections(size, places)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
