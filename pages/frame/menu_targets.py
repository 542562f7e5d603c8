"""Where the entries of a menu lead, what that is called in each language, and what readers find there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils import translation

from pages.frame.models import MenuItem
from pages.links.references import REFERENCE, Thing, own_path, state_of, thing_at, things
from unions.publishing.addresses import LANGUAGES
from unions.tenancy import scope
from unions.text.turkish import capfirst

PUBLIC, DEAD = "public", "dead"


@dataclass(frozen=True)
class Described:
    """Where an entry leads, in words: of which kind, called how in each language, and what a reader finds there."""

    kind: str
    names: dict[str, str]
    state: str = PUBLIC


def name_in(row: Any, language: str) -> str:
    """What a thing is called in a language, or in the first one."""
    with translation.override(language):
        return str(row)


def thing_named(address: str) -> Thing | None:
    """The thing of the site that an address or a reference means."""
    union = scope.union()
    path = own_path(address, union.pk) if union else None
    found = thing_at(path, union.pk) if path is not None and union else None
    return found if isinstance(found, Thing) else None


def linked_things(items: Iterable[MenuItem]) -> dict[str, tuple[Any, Any]]:
    """By reference, the things to which entries lead that are neither pages nor sections; one query a kind."""
    wanted: dict[str, set[int]] = {}
    for item in items:
        if reference := REFERENCE.match(item.link or ""):
            wanted.setdefault(reference["name"], set()).add(int(reference["pk"]))
    return {f"/b/{target.name}-{row.pk}": (target, row) for target, row in things(wanted)} if wanted else {}


def described(items: list[MenuItem]) -> dict[int, Described]:
    """Where each of the entries leads; a number of queries that does not grow with them."""
    linked = linked_things(items)
    dead = dead_links(items)
    return {item.pk: description(item, linked, dead) for item in items}


def dead_links(items: Iterable[MenuItem]) -> set[int]:
    """The entries whose address of the site led to nothing when they were saved."""
    links = apps.get_model("pages", "Link").objects.filter(source="pages.menuitem", target="")
    return set(links.filter(source_pk__in=[item.pk for item in items]).values_list("source_pk", flat=True))


def description(item: MenuItem, linked: dict[str, tuple[Any, Any]], dead: set[int]) -> Described:
    if item.page is not None:
        names = {code: getattr(item.page, f"title_{code}") or item.page.title_tr for code in LANGUAGES}
        return Described(str(item.page._meta.verbose_name), names, state_of(item.page))
    if item.section:
        names = {}
        for code in LANGUAGES:
            with translation.override(code):
                names[code] = capfirst(str(item.get_section_display()), code)
        return Described(str(MenuItem._meta.get_field("section").verbose_name), names)
    kind = str(MenuItem._meta.get_field("link").verbose_name)
    if REFERENCE.fullmatch(item.link):
        if item.link not in linked:
            return Described(kind, dict.fromkeys(LANGUAGES, item.link), DEAD)
        _target, row = linked[item.link]
        names = {code: name_in(row, code) for code in LANGUAGES}
        return Described(str(row._meta.verbose_name), names, state_of(row))
    return Described(kind, dict.fromkeys(LANGUAGES, item.link), DEAD if item.pk in dead else PUBLIC)
