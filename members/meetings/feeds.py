"""The calendars of the meetings, and the feed of the decisions."""

from collections.abc import Iterable
from datetime import datetime, time

from django.http import Http404, HttpResponse
from django.template.defaultfilters import truncatewords
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _
from icalendar import Event as CalendarEntry

from unions.models import Decision, Meeting, Organ
from unions.publishing.lookup import public_row_by_slug
from unions.standards.feeds import NEWEST, UnionFeed, calendar, calendar_start, entry_of
from unions.tenancy.requests import UnionRequest
from unions.text.languages import active_language
from unions.text.richtext import plain_text
from unions.text.turkish import format_date, format_time


class DecisionFeed(UnionFeed):
    def about(self) -> str:
        return _("Decisions")

    def link(self) -> str:
        return reverse("decision_list")

    def items(self) -> Iterable[Decision]:
        return Decision.objects.published().select_related("union", "organ")[:NEWEST]

    def item_title(self, decision: Decision) -> str:
        outcome = f" ({decision.get_outcome_display()})" if decision.is_without_effect else ""
        return f"{decision.citation} {decision.title}{outcome}"

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
    meetings = Meeting.objects.in_calendar().narrowed(organ=organ).since(calendar_start()).with_organ()
    meetings = meetings.prefetch_related("agenda_items")
    return calendar(request, name, meetings, meeting_entry)


def one_meeting_calendar(request: UnionRequest, year: int, slug: str) -> HttpResponse:
    """One meeting as a file that a calendar opens."""
    meeting = request.subject = public_row_by_slug(Meeting.objects.with_agenda(), slug, year=year)
    if not meeting.is_day_known:
        raise Http404("The day of this meeting is not known.")
    return calendar(request, meeting.title, [meeting], meeting_entry)


def meeting_entry(request: UnionRequest, meeting: Meeting) -> CalendarEntry:
    meeting.union = request.union
    if not meeting.is_public:
        return withdrawn_entry(request, meeting)
    is_hour_known = meeting.precision == Meeting.Precision.TIME
    status = "CANCELLED" if meeting.was_called_off else "CONFIRMED"
    entry = entry_of(request, meeting, meeting.starts_at if is_hour_known else meeting.day, meeting.ends_at, status)
    if description := description_of(meeting):
        entry.add("description", description)
    return entry


def withdrawn_entry(request: UnionRequest, meeting: Meeting) -> CalendarEntry:
    """What remains of a meeting that was withdrawn: that it is cancelled. Nothing else of it is repeated."""
    is_hour_known = meeting.precision == Meeting.Precision.TIME
    meeting.place = ""
    start = meeting.starts_at if is_hour_known else meeting.day
    entry = entry_of(request, meeting, start, None, "CANCELLED")
    entry.pop("summary")
    entry.add("summary", _("Withdrawn meeting"))
    return entry


def description_of(meeting: Meeting) -> str:
    """The state where it did not take place, the agenda, and the second date."""
    lines = []
    if meeting.was_called_off:
        lines.append(meeting.get_state_display())
    if meeting.second_call_at:
        text = _("If there is no quorum, it meets on %(day)s.")
        lines.append(text % {"day": f"{format_date(meeting.second_call_at)}, {format_time(meeting.second_call_at)}"})
    lines += [f"{item.number}. {item.title}" for item in meeting.agenda_items.all()]
    return "\n".join(lines)
