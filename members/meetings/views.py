"""The whole file of a meeting."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from members.meetings import sitting
from unions import law
from unions.breadcrumbs import way
from unions.finding import public_row_by_slug
from unions.models import Meeting


def meeting_detail(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """The whole file of a meeting: call, agenda with its papers, who was there, decisions, minutes."""
    rows = Meeting.objects.with_agenda().select_related("sitting_of")
    meeting = request.subject = public_row_by_slug(rows, slug, year=year)
    attendance = sitting.attendance_at(meeting)
    context = {
        "meeting": meeting,
        "last_day_to_call": law.latest_call(meeting.day).due_on,
        "presence": sitting.presence_at(meeting, attendance),
        "attendance": attendance,
        "breadcrumbs": way("meeting_list"),
    }
    return TemplateResponse(request, "members/meeting_detail.html", context)
