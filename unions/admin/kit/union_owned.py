"""An admin for the rows of the union that the host names."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from unions.admin.kit.editable import EditableAdmin
from unions.admin.kit.fieldsets import with_owner
from unions.admin.kit.filters import PublicationFilter
from unions.admin.kit.forms import UnionOwnedForm
from unions.admin.kit.publishing_actions import PublishingActions
from unions.admin.kit.publishing_buttons import PublishingButtons
from unions.admin.kit.readers_see import say_what_readers_see, visibility_in_words
from unions.admin.kit.rights import may_change_public, may_publish, publishing_fields
from unions.admin.kit.shared_previews import SharedPreviewViews
from unions.admin.kit.tasks import Task, list_url
from unions.models import User
from unions.publishing.states import Publishable
from unions.tenancy import scope


class UnionOwnedAdmin(PublishingActions, SharedPreviewViews, PublishingButtons, EditableAdmin):
    """An admin for the rows of the union that the host names, and of no other."""

    form = UnionOwnedForm
    actions: Sequence[Any] | None = ("publish_selected", "withdraw_selected")

    def get_queryset(self, request):
        # As in the manager: a list must not depend on which manager of a model comes first.
        return super().get_queryset(request).filter(union=scope.union())

    def get_fieldsets(self, request, obj=None):
        return with_owner(super().get_fieldsets(request, obj), self.model)

    def get_list_display(self, request):
        # Its status alone calls what is only scheduled or has ended "published".
        return ["readers_see" if name == "status" else name for name in super().get_list_display(request)]

    @admin.display(description=gettext_lazy("what readers see"), ordering="status")
    def readers_see(self, row):
        return visibility_in_words(row)

    def response_add(self, request, obj, post_url_continue=None):
        say_what_readers_see(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        say_what_readers_see(request, obj)
        return super().response_change(request, obj)

    def response_delete(self, request, obj_display, obj_id):
        if "_popup" not in request.POST and self.may_restore(request, None):
            text = _("It is kept for a year: %(link)s.")
            link = format_html('<a href="{}">{}</a>', reverse("admin:bin"), _("deleted entries"))
            messages.info(request, format_html(text.replace("%(link)s", "{}"), link))
        return super().response_delete(request, obj_display, obj_id)

    def get_readonly_fields(self, request, obj=None):
        readonly = list(super().get_readonly_fields(request, obj))
        if issubclass(self.model, Publishable) and not may_publish(request, self.model):
            readonly += [name for name in publishing_fields(self.model) if name not in readonly]
        return readonly

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and may_change_public(request, obj)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "status" and issubclass(self.model, Publishable):
            # Buttons decide it; the form only carries it along.
            kwargs["widget"] = forms.HiddenInput
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "owner" and issubclass(self.model, Publishable):
            kwargs["queryset"] = User.objects.of_union(scope.union())
        # A part put into a public row would be public at once.
        whole = db_field.related_model
        if (
            db_field.name == self.model.union_from
            and issubclass(whole, Publishable)
            and not may_publish(request, whole)
        ):
            kwargs["queryset"] = whole.objects.drafts()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if change and isinstance(obj, Publishable):
            stored = self.get_object(request, str(obj.pk)) if request.method == "POST" else obj
            context["readers_see"] = visibility_in_words(stored or obj)
        if change and admin.ModelAdmin.has_change_permission(self, request, obj):
            context["is_public_and_closed"] = not may_change_public(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if request.method == "POST" and self.get_object(request, unquote(object_id)) is None:
            return self.deleted_meanwhile(request, object_id)
        return super().change_view(request, object_id, form_url, extra_context)

    def visible_records(self, request):
        return self.model.history.filter(union=scope.union())

    def get_list_filter(self, request):
        filters = list(super().get_list_filter(request))
        return [PublicationFilter, *filters] if issubclass(self.model, Publishable) else filters

    def start_page_numbers(self, request):
        if not issubclass(self.model, Publishable):
            return {}
        # Without the related rows that a list fetches.
        rows = self.model.objects.filter(union=scope.union())
        return {"draft": rows.drafts(), "scheduled": rows.scheduled()}

    def start_page_tasks(self, request):
        numbers = {state: self.number_of(request, state) for state in ["draft", "scheduled"]}
        return [self.waiting_task(state, number) for state, number in numbers.items() if number]

    def waiting_task(self, state: str, number: int) -> Task:
        """The line of the start page that says how many rows wait as drafts or for their hour."""
        text = {
            "draft": ngettext("%(name)s: one draft", "%(name)s: %(number)s drafts", number),
            "scheduled": ngettext("%(name)s: one scheduled", "%(name)s: %(number)s scheduled", number),
        }[state]
        words = {"number": number, "name": self.opts.verbose_name_plural}
        return Task(text % words, list_url(self.model, publication=state))
