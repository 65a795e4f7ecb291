"""The list of programmes."""

from accounts.permissions import Permission
from lists.declared import List, ListLink
from programmes.columns import COLUMNS, with_columns
from programmes.filters import ProgrammeFilter
from programmes.models import Programme

PROGRAMMES = List(
    name="programme-list",
    title="Programmes",
    one="programme",
    many="programmes",
    about="Networks, projects, conferences and leadership programmes, with who took part in one year.",
    empty="No programme is on record yet.",
    columns=COLUMNS,
    filters=ProgrammeFilter,
    rows=Programme.objects.visible_to,
    read=with_columns,
    sort="name",
    permission=Permission.REPORT_VIEW,
    links=(
        ListLink("New programme", "programme-new", Permission.PROGRAMME_MANAGE),
        ListLink("By career stage", "programmes-by-stage", Permission.REPORT_VIEW),
    ),
)
