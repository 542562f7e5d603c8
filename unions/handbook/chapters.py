"""The chapters of the handbook, read from `docs/handbook/<language>.md`.

A chapter begins with a heading of the second rank; the remark above it names it, in both languages alike.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

HANDBOOK = Path(settings.BASE_DIR) / "docs" / "handbook"
BEGINNING = re.compile(r"^<!-- chapter: ([a-z-]+) -->\n## (.+)\n", re.M)


@dataclass(frozen=True)
class Chapter:
    """What the handbook says of one matter."""

    name: str
    title: str
    text: str


@cache
def chapters(language: str) -> dict[str, Chapter]:
    """All chapters in their order, by name."""
    text = (HANDBOOK / f"{language}.md").read_text(encoding="utf-8")
    _introduction, *parts = BEGINNING.split(text)
    found = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return {name: Chapter(name, title, body.strip()) for name, title, body in found}
