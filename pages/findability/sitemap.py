"""The map of the site for search engines: an index, and parts that each begin at a row, however many rows there are."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import chain

from django.core.exceptions import ValidationError
from django.db.models import F, Model, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import escape

from members.membership.models import Membership
from members.municipalities.models import Municipality
from members.people.models import Person
from pages.frame.sections import sections
from pages.kinds import KINDS
from pages.tree.models import Page
from unions.lists import parameters
from unions.lists.paging import from_place, key_of, order_of, place_of
from unions.models import Decision, Meeting, Organ, Paper
from unions.publishing.addresses import LANGUAGES
from unions.tenancy.origin import origin_of
from unions.tenancy.requests import UnionRequest
from unions.text.languages import is_translated

# Of a part: with both languages twice as many addresses, well below what is kept of a finished answer.
ROWS = 1000
# Read at a time, since their texts come with them.
CHUNK = 100
NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
# The part for the fixed pages and for models with few rows.
PAGES = "pages"

# Models with few rows: one part of the map holds them all.
FEW = [Page, Organ, Paper]

Place = tuple[dict[str, str], date | None]


def archives() -> dict[str, QuerySet]:
    """The rows of each list that may be long, the oldest first: what is added then changes the last part only."""
    return {
        **{kind.map_part: kind.rows().published().reverse() for kind in KINDS},
        "meetings": Meeting.objects.published().reverse(),
        "decisions": Decision.objects.published().select_related("organ").reverse(),
        # What is public is in the map: former members and former office holders, too.
        "members": members_ever(),
        "people": Person.objects.in_office_ever().order_by("pk"),
    }


def members_ever() -> QuerySet:
    """Present and former members; each has a page."""
    return Municipality.objects.filter(pk__in=Membership.objects.order_by().values("municipality")).order_by("pk")


def mapped_models() -> set[type[Model]]:
    """The models whose rows' pages the map names."""
    return {*FEW, *(rows.model for rows in archives().values())}


def sitemap(request: UnionRequest) -> HttpResponse:
    """Every public page of the union, each with the addresses of its real translations."""
    origin = origin_of(request)
    name, _separator, key = parameters.read(request.GET, "part").partition("_")
    if name == PAGES:
        places: Iterator[Place] = chain(section_pages(), row_pages(*FEW))
    elif name in archives():
        places = places_of(part_of(archives()[name], key))
    elif name:
        raise Http404("The map has no such part.")
    else:
        return answer("sitemapindex", index_lines(f"{origin}{request.path}"))
    return answer('urlset xmlns:xhtml="http://www.w3.org/1999/xhtml"', lines(origin, places))


def answer(element: str, content: Iterator[str]) -> HttpResponse:
    name = element.partition(" ")[0]
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<{element} {NAMESPACES}>\n{"".join(content)}</{name}>\n'
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


def index_lines(address: str) -> Iterator[str]:
    """The parts; each names the row at which it begins."""
    beginnings = [f"{name}_{key}" for name, rows in archives().items() for key in keys_of_parts(rows)]
    for part in [PAGES, *beginnings]:
        # The words of an address without a language are those of the standard's.
        yield f"<sitemap><loc>{escape(address + parameters.query_string({'part': part}, 'en'))}</loc></sitemap>\n"


def keys_of_parts(rows: QuerySet) -> list[str]:
    """The keys of the first row of each part, read from an index alone."""
    names = [field.name for field, _falls in order_of(rows)]
    order = [F(field.name).desc() if falls else F(field.name).asc() for field, falls in order_of(rows)]
    numbered = rows.select_related(None).annotate(row_number=Window(RowNumber(), order_by=order))
    first = numbered.annotate(rest=F("row_number") % ROWS).filter(rest=1 % ROWS).order_by().only(*names)
    return [key_of(rows, row) for row in sorted(first, key=lambda row: row.row_number)]


def part_of(rows: QuerySet, key: str) -> QuerySet:
    """The rows of one part; without a key, of the first. Raises Http404 for what is no key."""
    try:
        part = from_place(rows, place_of(rows, key)) if key else rows
    except ValidationError as error:
        raise Http404("This is no place in the list.") from error
    return part[:ROWS]


def lines(origin: str, places: Iterator[Place]) -> Iterator[str]:
    for paths, changed in places:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(origin + path)}"/>'
            for language, path in paths.items()
            if len(paths) > 1
        )
        moment = f"<lastmod>{changed:%Y-%m-%d}</lastmod>" if changed else ""
        for path in paths.values():
            yield f"<url><loc>{escape(origin + path)}</loc>{moment}{links}</url>\n"


def section_pages() -> Iterator[Place]:
    """The pages that every union has, whatever it has published."""
    # Pages beside a list; what else stands there are files.
    beside = [name for kind in KINDS for name, (words, _view) in kind.more_addresses.items() if ".html" in words["en"]]
    for name in ["home", *(name for name, _label in sections()), *beside, "open_data", "api_page"]:
        yield paths_by_language(partial(reverse, name)), None


def row_pages(*models: type[Model]) -> Iterator[Place]:
    """The public pages of all rows of some models."""
    for model in models:
        rows: QuerySet = model._default_manager.all()
        yield from places_of(rows.published() if hasattr(rows, "published") else rows)


def places_of(rows: QuerySet) -> Iterator[Place]:
    """Where the rows stand, by the languages that they are really in."""
    for row in rows.iterator(chunk_size=CHUNK):
        languages = [language for language in LANGUAGES if is_translated(row, language)]
        yield paths_by_language(row.get_absolute_url, languages), timezone.localdate(row.updated_at)


def paths_by_language(address: Callable[[], str], languages: list[str] = LANGUAGES) -> dict[str, str]:
    """What `address` answers in each of the languages."""
    paths = {}
    for language in languages:
        with translation.override(language):
            paths[language] = address()
    return paths
