"""Participation counted from enrolment and registers, by triggers, so that no write escapes it.

The rows that are counted stand in the same table as those recorded by hand, marked `is_counted`; figures, lists and
exports read one table. The rule of each programme is `CountedBy`; its SQL is in `migrations/0002_counting.py`:
`programmes_count(programme, year)` makes the counted rows of a year what they should be and touches no other row.
"""

import pgtrigger

INSERT, UPDATE, DELETE = pgtrigger.Insert, pgtrigger.Update, pgtrigger.Delete
ROWS = {INSERT: ("new_values",), UPDATE: ("old_values", "new_values"), DELETE: ("old_values",)}
OF_ITS_RUN = "select programme_id, year from {rows} as changed join programmes_run on programmes_run.id = run_id"


def counted_again(years: str, *operations: pgtrigger.Operation) -> list[pgtrigger.Trigger]:
    """The triggers of a table whose changes change what is counted.

    `years` selects `programme_id` and `year` of the changed `{rows}`. In order, so that two writers never wait for
    each other crosswise.
    """
    return [_after(operation, years) for operation in operations]


def _after(operation: pgtrigger.Operation, years: str) -> pgtrigger.Trigger:
    tables = ROWS[operation]
    pairs = " union ".join(years.format(rows=table) for table in tables)
    return pgtrigger.Trigger(
        name=f"counted_{str(operation).lower()}",
        operation=operation,
        when=pgtrigger.After,
        level=pgtrigger.Statement,
        referencing=pgtrigger.Referencing(**{table.partition("_")[0]: table for table in tables}),
        func=f"""
            perform programmes_count(programme_id, year)
            from (select distinct programme_id, year from ({pairs}) as pairs order by programme_id, year) as each_once;
            return null;
        """,  # noqa: S608 - the names are the models' own
    )


def gives_way_to_what_is_recorded() -> pgtrigger.Trigger:
    """A counted row makes room for one of the same school, role and strand that is recorded."""
    return pgtrigger.Trigger(
        name="counted_gives_way",
        operation=INSERT | UPDATE,
        when=pgtrigger.Before,
        condition=pgtrigger.Q(new__is_counted=False),
        func="""
            delete from programmes_participation
            where year = new.year and programme_id = new.programme_id and school_id = new.school_id
            and role = new.role and strand_id is not distinct from new.strand_id and is_counted;
            return new;
        """,
    )
