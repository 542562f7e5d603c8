"""What every public page shows around its content: names, menus, headquarters, the same page in the other language.

Each part is fetched when a template first asks for it, in three queries at most, however much there is, and kept for
the pages that follow until something of the union changes.
"""

from dataclasses import dataclass, replace
from functools import cached_property, partial
from operator import attrgetter
from typing import TypeVar

from django.db.models import F, Model, Subquery
from django.http.request import split_domain_port
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from pages.models import MenuItem
from unions.caching.per_generation import cached_per_generation
from unions.models import ContactPoint, Headquarters, LegalBasis, UnionHost, UnionName
from unions.publishing import alternates
from unions.publishing.addresses import LANGUAGES
from unions.tenancy.requests import UnionRequest
from unions.text.languages import active_language

FOUNDING_ACT_FIELDS = ["kind", "title_tr", "title_en", "number", "date", "gazette_date", "gazette_number"]
CONTACT_POINT_FIELDS = ["pk", "kind", "value", "label_tr", "label_en"]

# What templates may ask for, and where the frame has it.
PARTS = {
    "names": "names",
    "former_name": "former_name",
    "founding_act": "founding_act",
    "menus": "menus",
    "menu_place": "menu_place",
    "menu": "main_menu",
    "footer_menu": "footer_menu",
    "headquarters": "seat.headquarters",
    "contact_points": "seat.contact_points",
    "canonical": "addresses.canonical",
    "alternates": "addresses.alternates",
    "language_links": "addresses.language_links",
}


def site(request: UnionRequest) -> dict:
    """The union and what surrounds the content of its pages; the admin dresses itself.

    A view whose page is about one row says so by `request.subject = row`: the language switch then stays on that row.
    """
    union = getattr(request, "union", None)
    if union is None or request.path.startswith(reverse("admin:index")):
        return {"union": union}
    frame = Frame(request)
    union.current_name = SimpleLazyObject(lambda: frame.current_name)
    parts = {name: SimpleLazyObject(partial(attrgetter(path), frame)) for name, path in PARTS.items()}
    return {"union": union, "frame": {"union": union, **parts}, **parts}


Row = TypeVar("Row", bound=Model)


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
    """The menus of a union in one language, as they are seen from nowhere in particular, and all that they lead to."""

    main: list[MenuEntry]
    footer: list[MenuEntry]
    urls: set[str]


@dataclass(frozen=True)
class Seat:
    """Today's headquarters, if any is recorded, and how it is reached."""

    headquarters: Headquarters | None
    contact_points: list[ContactPoint]


class Frame:
    """The parts of a page that are the same on every page of a union."""

    def __init__(self, request: UnionRequest):
        self.request = request
        self.union = request.union

    @cached_property
    def names(self) -> list[UnionName]:
        """All names, the newest first, each with the columns of the founding act and the main host beside it."""
        return cached_per_generation(self.request, names_of_union)

    @cached_property
    def current_name(self) -> UnionName:
        # A union that nobody has named yet still has a site.
        nameless = UnionName(name_tr=self.union.code)
        return next((name for name in self.names if name.is_current), nameless)

    @cached_property
    def former_name(self) -> UnionName | None:
        ended = [name for name in self.names if name.end_date and not name.is_current]
        return max(ended, key=lambda name: name.end_date, default=None)

    @cached_property
    def founding_act(self) -> LegalBasis | None:
        known = self.names and getattr(self.names[0], "act_kind", None)
        return beside(self.names[0], LegalBasis, "act_", FOUNDING_ACT_FIELDS) if known else None

    @cached_property
    def addresses(self) -> alternates.Alternates:
        """This page in each language, under the name of the site that search engines are told."""
        asked, _port = split_domain_port(self.request.get_host())
        main = getattr(self.names[0], "main_host", None) if self.names else None
        # The asked name may carry a port, so it is left as it is unless another one is the main one.
        return alternates.of(
            self.request, getattr(self.request, "subject", None), host=main if main and main != asked else ""
        )

    @cached_property
    def menus(self) -> Menus:
        return cached_per_generation(self.request, menus_of_union)[active_language()]

    @cached_property
    def menu_place(self) -> tuple:
        """All that a menu shows otherwise on one page than on another: which of its entries lead to the page."""
        path = self.request.path
        return path in self.menus.urls, *sorted(url for url in self.menus.urls if leads_to(url, path))

    @cached_property
    def main_menu(self) -> list[MenuEntry]:
        return [seen_from(self.request.path, entry) for entry in self.menus.main]

    @cached_property
    def footer_menu(self) -> list[MenuEntry]:
        return self.menus.footer

    @cached_property
    def seat(self) -> Seat:
        return cached_per_generation(self.request, seat_of_union)


def names_of_union() -> list[UnionName]:
    founding_act = LegalBasis.objects.filter(is_founding_act=True)
    columns = {f"act_{name}": Subquery(founding_act.values(name)[:1]) for name in FOUNDING_ACT_FIELDS}
    main_host = UnionHost.objects.filter(is_primary=True).values("host")[:1]
    return list(UnionName.objects.annotate(main_host=Subquery(main_host), **columns))


def menus_of_union() -> dict[str, Menus]:
    """The menus in each language, from the same rows."""
    # With a page that is not public goes what is beneath its entry.
    items = [item for item in MenuItem.objects.with_target() if item.page is None or item.page.is_public]
    menus = {}
    for language in LANGUAGES:
        with translation.override(language):
            menus[language] = menus_of(items)
    return menus


def menus_of(items: list[MenuItem]) -> Menus:
    beneath: dict = {}
    urls: set[str] = set()
    for item in items:
        beneath.setdefault((item.place, item.parent_id), []).append(item)

    def entries(place: str, above: int | None = None) -> list[MenuEntry]:
        shown = []
        for item in beneath.get((place, above), []):
            label, language = item.words()
            entry = MenuEntry(label, language, item.get_absolute_url(), entries(place, item.pk))
            urls.add(entry.url)
            shown.append(entry)
        return shown

    return Menus(entries(MenuItem.Place.MAIN), entries(MenuItem.Place.FOOTER), urls)


def seat_of_union() -> Seat:
    columns = {f"point_{name}": F(f"contact_points__{name}") for name in CONTACT_POINT_FIELDS}
    rows = Headquarters.objects.current().annotate(**columns)
    rows = list(rows.order_by("-start_date", "pk", "contact_points__position", "contact_points__pk"))
    points = [row for row in rows if row == rows[0] and row.point_pk]
    return Seat(
        headquarters=rows[0] if rows else None,
        contact_points=[beside(row, ContactPoint, "point_", CONTACT_POINT_FIELDS) for row in points],
    )


def beside(row: Model, model: type[Row], prefix: str, names: list[str]) -> Row:
    """A row of `model`, made from columns that were fetched along with another row."""
    return model(**{name: getattr(row, prefix + name) for name in names})


def seen_from(path: str, entry: MenuEntry) -> MenuEntry:
    """The entry as the reader of `path` sees it: is this its page, or is its page beneath the entry?"""
    children = nearest_only([seen_from(path, child) for child in entry.children])
    is_current = leads_to(entry.url, path) or any(child.is_current for child in children)
    return replace(entry, children=children, is_page=entry.url == path, is_current=is_current)


def nearest_only(entries: list[MenuEntry]) -> list[MenuEntry]:
    """The entries, of which only the nearest to the reader is current: the history lies beneath the union's page."""
    nearest = max((entry.url for entry in entries if entry.is_current), key=len, default="")
    return [replace(entry, is_current=entry.is_current and entry.url == nearest) for entry in entries]


def leads_to(url: str, path: str) -> bool:
    """Whether the reader of `path` is at `url` or beneath it; everything would be beneath the home page."""
    return path == url or (path.startswith(url) and url != reverse("home"))
