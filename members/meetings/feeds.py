"""The calendars of the meetings, and the feed of the decisions."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.http import Http404, HttpResponse
from django.template.defaultfilters import truncatewords
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _
from icalendar import Event as CalendarEntry

from unions.models import Decision, Meeting, Organ
from unions.standards.feeds import NEWEST, UnionFeed, calendar, calendar_start, entry_of
from unions.tenancy.requests import UnionRequest
from unions.text.languages import active_language
from unions.text.richtext import plain_text

# Calendars need an end, and the records have none.
MEETING_LASTS = timedelta(hours=2)


class DecisionFeed(UnionFeed):
    def title(self) -> str:
        return _("Decisions")

    def link(self) -> str:
        return reverse("decision_list")

    def items(self) -> Iterable[Decision]:
        return Decision.objects.published().select_related("union", "organ")[:NEWEST]

    def item_title(self, decision: Decision) -> str:
        return f"{decision.citation} {decision.title}"

    def item_description(self, decision: Decision) -> str:
        return escape(truncatewords(plain_text(decision.text), 60))

    def item_pubdate(self, decision: Decision) -> datetime:
        return decision.publish_at or datetime.combine(decision.summary_published_on or decision.date, time.min)


def meeting_calendar(request: UnionRequest, slug: str = "") -> HttpResponse:
    """The meetings of one organ, or of all: those to come and those of the last year, the cancelled ones as such."""
    name = _("Meetings")
    organ = None
    if slug:
        organ = Organ.objects.with_slug(slug, active_language())
        if organ is None:
            raise Http404("There is no such organ.")
        name = f"{organ.title}: {name}"
    meetings = Meeting.objects.published().narrowed(organ=organ).since(calendar_start()).with_organ()
    return calendar(request, name, meetings, meeting_entry)


def meeting_entry(request: UnionRequest, meeting: Meeting) -> CalendarEntry:
    off: dict[str, str] = {Meeting.State.CANCELLED: "CANCELLED", Meeting.State.POSTPONED: "TENTATIVE"}
    meeting.union = request.union
    return entry_of(
        request, meeting, meeting.starts_at, meeting.starts_at + MEETING_LASTS, off.get(meeting.state, "CONFIRMED")
    )
