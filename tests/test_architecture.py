"""The directions in which the code may lean: by its imports, and by what it names."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

from django import forms
from django.apps import apps
from django.db import models

from members.models import Person
from tests.tables import table
from unions.models import Unit
from unions.text.partial_dates import PartialDateFormField
from unions.values.fields import TitleField, ValueField, ValueFormField

ROOT = Path(__file__).resolve().parent.parent
# Each may import only itself and those before it.
LAYERS = ["unions", "members", "pages", "trakyakent_site"]
FILES = [path.relative_to(ROOT) for layer in LAYERS for path in sorted((ROOT / layer).rglob("*.py"))]
# Withdrawn on purpose: each of them was the way into a published security hole of the last year.
BANNED_MODULES = ["django.contrib.gis", "django.middleware.cache", "django.views.decorators.cache.cache_page"]
BANNED_ADMIN_NAMES = ["GenericStackedInline", "GenericTabularInline", "list_editable"]
VAGUE_NAMES = ["common", "core", "helpers", "services", "utils"]


@cache
def nodes_of(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))))


def imported_modules(path):
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            yield from [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            yield node.module
            yield from [f"{node.module}.{alias.name}" for alias in node.names]


def names_used(path):
    for node in nodes_of(path):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr


@table("path", FILES, ids=str)
def test_imports_point_downwards(path):
    layers_above = LAYERS[LAYERS.index(path.parts[0]) + 1 :]

    imported_layers = {module.split(".")[0] for module in imported_modules(path)}

    # A layer may read the settings, but only through django.conf.
    assert imported_layers.isdisjoint([*layers_above, "tests"])


@table("path", FILES, ids=str)
def test_what_let_others_down_is_not_used(path):
    assert set(imported_modules(path)).isdisjoint(BANNED_MODULES)
    assert set(names_used(path)).isdisjoint(BANNED_ADMIN_NAMES)


@table("path", FILES, ids=str)
def test_modules_are_named_by_their_subject(path):
    assert path.stem not in VAGUE_NAMES


def test_an_upward_import_would_be_seen(tmp_path):
    path = tmp_path / "wrong.py"
    path.write_text("def late():\n    from pages.models import Page\n    return Page\n")

    assert {"pages.models", "pages.models.Page"} <= set(imported_modules(path))


# What an import does not show: a layer may also not name what a layer above declares.

NAMING_FILES = [
    path.relative_to(ROOT)
    for layer in LAYERS[:-1]
    for path in [
        *sorted((ROOT / layer).rglob("*.py")),
        *sorted((ROOT / layer).rglob("*.toml")),
        *sorted((ROOT / "templates" / layer).rglob("*.html")),
    ]
]
URL_TAG = re.compile(r"""{%-?\s*url\s+['"]([^'"]+)['"]""")
TEMPLATE_TEXT = re.compile(r"""['"]([^'"\s]+)['"]""")


def layer_of(path: Path) -> str:
    return path.parts[1] if path.parts[0] == "templates" else path.parts[0]


@cache
def address_names(layer: str) -> set[str]:
    """The names of the addresses that a layer declares, those of page types included."""
    urls = import_module(f"{layer}.urls")
    patterns = [*urls.urlpatterns, *getattr(urls, "unprefixed_urlpatterns", [])]
    names = {pattern.name for pattern in patterns if getattr(pattern, "name", None)}
    # The topmost layer repeats some of those below.
    return names.difference(*(address_names(below) for below in LAYERS[: LAYERS.index(layer)]))


def texts_in_code(source: str) -> Iterator[str]:
    return (
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def names_above(path: Path, source: str) -> list[str]:
    """The addresses, templates and models of the layers above that a file of a layer names."""
    layers_above = LAYERS[LAYERS.index(layer_of(path)) + 1 :]
    addresses = {name for layer in layers_above for name in address_names(layer)}
    # pages/tree/page_detail.html and members.person
    their_own = re.compile(rf"({'|'.join(layers_above)})(/|\.\w)")
    if path.suffix == ".py":
        texts = list(texts_in_code(source))
        named = [text for text in texts if text in addresses]
    else:
        texts = TEMPLATE_TEXT.findall(source)
        named = [name for name in URL_TAG.findall(source) if name in addresses]
    return [*named, *(text for text in texts if their_own.match(text))]


@table("path", NAMING_FILES, ids=str)
def test_names_point_downwards(path):
    assert names_above(path, (ROOT / path).read_text(encoding="utf-8")) == []


@table(
    ("path", "source", "names"),
    [
        ("unions/models/late.py", 'reverse("decision_detail", args=[1])', ["decision_detail"]),
        ("unions/institution/late.py", 'breadcrumbs("document_list")', ["document_list"]),
        ("unions/late.py", 'apps.get_model("members.Person")', ["members.Person"]),
        ("members/late.py", 'render(request, "pages/tree/page_detail.html")', ["pages/tree/page_detail.html"]),
        ("members/late.py", 'reverse("news_list")', ["news_list"]),
        ("templates/unions/late.html", "{% url 'member_list' %}", ["member_list"]),
        ("templates/members/late.html", '{% url "home" as home %}', ["home"]),
        ("templates/unions/late.html", '{% include "members/people/row.html" %}', ["members/people/row.html"]),
        ("templates/members/late.html", '{% extends "pages/archive.html" %}', ["pages/archive.html"]),
        ("unions/tenancy/late.toml", 'members = ["members.person"]', ["members.person"]),
        ("members/late.py", 'reverse("paper_grid")', []),
        ("templates/members/late.html", '{% url "member_list" %}<meta name="robots">', []),
    ],
)
def test_a_name_from_a_layer_above_would_be_seen(path, source, names):
    assert names_above(Path(path), source) == names


def test_no_style_or_script_stands_inside_a_template():
    offenders = [
        f"{path.relative_to(ROOT)}: {found}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for found in [" style=", "<style", " onclick=", " onload=", "javascript:"]
        if found in path.read_text(encoding="utf-8")
    ]

    assert offenders == []


# Values of one kind have one type, and days one field, so that no way in has a checker of its own.

STOCK_VALUE_FIELDS = (models.EmailField, models.URLField)
STOCK_FORM_FIELDS = (forms.EmailField, forms.URLField)
VALUE_WORDS = re.compile(r"(?:^|_)(?:phone|fax|telephone|gsm|email|e_mail|mail_address|website|url|homepage)(?:_|$)")
OWN_MODELS = [model for model in apps.get_models() if model._meta.app_label in LAYERS]
# Django's own model of an account, whose forms check its address.
OF_DJANGO = {"unions.User.email"}


def own_forms() -> list[type[forms.BaseForm]]:
    """Every form class of the project."""
    for path in FILES:
        if path.stem in {"forms", "form", "admin", "staff", "filters"} or "form" in path.stem:
            import_module(".".join(path.with_suffix("").parts))
    found, waiting = [], [forms.BaseForm]
    while waiting:
        subclasses = waiting.pop().__subclasses__()
        waiting += subclasses
        found += [form for form in subclasses if form.__module__.split(".")[0] in LAYERS]
    return found


@table("model", OWN_MODELS, ids=lambda model: model._meta.label)
def test_no_model_keeps_a_telephone_an_e_mail_or_a_web_address_beside_the_types(model):
    beside = [
        f"{model._meta.label}.{field.name}"
        for field in model._meta.concrete_fields
        if isinstance(field, STOCK_VALUE_FIELDS) or (type(field) is models.CharField and VALUE_WORDS.search(field.name))
    ]

    assert set(beside) <= OF_DJANGO


def test_no_form_asks_for_a_telephone_an_e_mail_a_web_address_or_a_day_beside_the_types():
    beside = [
        f"{form.__name__}.{name}"
        for form in own_forms()
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, STOCK_FORM_FIELDS)
        or (type(field) is forms.CharField and VALUE_WORDS.search(name))
        or type(field) in {forms.DateField, forms.DateTimeField, forms.TimeField, forms.SplitDateTimeField}
    ]

    assert beside == []


# What is called after a person and holds more than one person's name, or something else.
NO_NAMES_OF_PEOPLE = {
    "members.ListingCheck.answered_by": "name and office in one line",
    "members.Municipality.name": "of a place",
    "members.Municipality.district_name": "of a place",
    "members.Municipality.former_names": "of a place",
    "members.Province.name": "of a place",
    "members.ImportRun.file_name": "of a file",
    "pages.AccessibilityContact.name": "a person or a unit",
    "pages.Picture.name": "of a picture",
    "pages.Project.contact": "a person or a unit",
    "unions.Deletion.name": "of an entry",
    "unions.FileRecord.name": "of a file",
    "unions.FileText.name": "of a file",
    "unions.Headquarters.building_owner": "often an institution",
    "unions.NextVersion.name": "of an entry",
    "unions.PeriodicTask.name": "of a task",
    "unions.PictureJob.name": "of a file",
    "unions.Review.name": "of an entry",
    "unions.SharedPreview.name": "of an entry",
    "unions.StatuteChange.approved_by": "an authority",
    "unions.Union.successor_name": "of a union",
    "unions.UnionName.approved_by": "an authority",
    "unions.UnionName.name": "of a union",
    "unions.UnionName.short_name": "of a union",
    "unions.WorkProcess.name": "of a process",
    "unions.Unit.name": "of a unit",
    "unions.UnsavedWork.name": "of an entry",
    "unions.User.username": "of an account",
}
PERSON_WORDS = re.compile(
    r"(?:^|_)(?:name|names|username|surname|mayor|head|by|person|contact|author|owner|applicant)(?:_|$)"
)
NO_NAMES_IN_FORMS = {
    "AddPasskeyForm.name": "of a device",
    "CheckForm.answered_by": "name and office in one line",
    "FoundingForm.short_name": "of a union",
    "FoundingForm.name_tr": "of a union",
    "FoundingForm.name_en": "of a union",
    "SignInForm.username": "of an account",
}


def test_no_model_keeps_the_name_of_a_person_beside_the_type():
    beside = {
        f"{model._meta.label}.{field.name}"
        for model in OWN_MODELS
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField) and not isinstance(field, ValueField)
        if PERSON_WORDS.search(field.name) and not field.choices and not hasattr(field, "translated_field")
        if not hasattr(model, "history_object") and not field.name.startswith("encrypted")
    }

    assert beside - {*NO_NAMES_OF_PEOPLE} == set()


def test_titles_have_their_type():
    assert {(Person, "title"), (Unit, "head_title")} == {
        (model, field.name)
        for model in OWN_MODELS
        for field in model._meta.concrete_fields
        if isinstance(field, TitleField) and not hasattr(model, "history_object")
        if not hasattr(field, "translated_field")
    }


def test_no_form_asks_for_the_name_of_a_person_beside_the_type():
    beside = {
        f"{form.__name__}.{name}"
        for form in own_forms()
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.CharField) and not isinstance(field, ValueFormField | PartialDateFormField)
        if PERSON_WORDS.search(name) and not issubclass(form, forms.ModelForm)
    }

    assert beside - {*NO_NAMES_IN_FORMS} == set()


@table("path", FILES, ids=str)
def test_no_module_checks_such_a_value_by_itself(path):
    checkers = {"EmailValidator", "URLValidator", "validate_email", "phonenumbers"}

    assert path.parts[:2] == ("unions", "values") or not checkers & {*names_used(path), *imported_modules(path)}


def test_no_field_is_left_to_the_language_of_the_browser():
    offenders = [
        str(path.relative_to(ROOT))
        for folder, ending in [("templates", "*.html"), *((layer, "*.py") for layer in LAYERS)]
        for path in sorted((ROOT / folder).rglob(ending))
        if re.search(r"""type["']?\s*[=:]\s*["'](?:date|datetime-local|time|month)["']""", path.read_text("utf-8"))
    ]

    assert offenders == []
