"""Pages on which the library is kept."""

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.documents.models import Document
from unions.admin.base import TranslatedAdmin
from unions.admin.institution import NOTE_FIELDSET
from unions.admin.proceedings import ADDRESS_FIELDSET, PUBLISHING_FIELDSET
from unions.admin.tasks import Count, list_url


@admin.register(Document)
class DocumentAdmin(TranslatedAdmin):
    about = gettext_lazy("Files of the library: forms, reports, protocols. The yearly papers have a list of their own.")
    list_display = ["title", "category", "date", "status"]
    list_filter = ["category"]
    date_hierarchy = "date"
    search_fields = ["title_tr", "title_en", "summary_tr", "summary_en"]
    ordering = ["-date", "-pk"]
    fieldsets = [
        (None, {"fields": [("category", "date"), "title", "file", "summary"]}),
        PUBLISHING_FIELDSET,
        ADDRESS_FIELDSET,
        NOTE_FIELDSET,
    ]
    readonly_fields = ["addresses"]

    def start_page_counts(self, request):
        return [Count(_("documents"), self.number_public(request), list_url(Document))]
