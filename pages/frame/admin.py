"""Pages on which the menus are kept."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from pages.frame.menu_screens import MenuScreens
from pages.frame.models import TREE_ORDER, MenuItem
from unions.admin.kit.base import TranslatedAdmin
from unions.admin.kit.fieldsets import NOTE_FIELDSET


@admin.register(MenuItem)
class MenuItemAdmin(MenuScreens, TranslatedAdmin):
    about = gettext_lazy(
        "The entries of the site's menus. Each one links to a page, a section of the site or another address."
    )
    change_list_template = "admin/menu/list.html"
    list_display = ["in_the_tree", "place", "position"]
    list_filter = ["place"]
    list_select_related = ["page", "parent__page"]
    search_fields = ["label_tr", "label_en", "page__title_tr", "link"]
    autocomplete_fields = ["page"]
    fieldsets = [
        (None, {"fields": ["place", "parent", "label", "position"]}),
        (gettext_lazy("Target"), {"fields": ["page", "section", "link"]}),
        NOTE_FIELDSET,
    ]

    def get_ordering(self, request):
        return TREE_ORDER

    @admin.display(description=gettext_lazy("entry"))
    def in_the_tree(self, item):
        return format_html('<span class="depth-{}">{}</span>', 1 if item.parent_id else 0, item)

    def save_model(self, request, obj, form, change):
        if not change and not obj.position:
            obj.position = MenuItem.objects.last_position_beside(obj) + 1
        super().save_model(request, obj, form, change)
