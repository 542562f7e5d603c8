"""The screen on which a meeting is prepared."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from members.meetings import sitting
from members.meetings.preparation import PreparationForm
from unions.admin.kit.screens import Screens
from unions.admin.kit.tasks import change_url
from unions.models import Meeting, Organ
from unions.tenancy.requests import UnionRequest
from unions.text.turkish import format_date


class PreparationViews(Screens):
    """Adds the screen of preparing a meeting to the admin of meetings."""

    def prepare(self, request: UnionRequest) -> HttpResponse:
        """Create a meeting from the organ's calendar and an earlier agenda."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = PreparationForm(request.POST or None, initial=initial_values())
        if request.method == "POST" and form.is_valid():
            meeting = form.save()
            messages.success(request, success(meeting))
            return HttpResponseRedirect(change_url(meeting))
        months = [
            (organ, sitting.next_ordinary_month(organ, timezone.localdate()))
            for organ in Organ.objects.all()
            if organ.months
        ]
        return self.screen(request, "admin/meetings/prepare.html", _("Prepare a meeting"), form=form, months=months)


def initial_values() -> dict:
    """The assembly, and the agenda of its last meeting."""
    organ = Organ.objects.assembly()
    return {"organ": organ, "agenda_of": Meeting.objects.latest_of(organ) if organ else None}


def success(meeting: Meeting) -> str:
    call, _is_overdue = sitting.deadlines(meeting)[0]
    text = _("The meeting has been prepared as a draft. The call must reach the members by %(day)s.")
    return text % {"day": format_date(call.due_on)}
