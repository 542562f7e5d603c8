"""Pages on which events are prepared and published."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.events.models import Event
from unions.admin.base import TranslatedAdmin
from unions.admin.institution import NOTE_FIELDSET
from unions.admin.proceedings import ADDRESS_FIELDSET, PUBLISHING_FIELDSET
from unions.admin.tasks import Count, list_url


@admin.register(Event)
class EventAdmin(TranslatedAdmin):
    about = gettext_lazy("What the union invites to: trainings, conferences, technical trips.")
    list_display = ["title", "starts_at", "place", "is_cancelled", "status"]
    list_filter = ["is_cancelled"]
    date_hierarchy = "starts_at"
    search_fields = ["title_tr", "title_en", "place_tr", "place_en"]
    ordering = ["-starts_at", "-pk"]
    fieldsets = [
        (None, {"fields": ["title", ("starts_at", "ends_at"), "place", "audience", "is_cancelled", "summary", "body"]}),
        PUBLISHING_FIELDSET,
        ADDRESS_FIELDSET,
        NOTE_FIELDSET,
    ]
    readonly_fields = ["addresses"]

    def start_page_counts(self, request):
        number = self.get_queryset(request).published().filter(ends_at__gte=timezone.now()).count()
        return [Count(_("events to come"), number, list_url(Event))]
