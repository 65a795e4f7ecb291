"""The lists of agreements and of renewals."""

from django.urls import reverse

from accounts.permissions import Permission
from lists.declared import List, ListLink, Together
from membership.columns import (
    AGREEMENT_COLUMNS,
    RENEWAL_COLUMNS,
    with_agreement_columns,
    with_renewal_columns,
)
from membership.filters import AgreementFilter, RenewalFilter
from membership.models import Agreement, Membership
from membership.packages.together import AGREEMENTS_TOGETHER


def write_to(memberships: list[int]) -> str:
    """The page of letters to these, short enough for an address."""
    return f"{reverse('renewal-letters')}?rows={'.'.join(map(str, memberships))}"


AGREEMENTS = List(
    name="agreement-list",
    title="Agreements",
    one="agreement",
    many="agreements",
    about="Packages taken, by one school or by several together, with the fee agreed.",
    empty="No agreement is on record yet.",
    columns=AGREEMENT_COLUMNS,
    filters=AgreementFilter,
    rows=Agreement.objects.visible_to,
    read=with_agreement_columns,
    sort="-year",
    permission=Permission.REPORT_VIEW,
    links=(ListLink("New agreement", "agreement-new", Permission.MEMBERSHIP_MANAGE),),
    together=AGREEMENTS_TOGETHER,
    together_permission=Permission.MEMBERSHIP_MANAGE,
)
RENEWALS = List(
    name="renewal-list",
    title="Renewals",
    one="membership",
    many="memberships",
    about="Where each school stands with its membership of one year, the latest unless you choose another.",
    empty="No membership is on record yet.",
    columns=RENEWAL_COLUMNS,
    filters=RenewalFilter,
    rows=Membership.objects.visible_to,
    read=with_renewal_columns,
    sort="school",
    permission=Permission.REPORT_VIEW,
    links=(ListLink("The board", "renewal-board", Permission.REPORT_VIEW),),
    together_permission=Permission.MEMBERSHIP_MANAGE,
    together=(Together("write", "Write to these", leads_to=write_to),),
)
