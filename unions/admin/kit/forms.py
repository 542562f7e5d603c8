"""The form behind every page of the admin that changes a row of a union."""

import copy
import re
from typing import Any, cast

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models import Q
from django.forms.models import BaseInlineFormSet, InlineForeignKeyField, construct_instance
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unions.admin.kit import conflicts, gate, translating
from unions.files.kept_fields import refuse_gone
from unions.tenancy import scope
from unions.text.translation_state import COLUMN

STALE = gettext_lazy("Someone else has saved this entry since you opened it. Your changes have not been saved yet.")
REFUSED = gettext_lazy("This conflicts with another entry that was saved at the same moment. Please save again.")
TAKEN = gettext_lazy("Another entry already uses this value.")
ONLY_ONE = gettext_lazy("Only one entry like this is allowed, and one already exists. End or change that one first.")

# The fields that hold a position; 0 means the last one.
PLACES = ["position", "number"]


class VersionField(forms.IntegerField):
    """The version of the row that the form was filled from; never a change by itself."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data):
        return False


class EditableForm(forms.ModelForm):
    """A form that knows the version of the row it was filled from and shows errors at their fields."""

    version = VersionField(required=False)

    # Set on the class for one request after the database itself has refused to save.
    is_refused = False
    # Set on the class for one request that only shows what was typed and not saved.
    is_taken_up = False
    # Set on the class for one request: whether it is asked what is asked before publishing.
    asks_gate = True
    # Set on the class for one request that shows an earlier state again, whatever has become of the row.
    asks_version = True
    # Set on the class for one request: what the pressed button asks for beyond the fields themselves, by field.
    demands: dict[str | None, Any] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.conflict = None
        if "version" in self.fields and not self.instance._state.adding:
            self.initial["version"] = self.instance.version
        self.stored_version = getattr(self.instance, "version", None)
        # The texts whose translation a person calls right as it stands.
        self.confirmed = translating.confirmed_in(self)

    @cached_property
    def changed_data(self) -> list[str]:
        return [*super().changed_data, *([COLUMN] if self.confirmed else [])]

    @property
    def changed_fields(self) -> list[str]:
        """Names of the fields that differ from the stored row."""
        return [name for name in self.changed_data if name not in {"version", forms.formsets.DELETION_FIELD_NAME}]

    def clean(self):
        super().clean()
        refuse_gone(self)
        if self.is_taken_up:
            # Nobody has sent it: whatever it holds, it is not saved.
            self.add_error(None, ValidationError("taken up", code="taken_up"))
        if self.is_refused:
            self.add_error(None, ValidationError(REFUSED, code="refused"))
        for name, text in self.demands.items():
            self.add_error(name if name in self.fields else None, ValidationError(text, code="demanded"))
        if self.is_stale and self.changed_fields:
            self.record_conflict()
            self.add_error(None, ValidationError(STALE, code="stale"))
        return self.cleaned_data

    @property
    def is_stale(self) -> bool:
        """Whether the row has been saved since the form was filled."""
        return (
            "version" in self.fields
            and self.asks_version
            and not self.instance._state.adding
            and self.cleaned_data.get("version") != self.stored_version
        )

    def record_conflict(self):
        """Collect what differs, and let the next save overwrite it knowingly."""
        self.conflict = conflicts.conflict_of(self, self.cleaned_data.get("version"))
        conflicts.set_value(self, "version", self.stored_version)

    def _post_clean(self):
        options = self._meta
        self.complete_instance()
        exclude = self._get_validation_exclusions()
        exclude |= {name for name, field in self.fields.items() if isinstance(field, InlineForeignKeyField)}
        try:
            self.instance = construct_instance(self, self.instance, options.fields, options.exclude)
            translating.take_up(self)
            self.instance.full_clean(exclude=exclude, validate_unique=False, validate_constraints=False)
        except ValidationError as error:
            self._update_errors(error)
        if self._validate_unique:
            self.validate_unique()
        if not self._errors:
            self.validate_constraints()

    def complete_instance(self):
        """Fill what the model's own checks need and the form has no field for."""

    def validate_constraints(self):
        """Check every constraint, also those on columns that the form does not show."""
        row = copy.copy(self.instance)
        row.prepare_for_save()
        for constraint in constraints_of(row):
            try:
                constraint.validate(type(row), row)
            except ValidationError as error:
                self.add_error(field_of(constraint, self.fields), in_plain_words(constraint, error))

    def _update_errors(self, errors):
        # A model names the text, the form has one field a language. Errors of hidden fields go to the top.
        if hasattr(errors, "error_dict"):
            messages_by_field = {}
            for name, messages in errors.error_dict.items():
                messages_by_field.setdefault(shown_name(name, self.fields), []).extend(messages)
            errors = ValidationError(messages_by_field)
        super()._update_errors(errors)


class UnionOwnedForm(EditableForm):
    """A form for a row of the union that the code is bound to."""

    def complete_instance(self):
        if self.instance.union_id is None:
            self.instance.union = scope.union()

    def _post_clean(self):
        super()._post_clean()
        if not self._errors and self.asks_gate:
            gate.ask(self)


class InlineForm(UnionOwnedForm):
    """A form for a row that is edited inside the form of another."""

    def has_changed(self):
        changed = set(self.changed_data)
        # A position alone does not make an empty form a new entry.
        return bool(changed - set(PLACES) if self.instance._state.adding else changed)

    def clean(self):
        super().clean()
        for name in PLACES:
            if name in self.cleaned_data and self.cleaned_data[name] is None:
                self.cleaned_data[name] = 0
        return self.cleaned_data


class UnionInlineForm(InlineForm):
    """A part of a union itself, which may be one that is only now being added."""

    def complete_instance(self):
        """The union is the one that the outer form edits."""

    def validate_constraints(self):
        if self.instance.union_id is not None:
            super().validate_constraints()


class InlineFormSet(BaseInlineFormSet):
    """The parts of a row, each with its version; edited parts that somebody else has deleted come back as new ones."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.vanished = []
        if self.is_bound and self.instance.pk:
            self._move_vanished_to_the_end()

    @classmethod
    def get_default_prefix(cls):
        # A relation without a name on the row still needs a prefix in the form.
        return super().get_default_prefix() or cls.model._meta.model_name

    def clean(self):
        super().clean()
        # Django does not validate a form that is marked for deletion.
        changed_before_deletion = [form for form in self.initial_forms if form.conflict and self._is_deletion(form)]
        if self.vanished or changed_before_deletion:
            raise ValidationError(STALE, code="stale")
        if all(form.asks_gate for form in self.forms if hasattr(form, "asks_gate")):
            gate.ask_parts(self)

    def _is_deletion(self, form) -> bool:
        return self.can_delete and self._should_delete_form(form)  # type: ignore[attr-defined]  # of Django's formsets

    @property
    def conflicts(self) -> list:
        """What differs in the parts, those deleted by somebody else included."""
        changed = [form.conflict for form in self.forms if form.conflict]
        return changed + [conflicts.deletion_of(record) for record in self.vanished]

    def save_new(self, form, commit=True):
        row = super().save_new(form, commit=False)
        if hasattr(row, "position") and not row.position:
            siblings = type(row).all_unions.filter(**{self.fk.name: self.instance})
            row.position = (siblings.aggregate(last=models.Max("position"))["last"] or 0) + 1
        if commit:
            row.save()
        return row

    def _move_vanished_to_the_end(self):
        present = {str(pk) for pk in self.get_queryset().values_list("pk", flat=True)}
        posted = {
            index: self.data.get(f"{self.prefix}-{index}-{self.model._meta.pk.name}", "")
            for index in range(self.initial_form_count())
        }
        gone = {
            index: record
            for index, pk in posted.items()
            if pk not in present and (record := self._deletion_record(pk)) is not None
        }
        if not gone:
            return
        remaining = [index for index in range(self.total_form_count()) if index not in gone]
        edited = [index for index, record in gone.items() if self._was_edited(index, record)]
        self._renumber(remaining + edited, without_identity=edited)
        self.data[f"{self.prefix}-INITIAL_FORMS"] = str(self.initial_form_count() - len(gone))
        self.data[f"{self.prefix}-TOTAL_FORMS"] = str(len(remaining) + len(edited))
        self.__dict__.pop("management_form", None)
        self.vanished = [gone[index] for index in edited]

    def _deletion_record(self, pk: str):
        """The last state of a deleted part of this row; None for anything else."""
        if not pk.isdecimal():
            return None
        return (
            self.model.history.filter(id=pk, history_type="-", union=self.instance.union_id)
            .filter(**{self.fk.name: self.instance.pk})
            .select_related("history_user")
            .first()
        )

    def _was_edited(self, index: int, record) -> bool:
        """Whether the person changed the part that somebody else deleted, and did not want it deleted too."""
        form = self.form(self.data, self.files, prefix=f"{self.prefix}-{index}", instance=record.instance)
        is_deletion = f"{form.prefix}-{forms.formsets.DELETION_FIELD_NAME}" in self.data
        return bool(form.changed_fields) and not is_deletion

    def _renumber(self, order: list[int], without_identity: list[int]):
        own_key = re.compile(rf"{re.escape(str(self.prefix))}-(\d+)-(.+)")
        place = {str(index): new for new, index in enumerate(order)}
        dropped = {f"{self.prefix}-{index}-{name}" for index in without_identity for name in ["id", "version"]}
        for holder in ["data", "files"]:
            old = getattr(self, holder)
            if not old:
                continue
            new = old.copy()
            new.clear()
            for key, texts in old.lists():
                own = own_key.fullmatch(key)
                if own is None:
                    new.setlist(key, texts)
                elif own[1] in place and key not in dropped:
                    new.setlist(f"{self.prefix}-{place[own[1]]}-{own[2]}", texts)
            setattr(self, holder, new)


def constraints_of(row) -> list:
    """The row's constraints; those on translated texts only in the form that names the language."""
    translated = {
        field.translated_field.name for field in row._meta.concrete_fields if hasattr(field, "translated_field")
    }
    return [
        constraint
        for _model, constraints in row.get_constraints()
        for constraint in constraints
        if translated.isdisjoint(getattr(constraint, "fields", []))
    ]


def field_of(constraint, fields) -> str | None:
    """The field at which a person can mend what the constraint refuses; None for the top of the form."""
    terms = terms_of(constraint.condition) if hasattr(constraint, "condition") else []
    # Filling in what is missing mends more often than emptying what is there.
    emptied = {name for name, value in terms if value is None} - {name for name, value in terms if value is not None}
    names = sorted((name for name, _value in reversed(terms)), key=lambda name: name in emptied)
    if isinstance(constraint, models.UniqueConstraint):
        names = [*reversed(constraint.fields), *names]
    elif len(set(names)) > 2:
        return None
    return next((name for name in names if name in fields), None)


def terms_of(condition) -> list[tuple[str, object]]:
    """The fields in a condition with the value each is compared with, in their order there."""
    if not isinstance(condition, Q):
        return []
    return [
        term
        for child in cast("list[Any]", condition.children)
        for term in (terms_of(child) if isinstance(child, Q) else [(child[0].split("__")[0], child[1])])
    ]


def in_plain_words(constraint, error: ValidationError) -> ValidationError:
    """The error in the model's own words, or in ours instead of the constraint's technical name."""
    if constraint.violation_error_message != constraint.default_violation_error_message:
        return ValidationError(constraint.get_violation_error_message(), code=constraint.violation_error_code)
    if isinstance(constraint, models.UniqueConstraint):
        return ValidationError(ONLY_ONE if constraint.condition else TAKEN, code="taken")
    return ValidationError(_("This value is not allowed here."), code=error.code)


def shown_name(name: str, fields) -> str:
    """The name under which the form shows a field of the model."""
    if name in fields or name == NON_FIELD_ERRORS:
        return name
    return f"{name}_tr" if f"{name}_tr" in fields else NON_FIELD_ERRORS
