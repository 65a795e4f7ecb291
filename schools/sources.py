"""Which official files the facts on a page come from, in words, and the line that their licence asks for."""

from documents.display import Kind, display
from schools.models import OfficialFile, OfficialKind

LICENCE = "Contains public sector information licensed under the Open Government Licence v3.0."
SOURCES = "components/_official_source.html"
"""The template that says both at the foot of a page."""
REGISTERS = {OfficialKind.GIAS: ("Schools", "GIAS"), OfficialKind.OFSTED: ("Inspections", "Ofsted")}


def newest_files() -> dict[str, OfficialFile]:
    """Of each register the file with the latest facts that was taken in, by one query."""
    newest_first = ("kind", "-as_at", "-taken_in_at", "-pk")
    files = OfficialFile.objects.filter(kind__in=REGISTERS).order_by(*newest_first).distinct("kind")
    return {file.kind: file for file in files.only("kind", "name", "as_at")}


def in_words(files: dict[str, OfficialFile]) -> str:
    """`Schools: GIAS, edubase.csv, as at 31 August 2025. Inspections: no file of Ofsted has been taken in yet.`"""
    if not files:
        return "No official file has been taken in yet."
    return " ".join(_of(files.get(kind), *words) for kind, words in REGISTERS.items())


def _of(file: OfficialFile | None, subject: str, register: str) -> str:
    if file is None:
        return f"{subject}: no file of {register} has been taken in yet."
    return f"{subject}: {register}, {file.name}, as at {display(file.as_at, Kind.DATE)}."
