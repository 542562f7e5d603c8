"""References: addresses of links that name the thing instead of where it stands.

A text that links to the page of a post holds `/b/post-12`. It is made from the address that somebody typed or pasted
when the text is saved, and becomes the address of today when a page is shown; so a link follows a new title, a new
place in the tree and a new file, and an address that another page has taken since leads nobody astray. Where a text
goes out without being shown by a page, the reference is an address that works: it leads on.
"""

import re
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils import timezone, translation

from pages.links.targets import Target, targets, targets_at
from unions.models import PathRedirect, UnionHost
from unions.publishing.addresses import LANGUAGES
from unions.tenancy import scope
from unions.text.links import addresses_of, with_addresses

REFERENCE = re.compile(r"/b/(?P<name>[a-z]+)-(?P<pk>[0-9]{1,18})")


class Thing(NamedTuple):
    """A row with an address of its own, and its kind."""

    target: Target
    row: Any

    @property
    def reference(self) -> str:
        return reference_to(self.target, self.row.pk)

    @property
    def state(self) -> str:
        """What a reader finds: public, draft or withdrawn."""
        return state_of(self.row)


DEAD = "dead"
ELSEWHERE = "elsewhere"


def reference_to(target: Target, pk: object) -> str:
    return f"/b/{target.name}-{pk}"


def state_of(row: Any) -> str:
    """What a reader finds there: it is public, withdrawn (its page says why), or a draft, which nobody finds."""
    whole = getattr(row, row.union_from) if getattr(row, "union_from", "") else row
    if getattr(whole, "is_public", True):
        return "public"
    is_over = whole.status == "withdrawn" or (whole.expire_at is not None and whole.expire_at <= timezone.now())
    return "withdrawn" if is_over else "draft"


def own_path(address: str, union_id: int | None) -> str | None:
    """The path of an address on the union's own site; None for one elsewhere or within the page."""
    parts = urlsplit(address)
    if not parts.path.startswith("/") or parts.scheme not in {"", "http", "https"}:
        return None
    if not parts.netloc:
        return None if address.startswith("//") else parts.path
    is_own = UnionHost.all_unions.filter(union_id=union_id, host=(parts.hostname or "").lower()).exists()
    return parts.path if is_own else None


def thing_at(path: str, union_id: int | None) -> Thing | str:
    """What stands at a path of the site: a thing, something else, or nothing."""
    if path.startswith("/b/"):
        reference = REFERENCE.fullmatch(path)
        target = targets().get(reference["name"]) if reference else None
        row = target.rows(union_id).filter(pk=int(reference["pk"])).first() if target and reference else None
        return Thing(target, row) if target and row else DEAD
    found = standing_at(path, union_id)
    if found != DEAD:
        return found
    moved = PathRedirect.all_unions.filter(union_id=union_id, old_path=path).exclude(new_path="").first()
    return standing_at(moved.new_path, union_id) if moved else DEAD


def standing_at(path: str, union_id: int | None) -> Thing | str:
    language = path.split("/")[1] if path.split("/")[1] in LANGUAGES else LANGUAGES[0]
    try:
        with translation.override(language):
            match = resolve(path)
    except Resolver404:
        return DEAD
    kinds = targets_at().get(match.url_name or "")
    if kinds is None:
        return ELSEWHERE
    for target in kinds:
        wanted = target.rows_at(match.kwargs, language)
        row = target.rows(union_id).filter(wanted).first() if wanted is not None else None
        if row is not None:
            return Thing(target, row)
    return ELSEWHERE if match.url_name == "stored_file" else DEAD


# Storing and showing


def stored(html: str, row: Any) -> str:
    """The text with references in place of the addresses of things of the row's union."""
    union_id = getattr(row, "union_id", None)
    if "<a" not in html or union_id is None:
        return html
    return with_addresses(html, partial(as_reference, union_id=union_id))


def as_reference(address: str, union_id: int) -> str:
    path = own_path(address, union_id)
    found = thing_at(path, union_id) if path is not None else ELSEWHERE
    if not isinstance(found, Thing):
        return address
    parts = urlsplit(address)
    query = f"?{parts.query}" if parts.query else ""
    return f"{found.reference}{query}{'#' + parts.fragment if parts.fragment else ''}"


def shown(html: str, language: str) -> str:
    """The text with the addresses at which things stand today; without links that would lead a reader nowhere."""
    wanted: dict[str, set[int]] = {}
    for address in addresses_of(html):
        if reference := REFERENCE.match(address):
            wanted.setdefault(reference["name"], set()).add(int(reference["pk"]))
    if not wanted:
        return html
    found = {reference_to(target, row.pk): (target, row) for target, row in things(wanted)}
    return with_addresses(html, partial(as_address, found=found, language=language))


def things(wanted: dict[str, set[int]]) -> list[tuple[Target, Any]]:
    """The rows that references name, those of each kind in one query."""
    union = scope.union()
    found = []
    for name, keys in wanted.items():
        target = targets().get(name)
        if target and union:
            found += [(target, row) for row in target.rows(union.pk).filter(pk__in=keys)]
    return found


def as_address(address: str, found: dict, language: str) -> str | None:
    reference = REFERENCE.match(address)
    if not reference:
        return address
    target, row = found.get(reference[0], (None, None))
    if row is None or state_of(row) == "draft":
        return None
    return str(target.address(row, language)) + address[reference.end() :]
