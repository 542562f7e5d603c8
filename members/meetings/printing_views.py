"""The papers of a meeting as pages to print, and the decision book. They are the union's own, and so in Turkish."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone, translation

from members.meetings import sitting
from members.meetings.meeting_screens import MeetingScreens, number_in
from unions.models import Decision, Organ
from unions.tenancy.requests import UnionRequest


class PrintingViews(MeetingScreens):
    """Adds the papers to print to the admin of meetings."""

    def call(self, request: UnionRequest, object_id: str) -> HttpResponse:
        """The letter that calls the members, with the agenda."""
        meeting = self.visible_meeting(request, object_id)
        return self.print_page(request, "admin/meetings/call.html", meeting=meeting, agenda=meeting.agenda_items.all())

    def attendance_sheet(self, request: UnionRequest, object_id: str) -> HttpResponse:
        """The list on which those present sign."""
        meeting = self.visible_meeting(request, object_id)
        seats = sitting.seats_on(meeting.organ, meeting.day)
        return self.print_page(request, "admin/meetings/sheet.html", meeting=meeting, seats=seats)

    def minutes_draft(self, request: UnionRequest, object_id: str) -> HttpResponse:
        """A draft of the minutes, made from the records."""
        meeting = self.visible_meeting(request, object_id)
        return self.print_page(
            request,
            "admin/meetings/minutes.html",
            meeting=meeting,
            items=meeting.agenda_items.prefetch_related("decisions"),
            attendance=meeting.attendances.with_people(),
            presence=sitting.presence_at(meeting),
        )

    def decision_book(self, request: UnionRequest) -> HttpResponse:
        """The decisions of an organ in a year, in the order of their numbers."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        organ = Organ.objects.with_key_or_first(number_in(request, "organ"))
        year = number_in(request, "yil") or timezone.localdate().year
        decisions = Decision.objects.numbered(organ, year)
        return self.print_page(request, "admin/meetings/book.html", organ=organ, year=year, decisions=decisions)

    def print_page(self, request: UnionRequest, template: str, **context) -> HttpResponse:
        with translation.override("tr"):
            page = {**self.admin_site.each_context(request), "today": timezone.localdate(), **context}
            return TemplateResponse(request, template, page).render()
