"""What a row of national figures must keep to, and the regime that its area implies."""

from ofsted.models import CARD_AREAS, CARD_GRADES, Basis, NationalArea, Regime
from workbook.subjects import Subject, Values


def counted_of_schools(after: Values, before: Values | None) -> tuple[str, str] | None:
    if after["basis"] == Basis.COUNTED and after.get("schools") is None:
        return "schools", "What was counted says of how many schools. Write how many had a grade."
    return None


def not_counted_from_a_file(after: Values, before: Values | None) -> tuple[str, str] | None:
    """What the portal counted says from which file, which another number would make untrue."""
    if before and before["file_id"]:
        changed = next((name for name, value in after.items() if value != before[name]), None)
        if changed:
            return changed, "The portal counted this from a file of Ofsted's. Leave the row out."
    return None


def _on_its_scale(after: Values, before: Values | None) -> tuple[str, str] | None:
    if (after["area"] in CARD_AREAS) != (after["grade"] in CARD_GRADES):
        scale = ", ".join(CARD_GRADES) if after["area"] in CARD_AREAS else "1 to 4"
        return "grade", f"This area has other grades: {scale}."
    return None


def _regime_of(values: Values) -> Values:
    """Report cards and key judgements have no area in common; older grades by area are not for spreadsheets."""
    return {"regime": Regime.REPORT_CARD if values["area"] in CARD_AREAS else Regime.KEY_JUDGEMENTS}


AREAS = Subject(
    NationalArea,
    (counted_of_schools, _on_its_scale, not_counted_from_a_file),
    ("file_id",),
    only={"regime__in": [Regime.REPORT_CARD, Regime.KEY_JUDGEMENTS]},
    follows=_regime_of,
)
