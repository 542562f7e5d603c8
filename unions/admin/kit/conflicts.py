"""What differs when somebody else has saved a row since a person opened its form."""

from dataclasses import dataclass, field
from datetime import datetime

from django import forms

from unions.admin.kit.wording import author, display, name_of


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
    change = None
    for before, after in zip(records, records[1:], strict=False):
        if getattr(before, name) != getattr(after, name):
            change = after
    return change


def conflict_of(form, version: int | None) -> Conflict:
    """Compare a bound form with the stored row, which is a later version than the one it was filled from.

    Fields that only the other person has changed are put into the form as they are stored: saving again must not
    take back what the person never touched.
    """
    records = records_since(form.instance, version) if version else []
    has_base = bool(records) and records[0].version == version
    differences = [
        difference_of(form, name, records if has_base else []) for name in form.changed_fields if name in form.fields
    ]
    return Conflict(title=str(form.instance), differences=differences)


def difference_of(form, name: str, records: list) -> Difference:
    """One field of the form beside the stored row; `records` begin with the version that the form was filled from."""
    model_field = model_field_of(form, name)
    stored = form.get_initial_for_field(form.fields[name], name)
    change = latest_change(records, model_field.attname) if records and model_field is not None else None
    is_untouched = change is not None and not is_changed(form, name, getattr(records[0], model_field.attname))
    yours = form.cleaned_data.get(name, form[name].value())
    if is_untouched:
        yours = stored
        set_value(form, name, stored)
    return Difference(
        label=str(form.fields[name].label),
        language=getattr(model_field, "language", ""),
        yours=display(model_field, yours),
        stored=display(model_field, stored),
        changed_by=author(change),
        changed_at=change.history_date if change else None,
        is_taken_over=is_untouched,
    )


def deletion_of(record) -> Conflict:
    """The conflict with somebody who has deleted the row; `record` is its last state."""
    return Conflict(title=name_of(record), deleted_by=author(record), deleted_at=record.history_date)


def model_field_of(form, name: str):
    names = {model_field.name: model_field for model_field in form._meta.model._meta.concrete_fields}
    return names.get(name)


def is_changed(form, name: str, value) -> bool:
    """Whether what was posted for a field differs from `value`, as far as the form could show that."""
    form_field = form.fields[name]
    prepared = form_field.prepare_value(value)
    if not form_field.has_changed(prepared, posted_value(form, name)):
        return False
    shown = as_posted(form_field.widget, form.add_prefix(name), prepared)
    return not shown or any(
        [text.replace("\r\n", "\n") for text in form.data.getlist(key)]
        != [text.replace("\r\n", "\n") for text in texts]
        for key, texts in shown.items()
    )


def posted_value(form, name: str):
    return form.fields[name].widget.value_from_datadict(form.data, form.files, form.add_prefix(name))


def set_value(form, name: str, value) -> None:
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
            for part, suffix, part_value in zip(widget.widgets, suffixes, parts, strict=True)
            for key, texts in as_posted(part, f"{name}{suffix}", part_value).items()
        }
    if isinstance(widget, forms.CheckboxInput):
        return {name: ["on"] if value else []}
    if isinstance(widget, forms.FileInput):
        return {}
    shown = widget.format_value(value)
    if isinstance(shown, (list, tuple)):
        return {name: [str(choice) for choice in shown if choice not in (None, "")]}
    return {name: ["" if shown is None else str(shown)]}
