"""The four roles and all that each may do. Nothing is allowed that does not stand here."""

from enum import StrEnum

from django.db import models


class Role(models.TextChoices):
    STAFF = "staff", "Staff"
    HEADTEACHER = "headteacher", "Headteacher"
    TRUSTEE = "trustee", "Trustee"
    ADMIN = "admin", "Admin"


class Permission(StrEnum):
    """What a view can ask for. Whose rows a person then sees is the QuerySet's `visible_to`."""

    SIGNED_IN = "signed_in"
    SCHOOL_VIEW = "school_view"
    REPORT_VIEW = "report_view"
    REPORT_WRITE = "report_write"  # the report of a year until it is published
    REPORT_PUBLISH = "report_publish"
    CONTACT_VIEW = "contact_view"  # the people of every school
    CONTACT_EDIT = "contact_edit"
    INTERNAL_NOTE_VIEW = "internal_note_view"
    VISIT_PEOPLE_VIEW = "visit_people_view"  # whom a visit met: people of the school
    VISIT_LOG = "visit_log"  # visits, their notes and actions
    NOTE_ANSWER = "note_answer"
    PROGRAMME_MANAGE = "programme_manage"  # programmes, their runs, who is on them, and registers
    MEMBERSHIP_MANAGE = "membership_manage"  # memberships, packages, agreements, charges, associates
    OFFICIAL_MANAGE = "official_manage"  # GIAS and Ofsted files, what they propose, national figures
    SCHOOL_REVIEW_VIEW = "school_review_view"
    WORKBOOK_IMPORT = "workbook_import"
    PEOPLE_MANAGE = "people_manage"
    HISTORY_VIEW = "history_view"  # of all records together; a record's own goes with the record
    ADMIN_SITE = "admin_site"


P = Permission
GRANTS: dict[Role, set[Permission]] = {
    Role.STAFF: {
        *(P.SIGNED_IN, P.SCHOOL_VIEW, P.REPORT_VIEW, P.CONTACT_VIEW, P.INTERNAL_NOTE_VIEW, P.VISIT_PEOPLE_VIEW),
        *(P.VISIT_LOG, P.PROGRAMME_MANAGE, P.MEMBERSHIP_MANAGE, P.CONTACT_EDIT, P.WORKBOOK_IMPORT),
        *(P.OFFICIAL_MANAGE, P.REPORT_WRITE),
    },
    Role.HEADTEACHER: {P.SIGNED_IN, P.SCHOOL_VIEW, P.VISIT_PEOPLE_VIEW, P.NOTE_ANSWER},
    Role.TRUSTEE: {P.SIGNED_IN, P.SCHOOL_VIEW, P.REPORT_VIEW},
    Role.ADMIN: set(P) - {P.NOTE_ANSWER},  # a school answers for itself
}
CHALLENGE_GROUP: set[Permission] = {P.SCHOOL_REVIEW_VIEW}
"""In addition, for those staff who are in the challenge group."""
