"""What a word that nobody wrote was meant to be: the most frequent known one that is nearly the same."""

from functools import lru_cache
from os.path import commonprefix

from pages.search.scope import Scope
from pages.search.tokens import LONGEST_WORD
from unions.text.stems import hardened

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def nearest(word: str, scope: Scope) -> str:
    if len(word) < 4:
        return ""
    changed = changed_once(word)
    found = scope.known(changed) or [said for said in scope.synonyms if said in changed]
    if not found and len(word) > 5:
        near = {*scope.beginning_with(word[:3]), *scope.beginning_with(word[:2])}
        alike = [other for other in near if abs(len(other) - len(word)) < 3 and len({*other} ^ {*word}) < 5]
        found = [other for other in alike if distance(word, other, 2) <= 2]
        if not found:
            # Suffixes behind a misspelt stem: the beginnings are compared.
            found = [other for other in near if len(other) > 4 and distance(word[: len(other)], other, 1) <= 1]
        if not found:
            # A misspelt stem of a word that only stands with suffixes.
            found = [other for other in near if len(other) > len(word) and distance(word, longer(other, word), 1) <= 1]
    found.sort(key=lambda other: (*likely(word, other), -scope.number_of(other), other))
    return next((other for other in found if scope.is_shown(other) or other in scope.synonyms), "")


def likely(word: str, other: str) -> tuple[bool, int, bool]:
    """How far a word is from what was typed: letters that were left out or swapped are likelier than wrong ones."""
    is_left_out = len(other) > len(word) and is_within(word, other)
    is_swapped = len(other) == len(word) and sorted(other) == sorted(word)
    return other[0] != word[0], distance(word, other), not (is_left_out or is_swapped)


def is_within(word: str, other: str) -> bool:
    """Whether the letters of a word stand in another one in the same order."""
    left = iter(other)
    return all(letter in left for letter in word)


def longer(other: str, word: str) -> str:
    """As much of a known word as is one letter longer than what was typed, as a stem ends."""
    return hardened(other[: len(word) + 1])


def changed_once(word: str) -> set[str]:
    """All words at a distance of one letter, neighbours that changed places included."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    left_out = {start + end[1:] for start, end in cuts if end}
    swapped = {start + end[1] + end[0] + end[2:] for start, end in cuts if len(end) > 1}
    other = {start + letter + end[1:] for start, end in cuts if end for letter in LETTERS}
    more = {start + letter + end for start, end in cuts for letter in LETTERS}
    return {changed for changed in left_out | swapped | other | more if len(changed) > 3} - {word}


@lru_cache(maxsize=4096)
def distance(one: str, other: str, most: int = LONGEST_WORD) -> int:
    """Damerau's distance in its simple form; beyond what is of interest it is only said to be more."""
    same = len(commonprefix([one, other]))
    one, other = one[same:], other[same:]
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        before_that, before, row = before, row, [place]
        for column, sign in enumerate(other, start=1):
            cost = before[column - 1] if letter == sign else 1 + min(before[column], row[-1], before[column - 1])
            if place > 1 and column > 1 and letter == other[column - 2] and one[place - 2] == sign:
                cost = min(cost, before_that[column - 2] + 1)
            row.append(cost)
        if min(row) > most and min(before) > most:
            return most + 1
    return row[-1]
