"""The day that a file's facts are of, as its name tells it."""

import datetime
import re

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_GAP = r"[\s_.-]*"
_PATTERNS = (
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_GAP}(?P<month>{'|'.join(MONTHS)})[a-z]*{_GAP}(?P<year>20\d\d)(?!\d)",
    r"(?<!\d)(?P<year>20\d\d)-?(?P<month>\d\d)-?(?P<day>\d\d)(?!\d)",
    r"(?<!\d)(?P<year>20\d\d)_(?P<month>\d\d)_(?P<day>\d\d)(?!\d)",
    r"(?<!\d)(?P<day>\d\d)[-_.](?P<month>\d\d)[-_.](?P<year>20\d\d)(?!\d)",
)


def as_at(name: str) -> datetime.date | None:
    """`…_as_at_31_August_2025.csv`, `edubasealldata20250831.csv`: the one day that the name holds, or that stands after
    "as at". `None` if it holds none, or several and says of none that it is the one."""
    found = {
        match.start(): day
        for pattern in _PATTERNS
        for match in re.finditer(pattern, name, re.I)
        if (day := _day(match))
    }
    marked = re.search(rf"as{_GAP}at{_GAP}", name, re.IGNORECASE)
    if marked and marked.end() in found:
        return found[marked.end()]
    days = set(found.values())
    return days.pop() if len(days) == 1 else None


def _day(match: re.Match[str]) -> datetime.date | None:
    month = match["month"].casefold()
    try:
        number = MONTHS.index(month) + 1 if month in MONTHS else int(month)
        return datetime.date(int(match["year"]), number, int(match["day"]))
    except ValueError:
        return None
