"""The agenda of a meeting in a cell: its items with their numbers, one a line."""

import re

from django.utils.translation import gettext_lazy as _

from unions.models import AgendaItem, Meeting

LONG_ITEM = _("An agenda item has %(length)s characters; the limit is %(limit)s. Please shorten it: “%(value)s”.")
ITEM_TWICE = _("The agenda has this item twice: “%(value)s”.")
NUMBER_TWICE = _("The agenda has the number %(number)s twice.")
NUMBER_WITHOUT_ITEM = _("The number of an agenda item needs the item. Add it, or delete the number.")
OTHER_NUMBER = _("On record, “%(value)s” is item %(number)s of this agenda. Correct the number.")

ITEM_LENGTH = 300
# What begins a line of an agenda: 1. 2) 3- (4) Madde 5:
ITEM_NUMBER = re.compile(r"^\s*(?:madde\s*)?\(?(?P<number>[0-9]{1,3})\s*(?:[.)\-–:]+|\s-)\s*(?=\S)", re.IGNORECASE)
BULLET = re.compile(r"^\s*[-–•*▪·]\s*")


def stored_items(row: Meeting) -> list[AgendaItem]:
    return list(row.agenda_items.all()) if row.pk else []


def agenda_text(items: list[AgendaItem]) -> str:
    return "\n".join(f"{item.number}. {item.title_tr}" for item in items)


def agenda_lines(text: str) -> list[tuple[int | None, str]]:
    """The items of a cell, each with its number where all have one: a line each."""
    lines = [line for line in text.split("\n") if line.strip()]
    found = [ITEM_NUMBER.match(line) for line in lines]
    if all(found):
        pairs = [(int(match["number"]), line[match.end() :]) for match, line in zip(found, lines, strict=True) if match]
        return [(number, " ".join(title.split())) for number, title in pairs]
    return [(None, " ".join(BULLET.sub("", line).split())) for line in lines]
