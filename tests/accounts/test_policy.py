"""Every page is denied unless its policy says otherwise: the whole URLconf is walked, and each role tries each view."""

import re
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse

import thep.urls
from accounts.models import User
from accounts.permissions import GRANTS, Permission, Role
from accounts.policy import OWN_ACCOUNT, PUBLIC, policy_of
from membership.models import Agreement, Charge, Membership
from programmes.models import Participant, Run, Session
from schools.models import SchoolRepresentative
from tests.accounts.entering import person, sign_in
from tests.factories import (
    YEAR,
    ActionFactory,
    AgreementFactory,
    AttachmentFactory,
    AttendanceFactory,
    ChargeFactory,
    CoachingPairFactory,
    ContactFactory,
    DraftFileFactory,
    EnrolmentFactory,
    MembershipFactory,
    ParticipantFactory,
    ParticipationFactory,
    ProgrammeFactory,
    ProposalFactory,
    RunFactory,
    SchoolFactory,
    SessionFactory,
    ShadowingFactory,
    UserFactory,
    VisitFactory,
)
from visits.models import Attachment

PLACES = {
    "year": "2017-18",
    "int": "1",
    "str": "visits.2017-18.all.schools",
    "path": "1",
    "slug": "x",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "base36": "1",
}
ALLOWED, REFUSED, SENT_AWAY = "allowed", "refused", "sent to sign in"
OWN = "own rows only"
PUBLIC_VIEWS = {
    "account_login",
    "account_logout",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_signup",  # there is none: tests/accounts/test_signing_in.py
    "mfa_authenticate",
    "mfa_login_webauthn",
    "openid_connect_login",
    "openid_connect_callback",
    "invitation",
    "room-sign-in",
    "admin:login",
}
OWN_ACCOUNT_VIEWS = {
    "account",
    "mail-choices",
    "account_change_password",
    "account_set_password",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_add_webauthn",
    "mfa_remove_webauthn",
    "second-step-go-on",
    "sessions",
    "sessions-end-others",
    "session-end",
}


def views(resolver: URLResolver, stem: str = "", space: str = "") -> Iterator[tuple[str, str, object]]:
    """(name, a path that leads there, view) of every door."""
    for pattern in resolver.url_patterns:
        route = stem + _example(pattern)
        if isinstance(pattern, URLResolver):
            namespace = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from views(pattern, route, namespace)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", f"/{route}", pattern.callback


def _example(pattern: URLPattern | URLResolver) -> str:
    route = getattr(pattern.pattern, "_route", None)
    if route is None:  # Django admin's own two: its list of an app, and the rest
        return "schools/" if "app_label" in pattern.pattern.regex.pattern else "nothing-here/"
    return re.sub(r"<(?:(\w+):)?\w+>", lambda match: PLACES[match[1] or "str"], str(route))


ASKED = {"admin:autocomplete": "?app_label=membership&model_name=membership&field_name=school&term="}
ALL_VIEWS = [(name, where + ASKED.get(name, ""), view) for name, where, view in views(get_resolver())]
CLOSED = [(name, where) for name, where, view in ALL_VIEWS if policy_of(view) != PUBLIC]
LEADS_OUT = {"admin:logout"}


def test_every_view_has_a_policy():
    assert [name for name, _, view in ALL_VIEWS if policy_of(view) is None] == []


def test_only_ways_in_and_out_are_public():
    assert {name for name, _, view in ALL_VIEWS if policy_of(view) == PUBLIC} == PUBLIC_VIEWS


def test_only_pages_about_their_own_sign_in_are_for_everyone_signed_in():
    assert {name for name, _, view in ALL_VIEWS if policy_of(view) == OWN_ACCOUNT} == OWN_ACCOUNT_VIEWS


METHODS = pytest.mark.parametrize("method", ["get", "post"])


def read_out(answer: HttpResponse) -> None:
    """To its end, where it is a file: then it is closed."""
    if answer.streaming:
        b"".join(answer)


def outcome(client: Client, where: str, method: str) -> str:
    """What the door at `where` did: let in, refused, or sent to sign in."""
    answer = getattr(client, method)(where)
    read_out(answer)
    if answer.headers.get("Location", "").startswith(reverse("account_login")):
        return SENT_AWAY
    return REFUSED if answer.status_code == 403 else ALLOWED


@METHODS
def test_nobody_is_sent_to_sign_in(db, client, method):
    assert {name: outcome(client, where, method) for name, where in CLOSED} == dict.fromkeys(dict(CLOSED), SENT_AWAY)


@METHODS
def test_a_person_without_a_role_is_refused_all_but_their_own_account(db, client, method):
    client.force_login(UserFactory(role=""))
    assert {name: outcome(client, where, method) for name, where in CLOSED} == {
        name: ALLOWED if name in OWN_ACCOUNT_VIEWS else REFUSED for name, _ in CLOSED
    }


def undecided(request):
    return HttpResponse("open to all")


urlpatterns = [path("undecided/", undecided), *thep.urls.urlpatterns]


@pytest.mark.urls(__name__)
def test_a_view_without_a_policy_is_refused_to_admins_too(db, client):
    client.force_login(UserFactory(role=Role.ADMIN))
    answer = client.get("/undecided/")
    assert answer.status_code == 403


# What each role may do, written by hand beside the matrix in the code.
STAFF, HEADTEACHER, TRUSTEE, ADMIN = Role.STAFF, Role.HEADTEACHER, Role.TRUSTEE, Role.ADMIN
MAY = {
    Permission.SIGNED_IN: {STAFF, HEADTEACHER, TRUSTEE, ADMIN},
    Permission.SCHOOL_VIEW: {STAFF, HEADTEACHER, TRUSTEE, ADMIN},
    Permission.REPORT_VIEW: {STAFF, TRUSTEE, ADMIN},
    Permission.REPORT_WRITE: {STAFF, ADMIN},
    Permission.REPORT_PUBLISH: {ADMIN},
    Permission.CONTACT_VIEW: {STAFF, ADMIN},
    Permission.CONTACT_EDIT: {STAFF, ADMIN},
    Permission.INTERNAL_NOTE_VIEW: {STAFF, ADMIN},
    Permission.VISIT_PEOPLE_VIEW: {STAFF, HEADTEACHER, ADMIN},
    Permission.VISIT_LOG: {STAFF, ADMIN},
    Permission.NOTE_ANSWER: {HEADTEACHER},
    Permission.PROGRAMME_MANAGE: {STAFF, ADMIN},
    Permission.MEMBERSHIP_MANAGE: {STAFF, ADMIN},
    Permission.OFFICIAL_MANAGE: {STAFF, ADMIN},
    Permission.SCHOOL_REVIEW_VIEW: {ADMIN},
    Permission.WORKBOOK_IMPORT: {STAFF, ADMIN},
    Permission.PEOPLE_MANAGE: {ADMIN},
    Permission.HISTORY_VIEW: {ADMIN},
    Permission.ADMIN_SITE: {ADMIN},
}


def test_the_matrix_is_the_one_written_by_hand():
    assert {permission: {role for role in Role if permission in GRANTS[role]} for permission in Permission} == MAY


@pytest.mark.parametrize(("role", "is_active", "may"), [(STAFF, True, True), (STAFF, False, False), ("", True, True)])
def test_the_challenge_group_adds_school_reviews_and_nothing_else(role, is_active, may):
    alone, added = (
        {permission for permission in Permission if User(role=role, is_active=is_active, **extra).may(permission)}
        for extra in ({}, {"is_in_challenge_group": True})
    )
    assert added - alone == ({Permission.SCHOOL_REVIEW_VIEW} if may else set())


STAFF_WORK = {STAFF: ALLOWED, ADMIN: ALLOWED, TRUSTEE: REFUSED, HEADTEACHER: REFUSED}
LISTS_OF_SCHOOLS = ("school-list", "visit-list", "action-list")
LISTS_OF_THE_REPORT = (
    *("programme-list", "agreement-list", "renewal-list", "associate-list", "charge-list", "entitlements"),
    "ofsted-due",
    *("national-list", "national-area-list"),
)
NATIONAL = [(what, part) for what in ("outcomes", "areas") for part in ("", "-history")]
LIST_PARTS = ("", "-csv", "-xlsx", "-filters")
EVERYONE = {STAFF: ALLOWED, TRUSTEE: ALLOWED, ADMIN: ALLOWED}
VIEWS = {
    "home": {**EVERYONE, HEADTEACHER: ALLOWED},
    "partnership-logo": {**EVERYONE, HEADTEACHER: ALLOWED},
    "school-detail": {**EVERYONE, HEADTEACHER: OWN},
    "visit": {**EVERYONE, HEADTEACHER: OWN},
    "search": {**EVERYONE, HEADTEACHER: OWN},
    "school-timeline": {**EVERYONE, HEADTEACHER: OWN},
    "visit-history": {**EVERYONE, HEADTEACHER: OWN},
    "associate": {**EVERYONE, HEADTEACHER: REFUSED},
    "contact": {**EVERYONE, HEADTEACHER: OWN},
    "visit-pdf": {**EVERYONE, HEADTEACHER: OWN},
    "visit-file": {**EVERYONE, HEADTEACHER: OWN},
    "visit-answer": {STAFF: REFUSED, TRUSTEE: REFUSED, ADMIN: REFUSED, HEADTEACHER: OWN},
    "school-history": {**EVERYONE, HEADTEACHER: OWN},
    "school-inspections": {**EVERYONE, HEADTEACHER: OWN},
    **{name: {**EVERYONE, HEADTEACHER: REFUSED} for name in ("ofsted", "ofsted-movements", "ofsted-report-cards")},
    **{f"ofsted-figure{part}": {**EVERYONE, HEADTEACHER: REFUSED} for part in ("", "-csv", "-xlsx")},
    "membership": {**EVERYONE, HEADTEACHER: OWN},
    "membership-history": {**EVERYONE, HEADTEACHER: OWN},
    "renewal-board": {**EVERYONE, HEADTEACHER: REFUSED},
    "certificate": {**EVERYONE, HEADTEACHER: OWN},  # trustees see no people, so for them there is none
    **{f"{name}{part}": {**EVERYONE, HEADTEACHER: OWN} for name in LISTS_OF_SCHOOLS for part in LIST_PARTS},
    **{f"{name}{part}": {**EVERYONE, HEADTEACHER: REFUSED} for name in LISTS_OF_THE_REPORT for part in LIST_PARTS},
    **{f"{name}-together": STAFF_WORK for name in LISTS_OF_SCHOOLS},
    **{f"{name}-together": STAFF_WORK for name in ("renewal-list", "agreement-list", "charge-list")},
    **{name: {**EVERYONE, HEADTEACHER: REFUSED} for name in ("programme", "run", "package-list")},
    **{f"programmes-by-stage{part}": {**EVERYONE, HEADTEACHER: REFUSED} for part in ("", "-pdf")},
    **{f"national-{what}{part}": {**EVERYONE, HEADTEACHER: REFUSED} for what, part in NATIONAL},
    "agreement": {**EVERYONE, HEADTEACHER: OWN},
    "agreement-used": {**EVERYONE, HEADTEACHER: OWN},
    "report-list": {**EVERYONE, HEADTEACHER: REFUSED},
    "report-latest": {**EVERYONE, HEADTEACHER: REFUSED},
    "report-latest-checks": {**EVERYONE, HEADTEACHER: REFUSED},
    "kpi-page": {**EVERYONE, HEADTEACHER: REFUSED},
    "membership-movement": {**EVERYONE, HEADTEACHER: REFUSED},
    "report-checks": {**EVERYONE, HEADTEACHER: REFUSED},
    "figure-page": {**EVERYONE, HEADTEACHER: REFUSED},
    "figure-csv": {**EVERYONE, HEADTEACHER: REFUSED},
    "figure-xlsx": {**EVERYONE, HEADTEACHER: REFUSED},
    "edition": {**EVERYONE, HEADTEACHER: REFUSED},
    **{
        f"edition-{part}": {**EVERYONE, HEADTEACHER: REFUSED}
        for part in ("file", "figure", "figure-csv", "logo", "since")
    },
}
ADMIN_WORK = {STAFF: REFUSED, ADMIN: ALLOWED, TRUSTEE: REFUSED, HEADTEACHER: REFUSED}

OWN_DRAFTS = {"visit-draft", "visit-draft-file", "visit-draft-discard", "visit-draft-file-remove"}
ADMINS_PAGES = {"history", "report-publish"}
STAFFS_PAGES = {
    *("action-add", "action-edit", "action-done", "action-reopen", "action-remove"),
    *("school-contact-add", "associate-contact-add", "contact-edit", "contact-remove"),
    "school-predecessors",
    *("associate-new", "associate-edit", "associate-standing", "offer-add", "offer-edit", "offer-remove"),
    *("visit-new", "visit-edit", "visit-places", "visit-file-remove"),
    *("renewals-open", "renewals-take-back", "renewal-board-step", "renewal-add"),
    *("renewal-letters", "renewal-wording", "membership-step"),
    *("register", "register-add", "register-settle", "register-code", "register-code-new"),
    *("register-sheet", "register-list", "certificates"),
    *("programme-new", "programme-edit", "run-new", "run-edit", "run-remove", "run-roll-over", "run-enrol"),
    *("session-new", "session-edit", "session-cancel", "session-restore", "session-remove"),
    *("enrolment-edit", "enrolment-withdraw", "enrolment-return", "enrolment-remove"),
    *("participant-new", "participant-edit", "participant-withdraw", "participant-return", "participant-remove"),
    *("pair-new", "pair", "pair-remove", "shadowing-new", "shadowing-remove"),
    *("package-new", "package-edit", "package-prices", "agreement-new", "agreement-list-price", "agreement-edit"),
    *("agreement-end", "agreement-change-package", "agreement-remove", "accounts-export"),
    *("charge-new", "charge-edit", "charge-remove"),
    *("national-new", "national-areas-new-report-card", "national-areas-new-key-judgements"),
    *("report-draft", "report-begin", "report-dates", "report-preview", "report-draft-file", "report-figures"),
    "report-count-again",
    *("report-draft-checks", "report-accept", "report-take-back"),
    *("report-section", "report-section-add", "report-section-autosave"),
    *("report-section-move", "report-section-printed", "report-section-remove", "report-section-notes"),
    *("report-section-versions", "report-quote", "report-quote-add", "report-quote-remove"),
    *("national-outcomes-edit", "national-outcomes-remove", "national-areas-edit", "national-areas-remove"),
}
PUBLISHED = ("edition", "editionfile", "editionfigure")
NOT_EVEN_ADMINS = {
    "admin:schools_partnership_add",  # there is one partnership
    "admin:schools_partnership_delete",
    "admin:accounts_user_add",  # people are invited, and erased, on their own pages
    "admin:accounts_user_delete",
    "admin:accounts_user_restore",
    "admin:reports_report_add",  # begun on its own page, as checks are accepted on theirs
    "admin:reports_acceptance_add",
    *(f"admin:reports_{kind}_{page}" for kind in PUBLISHED for page in ("add", "delete", "restore")),
}
TO_LOOK_AT = {f"admin:reports_{kind}_change" for kind in PUBLISHED}
"""Doors at which nobody changes anything."""


def expected(name: str, method: str = "get") -> dict[Role, str]:
    if name in NOT_EVEN_ADMINS or (name in TO_LOOK_AT and method == "post"):
        return dict.fromkeys(Role, REFUSED)
    if name in OWN_ACCOUNT_VIEWS:
        return dict.fromkeys(Role, OWN)
    if name.startswith(("admin:", "person")) or name in ADMINS_PAGES:
        return ADMIN_WORK
    if name in OWN_DRAFTS:
        return STAFF_WORK | {STAFF: OWN, ADMIN: OWN}
    return STAFF_WORK if name.startswith(("workbook-", "official-")) or name in STAFFS_PAGES else VIEWS[name]


@METHODS
@pytest.mark.parametrize("role", list(Role))
def test_each_view_lets_in_whom_the_table_says(db, client, role, method):
    first = SchoolFactory(id=1)
    ParticipationFactory(school=first, programme__id=2)
    seen = VisitFactory(id=1, school=first)
    run = RunFactory(id=1, programme=ProgrammeFactory(id=1))
    RunFactory(id=2, programme=run.programme, year=YEAR + 1)  # what rolling over leads to, and makes no other
    SessionFactory(id=1, run=run)
    EnrolmentFactory(id=1, run=run, school=first)
    coach, coachee = (ParticipantFactory(id=n, run=run, contact=ContactFactory(school=first)) for n in (1, 2))
    ShadowingFactory(id=1, pair=CoachingPairFactory(id=1, coach=coach, coachee=coachee))
    ActionFactory(id=1, visit=seen)
    AttachmentFactory(id=1, visit=seen)
    MembershipFactory(id=1, school=first)
    AgreementFactory(id=1, schools=[first])
    ChargeFactory(id=1, school=first)
    ProposalFactory(id=1, school=first, file__id=1)
    _number_on_from(Run, Session, Membership, Agreement, Charge, Participant)
    someone = UserFactory(role=role)

    def tried(where: str) -> str:
        client.force_login(someone)  # one of the doors is the way out
        return outcome(client, where, method)

    doors = [(name, where) for name, where in CLOSED if name not in LEADS_OUT]
    assert {name: tried(where) for name, where in doors} == {
        name: REFUSED if expected(name, method)[role] == REFUSED else ALLOWED for name, _ in doors
    }


def _number_on_from(*models: type[Model]) -> None:
    """The next record of each has the number after its last, although that one was given."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def session(user):
    return UserSession.objects.create(user=user, ip="192.0.2.7", user_agent="Firefox", session_key=f"key{user.pk}")


def passkey(user):
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "Key"})


def school(user):
    """One that a headteacher acts for."""
    return SchoolRepresentative.objects.create(user=user, school=SchoolFactory()).school


def visit(user):
    return VisitFactory(school=school(user))


def membership(user):
    return MembershipFactory(school=school(user))


def draft_file(user):
    return DraftFileFactory(draft__owner=user)


def agreement(user):
    return AgreementFactory(schools=[school(user)])


def file(user):
    return AttachmentFactory(visit=visit(user))


def contact(user):
    return ContactFactory(school=school(user))


def participant(user):
    return AttendanceFactory(participant__contact__school=school(user)).participant


NUMBERED = {
    "contact": contact,
    "school-detail": school,
    "school-timeline": school,
    "school-history": school,
    "school-inspections": school,
    "membership": membership,
    "membership-history": membership,
    "visit": visit,
    "agreement": agreement,
    "agreement-used": agreement,
    "visit-draft-file-remove": draft_file,
    "visit-history": visit,
    "visit-pdf": visit,
    "visit-file": file,
    "visit-answer": visit,
    "certificate": participant,
    "session-end": session,
    "mfa_remove_webauthn": passkey,
}
"""Doors of which some role sees its own rows only, and what makes somebody such a row."""


def numbers_of(row):
    return [row.visit_id, row.pk] if isinstance(row, Attachment) else [row.pk]


def test_every_numbered_door_to_own_rows_is_tried_with_anothers():
    numbers = {name for name, where, _ in ALL_VIEWS if "/1/" in where and OWN in _expected_or_public(name)}
    assert numbers == set(NUMBERED)


def _expected_or_public(name):
    return set() if name in PUBLIC_VIEWS else set(expected(name).values())


@METHODS
@pytest.mark.parametrize("name", NUMBERED)
def test_at_a_door_to_own_rows_another_s_row_is_not_there_and_is_left_alone(db, method, name):
    """A method that the door does not take at all is told so, of whatever row."""
    for role in [role for role in Role if expected(name)[role] == OWN]:
        client, me, other = Client(), person(role=role), person(role=role)
        sign_in(client, me)
        mine, theirs = NUMBERED[name](me), NUMBERED[name](other)

        there, here = (getattr(client, method)(reverse(name, args=numbers_of(row))) for row in (theirs, mine))
        read_out(here)

        assert (there.status_code, here.status_code) in {(404, 200), (404, 302), (404, 422), (405, 405)}
        assert type(theirs).objects.filter(pk=theirs.pk).exists()


def test_list_of_schools_holds_a_headteachers_own_alone(db, client):
    me = UserFactory(role=HEADTEACHER)
    mine = school(me)
    school(UserFactory(role=HEADTEACHER))
    client.force_login(me)

    assert list(client.get(reverse("school-list")).context["page"]) == [mine]
    assert list(client.get(reverse("school-list"), {"q": "school"}).context["page"]) == [mine]


def test_nobody_signed_in_is_no_error_for_templates(rf):
    from accounts.context import permissions

    request = rf.get("/")
    request.user = AnonymousUser()
    assert permissions(request)["can"].report_view is False
