"""What the screens about one meeting share: finding it, and the links between them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from unions.admin.kit.screens import Screens
from unions.models import Meeting
from unions.tenancy.requests import UnionRequest


class MeetingScreens(Screens):
    def visible_meeting(self, request: UnionRequest, object_id: str) -> Meeting:
        meeting: Meeting = self.visible(request, object_id)
        return meeting


def links_of(meeting: Meeting) -> list[tuple[str, str]]:
    """The screens and papers of a meeting."""
    return [(reverse("admin:unions_meeting_results", args=[meeting.pk]), _("Enter the results")), *papers_of(meeting)]


def papers_of(meeting: Meeting) -> list[tuple[str, str]]:
    """The papers of a meeting that can be printed."""
    names = [
        ("unions_meeting_call", _("Print the call")),
        ("unions_meeting_sheet", _("Print the attendance sheet")),
        ("unions_meeting_minutes", _("Draft minutes")),
    ]
    return [(reverse(f"admin:{name}", args=[meeting.pk]), label) for name, label in names]


def number_in(request: UnionRequest, name: str) -> int | None:
    """A parameter of the address as a number; None where it is missing or no number."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
