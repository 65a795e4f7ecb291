"""Letters that a file can hold."""

import re

NOT_IN_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def fit_for_xml(text: str) -> str:
    """Without controls and halves of letters, which make Word and Excel refuse the whole file."""
    return text if text.isprintable() else NOT_IN_XML.sub("", text)
