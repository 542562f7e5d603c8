"""A finished page as bytes, outside of the memory of a worker: what a Page knows as a line of JSON, then the body."""

import json

from trakyakent_site.page_cache.store import Page


def written(key: tuple, page: Page, *more: str) -> bytes:
    head = [list(key), page.status, page.headers, page.union, page.number, page.since, page.until, *more]
    return json.dumps(head).encode() + b"\n" + page.body


def read(key: tuple, data: bytes) -> tuple[Page, list[str]]:
    """The page that was written under this key, and what was written with it; raises ValueError."""
    head, _separator, body = data.partition(b"\n")
    name, status, headers, union, number, since, until, *more = json.loads(head)
    if tuple(name) != key:
        raise ValueError("This is another page.")
    return Page(status, [(name, value) for name, value in headers], body, (union, number), since, until), more
