"""The pages that show who changed a row and bring an earlier state back."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import ProtectedError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unions.admin.kit.changes import differences_of, entries_of, moments_of, shown_state
from unions.admin.kit.related import related_rows
from unions.admin.kit.rights import may_change_public
from unions.admin.kit.wording import author, label_of, name_of
from unions.history import moments
from unions.history.restoring import restore
from unions.history.things import State, state_at
from unions.models.versions import StaleVersion
from unions.publishing.states import Publishable

if TYPE_CHECKING:
    # The views are mixed into one.
    from django.contrib.admin import ModelAdmin as OfModelAdmin
else:
    OfModelAdmin = object


ACTIONS = {"+": gettext_lazy("added"), "~": gettext_lazy("changed"), "-": gettext_lazy("deleted")}


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
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        views: list[tuple[str, str, Any]] = [
            ("<path:object_id>/history/<int:record_id>/", "record", self.record_view),
            ("<path:object_id>/history/version/<int:moment>/", "version", self.version_view),
            ("<path:object_id>/history/compare/", "compare", self.compare_view),
        ]
        own = [path(route, self.admin_site.admin_view(view), name=f"{name}_{page}") for route, page, view in views]
        return [*own, *super().get_urls()]

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

    def recent_changes(self, history_ids: list[int]) -> dict[int, RecentChange]:
        """What these entries of the history say, by their number."""
        records = list(self.model.history.select_related("history_user").filter(history_id__in=history_ids))
        related_rows().expect(records)
        return {record.history_id: self.recent_change(record) for record in records}

    def recent_change(self, record) -> RecentChange:
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

    def thing(self, request, object_id):
        """The row and the records of its history, for those who may see them; the row is None once it is deleted."""
        records = self.newest_first(request, object_id)
        row = self.get_object(request, unquote(object_id))
        if row is None and not records.exists():
            raise Http404
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        return row, records

    def may_see_part(self, request, model) -> bool:
        return request.user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")

    def may_restore_part(self, request, model) -> bool:
        names = [f"{model._meta.app_label}.{what}_{model._meta.model_name}" for what in ["add", "change", "delete"]]
        return request.user.has_perms(names)

    def history_view(self, request, object_id, extra_context=None):
        row, records = self.thing(request, object_id)
        pk = self.opts.pk.to_python(unquote(object_id))
        page = Paginator(moments_of(self.model, pk, records), 50).get_page(request.GET.get("p"))
        entries = entries_of(self.model, pk, records, list(page.object_list), partial(self.may_see_part, request))
        context = {
            "title": _("History: %(name)s") % {"name": row or name_of(records[0])},
            "entries": entries,
            "page_obj": page,
            "object": row,
            "object_id": unquote(object_id),
            "version_url_name": f"admin:{self.opts.app_label}_{self.opts.model_name}_version",
            "compare_url": self.url_of("compare", object_id),
            **(extra_context or {}),
        }
        return self.answer(request, "admin/history.html", context)

    def record_view(self, request, object_id, record_id):
        """The version that one record belongs to."""
        record = self.history_records(request, object_id).filter(history_id=record_id).first()
        if record is None:
            raise Http404
        return self.version_page(request, object_id, record.history_date)

    def version_view(self, request, object_id, moment):
        try:
            return self.version_page(request, object_id, moments.moment_of(moment))
        except OverflowError:
            raise Http404 from None

    def state(self, request, object_id, time) -> State:
        """What the thing held, if the person may see that it did."""
        pk = self.opts.pk.to_python(unquote(object_id))
        state = state_at(self.model, pk, time)
        if state is None or not self.visible_records(request).filter(history_id=state.record.history_id).exists():
            raise Http404
        return state

    def version_page(self, request, object_id, time):
        """An earlier state beside the present one; POST brings it back."""
        row, records = self.thing(request, object_id)
        state = self.state(request, object_id, time)
        may_restore = self.may_restore(request, row) and may_change_whole(request, state.record)
        if request.method == "POST":
            if not may_restore:
                raise PermissionDenied
            return self.restore(request, state, row)
        may_see = partial(self.may_see_part, request)
        present = self.state(request, object_id, timezone.now()) if row is not None else None
        saved = entries_of(self.model, state.number, records, [time], may_see)
        saved_record = saved[0].record if saved else state.record
        context = {
            "title": _("Earlier version: %(name)s") % {"name": name_of(state.record)},
            "record": saved_record,
            "author": author(saved_record),
            "changes": differences_of(state, present, may_see) if present else [],
            "state": shown_state(state, may_see),
            "object": row,
            "is_public": getattr(row, "is_public", False) and hasattr(row, "status"),
            "object_id": unquote(object_id),
            "history_url": self.url_of("history", object_id),
            "may_restore": may_restore,
        }
        return self.answer(request, "admin/history_record.html", context)

    def compare_view(self, request, object_id):
        """Two versions beside each other, whichever they are; the earlier one first."""
        row, _records = self.thing(request, object_id)
        try:
            times = sorted(moments.moment_of(int(request.GET.get(name, ""))) for name in ["from", "to"])
        except (ValueError, OverflowError):
            raise Http404 from None
        before, after = [self.state(request, object_id, time) for time in times]
        context = {
            "title": _("Compare versions: %(name)s") % {"name": row or name_of(after.record)},
            "times": times,
            "changes": differences_of(before, after, partial(self.may_see_part, request)),
            "object": row,
            "history_url": self.url_of("history", object_id),
        }
        return self.answer(request, "admin/history_compare.html", context)

    def may_restore(self, request, row) -> bool:
        return self.has_change_permission(request, row) if row is not None else self.has_add_permission(request)

    def restore(self, request, state, row):
        """Give the thing its earlier texts and parts again, as a new version; a deleted one comes back as a draft."""
        try:
            target = restore(state, row, partial(self.may_restore_part, request))
        except ValidationError as error:
            for message in error.messages:
                messages.error(request, message)
            return HttpResponseRedirect(request.path)
        except ObjectDoesNotExist:
            messages.error(request, _("The entry this belonged to no longer exists. Restore that one first."))
            return HttpResponseRedirect(request.path)
        except ProtectedError:
            messages.error(request, _("Nothing was restored: other entries depend on a part that was added since."))
            return HttpResponseRedirect(request.path)
        except StaleVersion:
            messages.error(request, _("Someone else has changed this entry in the meantime. Please check it again."))
            return HttpResponseRedirect(request.path)
        messages.success(request, restored_words(target, was_deleted=row is None))
        return HttpResponseRedirect(self.url_of("change", target.pk))

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


def restored_words(row, *, was_deleted: bool) -> str:
    """What happened, and what readers see of it."""
    if was_deleted and isinstance(row, Publishable):
        return _("The entry has been restored as a draft. Readers do not see it until you publish it.")
    return _("The earlier version has been restored.")


def may_change_whole(request, record) -> bool:
    """Whether the row of which this was a part, if it was one, may be changed by the person."""
    parent = getattr(record.instance_type, "union_from", "")
    if not parent:
        return True
    field = record.instance_type._meta.get_field(parent)
    return may_change_public(request, field.related_model.objects.filter(pk=getattr(record, field.attname)).first())
