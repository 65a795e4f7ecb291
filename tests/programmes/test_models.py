import pytest

from programmes.models import Participation, ParticipationRole, Programme, ProgrammeKind, Strand
from tests.factories import YEAR, ParticipationFactory, ProgrammeFactory, SchoolFactory, StrandFactory
from tests.rules import holds, refused_by


@pytest.mark.parametrize(
    ("rule", "make", "allowed", "refused"),
    [
        *(("programme_kind_known", ProgrammeFactory, {"kind": kind}, {"kind": "visit"}) for kind in ProgrammeKind),
        ("programme_phase_known", ProgrammeFactory, {"phase": "cross_phase"}, {"phase": "all-through"}),
        ("programme_phase_known", ProgrammeFactory, {"phase": ""}, {"phase": "cross-phase"}),
        (
            "programme_reported_as_known",
            ProgrammeFactory,
            {"reported_as": ["strands", "schools", "people"]},
            {"reported_as": ["schools", "delegates"]},
        ),
        ("programme_reported_as_known", ProgrammeFactory, {"reported_as": []}, {"reported_as": [""]}),
        *(
            ("participation_role_known", ParticipationFactory, {"role": role}, {"role": "guest"})
            for role in ParticipationRole
        ),
        ("programmes_participation_people_check", ParticipationFactory, {"people": 0}, {"people": -1}),
    ],
)
def test_value_is_held_to_its_rule(db, rule, make, allowed, refused):
    holds(rule, make, allowed, refused)


@pytest.mark.parametrize(
    ("rule", "model", "fields", "other"),
    [
        (
            "programmes_programme_slug_key",
            Programme,
            {"slug": "eal", "name": "EAL", "kind": "network"},
            {"slug": "ela"},
        ),
        ("programmes_strand_slug_key", Strand, {"slug": "ssat", "name": "SSAT"}, {"slug": "edt", "name": "EDT"}),
    ],
)
def test_slugs_are_their_own(db, rule, model, fields, other):
    model.objects.bulk_create([model(**fields), model(**fields | other)])

    with refused_by(rule):
        model.objects.bulk_create([model(**fields | {"name": "Another"})])


def test_strands_have_names_of_their_own(db):
    StrandFactory(slug="ssat", name="SSAT")

    with refused_by("programmes_strand_name_key"):
        Strand.objects.bulk_create([Strand(slug="ssat-2", name="SSAT")])


@pytest.mark.parametrize("strand", [None, "ssat"])
def test_school_takes_part_once_in_a_year_role_and_strand(db, strand):
    fields = {
        "year": YEAR,
        "programme": ProgrammeFactory(),
        "school": SchoolFactory(),
        "role": "delegate",
        "strand": strand and StrandFactory(slug=strand),
    }

    Participation.objects.bulk_create(
        [
            Participation(**fields, people=4),
            Participation(**fields | {"year": YEAR + 1}),
            Participation(**fields | {"programme": ProgrammeFactory()}),
            Participation(**fields | {"school": SchoolFactory()}),
            Participation(**fields | {"role": "coach"}),
            Participation(**fields | {"strand": StrandFactory(slug="edt")}),
        ]
    )
    with refused_by("participation_once"):
        Participation.objects.bulk_create([Participation(**fields, people=5)])
