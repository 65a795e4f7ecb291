"""Live figures: how they are printed, and what is said of those that cannot be."""

import pytest

from documents.document import Listed, Names, Printed
from documents.figure import Figure, Name, Unit
from reports.writing.live import NotLive, printed

MEMBERS = Figure("membership.2018-19.primary.in_area", "Members", Unit.SCHOOLS, 66, 71, (Name("elm", "Elm", 1),))
INCOME = Figure("income.2018-19.extra", "Extra income", Unit.POUNDS, 0)
FIGURES = {MEMBERS.key: MEMBERS, INCOME.key: INCOME}


def names(figure: Figure) -> Names:
    return Names((Listed("Elm"),), figure)


@pytest.mark.parametrize(
    ("inside", "run", "text"),
    [
        (f" {MEMBERS.key} ", Printed(MEMBERS), "66"),
        (f"{MEMBERS.key} share", Printed(MEMBERS, share=True), "66 of 71 (93%)"),
        (f"{MEMBERS.key}  percent ", Printed(MEMBERS, is_percentage=True), "93%"),
        (f"{MEMBERS.key} names", Names((Listed("Elm"),), MEMBERS), "Elm"),
    ],
)
def test_a_figure_is_printed_as_asked(inside, run, text):
    assert printed(inside, FIGURES, names) == run
    assert run.text == text


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("", "Between the braces stands no figure."),
        (
            "membership.2018-19.primary.in_aera",
            "No figure is called “membership.2018-19.primary.in_aera”. Did you mean "
            "“membership.2018-19.primary.in_area”?",
        ),
        ("zzz", "No figure is called “zzz”."),
        (f"{INCOME.key} share", f"“{INCOME.key}” is no share of anything: it can be printed as it is."),
        (f"{INCOME.key} percent", f"“{INCOME.key}” is no share of anything: it can be printed as it is."),
        (f"{INCOME.key} names", f"“{INCOME.key}” has no names to print."),
        (f"{MEMBERS.key} loudly", "A figure can be printed as share, percent or names, not as “loudly”."),
    ],
)
def test_what_cannot_be_printed_says_why(inside, words):
    with pytest.raises(NotLive) as refused:
        printed(inside, FIGURES, names)
    assert str(refused.value) == words
