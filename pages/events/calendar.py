"""The events as a calendar for programs."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from icalendar import Event as CalendarEntry

from pages.events.models import Event
from unions.standards.feeds import calendar, calendar_start, entry_of
from unions.tenancy.requests import UnionRequest


def event_calendar(request: UnionRequest) -> HttpResponse:
    """The events to come and those of the last year, for calendar programs."""
    recent = Event.objects.published().ending_after(calendar_start())
    return calendar(request, _("Events"), recent, event_entry)


def event_entry(request: UnionRequest, event: Event) -> CalendarEntry:
    event.union = request.union
    entry = entry_of(request, event, event.starts_at, event.ends_at, "CANCELLED" if event.is_cancelled else "CONFIRMED")
    if event.summary:
        entry.add("description", event.summary)
    return entry
