"""How the rows of a model become entries: what a source is, and the words of which its entries are made."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from html import unescape
from itertools import islice
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils import timezone, translation

from pages.search.entries import Entry
from unions.models import FileText, Union
from unions.publishing.addresses import LANGUAGES
from unions.publishing.states import Publishable
from unions.text.languages import is_translated
from unions.text.richtext import RichTextField, plain_text

HEADING = re.compile(r"<h[2-4][^>]*>(.*?)</h[2-4]>", re.DOTALL)
EVERY = "*"
# How many rows have the texts of their files read at once.
AT_ONCE = 100
# Documents are Turkish; see `file_link`.
LANGUAGE_OF_FILES = "tr"


@dataclass(frozen=True, eq=False)
class Source:
    """A kind of row with a page of its own that searches find."""

    name: str
    model: type[Any]
    rows: Callable[[], QuerySet]
    words: Callable[[Any], dict]
    # Rows that an entry rests on, and the way from them to the key of its own row; none: all entries rest on them.
    parts: dict[type[Model], str] = field(default_factory=dict)
    weight: int = 6
    # The stored files whose texts are searched as the entry's own.
    files: Callable[[Any], list[Any]] = lambda _row: []

    def entries(self, union: Union, keys: set[str] | None) -> Iterator[Entry]:
        """The entries of these rows, or of all; the code is bound to the union."""
        rows = self.rows()
        if keys is not None:
            rows = rows.filter(pk__in=keys)
        for part in batched(rows, AT_ONCE):
            texts = texts_of({file.name for row in part for file in self.files(row) if file})
            for row in part:
                for language in LANGUAGES:
                    if is_translated(row, language):
                        with translation.override(language):
                            yield self.entry(union, row, language, texts)

    def entry(self, union: Union, row, language: str, texts: dict[str, FileText]) -> Entry:
        publishing = [getattr(row, name, None) for name in ("publish_at", "expire_at")]
        shown = dict(zip(("shown_from", "shown_until"), map(moment, publishing), strict=True))
        words = {"kind": self.name, "weight": self.weight, **self.words(row)}
        words = {name: value for name, value in words.items() if value is not None}
        read = [texts[file.name] for file in self.files(row) if file and file.name in texts]
        words["remark"] = next((text.state for text in read if text.state != FileText.State.READ), "")
        if language == LANGUAGE_OF_FILES:
            words["text"] = joined(words.get("text"), *(text.text for text in read))
        for name in ("title", "headings", "summary", "text"):
            words[name] = " ".join(str(words.get(name, "")).split())
        return Entry(
            union.pk, language, key=f"{self.name}:{row.pk}", path=str(row.get_absolute_url()), **{**shown, **words}
        )


def batched(rows: QuerySet, size: int) -> Iterator[list]:
    left = iter(rows)
    while part := list(islice(left, size)):
        yield part


def texts_of(names: set[str]) -> dict[str, FileText]:
    return FileText.objects.by_name(names) if names else {}


def moment(value: datetime | None) -> str:
    return value.astimezone(UTC).isoformat() if value else ""


def day_of(value: date | datetime | None) -> date | None:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def dated(value: date | datetime | None) -> dict:
    day = day_of(value)
    return {"date": day.isoformat(), "year": day.year} if day else {}


def public(rows: QuerySet) -> QuerySet:
    """Rows that are public, or will be by themselves."""
    return rows.filter(Q(expire_at=None) | Q(expire_at__gt=timezone.now()), status=Publishable.Status.PUBLISHED)


def rich_words(row: Any) -> dict:
    """Headings and text of all formatted texts of a row, in the active language."""
    names = [name for name in row.translated if isinstance(row._meta.get_field(name), RichTextField)]
    html = " ".join(getattr(row, name) or "" for name in names)
    return {
        "headings": " · ".join(plain_text(unescape(found)) for found in HEADING.findall(html)),
        "text": plain_text(html),
    }


def joined(*parts: object) -> str:
    return " · ".join(str(part) for part in parts if part)
