"""The cards of a column of the board as HTML. Everything that comes from records is escaped here.

Made in Python: the template engine takes longer over a hundred cards than all the rest of the page together.
"""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from membership.renewals.board import BoardColumn, Card


def cards_to_html(column: BoardColumn, *, may_step: bool) -> SafeString:
    """List items; with a box to tick, buttons and a link to the other steps for those who may take them."""
    cards = (_card(card, column, may_step=may_step) for card in column.cards)
    return mark_safe("".join(cards))  # noqa: S308 - escaped piece by piece


def _card(card: Card, column: BoardColumn, *, may_step: bool) -> str:
    pk, name = card.membership.pk, escape(card.membership.school)
    days = f'<span class="card-days" title="Days outstanding">{card.days_words}</span>' if column.is_awaited else ""
    about = f"<p>{escape(card.about)}</p>" if card.about else ""
    tick = steps = ""
    if may_step:
        whose = f'<span class="visually-hidden"> {name}</span>'
        buttons = "".join(
            f'<button type="submit" form="steps" name="{step.slug}" value="{pk}-{column.status}">{step.short}'
            f"{whose}</button>"
            for step in column.quick
        )
        other = f'<a href="{card.address}#answer">{column.other}{whose}</a>'
        steps = f'<div class="card-steps d-print-none">{buttons}{other}</div>'
    if may_step and column.is_awaited:
        tick = (
            f'<input class="form-check-input" type="checkbox" form="write" name="row" value="{pk}" '
            f'aria-label="Tick {name}">'
        )
    link = f'<a href="{card.address}">{name}</a>'
    return f'<li id="m{pk}"><div class="card-head">{tick}{link}{days}</div>{about}{steps}</li>'
