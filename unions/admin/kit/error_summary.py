"""The errors of a refused form at its top, each leading to its field; and every folded part open that holds one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import flatten
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import MultiWidget


@dataclass(frozen=True)
class Mistake:
    """One error: the label of its field, the anchor of that, and what is wrong."""

    label: str
    anchor: str
    text: str


def mistakes_of(form: Any, formsets: Iterable[Any]) -> list[Mistake]:
    """The errors at fields of a form and its parts, in the order of the page; what stands at the top already is not."""
    found = mistakes_in(form)
    for formset in formsets:
        if formset.is_bound:
            name = str(formset.model._meta.verbose_name)
            for number, part in enumerate(formset.forms, start=1):
                found += mistakes_in(part, f"{name} {number} · ")
    return found


def mistakes_in(form: Any, prefix: str = "") -> list[Mistake]:
    return [
        Mistake(f"{prefix}{form.fields[name].label or name}", anchor_of(form[name]), str(text))
        for name, texts in form.errors.items()
        if name != NON_FIELD_ERRORS and name in form.fields
        for text in texts
    ]


def anchor_of(bound_field: Any) -> str:
    """Where the field begins: a moment is asked for by two boxes, of which the first is meant."""
    anchor = bound_field.id_for_label or bound_field.auto_id
    if isinstance(bound_field.field.widget, MultiWidget) and anchor == bound_field.auto_id:
        return f"{anchor}_0"
    return anchor


def open_folded(adminform: Any, inline_admin_formsets: Iterable[Any]) -> None:
    """Unfold what holds an error. Django does it too, but not for fields that share a line."""
    adminform.fieldsets = unfolded(adminform.fieldsets, set(adminform.form.errors))
    for inline in inline_admin_formsets:
        names = {name for errors in (inline.formset.errors if inline.formset.is_bound else []) for name in errors}
        inline.fieldsets = unfolded(inline.fieldsets, names)
        if names or (inline.formset.is_bound and inline.formset.non_form_errors()):
            inline.classes = " ".join(name for name in inline.classes.split() if name != "collapse")


def unfolded(fieldsets: Iterable[tuple[Any, dict]], names: set[str]) -> list[tuple[Any, dict]]:
    return [
        (title, {**options, "classes": [name for name in options.get("classes", ()) if name != "collapse"]})
        if names.intersection(flatten(options["fields"]))
        else (title, options)
        for title, options in fieldsets
    ]
