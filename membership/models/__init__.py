"""Memberships, packages and associates."""

from membership.models.associates import AssociateMembership, AssociateOffer, AssociateStatus
from membership.models.membership import (
    LetterKind,
    LetterWording,
    Membership,
    MembershipStatus,
    RenewalLetter,
    RenewalRound,
)
from membership.models.packages import (
    Agreement,
    AgreementSchool,
    Charge,
    Includes,
    Package,
    PackageInclusion,
    PackagePrice,
    whole,
)
from membership.models.school_packages import SchoolPackage

__all__ = [
    "Agreement",
    "AgreementSchool",
    "AssociateMembership",
    "AssociateOffer",
    "AssociateStatus",
    "Charge",
    "Includes",
    "LetterKind",
    "LetterWording",
    "Membership",
    "MembershipStatus",
    "Package",
    "PackageInclusion",
    "PackagePrice",
    "RenewalLetter",
    "RenewalRound",
    "SchoolPackage",
    "whole",
]
