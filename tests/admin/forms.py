"""What a browser sends when a person saves an admin page, changed here and there."""

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse


class _Form(HTMLParser):
    """The fields of the page's form as they stand, without its buttons and without the rows it could still add."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Any] = {}
        self.inside = False
        self.select = self.textarea = None

    def handle_starttag(self, tag: str, attributes: list) -> None:
        given = dict(attributes)
        name = given.get("name")
        if tag == "form":
            self.inside = (given.get("id") or "").endswith("_form")
        if not self.inside:
            return
        if tag == "select":
            self.select = name
            self.fields[name] = ""
        elif tag == "option" and "selected" in given and self.select:
            self.fields[self.select] = given.get("value", "")
        elif tag == "textarea":
            self.textarea = name
            self.fields[name] = ""
        elif tag == "input" and given.get("type") == "checkbox":
            if "checked" in given:
                self.fields[name] = "on"
        elif tag == "input" and given.get("type") != "submit":
            self.fields[name] = given.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        if tag == "select":
            self.select = None
        if tag == "textarea":
            self.textarea = None

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.fields[self.textarea] += data


def standing(response: HttpResponse) -> dict[str, str]:
    form = _Form()
    form.feed(response.content.decode())
    return {name: value for name, value in form.fields.items() if name and "__prefix__" not in name}


def row(prefix: str, number: int, **fields: Any) -> dict[str, Any]:
    return {f"{prefix}-{number}-{name}": value for name, value in fields.items()}


def save(client: Any, address: str, changes: dict[str, Any] | None = None, **more: Any) -> HttpResponse:
    """Open the page, change what is named, add rows where a number is beyond those that stand, and save."""
    fields = standing(client.get(address)) | (changes or {}) | more
    for total in [name for name in fields if name.endswith("-TOTAL_FORMS")]:
        prefix = total.removesuffix("-TOTAL_FORMS")
        numbers = {
            name.split("-")[1] for name in fields if name.startswith(f"{prefix}-") and name.split("-")[1].isdigit()
        }
        fields[total] = str(len(numbers))
    return client.post(address, {name: value for name, value in fields.items() if value is not None})


def errors(response: HttpResponse) -> dict[str, list[str]]:
    """Every error shown, by the name of its field; those of a whole row or page by its prefix, or `""`."""
    assert response.status_code == 200, response.status_code
    shown: dict[str, list[str]] = {}
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += inline.formset.forms
        if inline.formset.non_form_errors():
            shown[inline.formset.prefix] = list(inline.formset.non_form_errors())
    for form in forms:
        for name, words in form.errors.items():
            shown[(form.prefix or "") if name == "__all__" else form.add_prefix(name)] = list(words)
    for word in [word for words in shown.values() for word in words]:
        assert word in response.content.decode().replace("&#x27;", "'"), f"not on the page: {word}"
    return shown
