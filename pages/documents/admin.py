"""The page on which the library is kept."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from pages.documents.models import Document
from pages.publication_admin import PublicationAdmin, fieldsets_of


@admin.register(Document)
class DocumentAdmin(PublicationAdmin):
    about = _("The document library: forms, reports, protocols. Annual documents have a list of their own.")
    list_display = ["title", "category", "date", "status"]
    list_filter = ["category"]
    fieldsets = fieldsets_of(("category", "date"), "title", "file", "summary")
