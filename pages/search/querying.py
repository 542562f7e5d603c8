"""Candidates are fetched in tiers and put in order by their scores."""

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from pages.search.entries import SHOWN
from pages.search.question import Question, read
from pages.search.scope import CANDIDATES, Scope, rows_of, texts_of_many
from pages.search.scoring import score
from pages.search.tokens import LONGEST_WORD, words_of
from unions.text.stems import stem_of

ENOUGH = 30
# With any one word only, so many each.
CANDIDATES_OF_A_WORD = 150
# So many are scored, those with all words in their titles first; the others follow in the order of their standing.
SCORED = 150
# The best by title, headings and summary are compared by their texts as well.
READ_TEXTS = 20
# So many texts are looked into for a phrase, in parts; and so many that have it are enough.
READ_FOR_PHRASES = 150
READ_AT_ONCE = 50
ENOUGH_WITH_PHRASES = 60
# How a folded letter may be written.
LETTERS = {"a": "aâàáä", "c": "cç", "e": "eéèê", "g": "gğ", "i": "iıİIîí", "o": "oöôó", "s": "sş", "u": "uüûú"}


@dataclass
class Hit:
    """A hit with what the list shows of it; others of the same title stand behind it."""

    entry: sqlite3.Row
    score: float
    is_foreign: bool = False
    others: list[sqlite3.Row] = field(default_factory=list)
    # The union it stands in, where that is another one.
    union_id: int = 0


def candidates(question: Question, scope: Scope, filters: list[str]) -> list[int]:
    """Numbers of entries, at most 500 a tier: by title, with all words, with all but one, with any."""
    narrowed = "".join(f' AND "{token}"' for token in filters)
    groups = question.groups
    found: dict[int, None] = {}

    def add(expression: str, most: int = CANDIDATES) -> None:
        found.update(dict.fromkeys(scope.fetch(f"({expression}){narrowed}", most)))

    if not groups:
        return []
    if all(not group.is_own for group in groups):
        add(" AND ".join(group.expression("t_") for group in groups))
    for pair in question.lettered:
        add(f'"p_{pair.replace(" ", "")}"')
    add(" AND ".join(group.expression() for group in groups))
    for month in question.bonus:
        add(f'"{month}"')
    if len(groups) > 2 and len(found) < ENOUGH:
        for left_out in range(len(groups)):
            add(" AND ".join(group.expression() for place, group in enumerate(groups) if place != left_out))
    if len(groups) > 1 and len(found) < ENOUGH:
        # The rarer the word, the sooner it is asked for.
        for group in sorted(groups, key=lambda group: -group.rarity):
            add(group.expression(), CANDIDATES_OF_A_WORD)
            if len(found) > CANDIDATES:
                break
    return list(found)[:CANDIDATES]


def found(
    text: str, scope: Scope, weight_of: Callable[[str], float], filters: Iterable[str] = (), is_foreign: bool = False
) -> tuple[Question, list[Hit], Counter]:
    """The question as it is understood, the hits with the best first, and of which kinds and years they are."""
    if not scope.exists:
        return Question(text), [], Counter()
    question = read(text, scope)
    numbers = candidates(question, scope, list(filters))
    if question.phrases:
        rows, behind = rows_of(with_phrases(numbers, question, scope), scope), []
    else:
        rows, behind = rows_of(numbers[:SCORED], scope), rows_of(numbers[SCORED:], scope, SHOWN)
    ranked = sorted(rows, key=lambda row: (-score(row, question, weight_of), row["number"]))
    near, far = ranked[:READ_TEXTS], ranked[READ_TEXTS:]
    scored = [(score(row, question, weight_of, scope), row) for row in near]
    scored.sort(key=lambda pair: (-round(pair[0], 4), pair[1]["number"]))
    scored += [(0.0, row) for row in [*far, *behind]]
    facets = Counter(("kind", row["kind"]) for _score, row in scored)
    facets.update(("year", row["year"]) for _score, row in scored if row["year"])
    return question, [Hit(row, value, is_foreign) for value, row in scored], facets


def with_phrases(numbers: list[int], question: Question, scope: Scope) -> list[int]:
    """The entries that have the phrases as they were typed, with an ending behind the last word or without one.

    Where none has them quite so, those that have their words in other cases. Entries are read in their order, until
    there are as many as anybody looks through.
    """
    phrases = [stems_of(phrase.split(), scope.language) for phrase in question.phrases]
    patterns = [in_any_case(stems) for stems in phrases]
    begun, in_cases, is_exact = [], [], False
    read = numbers[:READ_FOR_PHRASES]
    for start in range(0, len(read), READ_AT_ONCE):
        part = read[start : start + READ_AT_ONCE]
        texts = texts_of_many(part, scope)
        for number in part:
            text = texts.get(number, "")
            # What cannot have the phrase, in any case, is not folded: that takes four times as long as reading it.
            small = text.replace("İ", "i").lower()
            if not all(pattern.search(small) for pattern in patterns):
                continue
            folded = f" {' '.join(words_of(text))} "
            is_so, begins = contains(folded, question.phrases)
            is_exact |= is_so
            begun += [number] * begins
            in_cases += [number] * has_in_other_cases(folded, phrases, scope.language)
        if is_exact and len(begun) >= ENOUGH_WITH_PHRASES:
            break
    return begun if is_exact else in_cases


def in_any_case(stems: list[str]) -> re.Pattern[str]:
    """Where words of these stems may stand in a row in a text of small letters that is not folded."""
    parts = [
        "".join(f"[{LETTERS[letter]}]" if letter in LETTERS else letter for letter in stem[: max(len(stem) - 2, 1)])
        if stem.isalpha()
        else re.escape(stem)
        for stem in stems
    ]
    return re.compile(r"(?<!\w)" + r"\w*(?:['’]\w+)?[\W_]+".join(parts))


def contains(text: str, phrases: list[str]) -> tuple[bool, bool]:
    """Whether a text has the phrases just so; and whether with an ending, “yönetim sistemi(nin)”."""
    is_exact = all(f" {phrase} " in text for phrase in phrases)
    return is_exact, is_exact or all(f" {phrase}{'' if ' ' in phrase else ' '}" in text for phrase in phrases)


def has_in_other_cases(text: str, phrases: list[list[str]], language: str) -> bool:
    return all(stand_in_a_row(stems, text, language) for stems in phrases)


def stand_in_a_row(stems: list[str], text: str, language: str) -> bool:
    """Whether the words of these stems do; looked at are only those around one that begins as the longest stem."""
    longest = max(stems, key=len)
    before = stems.index(longest)
    # All words of a stem begin with it, but for its last letters.
    beginning = f" {longest[: max(len(longest) - 2, 1)]}"
    place = text.find(beginning)
    while place >= 0:
        start = place
        for _word in range(before):
            start = text.rfind(" ", 0, max(start, 0))
        words = text[start : start + (LONGEST_WORD + 1) * len(stems) + 1].split()[: len(stems)] if start >= 0 else []
        if len(words) == len(stems) and stems_of(words, language) == stems:
            return True
        place = text.find(beginning, place + 1)
    return False


def stems_of(words: list[str], language: str) -> list[str]:
    return [stem_of(word, language) if word.isalpha() else word for word in words]


def folded_together(hits: list[Hit]) -> list[Hit]:
    """Hits of one title and kind as one, the best of them first: five elections of the same committee."""
    by_title: dict[tuple[str, str], Hit] = {}
    for hit in hits:
        first = by_title.setdefault((hit.entry["kind"], hit.entry["title"]), hit)
        if first is not hit:
            first.others.append(hit.entry)
    return list(by_title.values())
