"""Pages whose addresses are nearly the one that was asked for, for the page that says that there is none."""

import sqlite3
from difflib import SequenceMatcher

from django.db import DatabaseError, InterfaceError, connection

from pages.search.feeding import index_for
from pages.search.index import Index, Unusable
from pages.search.results import results_in
from pages.search.scope import Scope
from unions.tenancy.requests import UnionRequest
from unions.tenancy.scope import GENERATION
from unions.text.languages import active_language
from unions.text.turkish import fold

MOST = 5
LONGEST_WORD = 80
# Of a hundred letters so many are the same, in the same order.
NEAR = 0.7


def near_pages(request: UnionRequest) -> list[tuple[str, str]]:
    """Titles and addresses, the nearest first; none where the search cannot tell."""
    if getattr(request, "union", None) is None or connection.in_atomic_block:
        # In a transaction an index would be made for this page alone.
        return []
    try:
        index, outdated = index_for(request.union, request.META.get(GENERATION, (0, None))[1])
        return near_in(index, request.union.pk, request.path, outdated)
    except (Unusable, DatabaseError, InterfaceError):
        return []


def near_in(index: Index, union_id: int, path: str, outdated: set[str] = frozenset()) -> list[tuple[str, str]]:  # type: ignore[assignment]
    """What the search finds by the last word of the address, as far as the addresses are alike."""
    asked = last_word(path)
    if len(asked) < 3:
        return []
    results = results_in(index, union_id, asked.replace("-", " "), [], outdated)
    hits = results.hits
    entries = [entry for hit in hits for entry in [hit.entry, *hit.others]]
    alike = [(likeness(asked, last_word(entry["path"])), entry) for entry in entries[:50]]
    alike = [(much, entry) for much, entry in alike if much >= NEAR]
    alike.sort(key=lambda pair: -pair[0])
    own = results.scopes[active_language()]
    with index.answering():
        found = [in_language(own, entry) for _much, entry in alike[:MOST]]
    return [(entry["title"], entry["path"]) for entry in found]


def in_language(own: Scope, entry: sqlite3.Row) -> sqlite3.Row:
    """The same page in the language of the address, “/tr/contact/”, where it is written in it."""
    if entry["language"] == own.language or not own.exists:
        return entry
    found: sqlite3.Row | None = own.connection.execute(
        f"SELECT * FROM e_{own.table} WHERE key = ?",  # noqa: S608 - our own tables
        [entry["key"]],
    ).fetchone()
    return found if found and own.may_be_shown(found) else entry


def last_word(path: str) -> str:
    parts = [part for part in path.split("/") if part]
    return "-".join(fold(parts[-1]).split())[:LONGEST_WORD] if len(parts) > 1 else ""


def likeness(one: str, other: str) -> float:
    """How much of two words of addresses is the same; what stands behind a shorter one counts half."""
    begun = SequenceMatcher(None, one, other[: len(one)]).ratio() if len(one) > 4 else 0.0
    return max(SequenceMatcher(None, one, other).ratio(), 0.5 + begun / 2 - 0.1 if begun > 0.8 else 0.0)
