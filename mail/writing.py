"""The words of a message, from its two templates."""

from dataclasses import dataclass
from typing import Any

from django.template import Context, Template
from django.template.loader import get_template, render_to_string


@dataclass(frozen=True)
class Written:
    subject: str
    text: str
    html: str


def written(template: str, context: dict[str, Any]) -> Written:
    """`templates/mail/TEMPLATE.txt`, whose first line is the subject, with the `.html` beside it.

    The subject is one line whatever is in it: a name with a line break in it neither cuts it nor adds a header.
    """
    plain = get_template(f"mail/{template}.txt").template
    subject, _, text = plain.source.partition("\n")
    return Written(
        subject=" ".join(_plain(subject, plain, context).split()),
        text=_plain(text, plain, context).strip() + "\n",
        html=render_to_string(f"mail/{template}.html", context),
    )


def _plain(source: str, template: Template, context: dict[str, Any]) -> str:
    return Template(source, engine=template.engine).render(Context(context, autoescape=False))
