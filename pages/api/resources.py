"""What programs can ask for: each kind of record declared once, with the columns that open data has for it.

The lists, the objects, the description in OpenAPI and the page for people are all made from these declarations.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members.directory.models import Listing
from members.exchange import exporting, values
from members.exchange.columns import Column, as_truth
from members.exchange.resources import RESOURCES
from members.membership.models import Membership
from members.municipalities.population import current_populations
from members.people.mayors import mayors_of
from members.people.models import OfficeHolder, Person
from members.standards.open_data.datasets import DATASETS, PAGE, Dataset, member_row, organ_row
from pages.kinds import KINDS
from pages.page_kind import PageKind
from unions.models import Organ
from unions.text.dates import moment_for_programs
from unions.text.languages import language_of
from unions.text.richtext import plain_text

Rows = Callable[[], QuerySet]
INTEGER, NUMBER, TEXT, TRUTH = "integer", "number", "string", "boolean"
READERS: dict[Callable[[str], object], str] = {
    values.population: INTEGER,
    values.year: INTEGER,
    values.whole_number: INTEGER,
    values.share: NUMBER,
    values.yes_or_no: TRUTH,
}
NUMBERS = {"population": INTEGER, "population_year": INTEGER, "latitude": NUMBER, "longitude": NUMBER}


@dataclass(frozen=True)
class Filter:
    """A parameter that narrows a list."""

    name: str
    lookup: str
    type: str
    about: str | Promise


@dataclass(frozen=True)
class Resource:
    """One kind of record: its rows in the order of their keys, and what is told of each."""

    name: str
    title: str | Promise
    about: str | Promise
    columns: list[Column]
    rows: Rows
    # The values of some rows, in their order, by the names of the columns.
    values: Callable[[list], Iterable[dict]]
    filters: list[Filter] = field(default_factory=list)
    # Types that the columns do not tell.
    types: dict[str, str] = field(default_factory=dict)

    def type_of(self, column: Column) -> str:
        if column.name in self.types:
            return self.types[column.name]
        if column.write is as_truth:
            return TRUTH
        read = READERS.get(column.read) if column.read else None
        return read or NUMBERS.get(column.name, TEXT)

    def row(self, key: int) -> Any:
        """The row with the key, if it is public."""
        return self.rows().filter(pk=key).first()

    def rows_after(self, key: int, count: int, chosen: dict[str, Any]) -> list:
        """So many rows behind a key, of those that have the chosen values, by lookup."""
        return list(self.rows().filter(**chosen, pk__gt=key).order_by("pk")[:count])

    def items(self, rows: list, origin: str) -> Iterator[dict]:
        """What is told of the rows, with whole addresses."""
        for row, told in zip(rows, self.values(rows), strict=True):
            item = {"id": row.pk, "updated": moment_for_programs(row.updated_at)}
            item |= {column.name: plain(told[column.name]) for column in self.columns}
            if item.get("page"):
                item["page"] = f"{origin}{item['page']}"
            yield item


def plain(value: Any) -> Any:
    return moment_for_programs(value) if isinstance(value, datetime) else exporting.plain_value(value)


YEAR = Filter("year", "year", INTEGER, _("Of one year."))
ORGAN = Filter("organ", "organ", INTEGER, _("Of the organ with this id."))
UPDATED = Filter("updated_since", "updated_at__gte", "date-time", _("Changed at this moment or later."))


# Members, organs, people and proceedings: as open data has them


@cache
def open_data_of(word: str) -> Dataset:
    return next(dataset for dataset in DATASETS if dataset.words["en"] == word)


def member_values(rows: list[Membership]) -> Iterator[dict]:
    places = [row.municipality for row in rows]
    listings = {each.municipality_id: each for each in Listing.objects.filter(municipality__in=places)}
    populations = current_populations(places)
    mayors = mayors_of({key: listing.mayor for key, listing in listings.items()})
    for row in rows:
        key = row.municipality_id
        yield {**member_row(row, listings.get(key), populations[key]), "mayor": mayors.get(key)}


def organ_values(rows: list[Organ]) -> Iterator[dict]:
    return (organ_row(row) for row in rows)


PERSON_COLUMNS = [
    Column("name", _("Name"), _("Name and surname.")),
    Column("title", _("Title before the name"), _("Such as Dr. or Prof. Dr.")),
    Column("offices", _("Offices"), _("How many seats the person holds or held in the union.")),
    PAGE,
]


def person_values(rows: list[Person]) -> Iterator[dict]:
    counted = OfficeHolder.objects.filter(person__in=rows).order_by().values("person")
    offices = dict(counted.annotate(number=models.Count("pk")).values_list("person", "number"))
    for row in rows:
        page = row.get_absolute_url()
        yield {"name": row.name, "title": row.title, "offices": offices.get(row.pk, 0), "page": page}


def seat_values(rows: list[OfficeHolder]) -> Iterator[dict]:
    """Seats with the end that follows from what a seat stands on, recorded or not."""
    resource = RESOURCES["office-holders"]()
    for row in rows:
        reason = row.ending.reason if row.last_day else row.end_reason
        yield {**resource.values(row), "end_date": row.last_day, "end_reason": str(reason)}


def imported(word: str) -> tuple[Rows, Callable[[list], Iterator[dict]]]:
    """The published rows of a kind that offices import, and their values for readers."""

    def rows() -> QuerySet:
        return RESOURCES[word]().rows().published()

    def told(found: list) -> Iterator[dict]:
        resource: Any = RESOURCES[word]()
        resource.is_for_readers = True
        names = [column.name for column in open_data_of(word).columns]
        return ({name: resource.value(row, name) for name in names} for row in found)

    return rows, told


def proceedings(word: str, filters: list[Filter]) -> Resource:
    rows, told = imported(word)
    dataset = open_data_of(word)
    return Resource(word, dataset.title, dataset.about, dataset.columns, rows, told, filters)


# What is published: each page type with its own fields

SHARED = [
    Column("language", _("Language"), _("The language that title and text are in; where there is no translation, tr.")),
    Column("title", _("Title"), _("In the language asked for, if translated.")),
    Column("summary", _("Summary"), _("One or two sentences.")),
    Column("text", _("Text"), _("The whole text without formatting.")),
]
TYPES: dict[type, str] = {
    models.BooleanField: TRUTH,
    models.DecimalField: NUMBER,
    models.IntegerField: INTEGER,
}


# Where a state follows from the day as well, it is the state of today.
STATE = Column("state", _("State"), _("Its state today."))


def value_of(row: Any, name: str) -> Any:
    return row.current_state.value if name == "state" else getattr(row, name)


def column_of(kind: PageKind, name: str) -> Column:
    if name == "state":
        return STATE
    found: Any = kind.model._meta.get_field(name)
    return Column(name, found.verbose_name, found.help_text or found.verbose_name)


def type_of_field(kind: PageKind, name: str) -> str:
    found = None if name == "state" else kind.model._meta.get_field(name)
    return next((type_ for base, type_ in TYPES.items() if isinstance(found, base)), TEXT)


def published(kind: PageKind) -> Resource:
    names = kind.fields

    def told(rows: list) -> Iterator[dict]:
        for row in rows:
            yield {
                "language": language_of(row, "title"),
                "title": row.title,
                "summary": row.summary,
                "text": plain_text(getattr(row, "body", "") or ""),
                **{name: value_of(row, name) for name in names},
                "page": row.get_absolute_url(),
            }

    def rows() -> QuerySet:
        return kind.rows().published()

    is_dated = any(each.name == "date" for each in kind.model._meta.fields)
    date_field = "date" if is_dated else kind.date
    return Resource(
        kind.words["en"],
        kind.title,
        _("What the union has published on its page of this kind."),
        [*SHARED, *(column_of(kind, name) for name in names), PAGE],
        rows,
        told,
        [Filter("year", f"{date_field}__year", INTEGER, YEAR.about)],
        {name: type_of_field(kind, name) for name in names},
    )


@cache
def resources() -> dict[str, Resource]:
    members, organs, seats = (open_data_of(word) for word in ("members", "organs", "office-holders"))
    every = [
        Resource(
            "members",
            members.title,
            members.about,
            members.columns,
            lambda: Membership.objects.current().with_municipality(),
            member_values,
        ),
        Resource("organs", organs.title, organs.about, organs.columns, lambda: Organ.objects.all(), organ_values),
        Resource(
            "people",
            _("People"),
            _("Everyone who holds or held a seat in the union."),
            PERSON_COLUMNS,
            lambda: Person.objects.in_office_ever(),
            person_values,
            types={"offices": INTEGER},
        ),
        Resource(
            "office-holders",
            seats.title,
            seats.about,
            seats.columns,
            lambda: RESOURCES["office-holders"]().rows().with_ends(),
            seat_values,
            [ORGAN, Filter("person", "person", INTEGER, _("Of the person with this id."))],
        ),
        proceedings("meetings", [ORGAN, YEAR]),
        proceedings("decisions", [ORGAN, Filter("year", "date__year", INTEGER, YEAR.about)]),
        proceedings("papers", [YEAR]),
        *(published(kind) for kind in KINDS),
    ]
    return {resource.name: resource for resource in every}
