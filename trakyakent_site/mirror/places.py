"""Where a page lies in the static copy: from its address alone, and never outside the folder of its host."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

# How a proxy finds a page that has no name of its own: it tries these in their order.
INDEX_OF = {
    "text/html": "index.html",
    "application/xml": "index.xml",
    "application/atom+xml": "index.xml",
    "text/xml": "index.xml",
    "application/json": "index.json",
    "application/geo+json": "index.json",
    "application/ld+json": "index.json",
    "text/calendar": "index.ics",
    "text/csv": "index.csv",
}
LONGEST_PART = 240
HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")


def place_of(address: str, kind: str) -> Path | None:
    """The place below the folder of the host; None for what has none: questions, and parts that no file may have."""
    parts = urlsplit(address)
    if parts.query or not parts.path.startswith("/"):
        return None
    names = unquote(parts.path).split("/")[1:]
    if names[-1] == "":
        index = INDEX_OF.get(kind)
        if index is None:
            return None
        names[-1] = index
    return Path(*names) if all(is_safe(name) for name in names) else None


def is_safe(name: str) -> bool:
    """Whether a part of an address may be the name of a file or folder."""
    return (
        name not in {"", ".", ".."}
        and not any(sign < " " or sign in "/\\\x7f" for sign in name)
        and len(name.encode("utf-8", "replace")) <= LONGEST_PART
        and not name.startswith(".")
        or name == ".well-known"
    )


def is_host(name: str) -> bool:
    return HOST.fullmatch(name) is not None and ".." not in name
