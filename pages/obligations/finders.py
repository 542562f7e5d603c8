"""By what a site shows that a duty is met, and since when: each finder looks at one kind of thing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Max, Min, Q, QuerySet, Value
from django.utils import timezone

from pages.obligations.models import DutyRecord
from pages.tree.models import Page
from unions.lists.index_steps import plain
from unions.models import ContactPoint, Emblem, Organ, Paper, Statute, Union, UnionHost, UnionName

STATE_ENDINGS = [".gov.tr", ".bel.tr"]

# Queries for rows that meet a duty by being there: all are asked in one statement.
QUERIES: list[Callable[[], QuerySet]] = []


@dataclass
class Known:
    """What is asked once for all duties of a union."""

    union: Union

    @cached_property
    def standard_pages(self) -> dict[str, Page]:
        """The pages that every union has, by their keys; drafts as well."""
        return {page.source_key: page for page in Page.objects.filter(source_key__startswith="site:")}

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Those of them that are public."""
        return {key: page for key, page in self.standard_pages.items() if page.is_public}

    @cached_property
    def first_moments(self) -> dict[int, datetime]:
        """When the first row of each of the queries was entered, by their numbers."""
        parts = [
            plain(query().order_by()).values(of_query=Value(number)).annotate(first=Min("created_at"))
            for number, query in enumerate(QUERIES)
        ]
        return {part["of_query"]: part["first"] for part in parts[0].union(*parts[1:], all=True)}

    @cached_property
    def latest_papers(self) -> dict[str, dict]:
        """By kind of paper, the year of the latest that is public and when the first was entered."""
        latest = Paper.objects.published().order_by().values("kind").annotate(year=Max("year"), first=Min("created_at"))
        return {row["kind"]: row for row in latest}

    @cached_property
    def records(self) -> dict[str, DutyRecord]:
        return {record.duty: record for record in DutyRecord.objects.all()}


@dataclass(frozen=True)
class Met:
    """That a duty is met, and since which day, where that is known."""

    since: date | None = None
    # Not by the page of this site where it usually stands: the union says where.
    is_elsewhere: bool = False
    # Where readers find it, when that is not the same place on every site.
    url: str = ""


def day_of(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def page(key: str, word: str = "") -> Callable[[Known], Met | None]:
    """The standard page of that key is public, and speaks of the word."""

    def find(known: Known) -> Met | None:
        row = known.pages.get(key)
        if row is None or word.casefold() not in (row.body_tr or "").casefold():
            return None
        return Met(day_of(row.publish_at or row.created_at))

    return find


def rows(query: Callable[[], QuerySet]) -> Callable[[Known], Met | None]:
    """Met since the first of the rows was entered; not met without one."""
    number = len(QUERIES)
    QUERIES.append(query)

    def find(known: Known) -> Met | None:
        moment = known.first_moments.get(number)
        return Met(day_of(moment)) if moment else None

    return find


def both(*finders: Callable[[Known], Met | None]) -> Callable[[Known], Met | None]:
    """All of them hold, since the last of their days."""

    def find(known: Known) -> Met | None:
        found = [finder(known) for finder in finders]
        if not all(found):
            return None
        days = [each.since for each in found if each and each.since]
        return Met(max(days, default=None))

    return find


def said_of(name: str) -> Callable[[Known], Met | None]:
    """The union itself has a value there, since it was first entered."""

    def find(known: Known) -> Met | None:
        if not getattr(known.union, name):
            return None
        history = Union.history.filter(id=known.union.pk).exclude(**{name: ""})
        return Met(day_of(history.aggregate(first=Min("history_date"))["first"]))

    return find


ANY_ORGAN = rows(lambda: Organ.objects.all())
CURRENT_NAME = rows(lambda: UnionName.objects.current())
EMBLEM = rows(lambda: Emblem.objects.all())
KEP_ADDRESS = rows(lambda: ContactPoint.objects.filter(kind=ContactPoint.Kind.KEP))
OWES_PLAN = rows(lambda: Statute.objects.filter(owes_strategic_plan=True))


def organs_of_law(known: Known) -> Met | None:
    return None if Organ.objects.missing_by_law() else ANY_ORGAN(known)


def name_and_emblem(known: Known) -> Met | None:
    is_drawn = known.union.mark != Union.Mark.PLAIN
    return CURRENT_NAME(known) if is_drawn or EMBLEM(known) else None


def identity_numbers(known: Known) -> Met | None:
    if known.union.detsis_number or known.union.tax_number:
        return said_of("detsis_number")(known) or said_of("tax_number")(known)
    return KEP_ADDRESS(known)


def state_address(known: Known) -> Met | None:
    endings = Q(pk=None)
    for ending in STATE_ENDINGS:
        endings |= Q(host__endswith=ending)
    return Met() if UnionHost.objects.filter(endings, union=known.union).exists() else None


def part_of_the_site(known: Known) -> Met | None:
    """Every site has it from its first day."""
    return Met(day_of(known.union.created_at))


# How many years back the latest document may lie: final accounts and activity report of a year are adopted in the
# spring of the next one, the budget and the programme of a year before it begins.
YEARS_BACK: dict[str, int] = {
    Paper.Kind.BUDGET: 0,
    Paper.Kind.WORK_PROGRAMME: 0,
    Paper.Kind.FINAL_ACCOUNTS: 2,
    Paper.Kind.ACTIVITY_REPORT: 2,
    Paper.Kind.AUDIT_REPORT: 2,
    # Made for the five years between local elections.
    Paper.Kind.STRATEGIC_PLAN: 5,
}


def papers(*kinds: str) -> Callable[[Known], Met | None]:
    """Documents of all these kinds are public, and not only of years long past."""

    def find(known: Known) -> Met | None:
        latest = [known.latest_papers[kind] for kind in kinds if kind in known.latest_papers]
        this_year = timezone.localdate().year
        if len(latest) < len(kinds) or any(row["year"] < this_year - YEARS_BACK[row["kind"]] for row in latest):
            return None
        return Met(day_of(max(row["first"] for row in latest)))

    return find


def plan(known: Known) -> Met | None:
    """The work programme, and the strategic plan where the statute asks for one."""
    owed = [Paper.Kind.STRATEGIC_PLAN] if OWES_PLAN(known) else []
    return papers(Paper.Kind.WORK_PROGRAMME, *owed)(known)


def record(key: str) -> Callable[[Known], Met | None]:
    def find(known: Known) -> Met | None:
        row = known.records.get(key)
        return Met(row.since or day_of(row.created_at)) if row else None

    return find


def either(
    here: Callable[[Known], Met | None], elsewhere: Callable[[Known], Met | None]
) -> Callable[[Known], Met | None]:
    """On this site, or as the union says itself."""

    def find(known: Known) -> Met | None:
        found = elsewhere(known)
        return here(known) or (Met(found.since, is_elsewhere=True) if found else None)

    return find


def questions_page(_known: Known) -> Met | None:
    """A public page with the questions that are asked often, whatever its address."""
    found = Page.objects.published().filter(title_tr__icontains="sorulan soru").order_by("pk").first()
    if found is None:
        return None
    return Met(day_of(found.publish_at or found.created_at), url=found.get_absolute_url())
