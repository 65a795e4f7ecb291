"""The pages measured, and how; `python -m bench.pages measure NAME…` does it in a process of its own.

Times are of up to 30 warm requests through all middleware, signed in as a trustee or the role a page names, from the
request to the last byte sent. SQL is timed in other requests than those, so that timing it does not count.
"""

import gzip
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path

from bench.running import BYTES_IN_MAXRSS, MB
from bench.sizes import ENGLAND, EXECUTIVE_OF, LAST_YEAR, PARTNERSHIP
from bench.table import NO_AIM, Aim

TIMED, COUNTED, WARMING = 30, 5, 3
FEWEST, ENOUGH_SECONDS = 3, 15
"""Of a slow page fewer requests are made: no more of a kind once they have taken so long together."""
REPORT = f"/reports/{LAST_YEAR.slug}/"
PRIMARY = f"{REPORT}figures/membership.{(LAST_YEAR + 1).slug}.primary.in_area/"


@dataclass(frozen=True)
class Page:
    """`address` is a path, or what finds one in the database. The aims are those of a partnership and of England.

    `before` is done before each request, untimed.
    """

    name: str
    address: str | Callable[[], str]
    partnership: Aim = NO_AIM
    england: Aim = NO_AIM
    role: str = "trustee"
    before: Callable[[], None] | None = None

    def aim(self, size: str) -> Aim:
        return {PARTNERSHIP.name: self.partnership, ENGLAND.name: self.england}[size]


def _most_visited() -> str:
    from django.db.models import Count

    from visits.models import Visit

    counted = Visit.objects.filter(school__isnull=False).values("school").annotate(n=Count("pk"))
    return f"/schools/{counted.order_by('-n', 'school')[0]['school']}/"


def _its_history() -> str:
    return f"{_most_visited()}history/"


def _its_timeline() -> str:
    return f"{_most_visited()}timeline/"


def _its_inspections() -> str:
    return f"{_most_visited()}inspections/"


def _with_actions() -> str:
    """The visit with most actions."""
    from django.db.models import Count

    from visits.models import Visit

    return Visit.objects.annotate(n=Count("actions")).order_by("-n", "pk")[0].get_absolute_url()


def _full_register() -> str:
    """The session with most people on its run, the latest of its year."""
    from django.db.models import Count

    from programmes.models import Session

    counted = Session.objects.filter(run__year=LAST_YEAR).annotate(n=Count("run__participants"))
    return counted.order_by("-n", "-held_on", "pk")[0].get_absolute_url()


def _its_run() -> str:
    from programmes.models import Session

    number = _full_register().strip("/").rpartition("/")[2]
    return Session.objects.get(pk=number).run.get_absolute_url()


def _its_programme() -> str:
    from programmes.models import Run

    number = _its_run().strip("/").rpartition("/")[2]
    return f"/programmes/{Run.objects.get(pk=number).programme_id}/"


def _a_membership() -> str:
    from membership.models import Membership

    school = _most_visited().strip("/").rpartition("/")[2]
    return Membership.objects.filter(school=school).latest("year").get_absolute_url()


def _an_agreement() -> str:
    """One that covers several schools."""
    from django.db.models import Count

    from membership.models import Agreement

    counted = Agreement.objects.filter(year=LAST_YEAR).annotate(n=Count("coverings"))
    return counted.order_by("-n", "pk")[0].get_absolute_url()


def _an_associate() -> str:
    """The one with most visits."""
    from django.db.models import Count

    from schools.models import Associate

    return Associate.objects.annotate(n=Count("visits")).order_by("-n", "pk")[0].get_absolute_url()


def _count_anew() -> None:
    """Nothing is taken from what the request before had stored."""
    from reports.models import StoredFigures

    StoredFigures.objects.all().delete()


def _words_of_visits() -> str:
    from reports.models import ReportSection

    section = ReportSection.objects.get(report__report_year=LAST_YEAR, figures="visits")
    return f"{REPORT}report/sections/{section.pk}/"


NEXT_YEAR = (LAST_YEAR + 1).slug
FIRST = Aim(ms=60, queries=12, sent_kb=8), Aim(ms=1000, queries=12, sent_kb=8)
LIST = Aim(ms=30, queries=8, sent_kb=8), Aim(ms=60, queries=8, sent_kb=8)
RECORD = Aim(ms=45, queries=12, sent_kb=8), Aim(ms=60, queries=12, sent_kb=8)
DRAFT = Aim(ms=100), Aim(ms=100)
BOARD = Aim(ms=60, queries=12), Aim(ms=60, queries=12)
PAGES = (
    Page("KPI page", REPORT, *(Aim(ms=most, queries=25, sent_kb=25) for most in (60, 1000)), before=_count_anew),
    Page("KPI page, from stored figures", REPORT, *(Aim(ms=most, queries=8, sent_kb=25) for most in (60, 100))),
    Page("figure: primary members", PRIMARY),
    Page("figure: schools visited", f"{REPORT}figures/visits.{LAST_YEAR.slug}.all.schools/"),
    Page("its CSV: primary members", f"{PRIMARY}rows.csv", england=Aim(ms=500)),
    Page("schools", "/schools/", *LIST),
    Page("schools: q=grange", "/schools/?q=grange", *LIST),
    Page("schools: phase=secondary", "/schools/?phase=secondary", *LIST),
    Page("schools: members not visited", "/schools/?member=yes&not_visited=2017-09-01", *LIST, role="staff"),
    Page("visits", "/visits/", *LIST, role="staff"),
    Page("visits: year and note", f"/visits/?year={LAST_YEAR.slug}&note=unread", *LIST, role="staff"),
    Page("visits: place=grange", "/visits/?place=grange", *LIST, role="staff"),
    Page("visits: visitor 7", "/visits/?visitor=Visitor+7&status=done", *LIST, role="staff"),
    Page("visits: one school's", "/visits/", *LIST, role="headteacher"),
    Page("its CSV: visits", f"/visits/visits.csv?year={LAST_YEAR.slug}", england=Aim(ms=500), role="staff"),
    Page("actions", "/actions/", *LIST, role="staff"),
    Page("actions: overdue", "/actions/?state=overdue&owner=Visitor+7", *LIST, role="staff"),
    Page("programmes", "/programmes/", *LIST),
    Page("agreements", "/agreements/", *LIST),
    Page("agreements: school=grange", f"/agreements/?school=grange&year={LAST_YEAR.slug}", *LIST),
    Page("renewals", "/renewals/", *LIST),
    Page("renewals: outstanding", "/renewals/?status=outstanding&phase=primary", *LIST),
    Page("school", _most_visited, *RECORD),
    Page("timeline of a school", _its_timeline),
    Page("programme", _its_programme, *RECORD),
    Page("run of a programme", _its_run, *RECORD, role="staff"),
    Page("register of 70 people", _full_register, *BOARD, role="staff"),
    Page("renewal board", f"/renewals/board/?year={NEXT_YEAR}", *BOARD, role="staff"),
    Page("membership", _a_membership, *RECORD, role="staff"),
    Page("movement", f"{REPORT}movement/", Aim(ms=60, queries=12), Aim(ms=1000, queries=12)),
    Page("packages", f"/packages/?year={NEXT_YEAR}", *RECORD),
    Page("agreement", _an_agreement, *RECORD, role="staff"),
    Page("entitlements", f"/entitlements/?year={LAST_YEAR.slug}", *LIST),
    Page("charges", "/charges/", *LIST),
    Page("associates", "/associates/", *LIST),
    Page("associate", _an_associate, *RECORD, role="staff"),
    Page("visit", _with_actions, *RECORD, role="staff"),
    Page("search: a name", "/search/?q=grange", *LIST, role="staff"),
    Page("search: a slip", "/search/?q=grannge", *LIST, role="staff"),
    Page("search: words of notes", "/search/?q=reading+taught", *LIST, role="staff"),
    Page("log a visit", "/visits/new/", role="staff"),
    Page("report being written", f"{REPORT}report/", *DRAFT, role="staff"),
    Page("report being written, counted anew", f"{REPORT}report/", role="staff", before=_count_anew),
    Page("report: preview", f"{REPORT}report/preview/", *DRAFT, role="staff"),
    Page("report: section", _words_of_visits, *DRAFT, role="staff"),
    Page("report: figures to write", f"{REPORT}report/figures/?json", *DRAFT, role="staff"),
    Page("report: checks", f"{REPORT}report/checks/", *DRAFT, role="staff"),
    Page("published report", f"{REPORT}editions/1/", Aim(ms=30, queries=8), Aim(ms=40, queries=8)),
    Page("published figure", f"{REPORT}editions/1/figures/visits.{LAST_YEAR.slug}.all.schools/"),
    Page("published report: changed since", f"{REPORT}editions/1/since/"),
    Page("inbox", "/official/", *LIST, role="admin"),
    Page("figures that proposals change", "/official/changes/", role="admin"),
    Page("inspections of a school", _its_inspections, *RECORD),
    Page("Ofsted: outcomes", f"/ofsted/?on={LAST_YEAR.report_day}", Aim(ms=60, queries=25), Aim(ms=1000, queries=25)),
    Page("Ofsted: movements", "/ofsted/movements/", Aim(ms=60, queries=25), Aim(ms=1000, queries=25)),
    Page("Ofsted: report cards", "/ofsted/report-cards/", Aim(ms=60, queries=25), Aim(ms=1000, queries=25)),
    Page("Ofsted: who is due", "/ofsted/due/", *LIST),
    Page("national figures", "/national/", *LIST),
    Page("first page: staff", "/", *FIRST, role="staff"),
    Page("first page: headteacher", f"/schools/{EXECUTIVE_OF[0]}/", *FIRST, role="headteacher"),
    Page("first page: several schools", "/", *FIRST, role="headteacher"),
    Page("first page: trustee", "/reports/", *FIRST),
    Page("first page: admin", "/", *FIRST, role="admin"),
    Page("people", "/people/", *LIST, role="admin"),
    Page("history of a school", _its_history),
    Page("history of everything", "/history/", role="admin"),
)


@dataclass(frozen=True)
class Measured:
    """Of one page: times in ms, lengths in KB. `python` is the processor's time in this process, whatever else runs."""

    queries: int
    median: float
    slowest: float
    least: float
    python: float
    sql: float
    kb: float
    sent_kb: float


class Visitor:
    """A person of a role, with a browser that takes gzip."""

    def __init__(self, role: str = "trustee") -> None:
        from django.test import Client

        from accounts.models import User

        self._client = Client(SERVER_NAME="localhost")
        self._client.force_login(User.objects.filter(role=role).earliest("pk"))

    def get(self, path: str) -> tuple[bytes, bool]:
        """What was sent, and whether it was compressed."""
        response = self._client.get(path, secure=True, headers={"accept-encoding": "gzip"})
        if response.status_code != 200:
            raise SystemExit(f"{path} answered {response.status_code}.")
        return b"".join(response), response.get("content-encoding") == "gzip"


def measured(page: Page, visitor: Visitor) -> Measured:
    path = address_of(page)
    for _ in _times(WARMING, fewest=1):
        sent, is_compressed = visitor.get(path)
    times, python = [], []
    for _ in _times(TIMED, fewest=FEWEST):
        if page.before:
            page.before()
        began, worked = time.perf_counter(), time.process_time()
        visitor.get(path)
        times.append(1000 * (time.perf_counter() - began))
        python.append(1000 * (time.process_time() - worked))
    counted = [[ms for _, _, ms in statements(page, visitor)] for _ in _times(COUNTED, fewest=1)]
    whole = gzip.decompress(sent) if is_compressed else sent
    return Measured(
        queries=len(counted[0]),
        median=statistics.median(times),
        slowest=statistics.quantiles(times, n=20)[-1],
        least=min(times),
        python=statistics.median(python),
        sql=statistics.median(map(sum, counted)),
        kb=len(whole) / 1000,
        sent_kb=len(sent) / 1000,
    )


def _times(most: int, *, fewest: int) -> Iterator[int]:
    began = time.perf_counter()
    for number in range(most):
        if number < fewest or time.perf_counter() - began < ENOUGH_SECONDS:
            yield number


def address_of(page: Page) -> str:
    return page.address if isinstance(page.address, str) else page.address()


def statements(page: Page, visitor: Visitor) -> list[tuple[str, object, float]]:
    """Each statement of one request, its values and the ms until its answer was here."""
    from django.db import connection

    path, found = address_of(page), []
    if page.before:
        page.before()

    def timed(execute, sql, values, many, context):
        began = time.perf_counter()
        try:
            return execute(sql, values, many, context)
        finally:
            found.append((sql, values, 1000 * (time.perf_counter() - began)))

    with connection.execute_wrapper(timed):
        visitor.get(path)
    return found


def worker_mb() -> float:
    """The memory of this process after it has answered for the KPI page once."""
    Visitor().get(REPORT)
    counted = Path("/proc/self/statm")  # Linux's; elsewhere the most it ever held has to do
    if counted.exists():
        return int(counted.read_text().split()[1]) * resource.getpagesize() / MB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * BYTES_IN_MAXRSS / MB


def file_mb(path: str) -> float:
    """The most memory this process held while it sent a file of a list whole, piece by piece."""
    from django.test import Client

    from accounts.models import User

    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.filter(role="staff").earliest("pk"))
    for _ in client.get(path, secure=True):
        pass
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * BYTES_IN_MAXRSS / MB


def explained(page: Page, visitor: Visitor, most: int = 3) -> str:
    """The plans of its slowest statements."""
    from django.db import connection

    visitor.get(address_of(page))
    slowest = sorted(statements(page, visitor), key=lambda one: -one[2])[:most]
    text = []
    with connection.cursor() as cursor:
        for sql, values, ms in slowest:
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF) {sql}", values)
            text += [f"\n{page.name}: {ms:.1f} ms", cursor.mogrify(sql, values).decode()]
            text += [line for (line,) in cursor.fetchall()]
    return "\n".join(text)


def main(task: str, *names: str) -> None:
    import_module("thep.wsgi")  # as gunicorn loads a worker
    pages = [page for page in PAGES if page.name in names]
    if task == "worker":
        print(json.dumps(worker_mb()))
    elif task == "file":
        print(json.dumps(file_mb(*names)))
    elif task == "explain":
        print("\n".join(explained(page, Visitor(page.role)) for page in pages))
    else:
        print(json.dumps({page.name: asdict(measured(page, Visitor(page.role))) for page in pages}))


if __name__ == "__main__":
    main(*sys.argv[1:])
