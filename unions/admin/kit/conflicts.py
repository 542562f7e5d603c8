"""What differs when somebody else has saved a row since a person opened its form."""

from dataclasses import dataclass, field
from datetime import datetime

from django import forms

from unions.admin.kit.wording import author, displayed, name_of


@dataclass(frozen=True)
class Difference:
    """One field in which the person's text and the stored one are not the same."""

    label: str
    language: str
    yours: str
    stored: str
    changed_by: str
    changed_at: datetime | None
    # Only the other person touched it, so the form now holds the stored text.
    is_taken_over: bool


@dataclass
class Conflict:
    """All that differs between one row as a person wants it and as it is stored."""

    title: str
    differences: list[Difference] = field(default_factory=list)
    # Set where the row was deleted rather than changed.
    deleted_by: str = ""
    deleted_at: datetime | None = None


def records_since(row, version: int) -> list:
    """The stored states of a row from the version that was read to now, the oldest first."""
    return list(
        row.history.filter(**{row._meta.pk.attname: row.pk}, version__gte=version)
        .select_related("history_user")
        .order_by("version", "history_id")
    )


def latest_change(records: list, name: str):
    """The record that gave a field its present value; None if it has not changed since the first record."""
    changed = None
    for before, after in zip(records, records[1:], strict=False):
        if getattr(before, name) != getattr(after, name):
            changed = after
    return changed


def conflict_of(form, version: int | None) -> Conflict:
    """Compare a bound form with the stored row, which is a later version than the one it was filled from.

    Fields that only the other person has changed are put into the form as they are stored: saving again must not
    take back what the person never touched.
    """
    records = records_since(form.instance, version) if version else []
    base = records[0] if records and records[0].version == version else None
    conflict = Conflict(title=str(form.instance))
    for name in form.changed_fields:
        model_field = model_field_of(form, name)
        stored = form.get_initial_for_field(form.fields[name], name)
        changed = latest_change(records, model_field.attname) if base and model_field is not None else None
        untouched = bool(changed) and not is_changed(form, name, getattr(base, model_field.attname))
        yours = form.cleaned_data.get(name, form[name].value())
        if untouched:
            yours = stored
            put(form, name, stored)
        conflict.differences.append(
            Difference(
                label=str(form.fields[name].label),
                language=getattr(model_field, "language", ""),
                yours=displayed(model_field, yours),
                stored=displayed(model_field, stored),
                changed_by=author(changed),
                changed_at=changed.history_date if changed else None,
                is_taken_over=untouched,
            )
        )
    return conflict


def deletion_of(record) -> Conflict:
    """The row that a form was filled from has been deleted; `record` is the last that is known of it."""
    return Conflict(title=name_of(record), deleted_by=author(record), deleted_at=record.history_date)


def model_field_of(form, name: str):
    names = {model_field.name: model_field for model_field in form._meta.model._meta.concrete_fields}
    return names.get(name)


def is_changed(form, name: str, value) -> bool:
    """Whether what was posted for a field differs from `value`, as far as the form could show that."""
    form_field = form.fields[name]
    prepared = form_field.prepare_value(value)
    if not form_field.has_changed(prepared, posted(form, name)):
        return False
    shown = as_posted(form_field.widget, form.add_prefix(name), prepared)
    return not shown or any(
        [text.replace("\r\n", "\n") for text in form.data.getlist(key)]
        != [text.replace("\r\n", "\n") for text in texts]
        for key, texts in shown.items()
    )


def posted(form, name: str):
    return form.fields[name].widget.value_from_datadict(form.data, form.files, form.add_prefix(name))


def put(form, name: str, value) -> None:
    """Make the bound form show `value` in a field."""
    form_field = form.fields[name]
    form.data = form.data.copy()
    for key, texts in as_posted(form_field.widget, form.add_prefix(name), form_field.prepare_value(value)).items():
        form.data.setlist(key, texts)


def as_posted(widget, name: str, value) -> dict[str, list[str]]:
    """What a browser would send if the widget showed the value."""
    if isinstance(widget, forms.MultiWidget):
        parts: list = widget.decompress(value)  # type: ignore[assignment]  # a list, whatever the stubs say
        suffixes: list[str] = widget.widgets_names  # type: ignore[attr-defined]  # unknown to the stubs
        return {
            key: texts
            for part, suffix, each in zip(widget.widgets, suffixes, parts, strict=True)
            for key, texts in as_posted(part, f"{name}{suffix}", each).items()
        }
    if isinstance(widget, forms.CheckboxInput):
        return {name: ["on"] if value else []}
    if isinstance(widget, forms.FileInput):
        return {}
    shown = widget.format_value(value)
    if isinstance(shown, (list, tuple)):
        return {name: [str(each) for each in shown if each not in (None, "")]}
    return {name: ["" if shown is None else str(shown)]}
