"""Entries without rows behind them, and an index of them."""

from pages.search.entries import Entry
from pages.search.index import Index

UNION = 1


def entry(key: str, title: str, language: str = "tr", **fields) -> Entry:
    kind = fields.pop("kind", "news")
    path = fields.pop("path", f"/{language}/{key}/")
    return Entry(UNION, language, kind, key, path, title, **fields)


def index_of(*entries: Entry, path: str = ":memory:") -> Index:
    index = Index(path)
    assert index.replace(UNION, None, entries, index.seen(UNION), 1, "Örnek Birliği", " ornek.test ")
    return index


def titles(index: Index) -> list[str]:
    with index.answering() as connection:
        return [row[0] for row in connection.execute("SELECT title FROM e_1_tr ORDER BY number")]
