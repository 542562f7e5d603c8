"""The page on which events are prepared and published."""

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.events.models import Event, EventFile
from pages.publication_admin import FileAdmin, FileInline, PublicationAdmin, fieldsets_of
from unions.admin.kit.tasks import Count, list_url
from unions.files.focus import FOCUS_FIELDS


class EventFileInline(FileInline):
    model = EventFile


@admin.register(Event)
class EventAdmin(PublicationAdmin):
    about = gettext_lazy("Events the union organises: training courses, conferences, study visits.")
    list_display = ["title", "starts_at", "place", "is_cancelled", "status"]
    list_filter = ["is_cancelled"]
    inlines = [EventFileInline]
    kept_for_next = ["starts_at", "place", "audience"]
    fieldsets = fieldsets_of(
        "title",
        ("starts_at", "ends_at"),
        "place",
        "audience",
        "is_cancelled",
        "summary",
        "body",
        "programme",
        more=[
            (gettext_lazy("Registration"), {"fields": [("fee", "register_until"), "fee_note", "registration"]}),
            (gettext_lazy("Picture"), {"fields": ["picture", "picture_alt", FOCUS_FIELDS]}),
        ],
    )

    is_counted_on_start_page = False

    def start_page_numbers_now(self, request):
        return {"upcoming": self.get_queryset(request).published().upcoming()}

    def start_page_counts(self, request):
        return [Count(_("upcoming events"), self.number_of(request, "upcoming"), list_url(Event))]


admin.site.register(EventFile, FileAdmin)
