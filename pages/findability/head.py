"""What stands in the head of a page for those who find and share it: title, description, card, linked data."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from members.people.models import OfficeHolder, Person
from pages.findability import cards
from pages.findability.linked_data import Told
from pages.page_kind import PageKind
from pages.publications import Publication
from pages.tree.models import Page
from unions.caching.per_generation import cached_per_generation
from unions.lists.paging import ArchivePage, page_in_words
from unions.models import Meeting, Organ
from unions.standards.linked_data import as_json
from unions.tenancy.origin import absolute
from unions.tenancy.requests import UnionRequest
from unions.text.languages import active_language
from unions.text.richtext import plain_text
from unions.text.turkish import capfirst, format_date, slugify

TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
DESCRIPTION = re.compile(r'<meta name="description" content="(.*?)">', re.DOTALL)
LOCALES = {"tr": "tr_TR", "en": "en_GB"}
# Search engines show about so many letters, and cut what is longer themselves.
LONGEST_DESCRIPTION = 300
LONGEST_SUMMARY = 180
NUMBERED = re.compile(r"-(\d{1,3})$")


@dataclass(frozen=True)
class Head:
    """Title and description of a page as its templates wrote them."""

    title: str
    description: str


def head_in(html: str) -> Head:
    title, description = TITLE.search(html), DESCRIPTION.search(html)
    return Head(*(" ".join(unescape(found[1] if found else "").split()) for found in (title, description)))


# What sets a page apart from others with the same title


def narrowing_of(request: UnionRequest, page: object) -> str:
    """What a list has been narrowed to, and which of its pages this is."""
    form = getattr(request, "filter_form", None)
    parts = [", ".join(form.chosen_in_words)] if form is not None else []
    parts += [page_in_words(page)] if isinstance(page, ArchivePage) and page.number > 1 else []
    return "".join(f" – {part}" for part in parts if part)


# Kinds of which a union has few rows: all their titles are compared, once for each change of anything.
COMPARED: dict[type, Callable[[], dict[int, int]]] = {}


def again(request: UnionRequest, row: Any) -> str:
    """A number, where others of the same title came before: of many rows the one that its address ends with."""
    if compare := COMPARED.get(type(row)):
        number = cached_per_generation(request, compare).get(row.pk)
        return f" ({number})" if number else ""
    if isinstance(row, (Organ, Person)):
        older = getattr(row, "older_namesakes", 0)
        return f" ({older + 1})" if older else ""
    return again_by_address(row)


def again_by_address(row: Any) -> str:
    number = NUMBERED.search(row.slug or "")
    is_of_title = number is not None and slugify(row.title).startswith(row.slug[: number.start()])
    return f" ({number[1]})" if number is not None and is_of_title and row.slug != slugify(row.title) else ""


def title_of(kind: PageKind, row: Publication) -> str:
    """The title of a publication, with its kind and its day: another may have the same words."""
    return f"{row.title}{again_by_address(row)} – {kind_and_day(kind, row)}"


def kind_and_day(kind: PageKind, row: Publication) -> str:
    return f"{kind.title}, {format_date(getattr(row, kind.date))}"


def description_of(kind: PageKind, row: Any) -> str:
    """What a publication is about in its own words, then what sets it apart."""
    text = row.summary or plain_text(getattr(row, "body", "") or "")
    about = shortened(" ".join(text.split()), LONGEST_SUMMARY)
    apart = f"{row.title}{again_by_address(row)} ({kind_and_day(kind, row)})"
    return f"{about} – {apart}" if about else apart


def description_of_page(request: UnionRequest, page: Page) -> str:
    """What a page of the tree is about, and which one it is."""
    text = " ".join((page.summary or plain_text(page.body or "")).split())
    about, apart = shortened(text, LONGEST_SUMMARY), f"{page.title}{again(request, page)}"
    return f"{about} – {apart}" if about else apart


def person_apart(request: UnionRequest, person: Person, offices: list[OfficeHolder]) -> str:
    """What sets a person apart from others of the same name: the newest office, and a number where there are more."""
    counted = again(request, person)
    if not offices:
        return counted
    office = offices[0]
    where = office.municipality.name if office.municipality else office.organ.title
    return f"{counted} – {capfirst(str(office.get_role_display()), active_language())}, {where}"


def pages_of_same_title() -> dict[int, int]:
    """A number for each page that stands beside an older one of the same title."""
    return numbered((pk, words) for pk, *words in Page.objects.order_by("pk").values_list("pk", "parent", "title_tr"))


def numbered(rows: Iterable[tuple[int, Any]]) -> dict[int, int]:
    """By key of the row, how many have had the same words by then; the first has no number."""
    seen: Counter[str] = Counter()
    numbers = {}
    for pk, words in rows:
        seen[str(words)] += 1
        if seen[str(words)] > 1:
            numbers[pk] = seen[str(words)]
    return numbers


COMPARED.update({Page: pages_of_same_title})


def shortened(text: str, most: int) -> str:
    """The text cut between words."""
    return text if len(text) <= most else text[:most].rpartition(" ")[0].rstrip(" ,;:.–-") + "…"


# The card


def properties(request: UnionRequest, context: Mapping[str, Any], head: Head) -> list[tuple[str, str]]:
    """The Open Graph properties of a page."""
    site = str(context["union"].current_name.name)
    language = active_language()
    codes = [code for code, _url in context.get("alternates") or () if code in LOCALES and code != language]
    emblem = str(context.get("emblem_url") or "")
    card = absolute(request, cards.address_of(request.union, card_title(head), section_of(context), language, emblem))
    return [
        ("og:type", "article" if isinstance(getattr(request, "subject", None), (Publication, Meeting)) else "website"),
        ("og:site_name", site),
        ("og:title", head.title),
        ("og:description", head.description[:LONGEST_DESCRIPTION]),
        ("og:url", str(context["canonical"])),
        ("og:locale", LOCALES[language]),
        *(("og:locale:alternate", LOCALES[code]) for code in codes),
        ("og:image", card),
        ("og:image:type", "image/png"),
        ("og:image:width", str(cards.WIDTH)),
        ("og:image:height", str(cards.HEIGHT)),
        ("og:image:alt", head.title),
    ]


def card_title(head: Head) -> str:
    """The title without the name of the site, which the card shows by itself."""
    return head.title.rpartition(" – ")[0] or head.title


def section_of(context: Mapping[str, Any]) -> str:
    crumbs = context.get("breadcrumbs") or ()
    return capfirst(str(crumbs[-1]["label"]), active_language()) if crumbs else ""


def linked_data(request: UnionRequest, context: Mapping[str, Any], head: Head, picture: str) -> str:
    nodes = list(Told(request, context, card_title(head), picture).nodes())
    return as_json(nodes) if nodes else ""
