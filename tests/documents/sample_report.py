"""A report with one of everything that a document can hold, for the tests of every format."""

import datetime
from decimal import Decimal

from documents.chart import Chart, ChartKind, Series
from documents.document import (
    Bullets,
    Cell,
    Document,
    Heading,
    Indented,
    Line,
    Listed,
    Names,
    Paragraph,
    Printed,
    Prose,
    Quotation,
    Section,
    Sentences,
    Table,
    Words,
)
from documents.figure import Figure, Name, Origin, Unit

ELM, OAK = Name("elm", "Elm Primary", 1), Name("oak & co", "Oak & <Co>", 2, aside="The Oak Trust")

MEMBERS = Figure("membership.2017-18.primary.total", "Members, primary", Unit.SCHOOLS, 67, 71, (ELM, OAK))
BEFORE = Figure("membership.2016-17.primary.total", "Members, primary", Unit.SCHOOLS, 68, 71)
SECONDARY = Figure("membership.2017-18.secondary.total", "Members, secondary", Unit.SCHOOLS, 1_018, 1_021)
SECONDARY_BEFORE = Figure("membership.2016-17.secondary.total", "Members, secondary", Unit.SCHOOLS, 17, 21)
INCOME = Figure("income.2017-18.total", "Total income", Unit.POUNDS, Decimal("327600.50"))
NATION = Figure(
    "national.2018.primary.good",
    "Good, nationally",
    Unit.PERCENT,
    Decimal("66.5"),
    origin=Origin(datetime.date(2018, 3, 31), "as published", of=16_000, note="Rounded."),
)
UNPUBLISHED = Figure("national.2018.special.good", "Good, nationally", Unit.PERCENT, None)
OUTSTANDING = Figure("outcomes.2018-07-31.primary.outstanding", "Outstanding", Unit.SCHOOLS, 20, 60)
GOOD = Figure("outcomes.2018-07-31.primary.good", "Good", Unit.SCHOOLS, 40, 60)
OUTSTANDING_BEFORE = Figure("outcomes.2017-07-31.primary.outstanding", "Outstanding", Unit.SCHOOLS, 15, 60)
GOOD_BEFORE = Figure("outcomes.2017-07-31.primary.good", "Good", Unit.SCHOOLS, 45, 60)

FIGURES = {
    figure.key: figure
    for figure in (
        MEMBERS,
        BEFORE,
        SECONDARY,
        SECONDARY_BEFORE,
        INCOME,
        NATION,
        UNPUBLISHED,
        OUTSTANDING,
        GOOD,
        OUTSTANDING_BEFORE,
        GOOD_BEFORE,
    )
}

FOREWORD = Section(
    "foreword",
    "Foreword",
    (
        Prose(
            (
                Sentences(
                    (
                        Words("This year "),
                        Printed(MEMBERS, share=True),
                        Words(" primary schools were members, "),
                        Printed(MEMBERS, is_percentage=True),
                        Words(" of them all: "),
                        Names((Listed("Elm Primary", "/schools/1/"), Listed("Oak & <Co>")), MEMBERS, more=65),
                        Words(". "),
                        Words("Thank you", is_strong=True),
                        Words(" to "),
                        Words("everyone", is_emphasised=True),
                        Words(", and see "),
                        Words("our pages", url="https://partnership.example/?a=1&b=2"),
                        Words(".\nA second line."),
                    )
                ),
                Sentences((Words("What comes next"),), level=3),
                Bullets(
                    (
                        (Sentences((Words("Coaching"),)), Bullets(((Sentences((Words("for heads"),)),),))),
                        (Sentences((Words("Peer review"),)),),
                    ),
                ),
                Bullets(((Sentences((Words("Begin"),)),), (Sentences((Words("Go on"),)),)), is_numbered=True, start=3),
                Sentences((Words("In detail"),), level=4),
                Indented((Sentences((Words("What was said before."),)),)),
            )
        ),
        Quotation(("It changed how we work.", "All of it."), "Primary headteacher", "survey, May 2018"),
        Quotation(("Without a name.",)),
    ),
)

MEMBERSHIP = Section(
    "membership",
    "Membership & packages",
    (
        Table(
            caption="Members by phase",
            corner="Phase",
            headings=(
                Heading("Members", "2017\u201318", is_number=True),
                Heading("Members", "2016\u201317", is_number=True),
                Heading("Notes", is_wide=True),
            ),
            lines=(
                Line(
                    "Primary",
                    (
                        Cell.of(Printed(MEMBERS, share=True)),
                        Cell.of(Printed(BEFORE, share=True)),
                        Cell(
                            (
                                ("Joined: ", Names((Listed("Elm Primary", "/schools/1/"),), MEMBERS), "."),
                                ("Green <Springs> have joined.",),
                            )
                        ),
                    ),
                    goes_on=True,
                ),
                Line(
                    "Secondary",
                    (Cell.of(Printed(SECONDARY, after=" (+2)")), Cell.of(Printed(SECONDARY_BEFORE)), Cell()),
                    is_under=True,
                ),
                Line("Income", (Cell.of(Printed(INCOME)), Cell(), Cell.of("=1+1 is no formula")), is_total=True),
            ),
            note="Each school once.",
        ),
        Chart(
            ChartKind.COLUMNS,
            "Members by phase, with the year before",
            "Primary 67, 68 the year before; secondary 1,018, 17 the year before.",
            ("Primary", "Secondary"),
            (Series("2017\u201318", (MEMBERS, SECONDARY)), Series("2016\u201317", (BEFORE, SECONDARY_BEFORE))),
        ),
        Table("Nobody", "Phase", (Heading("Members", is_number=True),), (), empty="Nothing on record."),
        Paragraph(("New: ", Names((Listed("Elm Primary"),), BEFORE), ".")),
    ),
)

OUTCOMES = Section(
    "outcomes",
    "Ofsted outcomes",
    (
        Chart(
            ChartKind.SHARES,
            "Grades of primary schools",
            "A third were outstanding on 31 July 2018, a quarter the year before.",
            ("31 July 2018", "31 July 2017"),
            (
                Series("Outstanding", (OUTSTANDING, OUTSTANDING_BEFORE)),
                Series("Good", (GOOD, GOOD_BEFORE)),
            ),
            note="National figures stand in the table.",
        ),
        Table(
            "The nation",
            "Phase",
            (Heading("Good", is_number=True),),
            (Line("Primary", (Cell.of(Printed(NATION)),)), Line("Special", (Cell.of(Printed(UNPUBLISHED)),))),
        ),
    ),
)

REPORT = Document(
    title="End-of-year report 2017\u201318",
    sections=(FOREWORD, MEMBERSHIP, OUTCOMES),
    sender="The Elm & Oak Partnership",
    facts=(("Work of", "2017\u201318"), ("Ofsted grades as at", "31 July 2018")),
    sources=("Contains public sector information licensed under the Open Government Licence v3.0.",),
    notice="Draft of 1 August 2018",
)
