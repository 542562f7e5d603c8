"""The page of the union itself, and for those who run the installation the list of all unions."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modeltranslation.admin import TranslationAdmin

from unions.admin.founding_form import FoundingForm
from unions.admin.hue_input import HueField, HueInput
from unions.admin.kit.base import EditableAdmin, EditableInline, InTwoLanguages
from unions.admin.kit.forms import UnionInlineForm
from unions.models import Union, UnionHost
from unions.tenancy import scope

# Functions of a union that give words searched in vain, each with how often; the layer above fills it.
WORDS_IN_VAIN: list[Callable[[Union], list[tuple[str, int]]]] = []
# Fields that affect the whole installation.
INSTALLATION_FIELDS = ["code", "is_default"]


FOUNDING_FIELDSETS = [
    (
        None,
        {
            "fields": ["name_tr", "name_en", "short_name", "code", "hosts"],
            "description": gettext_lazy(
                "The menus, the three organs required by law with their rules, and the legal pages come with it; "
                "everything can be changed afterwards."
            ),
        },
    ),
    (gettext_lazy("Appearance"), {"fields": ["default_language", "emblem", "accent_hue", "mark"]}),
]


class UnionHostInline(EditableInline):
    model = UnionHost
    form = UnionInlineForm
    fk_name = "union"
    fields = ["host", "is_primary"]
    show_change_link = False

    def has_view_permission(self, request, obj=None):
        return request.user.is_superuser

    has_add_permission = has_view_permission
    has_change_permission = has_view_permission
    has_delete_permission = has_view_permission


@admin.register(Union)
class UnionAdmin(InTwoLanguages, EditableAdmin, TranslationAdmin):
    about = gettext_lazy("The union itself: founding, legal status, introduction, colours.")
    list_display = ["code", "founded_on", "default_language", "is_default"]
    search_fields = ["code"]
    fieldsets = [
        (None, {"fields": ["code", "is_default", ("founded_on", "founder_count"), "legal_status", "reach"]}),
        (
            gettext_lazy("End of the union"),
            {
                "fields": [("ended_on", "ending"), "ending_act", "successor_name", "successor_website"],
                "classes": ["collapse"],
            },
        ),
        (gettext_lazy("Texts"), {"fields": ["introduction", "history_text"]}),
        (gettext_lazy("Stated number of members"), {"fields": [("stated_member_count", "stated_member_count_on")]}),
        (gettext_lazy("Annual documents"), {"fields": ["papers_since"]}),
        (gettext_lazy("Publication"), {"fields": ["publishing_takes_two"]}),
        (
            gettext_lazy("Search"),
            {"fields": ["is_searched_with_others", "synonyms", "searched_in_vain"], "classes": ["collapse"]},
        ),
        (
            gettext_lazy("Registration numbers"),
            {"fields": ["detsis_number", ("tax_number", "tax_office"), "host_provider"]},
        ),
        (
            gettext_lazy("Appearance"),
            {
                "fields": [
                    ("accent_hue", "second_hue", "mark"),
                    "headline",
                    "default_language",
                    "lists_cross_border_first",
                ]
            },
        ),
        (gettext_lazy("For staff only"), {"fields": ["staff_note"], "classes": ["collapse"]}),
    ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in ["accent_hue", "second_hue"]:
            kwargs.update(form_class=HueField, widget=HueInput)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_queryset(self, request):
        unions = super().get_queryset(request)
        return unions if request.user.is_superuser else unions.filter(pk=scope.union().pk)

    def visible_records(self, request):
        # Another union's history is read inside that union.
        return Union.history.filter(id=scope.union().pk)

    @admin.display(description=gettext_lazy("searched in vain"))
    def searched_in_vain(self, union):
        """Words that readers searched for without finding anything; the app with the search says which."""
        words = [word for tell in WORDS_IN_VAIN for word in tell(union)]
        if not words:
            return _("Nothing was searched for in vain often enough to be shown.")
        items = format_html_join("", "<li>{} ({})</li>", words)
        return format_html(
            '<ul>{}</ul><p><a href="#id_synonyms">{}</a></p>', items, _("Make one of them a synonym, above")
        )

    def get_readonly_fields(self, request, obj=None):
        readonly = [*super().get_readonly_fields(request, obj), "searched_in_vain"]
        if not request.user.is_superuser:
            return readonly + INSTALLATION_FIELDS
        # Paths of stored files begin with the code.
        return [*readonly, "code"] if obj else readonly

    def get_inlines(self, request, obj):
        return [UnionHostInline] if obj else []

    # A new union is founded: one page, and what every union has comes with it.

    def get_fieldsets(self, request, obj=None):
        return super().get_fieldsets(request, obj) if obj else FOUNDING_FIELDSETS

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change=change, **kwargs) if obj else FoundingForm

    def get_prepopulated_fields(self, request, obj=None):
        return super().get_prepopulated_fields(request, obj) if obj else {}

    def save_form(self, request, form, change):
        return super().save_form(request, form, change) if change else form.save()

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)

    def response_add(self, request, obj, post_url_continue=None):
        with scope.of(obj):
            main = UnionHost.objects.order_by("-is_primary", "pk").first()
        if main:
            text = _(
                "The union was added. The home page of its administration names the steps that are left; its site is "
                "at %(host)s."
            )
            messages.success(request, text % {"host": main.host})
        else:
            messages.warning(request, _("The union was added. Its site answers once a host name is entered below."))
        return HttpResponseRedirect(reverse("admin:unions_union_change", args=[obj.pk]))

    # Another union's page is answered and rendered within the scope of that union.

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return self.inside(request, object_id, super().change_view, form_url, extra_context)

    def delete_view(self, request, object_id, extra_context=None):
        return self.inside(request, object_id, super().delete_view, extra_context)

    def history_view(self, request, object_id, extra_context=None):
        return self.inside(request, object_id, super().history_view, extra_context)

    def record_view(self, request, object_id, record_id):
        return self.inside(request, object_id, super().record_view, record_id)

    def version_view(self, request, object_id, moment):
        return self.inside(request, object_id, super().version_view, moment)

    def compare_view(self, request, object_id):
        return self.inside(request, object_id, super().compare_view)

    def inside(self, request, object_id, view, *arguments):
        union = self.get_object(request, unquote(object_id))
        if union is None:
            raise Http404
        with scope.of(union):
            response = view(request, object_id, *arguments)
            if hasattr(response, "render"):
                response.render()
        return response
