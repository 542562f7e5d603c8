"""The screen on which the attendance and decisions of a meeting are recorded."""

from collections.abc import Iterator

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from members.meetings import sitting
from members.meetings.meeting_screens import MeetingScreens, number_in, papers_of
from members.meetings.results import ResultsScreen
from unions.admin.kit.rights import may_change_public, may_publish
from unions.models import Decision, Meeting, StaffRole
from unions.tenancy.requests import UnionRequest

# The parameter that opens the column of roll-call votes, for one agenda item.
ROLL_CALL = "adla"


class ResultsViews(MeetingScreens):
    """Adds the screen of recording results to the admin of meetings."""

    def results(self, request: UnionRequest, object_id: str) -> HttpResponse:
        """Attendance and decisions of a meeting on one screen."""
        meeting = self.visible_meeting(request, object_id)
        if not self.has_change_permission(request, meeting):
            return self.results_closed(request, meeting)
        screen = ResultsScreen(
            meeting,
            request.POST if request.method == "POST" else None,
            may_change=lambda decision: may_change_public(request, decision),
            roll_call_item=number_in(request, ROLL_CALL),
        )
        publishes = may_publish(request, Meeting) and may_publish(request, Decision)
        if request.method == "POST" and screen.save(publish=publishes and "_publish" in request.POST):
            return self.results_saved(request, meeting, screen)
        return self.screen(
            request,
            "admin/meetings/results.html",
            title_of(meeting),
            status=409 if screen.is_stale else 422 if screen.has_failed else 200,
            screen=screen,
            meeting=meeting,
            original=meeting,
            may_publish=publishes,
            meeting_links=papers_of(meeting),
        )

    def results_saved(self, request: UnionRequest, meeting: Meeting, screen: ResultsScreen) -> HttpResponse:
        """Back to the screen, with the column of votes where it was asked for."""
        for warning in warnings(meeting, screen):
            messages.warning(request, warning)
        messages.success(request, success(is_published="_publish" in request.POST))
        if outcomes := outcomes_in_words(screen):
            messages.info(request, outcomes)
        item = request.POST.get("_by_name", "")
        return HttpResponseRedirect(f"{request.path}?{ROLL_CALL}={item}" if item.isdecimal() else request.path)

    def results_closed(self, request: UnionRequest, meeting: Meeting) -> HttpResponse:
        """Why this person cannot record the results of a meeting that is public, and who can."""
        if not admin.ModelAdmin.has_change_permission(self, request, meeting):
            raise PermissionDenied
        return self.screen(
            request,
            "admin/meetings/closed.html",
            title_of(meeting),
            status=403,
            meeting=meeting,
            managers=StaffRole.objects.active_managers(),
            original=meeting,
        )


def title_of(meeting: Meeting) -> str:
    return _("Results: %(meeting)s") % {"meeting": meeting}


def warnings(meeting: Meeting, screen: ResultsScreen) -> Iterator[str]:
    """What the clerk should know of what has been recorded."""
    presence = sitting.presence_at(meeting)
    if presence and not presence.is_quorate:
        text = _("%(present)s of %(full)s members were present; the quorum is %(needed)s.")
        yield text % {"present": presence.present, "full": presence.full_number, "needed": presence.needed}
    if meeting.state == Meeting.State.PLANNED and (presence or screen.decisions):
        yield _("The meeting is still marked as planned. Choose below, under “state”, whether it was held.")
    for decision in screen.decisions:
        if decision.outcome == Decision.Outcome.UNRECORDED:
            text = _("Decision %(citation)s: it is not recorded whether it was accepted. Choose its outcome below.")
            yield text % {"citation": decision.citation}
    yield from (finding.text for finding in screen.findings())


def outcomes_in_words(screen: ResultsScreen) -> str:
    """What became of each decision just recorded."""
    decided = [decision for decision in screen.decisions if decision.outcome != Decision.Outcome.UNRECORDED]
    return ", ".join(
        f"{decision.citation}: {decision.derivation or decision.get_outcome_display()}" for decision in decided
    )


def success(*, is_published: bool) -> str:
    if is_published:
        return _("The results have been recorded and published.")
    return _("The results have been recorded. Decisions are drafts until they are published.")
