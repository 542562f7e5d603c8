"""The menus as readers see them: nested, in their language, with the entries that lead to the page marked."""

from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils import translation

from pages.frame.menu_targets import linked_things
from pages.links.references import REFERENCE, state_of
from pages.models import MenuItem
from unions.caching.same_answers import made_of_rows
from unions.publishing.addresses import LANGUAGES


@dataclass(frozen=True)
class MenuEntry:
    """An entry as a menu shows it; `language` is set where its words are not in the language of the page."""

    label: str
    language: str
    url: str
    children: list["MenuEntry"]
    is_page: bool = False
    is_current: bool = False

    @property
    def is_among_children(self) -> bool:
        """Whether an entry beneath it leads to the same page, so that it needs no mention beside them."""
        return any(child.url == self.url for child in self.children)

    @property
    def has_current_child(self) -> bool:
        return any(child.is_current for child in self.children)


@dataclass(frozen=True)
class Menus:
    """The menus of a union in one language, without a mark on any entry, and all addresses that they lead to."""

    main: list[MenuEntry]
    footer: list[MenuEntry]
    urls: set[str]


@made_of_rows
def menus_of_union() -> dict[str, Menus]:
    """The menus in each language, from the same rows."""
    # With a page that is not public goes what is beneath its entry.
    items = [item for item in MenuItem.objects.with_target() if item.page is None or item.page.is_public]
    linked = linked_things(items)
    items = [item for item in items if not is_reference(item) or is_shown(linked.get(item.link))]
    menus = {}
    for language in LANGUAGES:
        with translation.override(language):
            menus[language] = menus_of(items, linked, language)
    return menus


def is_reference(item: MenuItem) -> bool:
    return bool(REFERENCE.fullmatch(item.link))


def is_shown(found: tuple[Any, Any] | None) -> bool:
    """Whether readers find the thing to which an entry leads."""
    return found is not None and state_of(found[1]) == "public"


def menus_of(items: list[MenuItem], linked: dict[str, tuple[Any, Any]], language: str) -> Menus:
    beneath: dict = {}
    urls: set[str] = set()
    for item in items:
        beneath.setdefault((item.place, item.parent_id), []).append(item)

    def entries(place: str, above: int | None = None) -> list[MenuEntry]:
        menu = []
        for item in beneath.get((place, above), []):
            label, words_in = item.words()
            target, row = linked.get(item.link, (None, None))
            url = target.address(row, language) if target else item.get_absolute_url()
            entry = MenuEntry(label, words_in, url, entries(place, item.pk))
            urls.add(entry.url)
            menu.append(entry)
        return menu

    return Menus(entries(MenuItem.Place.MAIN), entries(MenuItem.Place.FOOTER), urls)


def seen_from(path: str, entry: MenuEntry) -> MenuEntry:
    """The entry as it is shown on the page at `path`: whether it leads to that page or to one above it."""
    children = nearest_only([seen_from(path, child) for child in entry.children])
    is_current = leads_to(entry.url, path) or any(child.is_current for child in children)
    return replace(entry, children=children, is_page=entry.url == path, is_current=is_current)


def nearest_only(entries: list[MenuEntry]) -> list[MenuEntry]:
    """The entries, with only the longest matching address current: the history lies beneath the union's page."""
    nearest = max((entry.url for entry in entries if entry.is_current), key=len, default="")
    return [replace(entry, is_current=entry.is_current and entry.url == nearest) for entry in entries]


def leads_to(url: str, path: str) -> bool:
    """Whether `path` is `url` or lies beneath it; the home page counts only as itself, or all would lie beneath it."""
    return path == url or (path.startswith(url) and url != reverse("home"))
