"""The form of a row as it is stored in a next version, and as it is shown again from there."""

import json
from copy import copy
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from unions.admin.kit import conflicts
from unions.admin.kit.conflicts import Conflict, Difference, as_posted
from unions.admin.kit.history import HistoryViews
from unions.admin.kit.preview import PreviewViews
from unions.admin.kit.rights import publishing_fields
from unions.admin.kit.translating import NOTED, states_in
from unions.admin.kit.unsaved import is_typed
from unions.files import kept
from unions.history.restoring import restorable_fields
from unions.models import NextVersion, UnsavedWork

# The hidden field that says which next version a person has seen, and the one by which it is overwritten knowingly.
NUMBER, OVERWRITES = "_next_number", "_overwrites"
# What a form asks beside the row itself.
BESIDE = {"review_note", "review_answer", "gate_reason"}
# What is decided by buttons, not by the text of a draft.
STATE = ["status", "publish_at"]


class NextVersionForms(PreviewViews, HistoryViews):
    """The form of a row as it is stored in a next version, and as it is shown again."""

    def as_stored(self, request: Any, row: Any, draft: NextVersion) -> Any:
        """The request as if the form had just been sent with what the next version holds."""
        typed = copy(request)
        typed.method = "POST"
        typed.POST = QueryDict(mutable=True)
        for name, values in self.publishing_values(request, row, publishing_fields(self.model)).items():
            typed.POST.setlist(name, values)
        state = self.publishing_values(request, row, STATE)
        held: dict[str, list[str]] = {}
        for name, value in draft.fields:
            held.setdefault(name, []).append(value)
        for name in held.keys() - state.keys():
            typed.POST.setlist(name, held[name])
        self.rebase(row, typed.POST)
        typed._files = MultiValueDict()
        attach_files(typed, row)
        return typed

    def publishing_values(self, request: Any, row: Any, names: list[str]) -> dict[str, list[str]]:
        """What the form would send about the publication of the row as it is stored."""
        form = self.empty_form(request, row)
        return {key: texts for name in names if name in form.fields for key, texts in posted_by(form, name).items()}

    def empty_form(self, request: Any, row: Any) -> Any:
        return self.form_class_of(request, row)(instance=copy(row))

    def form_class_of(self, request: Any, row: Any) -> Any:
        return self.get_form(request, row, change=True, fields=flatten_fieldsets(self.get_fieldsets(request, row)))

    def formsets_of(self, request: Any, row: Any) -> list[Any]:
        # Unknown to the stubs.
        model_admin: Any = self
        formsets: list[Any] = model_admin._create_formsets(request, row, change=True)[0]
        return formsets

    def form_of_row(self, request: Any, row: Any) -> QueryDict:
        """What the form of the row would send, if nobody touched it."""
        untouched = copy(request)
        untouched.method = "GET"
        formsets = self.formsets_of(untouched, row)
        data = QueryDict(mutable=True)
        for form in [self.empty_form(request, row), *(part for formset in formsets for part in formset.initial_forms)]:
            for name in form.fields:
                for key, texts in posted_by(form, name).items():
                    data.setlist(key, texts)
        for formset in formsets:
            number = str(len(formset.initial_forms))
            for name in ["TOTAL_FORMS", "INITIAL_FORMS"]:
                data[f"{formset.prefix}-{name}"] = number
        return data

    def rebase(self, row: Any, data: QueryDict) -> None:
        """A row whose texts are still those that the next version began with contradicts nothing."""
        base = data.get("version", "")
        if not base.isdecimal() or int(base) == row.version:
            return
        records = conflicts.records_since(row, int(base))
        names = [field.attname for field in restorable_fields(self.model)]
        if records and records[0].version == int(base):
            first, last = records[0], records[-1]
            if all(getattr(first, name) == getattr(last, name) for name in names):
                data["version"] = str(row.version)

    def posted_fields(self, request: Any, row: Any) -> list[tuple[str, str]] | None:
        """What the form holds, with its files kept for the next version; None where there is no room for a file."""
        silent = {*STATE, *self.publishing_values(request, row, STATE), *BESIDE}
        fields = [
            (name, value.replace("\x00", ""))
            for name, values in request.POST.lists()
            for value in values
            if is_typed(name) and name not in silent and not name.endswith((kept.KEPT, kept.REMOVED))
        ]
        for name, files in request.FILES.lists():
            token = files[-1] and keeper_of(row).keep(files[-1])
            if token is None:
                return None
            fields.append((f"{name}{kept.KEPT}", f"{token}/{files[-1].name}"))
        return [*fields, (NOTED, self.states_of(request, row))]

    def states_of(self, request: Any, row: Any) -> str:
        """How far the translation of the form's texts is, after the next version that it was filled from."""
        held = copy(row)
        form = self.form_class_of(request, row)(request.POST, request.FILES, instance=held)
        # Nothing is published, so nothing is asked.
        form.asks_gate = False
        parts = [part for formset in self.formsets_of(request, held) for part in formset.forms]
        for each in [form, *parts]:
            each.is_valid()
        return states_in([form, *parts])

    def is_changed_by(self, request: Any, row: Any) -> bool:
        """Whether the form that was sent holds anything that the row does not."""
        stored = copy(row)
        form = self.form_class_of(request, row)(request.POST, request.FILES, instance=stored)
        formsets = self.formsets_of(request, stored)
        return bool(set(form.changed_data) - {"version", *STATE}) or any(formset.has_changed() for formset in formsets)

    def store_next(self, request: Any, row: Any, **values: Any) -> NextVersion | None:
        """Store the form as the next version of the row; None if it is left as it is, for lack of room.

        Raises StaleDraft.
        """
        fields = self.posted_fields(request, row)
        if fields is None:
            messages.error(request, _("There is no room for a file. Nothing has been saved yet."))
            return None
        number = number_in(request.POST)
        before = NextVersion.objects.of_row(row).first()
        if before is not None and before.number == number and same_fields(before.fields, fields):
            if values:
                NextVersion.objects.filter(pk=before.pk).update(**values)
            return before
        with transaction.atomic():
            if before is not None and request.POST.get(OVERWRITES) == str(before.number):
                keep_for_author(before)
            stored = NextVersion.objects.store(row, fields, user=request.user, number=number)
            if values:
                NextVersion.objects.filter(pk=stored.pk).update(**values)
        return stored

    def conflict_with(self, draft: NextVersion, request: Any, context: dict[str, Any]) -> Conflict:
        """What two people have written into the same next version, side by side."""
        labels = labels_in(context)
        mine, theirs = (fields_by_name(fields) for fields in (list_of(request.POST), draft.fields))
        found = [
            Difference(
                label=labels[name][0],
                language=labels[name][1],
                yours=strip_tags(mine.get(name, "")),
                stored=strip_tags(theirs.get(name, "")),
                changed_by=str(draft.written_by or ""),
                changed_at=draft.written_at,
                is_taken_over=False,
            )
            for name in dict.fromkeys([*mine, *theirs])
            if name in labels and mine.get(name, "") != theirs.get(name, "")
        ]
        return Conflict(title=draft.name, differences=found)


def keeper_of(row: Any) -> kept.Keeper:
    return kept.keeper_of_next_version(row.union_id, row._meta.label_lower, row.pk)


def attach_files(request: Any, row: Any) -> None:
    """Put the files of the next version into a form that names them."""
    for key in [key for key in request.POST if key.endswith(kept.KEPT)]:
        field, token = key.removesuffix(kept.KEPT), request.POST[key].partition("/")[0]
        is_wanted = field not in request.FILES and f"{field}{kept.REMOVED}" not in request.POST
        if is_wanted and (file := keeper_of(row).find(token)) is not None:
            setattr(file, kept.KEEPER, keeper_of(row))
            request.FILES.appendlist(field, file)


def hold_files() -> int:
    """Begin the term of the files of all next versions anew; returns how many next versions there are."""
    drafts = NextVersion.objects.select_related("content_type")
    for draft in drafts:
        model = draft.content_type.model_class()
        if model is not None:
            kept.keeper_of_next_version(draft.union_id, model._meta.label_lower, draft.object_id).still_needed()
    return len(drafts)


def number_in(data: Any) -> int:
    number = data.get(NUMBER, "")
    return int(number) if number.isdecimal() and len(number) < 10 else 0


def list_of(data: QueryDict) -> list[tuple[str, str]]:
    return [(name, value) for name, values in data.lists() for value in values]


def fields_by_name(fields: list[tuple[str, str]]) -> dict[str, str]:
    by_name: dict[str, list[str]] = {}
    for name, value in fields:
        by_name.setdefault(name, []).append(value.replace("\r\n", "\n"))
    return {name: ", ".join(values) for name, values in by_name.items()}


def same_fields(one: list[tuple[str, str]], other: list[tuple[str, str]]) -> bool:
    return fields_by_name(one) == fields_by_name(other)


def labels_in(context: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """The label and the language of each field of a form and its parts, by the names under which it is sent."""
    forms = [("", context["adminform"].form)]
    for inline in context["inline_admin_formsets"]:
        name = str(inline.formset.model._meta.verbose_name)
        forms += [(f"{name} {number} · ", form) for number, form in enumerate(inline.formset.forms, start=1)]
    labels: dict[str, tuple[str, str]] = {}
    for prefix, form in forms:
        for bound in form:
            text, language = f"{prefix}{bound.label}", bound.field.widget.attrs.get("lang", "")
            if bound.name != "version" and not bound.is_hidden:
                labels |= {f"{bound.html_name}{part}": (text, language) for part in ["", "_0", "_1"]}
    return labels


def posted_by(form: Any, name: str) -> dict[str, list[str]]:
    """What a browser would send of a field that nobody has touched."""
    field = form.fields[name]
    # Choosers wrap what they show.
    widget = getattr(field.widget, "widget", field.widget)
    value = field.prepare_value(form.get_initial_for_field(field, name))
    texts = as_posted(widget, form.add_prefix(name), value)
    if field.show_hidden_initial:
        texts |= as_posted(widget, form.add_initial_prefix(name), value)
    return texts


def keep_for_author(draft: NextVersion) -> None:
    """Keep what is discarded or overwritten as unsaved work of whoever wrote it."""
    if draft.written_by is None:
        return
    UnsavedWork.objects.create(
        token=uuid4().hex,
        user=draft.written_by,
        union_id=draft.union_id,
        content_type=ContentType.objects.get_for_id(draft.content_type_id),
        object_id=str(draft.object_id),
        name=draft.name[:200],
        data=json.dumps(draft.fields),
        saved_at=timezone.now(),
    )
