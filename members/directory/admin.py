"""Admin pages of listings."""

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.directory.models import Listing
from unions.admin.kit.base import TranslatedAdmin
from unions.admin.kit.fieldsets import NOTE_FIELDSET
from unions.admin.kit.tasks import MOST_NAMED, Task, change_url


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

    def start_page_tasks(self, request):
        text = _("%(municipality)s: a telephone number, e-mail or web address cannot be understood. Correct it.")
        return [
            *super().start_page_tasks(request),
            *(
                Task(text % {"municipality": listing}, change_url(listing))
                for listing in self.get_queryset(request).with_unreadable_values()[:MOST_NAMED]
            ),
        ]
