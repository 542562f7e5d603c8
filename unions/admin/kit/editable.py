"""An admin for versioned rows, which several people may edit at once."""

from django.conf import settings
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db import IntegrityError
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from unions.admin.kit.error_summary import mistakes_of, open_folded
from unions.admin.kit.file_tasks import notes_about_files
from unions.admin.kit.forms import EditableForm
from unions.admin.kit.guarded import GuardedAdmin
from unions.admin.kit.history import HistoryViews
from unions.admin.kit.layout import labels_of, show_formatted, with_version
from unions.admin.kit.notes import notes_of
from unions.admin.kit.series import InSeries
from unions.admin.kit.translating import NOTED, show_what_changed
from unions.admin.kit.unsaved import UnsavedWorkViews, without_errors
from unions.files import uploads
from unions.history.moments import one_version
from unions.models.versions import StaleVersion
from unions.publishing.states import Publishable


class EditableAdmin(InSeries, UnsavedWorkViews, HistoryViews, GuardedAdmin):
    """An admin for versioned rows: whoever saves second sees both texts before anything is overwritten."""

    form = EditableForm

    def get_fieldsets(self, request, obj=None):
        return with_version(super().get_fieldsets(request, obj), self.shows_version(request, obj))

    def shows_version(self, request, obj) -> bool:
        return obj is not None and self.has_change_permission(request, obj)

    def get_form(self, request, obj=None, change=False, **kwargs):
        # Read-only fields take their labels from here.
        kwargs["labels"] = labels_of(self.model)
        if kwargs.get("fields"):
            # The model's own field of that name is not for editing; the form brings one.
            kwargs["fields"] = [name for name in kwargs["fields"] if name != "version"]
        form = super().get_form(request, obj, change=change, **kwargs)
        if not self.shows_version(request, obj):
            form.base_fields.pop("version", None)
        form.is_refused = getattr(request, "save_was_refused", False)
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        # Django opens a transaction around reading, checking and saving a form; nobody else's save waits for pictures.
        goes_out = "_publish" in request.POST or request.POST.get("status") == Publishable.Status.PUBLISHED
        uploads.prepare((file for _name, files in request.FILES.lists() for file in files), reads_documents=goes_out)
        for is_last_try in [False, True]:
            try:
                with one_version():
                    return super().changeform_view(request, object_id, form_url, extra_context)
            except (StaleVersion, IntegrityError):
                # Somebody else saved between our reading and our writing: read again.
                for upload in request.FILES.values():
                    upload.seek(0)
                if is_last_try:
                    request.save_was_refused = True
        with one_version():
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        # An unchanged row keeps its version, so that nobody else runs into a conflict.
        if not change or form.changed_fields:
            super().save_model(request, obj, form, change)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if hasattr(request, "work") and not getattr(request, "is_previewing", False):
            without_errors(context)
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        form = context["adminform"].form
        if change and not self.has_change_permission(request, obj):
            show_formatted([form.instance, *(part.instance for formset in formsets for part in formset.forms)])
        say_what_parts_lack(form, formsets)
        conflict = form.conflict
        conflicts = [conflict] if conflict else []
        for formset in formsets:
            conflicts += getattr(formset, "conflicts", []) if formset.is_bound else []
        context["conflicts"] = conflicts
        if change and self.has_change_permission(request, obj):
            show_what_changed([form, *(part for formset in formsets for part in formset.initial_forms)])
            context["noted_name"], context["noted"] = NOTED, form.data.get(NOTED, "")
        open_folded(context["adminform"], context["inline_admin_formsets"])
        context["mistakes"] = mistakes_of(form, formsets)
        context["notes"] = (
            [*notes_of(obj), *notes_about_files(obj)] if change and obj else self.notes_of_series(request)
        )
        context["most_files"], context["most_bytes"] = settings.FORM_FILES, settings.FORM_BYTES
        response = super().render_change_form(request, context, add, change, form_url, obj)
        if conflicts:
            response.status_code = 409
        return response

    # A deletion is confirmed for the version that was shown.

    def delete_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, unquote(object_id))
        posted = request.POST.get("version", "")
        if row is not None and posted and posted != str(row.version):
            messages.warning(
                request,
                _("Someone else has changed this entry in the meantime. Please check it again before deleting it."),
            )
            return HttpResponseRedirect(request.path)
        return super().delete_view(
            request,
            object_id,
            {"version": getattr(row, "version", ""), "notes": notes_of(row) if row else [], **(extra_context or {})},
        )

    def visible_records(self, request):
        return self.model.history.filter(**{f"{self.opts.pk.attname}__in": self.get_queryset(request).values("pk")})

    # The history records who did what. Django's log would also show the names of one union's rows to another's staff.

    def log_addition(self, request, obj, message):
        return None

    def log_change(self, request, obj, message):
        return None

    def log_deletions(self, request, queryset):
        return []


def say_what_parts_lack(form, formsets) -> None:
    """Ask for one reason for what the gate has found in the row and in its parts."""
    warnings = [finding for formset in formsets for finding in getattr(formset, "gate_warnings", [])]
    if warnings:
        form.gate_warnings = [*getattr(form, "gate_warnings", []), *warnings]
        form.gate_reason = next(formset.gate_reason for formset in formsets if hasattr(formset, "gate_reason"))
