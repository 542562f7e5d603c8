"""The catalogue of the data sets as DCAT-AP 3, for portals that harvest it: the same statements as Turtle and JSON-LD.

Every node has an address of its own and none is nameless, so that two harvests can be compared.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Max, Model
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from members.directory.models import Listing
from members.exchange import exporting
from members.membership.models import Membership
from members.municipalities.models import PopulationFigure
from members.people.models import OfficeHolder
from members.standards.open_data.datasets import DATASETS, Dataset
from members.standards.open_data.writing import in_each_language
from unions.caching.per_generation import cached_per_generation
from unions.caching.same_answers import made_of_rows
from unions.lists.index_steps import plain
from unions.models import BudgetFigures, ContactPoint, Decision, Meeting, Organ, Paper, Union, UnionName
from unions.publishing.addresses import LANGUAGES
from unions.tenancy.origin import origin_of
from unions.tenancy.requests import UnionRequest
from unions.text.cleaning import carried
from unions.text.dates import moment_for_programs

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "adms": "http://www.w3.org/ns/adms#",
}
# The lists of words that the profile prescribes.
AUTHORITY = "http://publications.europa.eu/resource/authority/"
LICENCE = f"{AUTHORITY}licence/CC_BY_4_0"
LANGUAGE_WORDS = {"tr": f"{AUTHORITY}language/TUR", "en": f"{AUTHORITY}language/ENG"}
FORMATS = {extension: f"{AUTHORITY}file-type/{extension.upper()}" for extension in ("csv", "xlsx", "json", "geojson")}
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
CONTENT_TYPES = {"ttl": "text/turtle; charset=utf-8", "jsonld": "application/ld+json"}

# By the English word of a table: the models whose rows it is made of.
MADE_OF: dict[str, list[type[Model]]] = {
    "members": [Membership, Listing, PopulationFigure, OfficeHolder],
    "memberships": [Membership],
    "listings": [Listing, OfficeHolder],
    "population": [PopulationFigure],
    "organs": [Organ],
    "office-holders": [OfficeHolder],
    "decisions": [Decision],
    "meetings": [Meeting],
    "papers": [Paper],
    "budget": [BudgetFigures, Paper],
}
TITLE = _("Open data")
ABOUT = _("The records of the union as tables that anyone may use.")
SERVICE = _("JSON API")


class Ref(NamedTuple):
    """Another node, by its address."""

    iri: str


class Text(NamedTuple):
    """Words, in a language or of a type of XML Schema."""

    text: str
    language: str = ""
    type: str = ""


Value = Ref | Text


@dataclass(frozen=True)
class Node:
    """One thing and what is stated of it."""

    iri: str
    type: str
    statements: list[tuple[str, Value]]


def catalogue(request: UnionRequest, extension: str) -> HttpResponse:
    """The catalogue of this union."""
    if extension not in CONTENT_TYPES:
        raise Http404("The catalogue has no such form.")
    nodes = list(nodes_of(request.union, origin_of(request), cached_per_generation(request, last_changes)))
    content = turtle(nodes) if extension == "ttl" else json_ld(nodes)
    answer = HttpResponse(content, content_type=CONTENT_TYPES[extension])
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@made_of_rows
def last_changes() -> dict[str, datetime]:
    """When a row of each table was last written, in one statement."""
    tables = {model._meta.label: model for made_of in MADE_OF.values() for model in made_of}
    parts = [
        plain(model._default_manager.order_by()).values(of_table=models.Value(label)).annotate(last=Max("updated_at"))
        for label, model in tables.items()
    ]
    found_last = {part["of_table"]: part["last"] for part in parts[0].union(*parts[1:], all=True)}
    newest = {model: found_last.get(label) for label, model in tables.items()}
    found = {}
    for word, made_of in MADE_OF.items():
        moments = [moment for model in made_of if (moment := newest[model])]
        if moments:
            found[word] = max(moments)
    return found


def nodes_of(union: Union, origin: str, changes: dict[str, datetime]) -> Iterator[Node]:
    base = f"{origin}{reverse('dcat_catalogue', args=['ttl']).removesuffix('.ttl')}"
    publisher, contact, service = f"{base}#publisher", f"{base}#contact", f"{base}#api"
    name = UnionName.objects.current().first()
    names = [Text(carried(getattr(name, f"name_{code}", "") or ""), code) for code in LANGUAGES]
    names = [text for text in names if text.text] or [Text(union.code)]
    email = ContactPoint.objects.filter(kind=ContactPoint.Kind.EMAIL).values_list("value", flat=True).first()
    newest = max(changes.values(), default=None)
    shared = [
        ("dct:publisher", Ref(publisher)),
        ("dct:language", Ref(LANGUAGE_WORDS["tr"])),
        ("dct:language", Ref(LANGUAGE_WORDS["en"])),
        ("dct:spatial", Ref(f"{AUTHORITY}country/TUR")),
    ]
    yield Node(
        base,
        "dcat:Catalog",
        [
            *texts("dct:title", TITLE),
            *texts("dct:description", ABOUT),
            *shared,
            ("dct:license", Ref(LICENCE)),
            ("foaf:homepage", Ref(page_of(origin))),
            ("dcat:themeTaxonomy", Ref(f"{AUTHORITY}data-theme")),
            ("dcat:service", Ref(service)),
            *modified(newest),
            *(("dcat:dataset", Ref(iri_of(base, dataset))) for dataset in DATASETS),
        ],
    )
    home = Ref(f"{origin}/")
    yield Node(publisher, "foaf:Agent", [*(("foaf:name", text) for text in names), ("foaf:homepage", home)])
    told: list[tuple[str, Value]] = [*(("vcard:fn", text) for text in names), ("vcard:hasURL", home)]
    if email:
        told.append(("vcard:hasEmail", Ref(f"mailto:{email}")))
    yield Node(contact, "vcard:Organization", told)
    yield Node(
        service,
        "dcat:DataService",
        [
            *texts("dct:title", SERVICE),
            ("dcat:endpointURL", Ref(f"{origin}/api/v1/")),
            ("dcat:endpointDescription", Ref(f"{origin}/api/v1/openapi.json")),
            ("dct:license", Ref(LICENCE)),
            ("dct:accessRights", Ref(f"{AUTHORITY}access-right/PUBLIC")),
            *(("dcat:servesDataset", Ref(iri_of(base, dataset))) for dataset in DATASETS),
        ],
    )
    for dataset in DATASETS:
        files = list(distributions(dataset, iri_of(base, dataset), origin))
        yield Node(
            iri_of(base, dataset),
            "dcat:Dataset",
            [
                *texts("dct:title", dataset.title),
                *texts("dct:description", dataset.about),
                ("dct:identifier", Text(f"{union.code}/{dataset.words['en']}")),
                *shared,
                ("dcat:theme", Ref(f"{AUTHORITY}data-theme/GOVE")),
                ("dct:accessRights", Ref(f"{AUTHORITY}access-right/PUBLIC")),
                ("dct:accrualPeriodicity", Ref(f"{AUTHORITY}frequency/CONT")),
                ("dcat:contactPoint", Ref(contact)),
                ("dcat:landingPage", Ref(page_of(origin))),
                *texts("dcat:keyword", dataset.title),
                *modified(changes.get(dataset.words["en"])),
                *(("dcat:distribution", Ref(file.iri)) for file in files),
            ],
        )
        yield from files


def distributions(dataset: Dataset, iri: str, origin: str) -> Iterator[Node]:
    for code in LANGUAGES:
        for extension in dataset.extensions:
            with translation.override(code):
                path = reverse("open_data_file", args=[dataset.word, extension])
            media_type = exporting.CONTENT_TYPES[extension].partition(";")[0]
            yield Node(
                f"{iri}-{code}-{extension}",
                "dcat:Distribution",
                [
                    *texts("dct:title", dataset.title),
                    ("dcat:accessURL", Ref(origin + path)),
                    ("dcat:downloadURL", Ref(origin + path)),
                    ("dct:format", Ref(FORMATS[extension])),
                    ("dcat:mediaType", Ref(MEDIA_TYPES + media_type)),
                    ("dct:license", Ref(LICENCE)),
                    ("dct:language", Ref(LANGUAGE_WORDS[code])),
                ],
            )


def iri_of(base: str, dataset: Dataset) -> str:
    return f"{base}#{dataset.words['en']}"


def page_of(origin: str) -> str:
    with translation.override("tr"):
        return origin + reverse("open_data")


def texts(name: str, words: Any) -> list[tuple[str, Value]]:
    """The words in each language."""
    return [(name, Text(carried(text), code)) for code, text in in_each_language(words).items()]


def modified(moment: datetime | None) -> list[tuple[str, Value]]:
    if moment is None:
        return []
    return [("dct:modified", Text(moment_for_programs(moment), type="xsd:dateTime"))]


# The two forms


def turtle(nodes: list[Node]) -> str:
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    return head + "".join(
        f"\n<{node.iri}> a {node.type}"
        + "".join(f" ;\n    {name} {in_turtle(value)}" for name, value in node.statements)
        + " .\n"
        for node in nodes
    )


def in_turtle(value: Value) -> str:
    if isinstance(value, Ref):
        return f"<{value.iri}>"
    # The escapes of JSON are those of Turtle.
    quoted = json.dumps(value.text, ensure_ascii=False)
    if value.type:
        return f"{quoted}^^{value.type}"
    return f"{quoted}@{value.language}" if value.language else quoted


def json_ld(nodes: list[Node]) -> str:
    graph = []
    for node in nodes:
        told: dict[str, Any] = {"@id": node.iri, "@type": node.type}
        for name, value in node.statements:
            told.setdefault(name, []).append(in_json(value))
        graph.append(told)
    return json.dumps({"@context": PREFIXES, "@graph": graph}, ensure_ascii=False, indent=1)


def in_json(value: Value) -> dict[str, str]:
    if isinstance(value, Ref):
        return {"@id": value.iri}
    if value.type:
        return {"@value": value.text, "@type": value.type}
    return {"@value": value.text, "@language": value.language} if value.language else {"@value": value.text}
