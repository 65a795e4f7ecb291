"""A database filled with made-up records of one size, the same in every run: `python -m bench.filling england`."""

import sys

import django
from django.db import connection

from bench.sizes import SIZES, Size


def fill(size: Size) -> None:
    """Into an empty, migrated database."""
    from bench.rows.membership import fill_membership
    from bench.rows.official import fill_proposals, fill_register
    from bench.rows.ofsted import fill_inspections
    from bench.rows.programmes import fill_programmes
    from bench.rows.registers import fill_registers
    from bench.rows.reports import fill_report
    from bench.rows.schools import fill_schools
    from bench.rows.visits import fill_visits

    places = fill_schools(size)
    fill_membership(size, places)
    fill_programmes(size, places)
    fill_registers(size, places)
    fill_visits(size, places)
    fill_inspections(size, places)
    fill_register(places)
    fill_proposals(places)
    fill_report()


def settle() -> None:
    """What autovacuum does within minutes: learn how the rows are spread, and which of them an index can answer for."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


if __name__ == "__main__":
    django.setup()
    fill(SIZES[sys.argv[1]])
    settle()
