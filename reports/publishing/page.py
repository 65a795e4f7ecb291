"""The page of a published report: kept with it as HTML, so that it opens as it was."""

from collections.abc import Container

from django.template.loader import render_to_string

from documents.document import Document
from documents.html import to_html


def page_of(document: Document, keys: Container[str]) -> str:
    """`keys` are the figures that lead to their rows. Its own addresses are relative to the edition's page."""
    colour = document.brand.colour
    sections = [
        (section, to_html(section, lambda key: f"figures/{key}/" if key in keys else "", colour))
        for section in document.sections
    ]
    context = {"document": document, "sections": sections, "logo": "logo.png"}
    return render_to_string("reports/_document.html", context)
