"""Rows of a table that are about no record: totals, headings that are repeated, notes below the table."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members.exchange import values
from members.exchange.headings import Heading
from unions.text.turkish import letters

TOTAL = _("a total")
REPEATED = _("the headings again")
NOTE = _("a note")
ABOVE_THE_HEADINGS = _("above the headings")
NOTHING = _("nothing in the columns that are read")

TOTAL_WORDS = re.compile(
    r"((genel|ara|il|ilce|turkiye|tum|belediyeler) )?"
    r"(toplam|toplami|toplamlar|yekun|yekunu|total|sum|grand total|subtotal)"
    r"( nufus| nufusu| sayisi)?|.{2,60} (toplami|toplam|yekunu)"
)
NOTE_WORDS = re.compile(r"\s*(\*|kaynak\b|not\b|notlar\b|dipnot\b|aç[ıi]klama|source\b|note\b)", re.IGNORECASE)


def reason_to_pass(heading: Heading, row: list[str]) -> str | Promise | None:
    """Why a row is about no record; None where it may be about one."""
    texts = [text for text in row if text]
    if any(is_total(text) for text in [texts[0], *(heading.cell(row, name) for name in key_names(heading))]):
        return TOTAL
    if [letters(text) for text in row if text] == [letters(text) for text in heading.texts if text]:
        return REPEATED
    if len(texts) == 1 and NOTE_WORDS.match(texts[0]) and len(heading.meanings) > 1:
        return NOTE
    if all(values.is_empty(row[place]) for place in heading.meanings if place < len(row)):
        return NOTHING
    return None


def key_names(heading: Heading) -> list[str]:
    return [name for name in ["municipality", "province", "district", "person"] if name in heading.parts]


def is_total(text: str) -> bool:
    return TOTAL_WORDS.fullmatch(letters(text)) is not None
