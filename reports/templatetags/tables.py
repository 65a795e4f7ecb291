"""The cells of a figure's rows."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from documents.tables import Column

register = template.Library()


@register.simple_tag
def cell(column: Column, row: Any) -> SafeString:
    """One cell with its words, linked where the column leads somewhere; narrow screens print the heading beside it."""
    text = column.text(row)
    url = column.link(row) if column.link else None
    kind = " number" if column.kind.is_number else ""
    if url:
        return format_html(
            '<td class="linked{}" data-label="{}"><a href="{}">{}</a></td>', kind, column.heading, url, text
        )
    return format_html('<td class="plain{}" data-label="{}">{}</td>', kind, column.heading, text)
