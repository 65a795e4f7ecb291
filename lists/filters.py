"""Filters in the address, as django-filter has them, with what every list's filters have in common."""

from collections.abc import Iterable
from typing import Any, ClassVar

import django_filters
from django import forms
from django.forms.utils import flatatt
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from thep.years import AcademicYear

MOST_TYPED = 200


class FiltersForm(forms.Form):
    """A filter that is wrong says so by its field, and the others still hold."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        for bound in self:
            is_wrong = bool(self.is_bound and self.errors.get(bound.name))
            look = "form-select" if isinstance(bound.field.widget, forms.Select) else "form-control"
            bound.field.widget.attrs["class"] = f"{look} is-invalid" if is_wrong else look


class PlainSelect(forms.Select):
    """Django's own renders a template for each choice, which costs more than all the rows of the list."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        chosen = "" if value is None else str(value)
        options = "".join(
            f'<option value="{escape(each)}"{" selected" if str(each) == chosen else ""}>{escape(words)}</option>'
            for each, words in self.choices
        )
        look = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        return mark_safe(f"<select{flatatt(look)}>{options}</select>")  # noqa: S308 - escaped piece by piece


class TypedFilter(django_filters.CharFilter):
    """Something typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=MOST_TYPED, **kwargs)


class DayFilter(django_filters.DateFilter):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class ChosenFilter(django_filters.ChoiceFilter):
    """One of several; `any_of_them` is what stands there while none is chosen."""

    def __init__(self, *, any_of_them: str, **kwargs: Any) -> None:
        super().__init__(empty_label=any_of_them, null_label=None, widget=PlainSelect, **kwargs)


class ListFilter(django_filters.FilterSet):
    """`in_sight` are the filters that are always shown; the others unfold.

    `request` tells whose list it is: `hidden_from` are the filters that would tell a person what they may not see.
    """

    in_sight: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.hidden_from(self.request.user):
            del self.filters[name]

    def hidden_from(self, user: Any) -> Iterable[str]:
        return ()

    def offer(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        """The choices of a filter that come from records: read once for each page."""
        self.filters[name].extra["choices"] = list(choices)

    def offer_years(self, name: str, years: Iterable[AcademicYear]) -> None:
        self.offer(name, ((year.slug, str(year)) for year in years))

    def asked(self, name: str) -> Any:
        """What was asked for, where it could be understood."""
        return self.form.cleaned_data.get(name) if self.is_bound and self.form.is_bound and self._is_read() else None

    def _is_read(self) -> bool:
        return self.form.errors is not None

    @property
    def shown(self) -> list[Any]:
        return [self.form[name] for name in self.in_sight if name in self.filters]

    @property
    def folded(self) -> list[Any]:
        return [self.form[name] for name in self.filters if name not in self.in_sight]

    @property
    def is_unfolded(self) -> bool:
        """Whether one of those folded away is in use or wrong."""
        return any(self.data.get(bound.name) for bound in self.folded)


def year_of(slug: str | None) -> AcademicYear | None:
    return AcademicYear.parse(slug) if slug else None


def years_between(first: AcademicYear | None, last: AcademicYear | None) -> list[AcademicYear]:
    """The latest first; none where nothing is on record."""
    if first is None or last is None:
        return []
    return [AcademicYear(start) for start in range(last.start, first.start - 1, -1)]
