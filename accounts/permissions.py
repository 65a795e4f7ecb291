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
    WORKBOOK_IMPORT = "workbook_import"
    ADMIN_SITE = "admin_site"


P = Permission
GRANTS: dict[Role, set[Permission]] = {
    Role.STAFF: {P.SIGNED_IN, P.SCHOOL_VIEW, P.REPORT_VIEW, P.WORKBOOK_IMPORT},
    Role.HEADTEACHER: {P.SIGNED_IN, P.SCHOOL_VIEW},
    Role.TRUSTEE: {P.SIGNED_IN, P.SCHOOL_VIEW, P.REPORT_VIEW},
    Role.ADMIN: {P.SIGNED_IN, P.SCHOOL_VIEW, P.REPORT_VIEW, P.WORKBOOK_IMPORT, P.ADMIN_SITE},
}
