"""The inventory of personal data as a table, for the register VERBİS."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.exchange.columns import Column
from members.exchange.exporting import Sheet, sheet_of
from unions.privacy.inventory import inventory

COLUMNS = [
    Column("title", gettext_lazy("Activity"), ""),
    Column("category", gettext_lazy("Category of data"), ""),
    Column("fields", gettext_lazy("Fields"), "", width=44),
    Column("people", gettext_lazy("Group of people"), ""),
    Column("purpose", gettext_lazy("Purpose"), "", width=44),
    Column("ground", gettext_lazy("Ground"), ""),
    Column("seen_by", gettext_lazy("Seen by"), ""),
    Column("transfers", gettext_lazy("Transfers"), ""),
    Column("abroad", gettext_lazy("Transfers abroad"), ""),
    Column("retention", gettext_lazy("Kept"), "", width=44),
    Column("measures", gettext_lazy("Measures"), "", width=44),
]


def rows() -> Iterable[dict]:
    """A row for each activity, in the active language."""
    for activity in inventory().activities:
        yield {
            **{name: activity.text(name) for name in ["title", "category", "people", "purpose", "retention"]},
            "fields": ", ".join(activity.fields),
            "ground": str(activity.ground_in_words),
            "seen_by": ", ".join(activity.seen_by_in_words),
            "transfers": _("none"),
            "abroad": _("none"),
            "measures": _(
                "Rights by role, second factor, history of changes, encrypted connection, automatic erasure."
            ),
        }


def sheet() -> Sheet:
    return sheet_of(_("Inventory of personal data"), COLUMNS, rows())
