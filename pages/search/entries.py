"""An entry of the search, and how it is stored and made again."""

import sqlite3
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

SAMPLES = 60
A_SAMPLE = 2000
# No more is made use of.
DICTIONARY_BYTES = 16 * 1024
# What a score needs; what only a hit that is shown needs stands apart, compressed, so that scores read few pages.
COLUMNS = [
    "number",
    "place",
    "language",
    "kind",
    "key",
    "year",
    "organ",
    "path",
    "title",
    "date",
    "citation",
    "shown_from",
    "shown_until",
    "title_tokens",
    "heading_tokens",
    "summary_tokens",
]
# What the list shows of a hit, and what says whether it may.
SHOWN = "number, language, kind, key, year, path, title, date"
TEXTS = ["headings", "summary", "remark", "text"]
# Those that an entry is made of again.
PLAIN = ["number", *COLUMNS[2:13]]
DICTIONARY = "(SELECT dictionary FROM scope_state WHERE scope = '{0}')"
WHOLE = f"SELECT *, {DICTIONARY} AS dictionary FROM e_{{0}} JOIN x_{{0}} USING (number)"  # noqa: S608 - our own tables


@dataclass
class Entry:
    """A public row in one language, as it is searched and shown. Dates and moments are ISO texts."""

    union_id: int
    language: str
    kind: str
    key: str
    path: str
    title: str
    headings: str = ""
    summary: str = ""
    text: str = ""
    date: str = ""
    year: int | None = None
    organ: int | None = None
    citation: str = ""
    shown_from: str = ""
    shown_until: str = ""
    # What became of reading its files, where their words are not found.
    remark: str = ""
    weight: int = 5
    number: int = 0


def dictionary_of(entries: list[Entry]) -> bytes:
    """Texts that others are likely to resemble, so that short ones become shorter when they are compressed."""
    some = entries[:: len(entries) // SAMPLES + 1]
    return " ".join("\0".join(getattr(entry, name)[:A_SAMPLE] for name in TEXTS) for entry in some).encode()[
        -DICTIONARY_BYTES:
    ]


def packed(entry: Entry, dictionary: bytes) -> bytes:
    """The texts of an entry, each between NUL, which no text has."""
    packing = packing_with(dictionary).copy()
    return packing.compress("\0".join(getattr(entry, name) for name in TEXTS).encode()) + packing.flush()


@lru_cache(maxsize=4)
def packing_with(dictionary: bytes):
    return zlib.compressobj(zdict=dictionary)


def unpacked(texts: bytes, dictionary: bytes) -> dict[str, str]:
    return dict(zip(TEXTS, plain_texts(texts, dictionary).split("\0"), strict=True))


def plain_texts(texts: bytes, dictionary: bytes) -> str:
    """The texts of an entry as they are packed, each between NUL."""
    return zlib.decompressobj(zdict=dictionary).decompress(texts).decode()


def entry_of(row: sqlite3.Row) -> Entry:
    """The entry that a row of `WHOLE` was made of."""
    fields: dict[str, Any] = {name: row[name] for name in PLAIN}
    return Entry(0, **fields, **unpacked(row["texts"], row["dictionary"]))  # type: ignore[arg-type]  # all are texts
