"""Admin pages of listings."""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from members.directory.models import Listing
from unions.admin.kit.base import TranslatedAdmin
from unions.admin.kit.fieldsets import NOTE_FIELDSET


@admin.register(Listing)
class ListingAdmin(TranslatedAdmin):
    about = gettext_lazy("The union's listing of a municipality: mayor, telephone, address, crest.")
    list_display = ["municipality", "mayor", "phone", "email", "confirmed_on"]
    list_select_related = ["municipality__province"]
    search_fields = ["municipality__name", "mayor", "phone", "email"]
    autocomplete_fields = ["municipality"]
    ordering = ["municipality__sort_key"]
    fieldsets = [
        (None, {"fields": ["municipality", "mayor", ("phone", "fax"), ("email", "website"), "address"]}),
        (gettext_lazy("Text and crest"), {"fields": ["text", "crest"]}),
        (gettext_lazy("Confirmation"), {"fields": ["confirmed_on"]}),
        NOTE_FIELDSET,
    ]
