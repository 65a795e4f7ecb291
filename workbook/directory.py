"""What rows refer to, by the name they use: what the database holds, and what the workbook brings."""

import difflib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Self

from django.utils.text import slugify

from membership.models import Package
from programmes.models import Programme, Strand
from schools.models import Associate, School, SchoolUrn, Trust
from workbook.cells import NotRight, folded_word, tidy
from workbook.parsing import Filled, Parsed
from workbook.plans import New

Handle = int | New


class Excused(Exception):
    """The cell names something whose own row has a problem: that row is told, and this one is passed over."""


@dataclass
class Directory:
    """A school's handle is its number in the database, or `New` until it is written."""

    schools: dict[int, Handle] = field(default_factory=dict)
    contested: set[int] = field(default_factory=set)
    current_urns: dict[Handle, int] = field(default_factory=dict)
    school_names: dict[Handle, str] = field(default_factory=dict)
    associates: dict[str, Handle] = field(default_factory=dict)
    programmes: dict[str, Handle] = field(default_factory=dict)
    strands: dict[str, Handle] = field(default_factory=dict)
    trusts: dict[str, Handle] = field(default_factory=dict)
    packages: dict[str, int] = field(default_factory=dict)
    package_slugs: dict[int, str] = field(default_factory=dict)
    brought: dict[New, None] = field(default_factory=dict)
    excused: dict[str, set[Any]] = field(default_factory=lambda: defaultdict(set))
    unread: frozenset[str] = frozenset()
    _names: dict[str, dict[Handle, str]] = field(default_factory=lambda: defaultdict(dict))
    _advice: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def read(cls) -> Self:
        """What the database holds, in one query for each kind."""
        found = cls()
        for urn, school, is_current in SchoolUrn.objects.values_list("urn", "school_id", "is_current").order_by(
            "-is_current", "pk"
        ):
            if found.schools.setdefault(urn, school) != school:
                found.contested.add(urn)
            if is_current:
                found.contested.discard(urn)
                found.current_urns[school] = urn
        found.school_names = dict(School.objects.values_list("pk", "display_name"))
        for kind, known, model in (("associate", found.associates, Associate), ("trust", found.trusts, Trust)):
            for pk, name in model.objects.values_list("pk", "name"):
                known[tidy(name)] = pk
                found._names[kind][pk] = name
        for pk, slug, name in Strand.objects.values_list("pk", "slug", "name"):
            found.strands.setdefault(slugify(name), pk)
            found.strands[slug] = pk
            found._names["strand"][pk] = name
        for pk, slug in Programme.objects.values_list("pk", "slug"):
            found.programmes[slug] = pk
            found._names["programme"][pk] = slug
        for pk, slug, name in Package.objects.order_by("-position", "-pk").values_list("pk", "slug", "name"):
            found.packages |= {folded_word(name): pk}
            found.package_slugs[pk] = slug
        found.packages |= {folded_word(slug): pk for pk, slug in found.package_slugs.items()}
        return found

    def learn_from(self, parsed: Parsed) -> None:
        """Note what the workbook itself brings besides schools, and what stands in rows that have a problem."""
        self.unread = parsed.unread
        for filled in parsed.tables.values():
            self._excuse(filled)
        if "programmes" in parsed.tables:
            for row in parsed.tables["programmes"].rows:
                self._bring("programme", self.programmes, row.slug, row.slug)
        if "associates" in parsed.tables:
            for row in parsed.tables["associates"].rows:
                self.associate(row.name)

    def _excuse(self, filled: Filled) -> None:
        for row in filled.aside:
            match filled.table.name:
                case "schools":
                    self.excused["school"] |= {row.urn, *(row.former_urns or ())}
                case "programmes":
                    self.excused["programme"].add(row.slug)
                case "associates":
                    self.excused["associate"].add(row.name)

    def _bring(self, kind: str, known: dict[str, Handle], key: str, name: str) -> Handle:
        if key not in known:
            known[key] = New(kind, key)
            self._names[kind][known[key]] = name
            if kind != "programme":
                self.brought[New(kind, name)] = None
        return known[key]

    def associate(self, name: str) -> Handle:
        return self._bring("associate", self.associates, name, name)

    def trust(self, name: str) -> Handle:
        return self._bring("trust", self.trusts, name, name)

    def find(self, kind: str, value: Any) -> Handle | None:
        """The record that a cell names; none for a blank cell. `NotRight` where there is none, and `Excused`."""
        if not value:
            return None
        match kind:
            case "school":
                return self.school(value)
            case "strand":
                return self._bring("strand", self.strands, slugify(value), value)
            case "named_associate":
                return self.associate(value)
            case "associate":
                return self._known("associate", self.associates, value)
            case "programme":
                return self._known("programme", self.programmes, value)
        raise LookupError(kind)

    def school(self, urn: int) -> Handle:
        handle = self.schools.get(urn)
        if handle is None:
            self._excuse_or_not("school", "schools", urn)
            raise NotRight("No school has or had this URN. Correct it, or add the school to the schools table.")
        if urn in self.contested:
            raise NotRight("Several schools once had this URN. Write the URN that the school has today.")
        return handle

    def package(self, name: str) -> int:
        pk = self.packages.get(folded_word(name))
        if pk is None:
            raise NotRight(f"There is no such package. Write one of: {', '.join(sorted(self.package_slugs.values()))}.")
        return pk

    def _known(self, kind: str, known: dict[str, Handle], name: str) -> Handle:
        if name not in known:
            self._excuse_or_not(kind, f"{kind}s", name)
            raise NotRight(self._unknown(kind, known, name))
        return known[name]

    def _excuse_or_not(self, kind: str, table: str, value: Any) -> None:
        if table in self.unread or value in self.excused[kind]:
            raise Excused

    def _unknown(self, kind: str, known: dict[str, Handle], name: str) -> str:
        if (kind, name) not in self._advice:
            close = difflib.get_close_matches(name, known, n=1)
            hint = f" Did you mean “{close[0]}”?" if close else ""
            self._advice[kind, name] = f"There is no such {kind}.{hint} Correct it, or add it to the {kind}s table."
        return self._advice[kind, name]

    def words(self, kind: str, handle: Handle | None) -> str:
        """What one would write into a cell to name the record."""
        if handle is None:
            return ""
        if kind == "school":
            return str(self.current_urns.get(handle, "")) or self.school_names.get(handle, "")
        if kind == "package":
            return self.package_slugs[handle]
        return self._names[kind.removeprefix("named_")].get(handle, "")

    def label(self, school: Handle) -> str:
        """`100937 Bangabandhu`."""
        return f"{self.current_urns.get(school, '')} {self.school_names.get(school, '')}".strip()
