"""Programmes and who takes part in them: what is recorded by hand, and what is counted from runs and registers."""

from programmes.models.programme import (
    CROSS_PHASE,
    EVERY_STAGE,
    GIVING,
    PROGRAMME_PHASES,
    CareerStage,
    CountedBy,
    Participation,
    ParticipationRole,
    Programme,
    ProgrammeKind,
    ReportedAs,
    Strand,
)
from programmes.models.registers import Attendance, Mark, MarkedFrom, RoomSignIn
from programmes.models.runs import CoachingPair, Enrolment, LedBy, Participant, Run, Session, Shadowing

__all__ = [
    "CROSS_PHASE",
    "EVERY_STAGE",
    "GIVING",
    "PROGRAMME_PHASES",
    "Attendance",
    "CareerStage",
    "CoachingPair",
    "CountedBy",
    "Enrolment",
    "LedBy",
    "Mark",
    "MarkedFrom",
    "Participant",
    "Participation",
    "ParticipationRole",
    "Programme",
    "ProgrammeKind",
    "ReportedAs",
    "RoomSignIn",
    "Run",
    "Session",
    "Shadowing",
    "Strand",
]
