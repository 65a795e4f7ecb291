"""The forms of a register and of the room's sign-in page."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from programmes.models import Mark, ParticipationRole
from programmes.registers.finding import Offer, Said
from programmes.registers.list_plans import Choices
from programmes.registers.list_reading import MOST_BYTES, Refused, text_of
from programmes.registers.marking import NOT_MARKED, Typed
from schools.names import folded

MARKS = ("", *Mark.values)
NO_MARK = "This is no mark. Choose again."
NO_LETTERS = "Write the name in the letters of English, so that it can be found."


def typed_in(sent: Mapping[str, str], people: Iterable[int]) -> tuple[dict[int, Typed], dict[int, str]]:
    """The marks on a form of those of `people` who were on it, and what is wrong with any.

    `was` holds each one's mark when the form was opened, as `12:attended 13:`.
    """
    was = dict(re.findall(r"(\d{1,18}):(\w*)", sent.get("was", "")))
    typed, wrong = {}, {}
    for pk in people:
        if (before := was.get(str(pk))) in MARKS:
            now = sent.get(f"mark-{pk}", before)
            typed[pk] = Typed(before, now if now in MARKS else before)
            if now not in MARKS:
                wrong[pk] = NO_MARK
    return typed, wrong


def with_the_rest(typed: Mapping[int, Typed], mark: str) -> dict[int, Typed]:
    """All that nobody marked are marked so."""
    return {pk: Typed(one.was, mark) if one.now == NOT_MARKED else one for pk, one in typed.items()}


class PersonForm(forms.Form):
    """A person in words, as they or somebody else types them: who that is is found later."""

    name = forms.CharField(label="Name", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none"}),
    )
    school = forms.CharField(label="School", max_length=200, required=False)

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if not folded(name):
            raise forms.ValidationError(NO_LETTERS)
        return name

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    @property
    def said(self) -> Said:
        return Said(**{name: self.cleaned_data[name] for name in ("name", "email", "school")})


def _words_of(offers: Iterable[Offer]) -> list[tuple[str, str]]:
    return [("", "Choose"), *((offer.value, offer.words) for offer in offers)]


class WalkInForm(PersonForm):
    """Somebody who walked in. `who` is asked where it is not clear who they are."""

    role = forms.ChoiceField(label="Role", choices=ParticipationRole, initial=ParticipationRole.DELEGATE)
    who = forms.CharField(label="Who is it?", required=False, max_length=40, widget=forms.Select)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("name", "email"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self.fields["school"].help_text = "Its name or URN."
        self.is_asking = False

    def ask(self, offers: Iterable[Offer]) -> None:
        self.fields["who"].widget.choices = _words_of(offers)
        self.is_asking = True
        self.add_error("who", "It is not clear who this is. Choose, or mend the name, address or school.")


class SettleForm(forms.Form):
    """Who it was that signed in by the room's code; `school` is what they should have typed."""

    sign_in = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    who = forms.CharField(required=False, max_length=40)
    school = forms.CharField(required=False, max_length=200)


class ListForm(forms.Form):
    """`cleaned_data["text"]` is the list, pasted or out of the file; what is in the file goes before what is pasted."""

    text = forms.CharField(
        label="The list",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "autocomplete": "off", "wrap": "off"}),
        help_text="Copied from Excel or elsewhere. The first line may have headings: Name, E-mail, School, Attended.",
    )
    file = forms.FileField(
        label="Or a file",
        required=False,
        help_text="An Excel workbook (.xlsx) or a .csv file, at most 2 MB.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
        error_messages={"empty": "The file is empty."},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if upload := cleaned.get("file"):
            try:
                cleaned["text"] = text_of(upload.read(MOST_BYTES + 1))
            except Refused as refused:
                self.add_error("file", str(refused))
        elif not self.errors and not cleaned.get("text", "").strip():
            self.add_error("text", "Paste the list, or choose a file.")
        return cleaned

    def show(self, text: str) -> None:
        """The list in the box, wherever it came from."""
        self.data = self.data.copy()
        self.data["text"] = text


def choices_in(sent: Mapping[str, str]) -> Choices:
    """What a person answered of the lines of a list."""

    def named(stem: str) -> dict[str, str]:
        return {name.removeprefix(stem): sent[name].replace("\0", "")[:200] for name in sent if name.startswith(stem)}

    return Choices(who=named("who-"), school=named("school-"))
