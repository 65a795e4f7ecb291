"""The forms of a price list and of a package."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.text import slugify

from membership.models import Includes, Package
from membership.packages.fields import MoneyField, not_negative
from membership.packages.prices import INCLUDES, PHASES, Included, PriceList, Prices

MOST_PERCENT = 100


@dataclass(frozen=True)
class Amount:
    what: Includes
    number: BoundField
    is_unlimited: BoundField


@dataclass(frozen=True)
class PackageRow:
    package: Package
    prices: list[BoundField]
    amounts: list[Amount]


class PricesForm(forms.Form):
    """A grid: a price for each package and phase, and what each package includes. What is empty is not offered."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, packages: list[Package], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.packages = packages
        for package in packages:
            for phase in PHASES:
                self.fields[_price(package, phase)] = MoneyField(
                    label=phase.label,
                    required=False,
                    validators=[not_negative("A price is not less than nothing.")],
                )
            for what in INCLUDES:
                self.fields[_amount(package, what)] = forms.DecimalField(
                    label=what.label,
                    required=False,
                    max_digits=5,
                    decimal_places=1,
                    validators=[not_negative("An amount is not less than nothing.")],
                    widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
                )
                self.fields[_unlimited(package, what)] = forms.BooleanField(
                    label="as many as they like", required=False
                )
        for field in self.fields.values():
            look = "form-check-input" if isinstance(field, forms.BooleanField) else "form-control"
            field.widget.attrs["class"] = look

    def rows(self) -> list[PackageRow]:
        return [
            PackageRow(
                package,
                [self[_price(package, phase)] for phase in PHASES],
                [Amount(what, self[_amount(package, what)], self[_unlimited(package, what)]) for what in INCLUDES],
            )
            for package in self.packages
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for package in self.packages:
            for what in INCLUDES:
                amount = cleaned.get(_amount(package, what))
                if amount is not None and cleaned.get(_unlimited(package, what)):
                    self.add_error(_amount(package, what), "Write a number, or say as many as they like.")
        return cleaned

    def prices(self) -> Prices:
        return {
            (package.pk, phase): price
            for package in self.packages
            for phase in PHASES
            if (price := self.cleaned_data[_price(package, phase)]) is not None
        }

    def included(self) -> Included:
        """A number of nought is on the list, and so said; an empty one is not."""
        return {
            (package.pk, what): self.cleaned_data[_amount(package, what)]
            for package in self.packages
            for what in INCLUDES
            if self.cleaned_data[_amount(package, what)] is not None or self.cleaned_data[_unlimited(package, what)]
        }


def as_shown(prices: PriceList, packages: list[Package], *, version: str) -> dict[str, Any]:
    """What the grid shows of a list. `version` is that of the list which saving it would replace."""
    shown: dict[str, Any] = {"version": version}
    for package in packages:
        for phase in PHASES:
            shown[_price(package, phase)] = prices.prices.get((package.pk, phase))
        for what in INCLUDES:
            amount = prices.included.get((package.pk, what))
            shown[_amount(package, what)] = amount and _plain(amount)
            shown[_unlimited(package, what)] = (package.pk, what) in prices.included and amount is None
    return shown


def _plain(amount: Decimal) -> Decimal:
    return amount.to_integral() if amount == amount.to_integral() else amount


def _price(package: Package, phase: str) -> str:
    return f"price-{package.pk}-{phase}"


def _amount(package: Package, what: str) -> str:
    return f"amount-{package.pk}-{what}"


def _unlimited(package: Package, what: str) -> str:
    return f"unlimited-{package.pk}-{what}"


class RaiseForm(forms.Form):
    """The prices of the year before, with so much added."""

    add = forms.DecimalField(
        label="Add, in per cent",
        initial=0,
        min_value=-MOST_PERCENT,
        max_value=MOST_PERCENT,
        max_digits=5,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )


class PackageForm(forms.ModelForm):
    """A new package gets its slug from its name, and keeps it: figures, spreadsheets and addresses write it."""

    class Meta:
        model = Package
        fields = ("name", "is_sla", "position")

    def clean_is_sla(self) -> bool:
        is_sla = self.cleaned_data["is_sla"]
        if self.instance.pk and is_sla != self.instance.is_sla and self.instance.agreements.exists():
            raise forms.ValidationError("Schools have agreements for it: the income of past years would change.")
        return is_sla

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        name = cleaned.get("name")
        if name and Package.objects.filter(name__iexact=name).exclude(pk=self.instance.pk).exists():
            self.add_error("name", "There is a package of this name already.")
        elif name and not self.instance.pk:
            self.instance.slug = self._slug(name)
        return cleaned

    def _slug(self, name: str) -> str:
        slug = slugify(name)[:50].strip("-_")
        if not slug:
            self.add_error("name", "Write a name with letters from a to z.")
        elif slug == "all":
            self.add_error("name", "Figure keys write “all” for the packages together. Choose another.")
        elif Package.objects.filter(slug=slug).exists():
            self.add_error("name", "Another package has nearly this name. Choose another.")
        return slug
