"""The page on which services and their standards are prepared and published."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from pages.publication_admin import PublicationAdmin, fieldsets_of
from pages.services.models import Service


@admin.register(Service)
class ServiceAdmin(PublicationAdmin):
    about = _("What the union offers, for the inventory of services and the table of service standards.")
    list_display = ["title", "duration", "unit", "is_online", "status"]
    list_filter = ["is_online", "unit"]
    list_select_related = ["unit"]
    autocomplete_fields = ["unit", "first_authority", "second_authority"]
    fieldsets = fieldsets_of(
        "title",
        "summary",
        "documents",
        "duration",
        ("date", "position"),
        more=[
            (_("Ground and users"), {"fields": ["legal_basis", "beneficiaries", "yearly_count"]}),
            (_("Unit and complaints"), {"fields": ["unit", ("first_authority", "second_authority")]}),
            (_("Online"), {"fields": ["is_online", "link"]}),
        ],
    )
