"""The next version of an entry that readers see: stored as its form was filled in, compared, published, discarded.

Readers see the entry as it is until then. Nothing of the row is written before, and no copy of it is kept.
"""

from copy import copy
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from unions.admin.kit.changes import differences_of
from unions.admin.kit.next_version_forms import NUMBER, NextVersionForms, keep_for_author, number_in
from unions.admin.kit.preview import page_of
from unions.admin.kit.rights import may_publish
from unions.history.things import state_at
from unions.models import NextVersion, Review
from unions.publishing import preview
from unions.publishing.addresses import LANGUAGES
from unions.publishing.states import Publishable


class NextVersionViews(NextVersionForms):
    """The pages of a next version."""

    def get_urls(self):
        urls = super().get_urls()
        if not issubclass(self.model, Publishable):
            return urls
        view = self.admin_site.admin_view
        return [
            path("<path:object_id>/sonraki/", view(self.next_view), name=self.next_name("next")),
            path("<path:object_id>/sonraki/sil/", view(self.discard_view), name=self.next_name("discard")),
            path(
                "<path:object_id>/sonraki/<str:language>/", view(self.next_preview_view), name=self.next_name("shown")
            ),
            *urls,
        ]

    def next_name(self, page: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def may_prepare(self, request: Any, row: Any) -> bool:
        """Whether the person may write what others then publish."""
        return admin.ModelAdmin.has_change_permission(self, request, row)

    def may_type(self, request, row):
        # What is typed never becomes public by itself.
        return super().may_type(request, row) or (
            isinstance(row, Publishable) and row.status != Publishable.Status.DRAFT and self.may_prepare(request, row)
        )

    def prepared(self, request: Any, object_id: str) -> tuple[Any, NextVersion | None, Review | None]:
        """The row with what is prepared about it, for those who may see the row."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        return row, NextVersion.objects.of_row(row).first(), Review.objects.of_row(row).first()

    def as_if_published(self, request: Any, row: Any, draft: NextVersion) -> tuple[Any, Any]:
        """The row as the next version would make it, or None and the form that refuses it; to be taken back."""
        return self.saved_as_typed(request, self.as_stored(self.as_writer(request, draft), row, draft), str(row.pk))

    def as_writer(self, request: Any, draft: NextVersion) -> Any:
        """The request of somebody who may write the next version; who only looks at it looks as its writer does."""
        allowed = copy(request)
        allowed.edits_next_version = True
        if not self.may_prepare(request, None) and draft.written_by is not None:
            allowed.user = draft.written_by
        return allowed

    def next_view(self, request, object_id):
        """What the next version changes for readers, and the steps that may follow."""
        row, draft, review = self.prepared(request, object_id)
        if draft is None and review is None:
            return HttpResponseRedirect(self.url_of("change", row.pk))
        changes, mistakes = self.changes_of(request, row, draft) if draft else ([], [])
        context = {
            "title": _("Next version: %(name)s") % {"name": row} if draft else _("In review: %(name)s") % {"name": row},
            "object": row,
            "draft": draft,
            "review": review,
            "changes": changes,
            "mistakes": mistakes,
            "readers_see": row.visibility,
            "may_publish": may_publish(request, self.model),
            "may_prepare": self.may_prepare(request, row),
            "change_url": self.url_of("change", row.pk),
            "discard_url": self.url_of("discard", row.pk),
            "previews": self.next_previews(row, draft),
            "number_name": NUMBER,
        }
        return self.answer(request, "admin/next_version.html", context)

    def next_previews(self, row: Any, draft: NextVersion | None) -> list[tuple[str, str]]:
        if not self.has_preview:
            return []
        if draft is None:
            return list(self.preview_paths(row).items())
        return [(code, self.url_of("shown", row.pk, code)) for code in LANGUAGES]

    def changes_of(self, request: Any, row: Any, draft: NextVersion) -> tuple[list, list]:
        """What differs from what readers see, and what is still to be mended."""
        may_see, began = partial(self.may_see_part, request), timezone.now()
        changes, mistakes = [], []
        with transaction.atomic():
            saved, response = self.as_if_published(request, row, draft)
            if saved is not None:
                # A row that was written in bulk has a history only now.
                before, after = (state_at(self.model, row.pk, time) for time in (began, timezone.now()))
                changes = differences_of(before, after, may_see) if before and after else []
            else:
                shown = response.context_data
                errors = shown["adminform"].form.non_field_errors()
                mistakes = [*map(str, errors), *(f"{each.label}: {each.text}" for each in shown["mistakes"])]
            transaction.set_rollback(True)
        return changes, mistakes

    def next_preview_view(self, request, object_id, language):
        """The page as the next version would show it: it is published, and then everything is taken back."""
        row, draft, _review = self.prepared(request, object_id)
        if draft is None or language not in LANGUAGES or not self.has_preview or request.method not in ["GET", "HEAD"]:
            raise Http404
        edit_path = self.url_of("change", row.pk)
        with transaction.atomic():
            saved, response = self.as_if_published(request, row, draft)
            if saved is None:
                shown = response.context_data
                errors = shown["adminform"].form.non_field_errors()
                answer = self.no_preview(request, shown["mistakes"], edit_path, errors)
            else:
                paths = {code: self.url_of("shown", row.pk, code) for code in LANGUAGES}
                answer = page_of(request, preview.Preview(saved, paths, edit_path), language)
            transaction.set_rollback(True)
        return answer

    def discard_view(self, request, object_id) -> HttpResponse:
        """Asks first; what is discarded is kept for whoever wrote it, as unsaved work."""
        row, draft, _review = self.prepared(request, object_id)
        if not self.may_prepare(request, row):
            raise PermissionDenied
        if draft is None:
            return HttpResponseRedirect(self.url_of("change", row.pk))
        if request.method == "POST":
            return self.discarded(request, row, draft)
        changes, mistakes = self.changes_of(request, row, draft)
        context = {
            "title": _("Discard the draft: %(name)s") % {"name": row},
            "object": row,
            "draft": draft,
            "changes": changes,
            "mistakes": mistakes,
            "change_url": self.url_of("change", row.pk),
            "number_name": NUMBER,
        }
        return self.answer(request, "admin/discard_next.html", context)

    def discarded(self, request: Any, row: Any, draft: NextVersion) -> HttpResponse:
        """Discard the draft that the person has seen, and no other."""
        if number_in(request.POST) != draft.number:
            messages.warning(request, _("Someone has saved the next version meanwhile. Please look at it again."))
            return HttpResponseRedirect(request.path)
        with transaction.atomic():
            keep_for_author(draft)
            draft.delete()
            Review.objects.of_row(row).delete()
        messages.success(request, _("The draft is discarded. Readers see what they saw before."))
        return HttpResponseRedirect(self.url_of("change", row.pk))


def next_url(row: Any) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_next", args=[row.pk])
