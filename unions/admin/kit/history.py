"""The pages that show who changed a row and bring an earlier state back."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unions.admin.kit.rights import PUBLISHING_FIELDS, may_change_public, may_publish
from unions.admin.kit.wording import EMPTY, author, display, label_of, name_of
from unions.publishing.states import Publishable

if TYPE_CHECKING:
    # The views are mixed into one.
    from django.contrib.admin import ModelAdmin as OfModelAdmin
else:
    OfModelAdmin = object


# Bookkeeping, not content: never shown as a change and never brought back.
BOOKKEEPING = ["id", "union", "version", "created_at", "updated_at", "is_demo", "source_key", "sort_key", "role_order"]
ACTIONS = {"+": gettext_lazy("added"), "~": gettext_lazy("changed"), "-": gettext_lazy("deleted")}


@dataclass(frozen=True)
class Change:
    """One field of a row, before and after."""

    label: str
    language: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One saved state of a row: who made it, when, and what it changed."""

    record: object
    author: str
    changes: list[Change]


@dataclass(frozen=True)
class RecentChange:
    """One line of the start page: who did what to which row."""

    action: str
    name: str
    kind: str
    url: str
    author: str
    time: datetime


class HistoryViews(OfModelAdmin):
    """The history of one row, read from its history table, for those who may see the row."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_record"
        view = self.admin_site.admin_view(self.record_view)
        return [path("<path:object_id>/history/<int:record_id>/", view, name=name), *super().get_urls()]

    def history_records(self, request, object_id):
        """The saved states of a row that the person may see, the newest first."""
        try:
            pk = self.opts.pk.to_python(unquote(object_id))
        except (ValidationError, ValueError):
            raise Http404 from None
        return self.visible_records(request).filter(**{self.opts.pk.attname: pk}).select_related("history_user")

    def visible_records(self, request):
        """The part of the history table that is the person's to see."""
        return self.model.history.filter(pk__isnull=False)

    def recent_records(self, request):
        """The records that the start page may show."""
        return self.visible_records(request)

    def recent_change(self, history_id: int) -> RecentChange:
        record = self.model.history.select_related("history_user").get(history_id=history_id)
        return RecentChange(
            action=str(ACTIONS[record.history_type]),
            name=name_of(record),
            kind=str(self.opts.verbose_name),
            url=self.url_of("history", record.id),
            author=author(record),
            time=record.history_date,
        )

    def newest_first(self, request, object_id):
        return self.history_records(request, object_id).order_by("-history_date", "-history_id")

    def answer(self, request, template: str, context: dict, status: int | None = None) -> TemplateResponse:
        """A page of the admin about these rows."""
        request.current_app = self.admin_site.name
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, template, context, status=status)

    def url_of(self, page: str, *arguments) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=arguments)

    def history_view(self, request, object_id, extra_context=None):
        records = self.newest_first(request, object_id)
        row = self.get_object(request, unquote(object_id))
        page = Paginator(records, 50).get_page(request.GET.get("p"))
        if row is None and not page.object_list:
            raise Http404
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        latest = list(page.object_list)
        older = list(records[page.end_index() : page.end_index() + 1])
        context = {
            "title": _("History: %(name)s") % {"name": row or name_of(latest[0])},
            "entries": entries_of(latest, older),
            "page_obj": page,
            "object": row,
            "object_id": unquote(object_id),
            "record_url_name": f"admin:{self.opts.app_label}_{self.opts.model_name}_record",
            **(extra_context or {}),
        }
        return self.answer(request, "admin/history.html", context)

    def record_view(self, request, object_id, record_id):
        """An earlier state beside the present one; POST brings it back."""
        record = self.history_records(request, object_id).filter(history_id=record_id).first()
        if record is None:
            raise Http404
        row = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        may_restore = self.may_restore(request, row) and may_change_whole(request, record)
        if request.method == "POST":
            if not may_restore:
                raise PermissionDenied
            return self.restore(request, record, row)
        present = self.newest_first(request, object_id).first() if row is not None else None
        context = {
            "title": _("Earlier version: %(name)s") % {"name": name_of(record)},
            **shown_record(record, present),
            "object": row,
            "object_id": unquote(object_id),
            "history_url": self.url_of("history", object_id),
            "may_restore": may_restore,
        }
        return self.answer(request, "admin/history_record.html", context)

    def may_restore(self, request, row) -> bool:
        return self.has_change_permission(request, row) if row is not None else self.has_add_permission(request)

    def restore(self, request, record, row):
        """Give the row its earlier texts again, as a new version; a deleted row comes back under its number."""
        target = self.earlier_state(request, record, row)
        try:
            with transaction.atomic():
                target.prepare_for_save()
                target.full_clean()
                target.save(force_insert=row is None)
        except ValidationError as error:
            for message in error.messages:
                messages.error(request, message)
            return HttpResponseRedirect(request.path)
        except ObjectDoesNotExist:
            messages.error(request, _("The entry this belonged to no longer exists. Restore that one first."))
            return HttpResponseRedirect(request.path)
        messages.success(request, _("The earlier version has been restored."))
        return HttpResponseRedirect(self.url_of("change", target.pk))

    def earlier_state(self, request, record, row):
        """The row with what the record holds, as far as the person may set it; a deleted row as a new draft."""
        target = row or record.instance
        target._state.adding = row is None
        for field in restorable_fields(self.model, with_publishing=may_publish(request, self.model)):
            setattr(target, field.attname, getattr(record, field.attname))
        if row is None:
            target.version = record.version + 1
            if isinstance(target, Publishable) and not may_publish(request, self.model):
                target.status = Publishable.Status.DRAFT
        return target

    def deleted_meanwhile(self, request, object_id):
        """Answer a save of a row that somebody else has deleted with what was typed; foreign rows answer 404."""
        record = self.newest_first(request, object_id).first()
        if record is None or record.history_type != "-" or not self.has_change_permission(request):
            raise Http404
        labels = {field.name: label_of(field) for field in self.model._meta.concrete_fields}
        context = {
            "title": _("Deleted in the meantime: %(name)s") % {"name": name_of(record)},
            "record": record,
            "author": author(record),
            "texts": [(labels[name], request.POST[name]) for name in request.POST if name in labels],
            "history_url": self.url_of("history", object_id),
        }
        return self.answer(request, "admin/deleted_meanwhile.html", context, status=409)


def entries_of(latest: list, older: list) -> list[Entry]:
    """The records, each with what it changed in the one before it; `older` holds the record before the last, if any."""
    return [
        Entry(record, author(record), changes_between(before, record))
        for record, before in zip(latest, [*latest[1:], *older, None], strict=False)
    ]


def shown_record(record, present) -> dict:
    """A record as its page shows it: who made it, all it holds, and how it differs from the present state."""
    return {
        "record": record,
        "author": author(record),
        "changes": changes_between(record, present),
        "state": state_of(record),
    }


def may_change_whole(request, record) -> bool:
    """Whether the row of which this was a part, if it was one, may be changed by the person."""
    parent = getattr(record.instance_type, "union_from", "")
    if not parent:
        return True
    field = record.instance_type._meta.get_field(parent)
    return may_change_public(request, field.related_model.objects.filter(pk=getattr(record, field.attname)).first())


def content_fields(model) -> list:
    """The fields whose changes say something to a person; texts once a language."""
    translated = {field.translated_field.name for field in model._meta.concrete_fields if hasattr(field, "language")}
    silent = {*BOOKKEEPING, *translated, *model.fields_not_in_history()}
    return [field for field in model._meta.concrete_fields if field.name not in silent]


def restorable_fields(model, *, with_publishing: bool) -> list:
    excluded = [] if with_publishing else PUBLISHING_FIELDS
    return [field for field in content_fields(model) if getattr(field, "translated_field", field).name not in excluded]


def changes_between(before, after) -> list[Change]:
    """What differs between two states of a row; nothing where one of them is missing."""
    if before is None or after is None:
        return []
    return [
        change_of(field, getattr(before, field.attname), getattr(after, field.attname))
        for field in content_fields(before.instance_type)
        if visible_value(getattr(before, field.attname)) != visible_value(getattr(after, field.attname))
    ]


def change_of(field, before, after) -> Change:
    texts = [display(field, value) for value in [before, after]]
    if texts[0] == texts[1]:
        # Only the formatting differs, so the formatting has to be seen.
        texts = [str(value or EMPTY) for value in [before, after]]
    return Change(label_of(field), getattr(field, "language", ""), *texts)


def visible_value(value):
    """A value as far as forms can show it: without parts of a second, and nothing is nothing."""
    if isinstance(value, datetime):
        return value.replace(microsecond=0)
    return value or "" if isinstance(value, str | None) else value


def state_of(record) -> list[tuple[str, str, str]]:
    """The whole state a record holds: label, language and value of each field that says something."""
    return [
        (label_of(field), getattr(field, "language", ""), display(field, getattr(record, field.attname)))
        for field in content_fields(record.instance_type)
        if getattr(record, field.attname) not in (None, "")
    ]
