"""The list of the meetings, and the page of each."""

from django.http import HttpResponse
from django.template.response import TemplateResponse

from members.meetings import sitting
from members.meetings.filters import MeetingFilter
from members.meetings.models import Attendance
from unions import law
from unions.caching.per_generation import cached_page_value, cached_per_generation
from unions.caching.same_answers import made_of_rows
from unions.lists.finding import with_text
from unions.lists.paging import count_of, page_of, pager
from unions.models import Meeting, Organ
from unions.publishing.breadcrumbs import breadcrumbs
from unions.publishing.lookup import public_row_by_slug
from unions.tenancy.requests import UnionRequest
from unions.text.languages import active_language


def meeting_detail(request: UnionRequest, year: int, slug: str) -> HttpResponse:
    """A meeting with its call, agenda, papers, attendance, decisions and minutes."""
    meeting, attendance, presence = cached_page_value(request, read_meeting, year, slug, active_language())
    request.subject = meeting
    context = {
        "meeting": meeting,
        "last_day_to_call": law.latest_call(meeting.day).due_on if says_last_day(meeting) else None,
        "presence": presence,
        "attendance": attendance,
        "breadcrumbs": breadcrumbs("meeting_list"),
    }
    return TemplateResponse(request, "members/meetings/meeting_detail.html", context)


@made_of_rows
def read_meeting(year: int, slug: str, _language: str) -> tuple[Meeting, list[Attendance], sitting.Presence | None]:
    """The meeting at an address with all that its page reads of it."""
    meeting = public_row_by_slug(Meeting.objects.with_agenda().select_related("sitting_of"), slug, year=year)
    attendance = sitting.attendance_at(meeting)
    return meeting, attendance, sitting.presence_at(meeting, attendance)


def says_last_day(meeting: Meeting) -> bool:
    """Whether the law's last day for the call can be told: the rule is that of assemblies, and needs a known day."""
    return meeting.organ.kind == Organ.Kind.ASSEMBLY and meeting.is_day_known


def meeting_list(request: UnionRequest) -> HttpResponse:
    """Upcoming and past meetings, of all organs or of one."""
    meetings = Meeting.objects.published()
    form = MeetingFilter(request, *organs_and_years(request, meetings))
    chosen = form.values
    words = chosen.pop("text", "")
    rows = meetings.narrowed(**chosen).with_organ()
    found = with_text(request, rows, "meeting", words)
    page = page_of(request, found.rows, count=found.number if words else count_of(request, rows))
    context = {
        "form": form,
        "found": found,
        "page": page,
        "pager": pager(request, page),
        "upcoming": [meeting for meeting in page if meeting.is_upcoming][::-1],
        "past": [meeting for meeting in page if not meeting.is_upcoming],
    }
    return TemplateResponse(request, "members/meetings/meeting_list.html", context)


def organs_and_years(request: UnionRequest, rows) -> tuple[list[Organ], list[int]]:
    """The organs and years by which the list can be filtered."""
    return cached_per_generation(request, rows.organs), cached_per_generation(request, rows.years)
