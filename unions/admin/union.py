"""The page of the union itself, and for those who run the installation the list of all unions."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.http import Http404
from django.utils.translation import gettext_lazy
from modeltranslation.admin import TranslationAdmin

from unions.admin.kit.base import EditableAdmin, EditableInline, InTwoLanguages, TranslatedInline
from unions.admin.kit.forms import UnionInlineForm
from unions.models import Union, UnionHost, UnionName
from unions.tenancy import scope

# Fields that affect the whole installation.
INSTALLATION_FIELDS = ["code", "is_default"]


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


class FirstNameInline(TranslatedInline):
    """The first name of a new union; later names have pages of their own."""

    model = UnionName
    form = UnionInlineForm
    fk_name = "union"
    fields = ["name", "short_name", "start_date"]
    extra = 1
    max_num = 1


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

    def get_queryset(self, request):
        unions = super().get_queryset(request)
        return unions if request.user.is_superuser else unions.filter(pk=scope.union().pk)

    def visible_records(self, request):
        # Another union's history is read inside that union.
        return Union.history.filter(id=scope.union().pk)

    def get_readonly_fields(self, request, obj=None):
        readonly = list(super().get_readonly_fields(request, obj))
        if not request.user.is_superuser:
            return readonly + INSTALLATION_FIELDS
        # Paths of stored files begin with the code.
        return [*readonly, "code"] if obj else readonly

    def get_inlines(self, request, obj):
        return [UnionHostInline] if obj else [UnionHostInline, FirstNameInline]

    # Another union's page is answered and rendered within the scope of that union.

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return self.inside(request, object_id, super().change_view, form_url, extra_context)

    def delete_view(self, request, object_id, extra_context=None):
        return self.inside(request, object_id, super().delete_view, extra_context)

    def history_view(self, request, object_id, extra_context=None):
        return self.inside(request, object_id, super().history_view, extra_context)

    def record_view(self, request, object_id, record_id):
        return self.inside(request, object_id, super().record_view, record_id)

    def inside(self, request, object_id, view, *arguments):
        union = self.get_object(request, unquote(object_id))
        if union is None:
            raise Http404
        with scope.of(union):
            response = view(request, object_id, *arguments)
            if hasattr(response, "render"):
                response.render()
        return response
