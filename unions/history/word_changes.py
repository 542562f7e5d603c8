"""Which words of a text were taken out, and which were put in."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

WORDS = re.compile(r"\w+|\s+|[^\w\s]")
LINES = re.compile(r"[^\n]*\n|[^\n]+")
# Of longer texts whole lines are compared: the work grows with the square.
MOST_WORDS = 4000


@dataclass(frozen=True)
class Piece:
    """A run of text that is the same on both sides, or stands on one alone."""

    text: str
    is_changed: bool


def word_changes(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces, with those marked that the other does not have."""
    unit = WORDS if max(map(len, (before, after))) <= MOST_WORDS * 5 else LINES
    old, new = unit.findall(before), unit.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return [Piece(before, before != after)], [Piece(after, before != after)]
    taken, put = [], []
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        taken.append(Piece("".join(old[old_from:old_to]), kind != "equal"))
        put.append(Piece("".join(new[new_from:new_to]), kind != "equal"))
    return [piece for piece in taken if piece.text], [piece for piece in put if piece.text]
