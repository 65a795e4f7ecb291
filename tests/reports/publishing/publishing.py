"""Reports published for tests: begun, what the checks find accepted, and kept."""

from collections.abc import Mapping

from accounts.models import User
from reports.checks.standing import Standing
from reports.dates import ReportDates
from reports.models import Acceptance, Edition, Report
from reports.publishing.editions import publish
from reports.writing import actions
from reports.writing.document import Writing


def begun(dates: ReportDates, by: User, words: Mapping[str, str] | None = None) -> Report:
    """A report with `words` in the sections of these titles."""
    report = actions.begin(dates=dates, by=by)
    for title, text in (words or {}).items():
        assert report.sections.filter(title=title).update(text=text) == 1
    return report


def accept_all(report: Report, by: User) -> None:
    """Every warning, without looking the report over again for each as the portal does."""
    Acceptance.objects.bulk_create(
        Acceptance(report=report, finding=each.digest, title=each.title, reason="So it was published.", accepted_by=by)
        for each in Standing(Writing(report)).in_the_way
    )


def published(report: Report, by: User) -> Edition:
    accept_all(report, by)
    return publish(report=report, by=by)
