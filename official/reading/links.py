"""A row of GIAS's links file as a link."""

from official.facts import Link
from official.reading import values
from official.reading.rows import Row


def link(row: Row) -> Link:
    return Link(
        urn=row.require("urn", values.urn),
        linked_urn=row.require("linked_urn", values.urn),
        linked_name=row.read("linked_name", values.words(200), ""),
        link_type=row.require("link_type", values.words(100)),
        established_on=row.read("established_on", values.day_or_placeholder),
    )
