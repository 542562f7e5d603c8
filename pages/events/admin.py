"""The page on which events are prepared and published."""

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.events.models import Event
from pages.publication_admin import PublicationAdmin, fieldsets_of
from unions.admin.kit.tasks import Count, list_url


@admin.register(Event)
class EventAdmin(PublicationAdmin):
    about = gettext_lazy("Events the union organises: training courses, conferences, study visits.")
    list_display = ["title", "starts_at", "place", "is_cancelled", "status"]
    list_filter = ["is_cancelled"]
    fieldsets = fieldsets_of(
        "title",
        ("starts_at", "ends_at"),
        "place",
        "audience",
        "is_cancelled",
        "summary",
        "body",
        more=[(gettext_lazy("Picture"), {"fields": ["picture", "picture_alt"]})],
    )

    def start_page_counts(self, request):
        number = self.get_queryset(request).published().upcoming().count()
        return [Count(_("upcoming events"), number, list_url(Event))]
