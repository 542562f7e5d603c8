"""How the forms of the admin are laid out and named."""

from django.contrib import admin
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from js_asset import Media

from unions.admin.kit.wording import EMPTY, label_of
from unions.text.dates import DayAndTimeFormField, DayFormField
from unions.text.partial_dates import PartialDate, PartialDateField
from unions.text.richtext import RichTextField

# How forms ask for days and times, whatever the language of the browser.
DAYS_AND_TIMES: dict = {
    models.DateField: {"form_class": DayFormField},
    models.DateTimeField: {"form_class": DayAndTimeFormField},
}


def with_version(fieldsets, is_shown: bool) -> list:
    """The fieldsets with the hidden version in the first of them, or without it."""
    cleared = [
        (title, {**options, "fields": [name for name in options["fields"] if name != "version"]})
        for title, options in fieldsets
    ]
    if is_shown and cleared:
        title, options = cleared[0]
        cleared[0] = (title, {**options, "fields": [*options["fields"], "version"]})
    return cleared


def side_by_side(fieldsets, model) -> list:
    """The fieldsets with the languages of each text on one line."""
    originals = {
        field.name: field.translated_field.name for field in model._meta.concrete_fields if hasattr(field, "language")
    }
    return [(title, {**options, "fields": paired(options["fields"], originals)}) for title, options in fieldsets]


def paired(names, originals: dict[str, str]) -> list:
    lines: list = []
    for name in names:
        original = originals.get(name) if isinstance(name, str) else None
        if original and lines and isinstance(lines[-1], tuple) and originals.get(lines[-1][0]) == original:
            lines[-1] = (*lines[-1], name)
        else:
            lines.append((name,) if original else name)
    return [line[0] if isinstance(line, tuple) and len(line) == 1 else line for line in lines]


def name_field(form_field, label: str) -> None:
    """Label a field; the date and the time of a moment are each labelled as such."""
    form_field.label = label
    if isinstance(form_field.widget, AdminSplitDateTime):
        for part, name in zip(form_field.widget.widgets, [_("date"), _("time")], strict=True):
            part.attrs["aria-label"] = f"{label}: {name}"


def labels_of(model) -> dict[str, str]:
    """The labels of a model's fields, read-only ones included, which Django would label by itself."""
    return {field.name: label_of(field) for field in model._meta.concrete_fields}


class DateInWords(PartialDate):
    """A partial date that is written as people write it."""

    def __str__(self) -> str:
        return self.display()


def show_formatted(rows) -> None:
    """Show read-only formatted texts as text, not as tags, and dates in words."""
    for row in rows:
        for field in row._meta.concrete_fields:
            if isinstance(field, PartialDateField) and getattr(row, field.attname):
                setattr(row, field.attname, DateInWords.from_number(getattr(row, field.attname).number))
            if isinstance(getattr(field, "translated_field", field), RichTextField) and getattr(row, field.attname):
                cleaned = field.sanitize(getattr(row, field.attname))
                setattr(row, field.attname, mark_safe(cleaned))  # noqa: S308  # cleaned in the line above


def with_nonce(request, context) -> None:
    """Let the one inline script of the page, the import map of the text editor, pass the content security policy."""
    media = context.get("media")
    if getattr(media, "_importmap", None):
        context["media"] = Media.from_media(media, nonce=str(request.csp_nonce))


def column_of(model, name):
    """A column of a list; partial dates are shown in words."""
    try:
        field = model._meta.get_field(name) if isinstance(name, str) else None
    except FieldDoesNotExist:
        return name
    if not isinstance(field, PartialDateField):
        return name

    @admin.display(description=field.verbose_name, ordering=name, empty_value=EMPTY)
    def column(row):
        value = getattr(row, name)
        return value.display() if value else None

    column.__name__ = name
    return column
