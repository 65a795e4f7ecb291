"""The rules of renewals, letters, prices and offers, held by the database."""

import datetime

import pytest

from membership.models import (
    AssociateOffer,
    Includes,
    LetterKind,
    LetterWording,
    PackageInclusion,
    PackagePrice,
    RenewalLetter,
    RenewalRound,
)
from schools.models import Phase
from tests.factories import (
    AssociateOfferFactory,
    PackageInclusionFactory,
    PackagePriceFactory,
    RenewalLetterFactory,
    RenewalRoundFactory,
)
from tests.rules import holds, refused_by

DAY, NEXT_DAY = datetime.date(2018, 5, 1), datetime.date(2018, 5, 2)


@pytest.mark.parametrize(
    ("rule", "make", "allowed", "refused"),
    [
        (
            "renewalround_answered_after_opened",
            RenewalRoundFactory,
            {"opened_on": DAY, "answer_by_on": DAY},
            {"opened_on": NEXT_DAY, "answer_by_on": DAY},
        ),
        *(("renewalletter_kind_known", RenewalLetterFactory, {"kind": one}, {"kind": "bill"}) for one in LetterKind),
        *(("packageprice_phase_known", PackagePriceFactory, {"phase": one}, {"phase": "all"}) for one in Phase),
        ("packageprice_not_negative", PackagePriceFactory, {"price": 0}, {"price": -1}),
        *(
            ("packageinclusion_what_known", PackageInclusionFactory, {"what": one}, {"what": "lunch"})
            for one in Includes
        ),
        ("packageinclusion_not_negative", PackageInclusionFactory, {"amount": None}, {"amount": -1}),
        ("associateoffer_says_what", AssociateOfferFactory, {"what": "A talk"}, {"what": ""}),
    ],
)
def test_value_is_held_to_its_rule(db, rule, make, allowed, refused):
    holds(rule, make, allowed, refused)


@pytest.mark.parametrize(
    ("rule", "model", "make", "key"),
    [
        ("membership_renewalround_year_key", RenewalRound, RenewalRoundFactory, ("year",)),
        ("renewalletter_once", RenewalLetter, RenewalLetterFactory, ("membership", "form_key")),
        ("packageprice_once", PackagePrice, PackagePriceFactory, ("year", "package", "phase")),
        ("packageinclusion_once", PackageInclusion, PackageInclusionFactory, ("year", "package", "what")),
        ("associateoffer_once", AssociateOffer, AssociateOfferFactory, ("associate", "year", "what")),
    ],
)
def test_record_is_there_once(db, rule, model, make, key):
    there = make()
    values = {field.attname: getattr(there, field.attname) for field in model._meta.local_fields if field.name != "id"}

    with refused_by(rule):
        model.objects.bulk_create([model(**values)])
    assert set(key) <= {field.name for field in model._meta.local_fields}


def test_there_are_two_wordings_to_begin_with_and_one_of_each_kind(db):
    assert set(LetterWording.objects.values_list("kind", flat=True)) == set(LetterKind)

    with refused_by("membership_letterwording_kind_key"):
        LetterWording.objects.bulk_create([LetterWording(kind="reminder", subject="Again", text="Again")])


def test_wordings_are_of_a_known_kind(db):
    wording = LetterWording.objects.get(kind="reminder")

    with refused_by("letterwording_kind_known"):
        LetterWording.objects.filter(pk=wording.pk).update(kind="bill")
