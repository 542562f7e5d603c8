"""The parts of the site that are not pages of the tree, and to which a menu can lead."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pages.kinds import KINDS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# By the name of the address.
FIXED: "dict[str, StrOrPromise]" = {
    "union_detail": _("the union"),
    "union_duties": _("aims and duties"),
    "union_legal_basis": _("legal basis"),
    "union_history": _("history"),
    "obligations": _("duties to publish"),
    "organ_list": _("organs"),
    "president_page": _("president"),
    "meeting_list": _("meetings"),
    "decision_list": _("decisions"),
    "paper_grid": _("annual documents"),
    "budget": _("budget"),
    "contact": _("contact"),
    "information_request": _("information request"),
    "petition": _("petition"),
    "complaint": _("complaint or suggestion"),
    "data_subject_request": _("request about one's own data"),
    "request_log": _("answered requests"),
    "request_statistics": _("statistics of requests"),
    "member_list": _("members"),
    "member_map": _("map of members"),
    "member_history": _("membership history"),
}


def sections() -> "list[tuple[str, StrOrPromise]]":
    """The names of their addresses with what they are called; a page type stands where its declaration says."""
    parts = list(FIXED.items())
    for kind in KINDS:
        names = [name for name, _label in parts]
        place = names.index(kind.menu_after) + 1 if kind.menu_after else len(parts)
        parts.insert(place, (kind.list_name, kind.menu_label))
    return parts
