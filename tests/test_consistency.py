"""What the house agreed on and no other test would notice."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from accounts.history.tracking import Event

ROOT = Path(__file__).resolve().parents[1]
ROOMS = {path.parent.name for path in ROOT.glob("*/apps.py")}
MODELS = [
    model
    for model in apps.get_models()
    if model._meta.app_label in ROOMS and not issubclass(model, Event)  # made from the models, and held to nothing else
]
FIELDS = [field for model in MODELS for field in model._meta.get_fields() if getattr(field, "column", None)]
TEMPLATES = {path.relative_to(ROOT / "templates").as_posix(): path for path in ROOT.glob("templates/**/*.html")}
BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
BY_ALLAUTH = {"429.html"}
MESSAGES = "mail/_layout.html"  # a mail program shows it, which asks no style sheet of the portal
AS_AT = "as_at"  # the field's own word for the date of a published figure, not a moment

each_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)


def type_of(field):
    """What a field holds; of a generated one, what it computes."""
    return type(getattr(field, "output_field", None) or field) if field.generated else type(field)


def code():
    """The portal's own Python, tests aside."""
    return [
        path
        for room in ROOT.iterdir()
        if (room / "__init__.py").exists()
        for path in room.rglob("*.py")
        if room.name != "tests"
    ]


# Models


def test_rooms_are_found():
    assert {"accounts", "schools", "membership", "programmes", "visits", "ofsted"} <= ROOMS


@each_model
def test_model_says_what_a_record_is(model):
    assert "__str__" in vars(model)


@each_model
def test_model_leaves_order_to_those_who_ask(model):
    assert list(model._meta.ordering) == []


@pytest.mark.parametrize(
    ("named", "holds"),
    [
        (r".*_on", models.DateField),
        (r".*_at", models.DateTimeField),
        (r"(is|has)_.*", models.BooleanField),
    ],
)
def test_names_of_fields_say_what_they_hold(named, holds):
    fields = [field for field in FIELDS if re.fullmatch(named, field.name) and field.name != AS_AT]

    assert [str(field) for field in fields if type_of(field) is not holds] == []
    assert fields


@pytest.mark.parametrize(
    ("holds", "named"),
    [
        (models.DateField, r".*_on"),
        (models.DateTimeField, r".*_at"),
        (models.BooleanField, r"(is|has)_.*"),
    ],
)
def test_what_fields_hold_is_in_their_names(holds, named):
    inherited = {"last_login"}
    fields = [field for field in FIELDS if type_of(field) is holds and field.name not in {AS_AT, *inherited}]

    assert [str(field) for field in fields if not re.fullmatch(named, field.name)] == []


def test_every_choice_is_held_to_its_values_by_the_database(db):
    """The values stand in a check constraint of the table, one that speaks of the column."""
    chosen = [(field, field) for field in FIELDS if field.choices and not field.generated]
    chosen += [
        (field, field.base_field) for field in FIELDS if isinstance(field, ArrayField) and field.base_field.choices
    ]

    free = []
    for field, values in chosen:
        with connection.cursor() as cursor:
            cursor.execute(
                "select pg_get_constraintdef(oid) from pg_constraint where contype = 'c' and conrelid = %s::regclass",
                [field.model._meta.db_table],
            )
            rules = " ".join(rule for (rule,) in cursor.fetchall() if re.search(rf"\b{field.column}\b", rule))
        free += [f"{field}: {value}" for value, _ in values.flatchoices if not re.search(rf"\b{value}\b", rules)]

    assert free == []
    assert len(chosen) > 10


@each_model
def test_rules_of_the_database_have_a_test_by_name(model):
    """A rule counts as tested where a test of its room names it; see tests/admin/rules.py."""
    tests = "".join(path.read_text() for path in ROOT.glob(f"tests/{model._meta.app_label}/test_*.py"))
    names = {rule.name for rule in model._meta.constraints}

    assert {name for name in names if not re.search(rf"{name}\b", tests) and not _listed(name, tests)} == set()


def _listed(name, tests):
    """Named in parts, as `nationaloutcome_{part}` with the part beside it."""
    stem, _, part = name.partition("_")
    return f"{stem}_{{part}}" in tests and f'"{part}"' in tests


# Templates


def test_every_template_is_used():
    """A message is named without its folder and ending, by who sends it."""
    text = "\n".join(path.read_text() for path in [*code(), *TEMPLATES.values()])
    text += "".join(f' "mail/{name}.html"' for name in re.findall(r'\bsend\(\s*"(\w+)"', text))

    def is_used(name):
        by_name = name.removeprefix("mail/").removesuffix(".html") if name.startswith("mail/") else name
        named = rf"""["']({re.escape(by_name)}|{re.escape(name)})["']"""
        return re.search(named, text) or _stands_in(name)

    assert {name for name in TEMPLATES if not is_used(name)} - BY_DJANGO - BY_ALLAUTH == set()


def _stands_in(name):
    """Whether an installed package has a template of this name, which this one is used in place of."""
    packages = [Path(app.path) for app in apps.get_app_configs() if app.label not in ROOMS]
    return any((package / "templates" / name).exists() for package in packages)


def test_every_template_that_is_named_is_there():
    named = {
        name
        for path in TEMPLATES.values()
        for name in re.findall(r"""\{%\s*(?:include|extends)\s+["']([^"']+)["']""", path.read_text())
    }

    assert named - set(TEMPLATES) == set()


def test_components_are_given_all_they_use():
    includes = [
        f"{name}: {tag}"
        for name, path in TEMPLATES.items()
        for tag in re.findall(r"\{%\s*include\s+.*?%\}", path.read_text(), re.DOTALL)
        if "components/" in tag and not re.search(r"\bonly\s*%\}", tag)
    ]

    assert includes == []


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("a style of its own", r"<[^>]*\sstyle\s*="),
        ("a style sheet in its text", r"<style\b"),
        ("a script in its text", r"<script\b(?![^>]*\ssrc\s*=)"),
        ("a handler in its text", r"<[^>]*\son[a-z]+\s*="),
        ("a script for an address", r"""(href|src|action)\s*=\s*["']?\s*javascript:"""),
    ],
)
def test_no_template_has_what_the_content_security_policy_forbids(what, pattern):
    pages = {name: path for name, path in TEMPLATES.items() if name != MESSAGES}
    assert [name for name, path in pages.items() if re.search(pattern, path.read_text(), re.IGNORECASE)] == []
