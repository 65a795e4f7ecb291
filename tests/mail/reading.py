"""What a reader of a message has before them."""

import html
import re
from typing import Any


def words_of(mail: Any) -> tuple[str, str]:
    """Its text, and the words of its HTML without the markup, in one line."""
    ((page, _),) = mail.alternatives
    body = re.sub(r"<head>.*?</head>", "", page, flags=re.DOTALL)
    return mail.body, " ".join(html.unescape(re.sub(r"<[^>]+>", "", body)).split())


def all_of(mail: Any) -> str:
    """Everything in it, as a search would find it."""
    return "\n".join([mail.subject, mail.body, *(part for part, _ in mail.alternatives)])
