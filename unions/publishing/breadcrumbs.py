"""The way down to a page."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

SECTIONS = {
    "union_detail": _("The union"),
    "organ_list": _("Organs"),
    "meeting_list": _("Meetings"),
    "decision_list": _("Decisions"),
    "document_list": _("Documents"),
    "paper_grid": _("Annual documents"),
    "member_list": _("Members"),
}


def way(*names: str) -> list[dict]:
    """The parts of the site passed on the way, by the names of their addresses."""
    return [{"label": SECTIONS[name], "url": reverse(name)} for name in names]
