"""The columns of the list of programmes, and how its rows are read with what stands in them."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from documents.display import Kind, listed
from lists.asking import Asked
from lists.declared import ListColumn
from programmes.models import Participation, Programme, Run
from programmes.reading import LEADER
from thep.years import AcademicYear


def _figure(programme: Programme) -> str | None:
    """The page of the figure that counts the same schools."""
    if programme.in_year is None:
        return None
    year = AcademicYear(programme.in_year)
    return reverse("figure-page", args=[year, f"participation.{year.slug}.{programme.slug}.schools"])


COLUMNS = (
    ListColumn("Programme", lambda programme: programme.name, link=Programme.get_absolute_url, sort="name"),
    ListColumn("Kind", lambda programme: programme.get_kind_display(), sort="kind"),
    ListColumn("Phase", lambda programme: programme.get_phase_display(), sort="phase"),
    ListColumn("Subject", lambda programme: programme.subject, sort="subject"),
    ListColumn("For", lambda programme: programme.get_career_stage_display(), sort="career_stage"),
    ListColumn("Year", lambda programme: None if programme.in_year is None else str(AcademicYear(programme.in_year))),
    ListColumn("Led by", lambda programme: listed(programme.leaders)),
    ListColumn("Schools", lambda programme: programme.schools, Kind.INTEGER, link=_figure, sort="schools"),
    ListColumn("People counted", lambda programme: programme.people, Kind.INTEGER, sort="people", has_gaps=True),
)


def with_columns(programmes: QuerySet[Programme], asked: Asked) -> QuerySet[Programme]:
    """Schools once each, however many roles they take part in; people added up where they were counted."""
    year = asked.filters.chosen_year
    rows = Participation.objects.visible_to(asked.user).filter(programme=OuterRef("pk"), year=year)
    by_programme = rows.order_by().values("programme")
    schools = by_programme.annotate(n=Count("school", distinct=True)).values("n")
    people = by_programme.annotate(n=Sum("people")).values("n")
    runs = Run.objects.visible_to(asked.user).filter(programme=OuterRef("pk"), year=year)
    leaders = runs.annotate(led=LEADER).order_by("led").values("led").distinct()
    return programmes.annotate(
        in_year=Value(year and year.start, output_field=IntegerField()),
        schools=Coalesce(Subquery(schools), 0),
        people=Subquery(people),
        leaders=ArraySubquery(leaders),
    )
