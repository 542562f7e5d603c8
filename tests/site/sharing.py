"""Walking through a site by its links, and judging how each page is shared and indexed."""

import json
import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

# Status, content type and text of an address.
Fetch = Callable[[str], tuple[int, str, str]]

# Of each type: what search engines require, and what else of schema.org's vocabulary may stand there.
ARTICLE = (
    "name headline datePublished publisher url inLanguage",
    "description dateModified image author mainEntityOfPage encoding",
)
VOCABULARY = {
    "WebSite": ("name url potentialAction inLanguage publisher", ""),
    "SearchAction": ("target query-input", ""),
    "EntryPoint": ("urlTemplate", ""),
    "GovernmentOrganization": (
        "name",
        "url alternateName foundingDate dissolutionDate taxID identifier address telephone email areaServed member "
        "description parentOrganization memberOf location sameAs logo",
    ),
    "PostalAddress": ("addressCountry", "streetAddress postalCode addressLocality addressRegion"),
    "PropertyValue": ("propertyID value", ""),
    "AdministrativeArea": ("name", ""),
    "Place": ("name", "address geo"),
    "GeoCoordinates": ("latitude longitude", ""),
    "BreadcrumbList": ("itemListElement", ""),
    "ItemList": ("itemListElement", "name"),
    "ListItem": ("position name", "item"),
    "Event": (
        "name startDate location organizer eventStatus url",
        "endDate description image offers isAccessibleForFree about inLanguage eventAttendanceMode",
    ),
    "Offer": ("price priceCurrency url availability", ""),
    "Person": ("name url", "honorificPrefix description image jobTitle memberOf"),
    "OrganizationRole": ("roleName memberOf", "startDate endDate"),
    "Legislation": (
        "name legislationIdentifier legislationDate url",
        "inLanguage datePublished legislationPassedBy creativeWorkStatus legislationLegalForce legislationRepeals "
        "legislationChanges sameAs",
    ),
    "Report": ("name publisher url temporalCoverage", "abstract inLanguage datePublished sameAs"),
    "NewsArticle": ARTICLE,
    "DigitalDocument": ARTICLE,
    "ImageGallery": ARTICLE,
    "WebPage": ARTICLE,
    "MediaObject": ("contentUrl encodingFormat", "name"),
    "DataCatalog": ("name url license publisher dataset", ""),
    "Dataset": ("name description license distribution creator url", "inLanguage isAccessibleForFree"),
    "DataDownload": ("encodingFormat contentUrl", ""),
}
MOMENT = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?[+-]\d\d:\d\d)?)?)?")
PROPERTIES = {
    *("og:type", "og:site_name", "og:title", "og:description", "og:url", "og:locale", "og:image"),
    *("og:image:type", "og:image:width", "og:image:height", "og:image:alt"),
}


class HeadReader(HTMLParser):
    """What the head of a page says, and where its links lead."""

    def __init__(self, html: str):
        super().__init__()
        self.title, self.description, self.robots = "", "", ""
        self.canonical: list[str] = []
        self.alternates: dict[str, str] = {}
        self.properties: dict[str, str] = {}
        self.data: list[str] = []
        self.links: list[str] = []
        self.inside = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = {name: value or "" for name, value in attrs}
        match tag:
            case "title":
                self.inside = "title" if not self.title else ""
            case "script" if values.get("type") == "application/ld+json":
                self.inside = "data"
                self.data.append("")
            case "meta" if values.get("name") == "description":
                self.description = values["content"]
            case "meta" if values.get("name") == "robots":
                self.robots = values["content"]
            case "meta" if "property" in values:
                self.properties[values["property"]] = values["content"]
            case "link" if values.get("rel") == "canonical":
                self.canonical.append(values["href"])
            case "link" if values.get("rel") == "alternate" and "hreflang" in values:
                self.alternates[values["hreflang"]] = values["href"]
            case "a" | "link":
                self.links.append(values.get("href", ""))

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside == "title":
            self.title += data
        elif self.inside == "data":
            self.data[-1] += data


@dataclass
class Walk:
    """All pages of one site that links lead to, from its start pages on."""

    origin: str
    fetch: Fetch
    most: int = 5000
    follows_links: bool = True
    pages: dict[str, HeadReader] = field(default_factory=dict)
    others: dict[str, tuple[int, str]] = field(default_factory=dict)

    def go(self, *beginnings: str) -> "Walk":
        waiting = deque(self.origin + path for path in beginnings)
        seen = set(waiting)
        while waiting and len(seen) <= self.most:
            address = waiting.popleft()
            status, kind, text = self.fetch(address.removeprefix(self.origin))
            if status != 200 or not kind.startswith("text/html"):
                self.others[address] = (status, kind)
                continue
            page = self.pages[address] = HeadReader(text)
            links = page.links if self.follows_links else []
            for link in [*links, *page.alternates.values(), *page.canonical]:
                found = urljoin(address, link.partition("#")[0])
                path = urlsplit(found).path
                if found.startswith(f"{self.origin}/") and found not in seen and path.startswith(("/tr/", "/en/")):
                    seen.add(found)
                    waiting.append(found)
        return self

    @property
    def indexed(self) -> dict[str, HeadReader]:
        """The pages that search engines keep: not forbidden, and their own canonical address."""
        return {
            address: page
            for address, page in self.pages.items()
            if "noindex" not in page.robots and page.canonical == [address]
        }


def wrongs_in(walk: Walk, mapped: set[str]) -> list[str]:
    """All that is wrong with how the pages of a walk are shared and indexed."""
    return [
        *same_words(walk),
        *(wrong for address, page in walk.pages.items() for wrong in wrong_head(walk, address, page)),
        *(wrong for address, page in walk.pages.items() for wrong in wrong_data(address, page)),
        *(f"{address} is in the map and no page is indexed there" for address in sorted(mapped - set(walk.indexed))),
        *(
            f"{address} is indexed and not in the map"
            for address in sorted(walk.indexed)
            if address not in mapped and "?" not in address
        ),
    ]


def same_words(walk: Walk) -> Iterator[str]:
    for name in ("title", "description"):
        seen = defaultdict(list)
        for address, page in walk.indexed.items():
            seen[" ".join(getattr(page, name).split())].append(address)
        for words, addresses in seen.items():
            if len(addresses) > 1 or not words:
                yield f"{name} “{words}” at {', '.join(addresses)}"


def wrong_head(walk: Walk, address: str, page: HeadReader) -> Iterator[str]:
    if "noindex" in page.robots:
        # The card of a member for other sites names the member's page.
        if address in page.canonical or page.alternates:
            yield f"{address}: not indexed, and yet with canonical or other languages"
        return
    if len(page.canonical) != 1 or not page.canonical[0].startswith(f"{walk.origin}/"):
        yield f"{address}: canonical {page.canonical}"
        return
    if page.canonical[0] not in walk.indexed:
        yield f"{address}: its canonical {page.canonical[0]} is not indexed"
    languages = {code: to for code, to in page.alternates.items() if code != "x-default"}
    if languages and (page.alternates.get("x-default") != languages.get("tr") or set(languages) != {"tr", "en"}):
        yield f"{address}: other languages {page.alternates}"
    for to in languages.values():
        other = walk.pages.get(to)
        if other is None or other.alternates != page.alternates:
            yield f"{address}: {to} does not lead back"
    missing = PROPERTIES - {name for name, value in page.properties.items() if value.strip()}
    if missing or page.properties["og:url"] != page.canonical[0]:
        yield f"{address}: Open Graph lacks {sorted(missing)} or has another address"
    if not page.properties.get("og:image", "").startswith(f"{walk.origin}/kart/"):
        yield f"{address}: no card"


def wrong_data(address: str, page: HeadReader) -> Iterator[str]:
    if len(page.data) > 1:
        yield f"{address}: {len(page.data)} blocks of linked data"
    for block in page.data:
        content = json.loads(block)
        if content.get("@context") != "https://schema.org" or not content.get("@graph"):
            yield f"{address}: linked data without context or nodes"
        for node in content.get("@graph", ()):
            yield from (f"{address}: {wrong}" for wrong in wrong_node(node))


def wrong_node(node: dict) -> Iterator[str]:
    """What schema.org does not know or search engines miss in a node and those within it."""
    if set(node) == {"@id"}:
        return
    kind = node.get("@type")
    if kind not in VOCABULARY:
        yield f"no type {kind}"
        return
    required, others = (set(words.split()) for words in VOCABULARY[kind])
    names = set(node) - {"@type", "@id"}
    if required - names:
        yield f"{kind} lacks {sorted(required - names)}"
    if names - required - others:
        yield f"{kind} may not have {sorted(names - required - others)}"
    for name, value in node.items():
        if (name.endswith("Date") or name.startswith("date")) and not MOMENT.fullmatch(str(value)):
            yield f"{kind}.{name} is no date: {value}"
        if name in ("url", "item", "contentUrl", "logo") and not str(value).startswith(("http://", "https://")):
            yield f"{kind}.{name} is no address: {value}"
        if value in (None, "", [], {}):
            yield f"{kind}.{name} is empty"
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                yield from wrong_node(inner)
    if kind == "Dataset" and not 50 <= len(node.get("description", "")) <= 5000:
        yield "Dataset.description has fewer than 50 or more than 5,000 letters"
