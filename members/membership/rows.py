"""Memberships as light rows: all members of a national union fit into memory."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from django.urls import reverse

from members.municipalities.models import KINDS_IN_SHORT, Municipality, head_title
from unions.text.partial_dates import PartialDate
from unions.text.turkish import ALPHABET, fold, lower, plain, upper

# In the order of the fields of MembershipRow.
COLUMNS = [
    "pk",
    "start_date",
    "end_date",
    "evidence_on",
    "municipality_id",
    *[
        f"municipality__{name}"
        for name in ["name", "slug", "kind", "district_name", "population", "population_year", "population_of"]
    ],
    *[f"municipality__{name}" for name in ["latitude", "longitude", "closed_on"]],
    "union__ended_on",
    "municipality__province_id",
    *[f"municipality__province__{name}" for name in ["name", "slug", "sort_key"]],
]
KINDS = dict(Municipality.Kind.choices)


class MembershipRow(NamedTuple):
    """One membership with what a list says of its municipality."""

    membership_id: int
    start_date: PartialDate | None
    end_date: PartialDate | None
    evidence_on: PartialDate | None
    municipality_id: int
    name: str
    slug: str
    kind: str
    district_name: str
    population: int | None
    population_year: int | None
    population_of: str
    latitude: Decimal | None
    longitude: Decimal | None
    closed_on: PartialDate | None
    union_ended_on: PartialDate | None
    province_id: int
    province: str
    province_slug: str
    province_order: str

    @property
    def last_date(self) -> PartialDate | None:
        """When it ended: by leaving, or with the municipality or the union itself."""
        ends = [self.end_date, self.closed_on, self.union_ended_on]
        return min((end for end in ends if end), key=lambda end: end.latest, default=None)

    @property
    def ended_by_closure(self) -> bool:
        """Whether the municipality was still a member when it was closed."""
        return self.closed_on is not None and (self.end_date is None or self.end_date.latest >= self.closed_on.earliest)

    def is_on(self, day: date) -> bool:
        """Whether the membership may hold on that day; a date known only to its year counts for every day of it."""
        last = self.last_date
        return (self.start_date is None or self.start_date.earliest <= day) and (last is None or last.latest >= day)

    def is_certain_on(self, day: date, today: date) -> bool:
        """Whether it is certain that the membership had begun: by its date or by evidence."""
        has_evidence = self.evidence_on is not None and self.evidence_on.latest <= day
        return self.start_date is not None or has_evidence or day >= today

    @property
    def counts_the_district(self) -> bool:
        return self.population_of == Municipality.Counted.DISTRICT

    @property
    def has_place(self) -> bool:
        return self.latitude is not None and self.longitude is not None

    @property
    def address(self) -> str:
        return reverse("member_detail", args=[self.slug])

    @property
    def kind_in_words(self) -> str:
        return str(KINDS[self.kind])

    @property
    def kind_in_short(self) -> str:
        """One word for lists: “İlçe”, whether or not the province has a metropolitan municipality."""
        return str(KINDS_IN_SHORT[Municipality.Kind(self.kind)])

    @property
    def head_title(self) -> str:
        return head_title(self.kind)

    @property
    def letter(self) -> str:
        """The letter of the Turkish alphabet under which it is listed."""
        return letter_of(self.name)

    @property
    def search_text(self) -> str:
        return cached_fold(f"{self.name} {self.district_name} {self.province}")


# Names of municipalities are few and seldom change.
cached_fold = lru_cache(maxsize=4096)(fold)


@lru_cache(maxsize=4096)
def letter_of(name: str) -> str:
    first = lower(name[:1])
    return upper(first if first in ALPHABET else plain(first)[:1])


def membership_rows(memberships) -> list[MembershipRow]:
    """The rows of a queryset of memberships, in one query; with the union's own populations where they are newer."""
    # None of these columns is translated.
    values = memberships.rewrite(False).with_newer_population().values_list(*COLUMNS, "figure", "figure_year")
    return [row_with(MembershipRow(*columns), figure, year) for *columns, figure, year in values]


def row_with(row: MembershipRow, figure: int | None, year: int | None) -> MembershipRow:
    """The row with a population of the union's own, if there is one."""
    if figure is None:
        return row
    own = Municipality.Counted.MUNICIPALITY
    return row._replace(population=figure, population_year=year, population_of=own)


def one_a_municipality(rows: Iterable[MembershipRow]) -> list[MembershipRow]:
    """The rows in their order, one a municipality: memberships whose dates are known to the year may overlap."""
    chosen: dict = {}
    for row in rows:
        earlier = chosen.get(row.municipality_id)
        if earlier is None or (earlier.end_date and not row.end_date):
            chosen[row.municipality_id] = row
    return list(chosen.values())
