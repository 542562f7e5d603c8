"""The entries of one union in one language: numbers, rows, texts, known words and synonyms."""

import sqlite3
from collections.abc import Collection, Iterable
from functools import cached_property, lru_cache
from itertools import islice

from pages.search.entries import plain_texts, unpacked
from pages.search.index import START, now_text
from pages.search.tokens import default_synonyms, forms, read_synonyms
from unions.text.stems import stem_of

# Of each tier so many entries are looked at.
CANDIDATES = 500
# Of so many entries it is known how many there are.
COUNTED = 300
# Neither yet to come nor over.
NOW = "shown_from <= ? AND (shown_until = '' OR shown_until > ?)"
# So many words are compared with one that is not known.
MOST_BEGINNING = 400
Synonyms = dict[str, list[tuple[list[str], list[list[str]]]]]


@lru_cache(maxsize=64)
def synonyms_of(staff: str, language: str) -> Synonyms:
    """By each form of each word that means the same as something: the words said together, and what they mean."""
    return by_form(merged(default_synonyms(), read_synonyms(staff)), language)


def by_form(table: dict[str, list[list[str]]], language: str) -> Synonyms:
    found: Synonyms = {}
    for said, meant in table.items():
        parts = said.split()
        for form in {form for part in parts for form in forms(part, language)[:2]}:
            found.setdefault(form, []).append((parts, meant))
    return found


def merged(*tables: dict[str, list[list[str]]]) -> dict[str, list[list[str]]]:
    """What each word means by all tables together."""
    whole: dict[str, list[list[str]]] = {}
    for table in tables:
        for word, meant in table.items():
            whole[word] = [*whole.get(word, []), *meant]
    return whole


class Scope:
    """The entries of one union in one language."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        union_id: int,
        language: str,
        synonyms: dict | None = None,
        outdated: Collection[str] = (),
    ):
        self.connection = connection
        # Keys of entries that may no longer be shown.
        self.outdated = outdated
        self.union_id, self.language = union_id, language
        self.table = f"{union_id}_{language}"
        self.numbers: dict[str, int] = {}
        self.first: dict[str, tuple[list[int], frozenset[int]]] = {}
        self.now = now_text()
        self.synonyms = synonyms_of(self.staff_synonyms(), language)
        if synonyms:
            self.synonyms = by_form(merged(default_synonyms(), synonyms), language)
        self.exists = bool(
            connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [f"f_{self.table}"]).fetchone()
        )

    def staff_synonyms(self) -> str:
        """The synonyms that the union has written, as of the index: they count while the database is silent, too."""
        row = self.connection.execute("SELECT synonyms FROM union_state WHERE union_id = ?", [self.union_id]).fetchone()
        return row[0] or "" if row else ""

    def number_of(self, token: str) -> int:
        """How many entries have the token, about; a word counts by its stem."""
        token = forms(token, self.language)[1] if token.isalpha() else token
        if token not in self.numbers:
            row = self.connection.execute(
                "SELECT COUNT(*), MAX(rowid) FROM"  # noqa: S608 - our own tables
                f" (SELECT rowid FROM f_{self.table} WHERE f_{self.table} MATCH ? LIMIT ?)",
                [f'"{token}"', COUNTED],
            ).fetchone()
            # Entries stand in the order of their numbers: how far the first ones reach tells how many there are.
            self.numbers[token] = row[0] if row[0] < COUNTED else COUNTED * self.highest // max(row[1], 1)
        return self.numbers[token]

    def first_with(self, token: str) -> tuple[list[int], frozenset[int]]:
        """The first entries that have the token, as many as are counted; asked for once."""
        if token not in self.first:
            numbers = self.fetch(f'"{token}"', COUNTED)
            self.first[token] = (numbers, frozenset(numbers))
        return self.first[token]

    @cached_property
    def highest(self) -> int:
        return int(self.connection.execute(f"SELECT MAX(number) FROM e_{self.table}").fetchone()[0] or 1)  # noqa: S608 - our own tables

    def fetch(self, expression: str, most: int) -> list[int]:
        rows = self.connection.execute(
            f"SELECT rowid FROM f_{self.table} WHERE f_{self.table} MATCH ? LIMIT ?",  # noqa: S608 - our own tables
            [expression, most],
        )
        return [row[0] for row in rows]

    def has(self, number: int, token: str) -> bool:
        """Whether an entry is found by the token; the index is only asked behind the first ones that have it."""
        first, same = self.first_with(token)
        if len(first) < COUNTED or number <= first[-1]:
            return number in same
        return bool(
            self.connection.execute(
                f"SELECT 1 FROM f_{self.table} WHERE f_{self.table} MATCH ? AND rowid = ?",  # noqa: S608 - our own tables
                [f'"{token}"', number],
            ).fetchone()
        )

    def is_shown(self, word: str) -> bool:
        """Whether an entry with the word can be read now: what was withdrawn or has yet to come suggests nothing."""
        return bool(rows_of(self.fetch(f'"y_{stem_of(word, self.language)}"', CANDIDATES), self))

    def may_be_shown(self, row: sqlite3.Row) -> bool:
        """Whether an entry is public now: neither yet to come, nor over, nor changed since the index was made."""
        is_now = row["shown_from"] <= self.now and not ("" < row["shown_until"] <= self.now)
        return is_now and row["key"] not in self.outdated

    def known(self, words: Iterable[str]) -> list[str]:
        """Those of the words that stand in an entry."""
        by_start: dict[str, list[str]] = {}
        for word in words:
            by_start.setdefault(word[:START], []).append(word)
        marks = ", ".join("?" * len(by_start))
        groups = self.connection.execute(
            f"SELECT start, ends FROM w_{self.table} WHERE start IN ({marks})",  # noqa: S608 - our own tables
            list(by_start),
        )
        return [word for start, ends in groups for word in by_start[start] if f" {word[START:]} " in ends]

    def beginning_with(self, letters: str) -> list[str]:
        """Words that stand in entries and begin so, as many as are compared."""
        groups = self.connection.execute(
            f"SELECT start, ends FROM w_{self.table} WHERE start >= ? AND start < ? ORDER BY start",  # noqa: S608 - our own tables
            [letters, letters + "{"],
        )
        return list(islice((start + end for start, ends in groups for end in ends.split()), MOST_BEGINNING))

    @cached_property
    def state(self) -> sqlite3.Row:
        """How many entries there are, and by what their texts are compressed."""
        row: sqlite3.Row = self.connection.execute("SELECT * FROM scope_state WHERE scope = ?", [self.table]).fetchone()
        return row


def rows_of(numbers: list[int], scope: Scope, columns: str = "*") -> list[sqlite3.Row]:
    if not numbers:
        return []
    marks = ", ".join("?" * len(numbers))
    rows = scope.connection.execute(
        f"SELECT {columns} FROM e_{scope.table} WHERE number IN ({marks}) AND {NOW}",  # noqa: S608 - our own tables
        [*numbers, scope.now, scope.now],
    ).fetchall()
    return [row for row in rows if row["key"] not in scope.outdated] if scope.outdated else rows


def texts_of_many(numbers: list[int], scope: Scope) -> dict[int, str]:
    """All that can be read of the entries, by their numbers."""
    marks = ", ".join("?" * len(numbers))
    found = scope.connection.execute(
        f"SELECT number, title, texts FROM e_{scope.table} JOIN x_{scope.table} USING (number)"  # noqa: S608 - our own tables
        f" WHERE number IN ({marks})",
        numbers,
    )
    return {row["number"]: f"{row['title']} {plain_texts(row['texts'], scope.state['dictionary'])}" for row in found}


def texts_of(row: sqlite3.Row, scope: Scope) -> dict[str, str]:
    """Headings, summary, text and what was remarked of an entry."""
    found = scope.connection.execute(f"SELECT texts FROM x_{scope.table} WHERE number = ?", [row["number"]])  # noqa: S608 - our own tables
    return unpacked(found.fetchone()[0], scope.state["dictionary"])
