"""Pages on which the tree of pages and the menus are kept."""

from django.contrib import admin
from django.utils.translation import gettext_lazy
from tree_queries.admin import TreeChangeList

from pages.admin.publications import ADDRESS_FIELDSET
from pages.models import MenuItem, Page
from unions.admin.base import TranslatedAdmin
from unions.admin.institution import NOTE_FIELDSET
from unions.admin.proceedings import PUBLISHING_FIELDSET


@admin.register(Page)
class PageAdmin(TranslatedAdmin):
    about = gettext_lazy("Texts of lasting interest, each at its place in the tree.")
    list_display = ["indented_title", "status"]
    list_per_page = 500
    search_fields = ["title_tr", "title_en", "summary_tr", "summary_en"]
    autocomplete_fields = ["parent"]
    fieldsets = [
        (None, {"fields": ["parent", "title", "summary", "body"]}),
        PUBLISHING_FIELDSET,
        ADDRESS_FIELDSET,
        NOTE_FIELDSET,
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).with_tree_fields()

    def get_changelist(self, request, **kwargs):
        return TreeChangeList

    @admin.display(description=gettext_lazy("title"))
    def indented_title(self, page):
        return page.title


@admin.register(MenuItem)
class MenuItemAdmin(TranslatedAdmin):
    about = gettext_lazy(
        "The entries of the site's menus. Each leads to a page, a part of the site or another address."
    )
    list_display = ["__str__", "place", "parent", "position"]
    list_filter = ["place"]
    list_select_related = ["page", "parent__page"]
    search_fields = ["label_tr", "label_en", "page__title_tr", "link"]
    autocomplete_fields = ["page"]
    ordering = ["place", "position", "pk"]
    fieldsets = [
        (None, {"fields": ["place", "parent", "label", "position"]}),
        (gettext_lazy("Where it leads"), {"fields": ["page", "section", "link"]}),
        NOTE_FIELDSET,
    ]
