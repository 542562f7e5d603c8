"""How well an entry answers a question: the score, which no database counts."""

import sqlite3
from collections.abc import Callable

from pages.search.question import LONGEST_QUERY, Group, Question
from pages.search.scope import Scope, texts_of
from pages.search.tokens import BEGINNING, SYNONYM, meets, stop_words, words_of

TITLE, HEADING, SUMMARY, TEXT, OWN = 4.0, 3.0, 2.0, 1.0, 6.0
# Between the headings of an entry.
SEPARATOR = " · "
NAMED_SO = 0.4
# The contact of the project office is told by the page of that office, more than by that of all contacts.
NAMED_WITHIN = 0.9
OF_SOMETHING = {
    *("iletisim", "telefon", "telefonu", "numarasi", "eposta", "posta", "mail", "adres", "adresi", "sorumlusu"),
    *("contact", "phone", "telephone", "number", "email", "address", "staff"),
}
# A shorter stem begins too many names.
BEGINNING_OF_NAME = 5


def worth_in_text(group: Group, number: int, scope: Scope) -> float:
    """How much the group counts in the text of an entry, however long it is: the index is asked."""
    for token, worth in group.worth:
        if not token.isalpha() and scope.has(number, token):
            return worth
    is_joint = any(all(scope.has(number, word) for word in words) for words in group.joint)
    return SYNONYM if is_joint else 0.0


def worth_in(group: Group, field: str, language: str) -> float:
    """How much the group counts in the words of a field."""
    best = 0.0
    for token, worth in group.worth:
        if meets(token, field, language):
            best = worth
            break
    if best < SYNONYM and group.joint:
        for words in group.joint:
            if all(meets(word, field, language) for word in words):
                return SYNONYM
    return best


def worth_in_name(group: Group, name: str) -> float:
    """How much the group counts in somebody's name, which means nothing and has no endings.

    “Selim” is neither a flood, sel, nor one's own.
    """
    for token, worth in group.worth:
        is_short = token[1:2] == "_" and len(token) - 2 < BEGINNING_OF_NAME
        if worth != SYNONYM and meets(token[2:] if is_short else token, name, "tr"):
            return worth
    return 0.0


def may_meet(group: Group, fields: str) -> bool:
    """Whether a word of the fields begins as one that the group is met by."""
    for beginning in group.beginnings:  # noqa: SIM110 - this is asked of every entry and word
        if beginning in fields:
            return True
    return False


def worth_of_own(group: Group, row: sqlite3.Row) -> float:
    """How much a citation or a day counts: most where it is the entry's own, else as a word of its text."""
    is_own = row["citation"] == group.word or (row["date"] or "").replace("-", "") == group.word
    return OWN if is_own else TEXT * (row["number"] in group.mentioned)


def worth_beneath(group: Group, row: sqlite3.Row, scope: Scope | None) -> float:
    """How much the group counts in the text; without a scope no text is asked, and it may stand there."""
    return TEXT * (worth_in_text(group, row["number"], scope) if scope else BEGINNING)


def best_place(group: Group, row: sqlite3.Row, in_title: float, scope: Scope | None) -> float:
    """How much the group counts at its best place; a place that cannot better it is not looked at."""
    best = in_title
    for place, tokens in ((HEADING, "heading_tokens"), (SUMMARY, "summary_tokens")):
        if best < place:
            best = max(best, place * worth_in(group, row[tokens], row["language"]))
    return max(best, worth_beneath(group, row, scope)) if best < TEXT else best


def score(
    row: sqlite3.Row,
    question: Question,
    weight_of: Callable[[str], float],
    scope: Scope | None = None,
) -> float:
    """How well an entry answers: the best place of each word, by how rare it is; coverage; share of the title."""
    title_tokens, language = row["title_tokens"], row["language"]
    fields = f"{title_tokens}{row['heading_tokens']}{row['summary_tokens']}"
    reached = covered = 0.0
    in_title = 0
    for group in question.groups:
        if group.is_own:
            best = worth_of_own(group, row)
        elif not may_meet(group, fields):
            best = worth_beneath(group, row, scope)
        else:
            is_name = row["kind"] == "person"
            title = worth_in_name(group, title_tokens) if is_name else worth_in(group, title_tokens, language)
            in_title += title > 0
            best = best_place(group, row, TITLE * title, scope)
        if group.months and best < SUMMARY and (row["date"] or "").startswith(group.months):
            best = SUMMARY
        if best:
            reached += group.rarity * best
            covered += group.rarity
    coverage = covered / question.total
    share = min(in_title / max(title_tokens.count(" ") - 1, 1), 1.0)
    result = reached / TITLE / question.total * coverage**1.5 + 0.35 * share * coverage
    if question.bonus and any((row["date"] or "").replace("-", "").startswith(month[2:]) for month in question.bonus):
        result += 0.5 * coverage
    if scope:
        result += NAMED_SO * is_named_so(question, row, scope) or NAMED_WITHIN * is_named_within(question, row)
    if any(pair in title_tokens for pair in question.lettered):
        result += NAMED_SO
    if question.initials:
        result += NAMED_SO * has_initials(question, row)
    return result * (1 + weight_of(row["kind"]))


def has_initials(question: Question, row: sqlite3.Row) -> bool:
    """Whether a person's name has words that begin with the single letters, beside those that were typed in full."""
    if row["kind"] != "person":
        return False
    typed = {group.word for group in question.groups}
    begun = {word[:1] for word in row["title_tokens"].split() if word not in typed}
    return question.initials <= begun


def is_named_so(question: Question, row: sqlite3.Row, scope: Scope) -> bool:
    """Whether the title or a heading is what was typed and nothing else."""
    asked = {group.word for group in question.groups}
    stops = stop_words(row["language"])
    if asked == {*row["title_tokens"].split()} - stops:
        return True
    headings = row["heading_tokens"]
    if not all(f" {word} " in headings for word in asked):
        return False
    names = texts_of(row, scope)["headings"].split(SEPARATOR)
    return any(asked == {*words_of(name)} - stops for name in names if len(name) <= LONGEST_QUERY)


def is_named_within(question: Question, row: sqlite3.Row) -> bool:
    """Whether what was typed is a title of several words and what is wanted of it, “project office contact”."""
    named = {*row["title_tokens"].split()} - stop_words(row["language"])
    asked = {group.word for group in question.groups}
    return len(named) > 1 and named < asked and asked - named <= OF_SOMETHING
