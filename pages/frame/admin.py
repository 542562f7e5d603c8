"""Pages on which the menus are kept."""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from pages.frame.models import MenuItem
from unions.admin.kit.base import TranslatedAdmin
from unions.admin.kit.fieldsets import NOTE_FIELDSET


@admin.register(MenuItem)
class MenuItemAdmin(TranslatedAdmin):
    about = gettext_lazy(
        "The entries of the site's menus. Each one links to a page, a section of the site or another address."
    )
    list_display = ["__str__", "place", "parent", "position"]
    list_filter = ["place"]
    list_select_related = ["page", "parent__page"]
    search_fields = ["label_tr", "label_en", "page__title_tr", "link"]
    autocomplete_fields = ["page"]
    ordering = ["place", "position", "pk"]
    fieldsets = [
        (None, {"fields": ["place", "parent", "label", "position"]}),
        (gettext_lazy("Target"), {"fields": ["page", "section", "link"]}),
        NOTE_FIELDSET,
    ]
