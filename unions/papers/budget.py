"""The budget in figures: what was planned and what came of it, by main heading, year by year."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils import timezone

from unions import law
from unions.models import BudgetFigures, Organ, Paper
from unions.models.budget import SIDES, Heading
from unions.papers.adoption import adoption_in_words

# This year and the two before it.
YEARS_SHOWN = 3
# Of a bar, in units of its own: the width of the largest sum.
BAR = 1000


@dataclass(frozen=True)
class Line:
    """One main heading of a side, as planned and as realised; either may be unknown."""

    place: int
    heading: Heading
    planned: Decimal | None
    realised: Decimal | None
    # Of all that is realised, or else planned, on this side.
    per_cent: Decimal | None

    @property
    def code(self) -> str:
        return self.heading.code

    @property
    def label(self) -> str:
        """In the language of the moment: lines are remembered for readers of both."""
        return self.heading.label


@dataclass(frozen=True)
class Segment:
    """The part of a bar that stands for one heading, in units of the bar."""

    place: int
    start: int
    width: int


@dataclass(frozen=True)
class Bar:
    """All headings of a side end to end, as long as their sum is beside the longest bar of the page."""

    # "planned" or "realised".
    name: str
    total: Decimal
    segments: list[Segment]


class Side:
    """Income or expense of one year."""

    def __init__(self, name: str, planned: BudgetFigures | None, realised: BudgetFigures | None):
        self.name = name
        self.planned, self.realised = planned, realised

    @cached_property
    def planned_total(self) -> Decimal | None:
        return self.planned.total_of(self.name) if self.planned else None

    @cached_property
    def realised_total(self) -> Decimal | None:
        return self.realised.total_of(self.name) if self.realised else None

    @property
    def is_known(self) -> bool:
        return self.planned_total is not None or self.realised_total is not None

    @cached_property
    def lines(self) -> list[Line]:
        """The headings that have a sum, be it planned or realised."""
        lines = []
        for place, heading in enumerate(SIDES[self.name], start=1):
            planned, realised = heading.sum_in(self.planned), heading.sum_in(self.realised)
            if planned or realised:
                share = self.share(planned, realised)
                lines.append(Line(place, heading, planned, realised, share))
        return lines

    def share(self, planned: Decimal | None, realised: Decimal | None) -> Decimal | None:
        total, part = self.realised_total, realised
        if not total:
            total, part = self.planned_total, planned
        return 100 * (part or Decimal(0)) / total if total else None

    def own_bars(self) -> list[Bar]:
        """Its bars, the longest in full width."""
        return self.bars(max(filter(None, [self.planned_total, self.realised_total]), default=Decimal(1)))

    def bars(self, longest: Decimal) -> list[Bar]:
        pairs = [("planned", self.planned_total), ("realised", self.realised_total)]
        return [Bar(name, total, self.segments(name, total, longest)) for name, total in pairs if total]

    def segments(self, name: str, total: Decimal, longest: Decimal) -> list[Segment]:
        """What is taken off a sum has no length; a sum without headings is one piece."""
        parts = [(line.place, getattr(line, name)) for line in self.lines]
        parts = [(place, part) for place, part in parts if part and part > 0] or [(1, total)]
        unit = BAR * total / longest / sum(part for _place, part in parts)
        segments, until = [], Decimal(0)
        for place, part in parts:
            start, until = until, until + part * unit
            segments.append(Segment(place, round(start), round(until) - round(start)))
        return segments


class BudgetYear:
    """One year's budget and final accounts, and by when they are due."""

    def __init__(self, year: int, papers: dict[str, Paper], months: list[int], today: date):
        self.year, self.today = year, today
        self.budget, self.accounts = papers.get(Paper.Kind.BUDGET), papers.get(Paper.Kind.FINAL_ACCOUNTS)
        self.supplements = [paper for kind, paper in papers.items() if kind.startswith("supplementary")]
        owed = law.papers_owed(year, law.PaperStatute(meeting_months=months))
        self.due = {paper.kind.value: paper.deadline.due_on for paper in owed}

    @cached_property
    def sides(self) -> list[Side]:
        planned, realised = figures_of(self.budget), figures_of(self.accounts)
        return [side for name in SIDES if (side := Side(name, planned, realised)).is_known]

    @property
    def has_figures(self) -> bool:
        return bool(self.sides)

    @cached_property
    def size(self) -> Decimal | None:
        """How big the budget is: the planned expense, else the planned income."""
        sides = {side.name: side.planned_total for side in self.sides}
        expense = sides.get("expense")
        return sides.get("income") if expense is None else expense

    @property
    def bars(self) -> list[tuple[Side, list[Bar]]]:
        """The bars of both sides, as long as their sums are beside each other."""
        totals = [total for side in self.sides for total in (side.planned_total, side.realised_total) if total]
        return [(side, side.bars(max(totals)) if totals else []) for side in self.sides]

    @property
    def planned_bar(self) -> Bar | None:
        """The planned expense, or else income, as the one bar that the home page shows."""
        sides = {side.name: side for side in self.sides if side.planned_total}
        side = sides.get("expense") or sides.get("income")
        return side.bars(side.planned_total)[0] if side and side.planned_total else None

    @property
    def planned_lines(self) -> list[Line]:
        """The headings of that bar, the largest first."""
        sides = {side.name: side for side in self.sides if side.planned_total}
        side = sides.get("expense") or sides.get("income")
        lines = [line for line in side.lines if line.planned] if side else []
        return sorted(lines, key=lambda line: line.planned or 0, reverse=True)

    @property
    def budget_due_on(self) -> date:
        return self.due[Paper.Kind.BUDGET]

    @property
    def accounts_due_on(self) -> date:
        return self.due[Paper.Kind.FINAL_ACCOUNTS]

    @property
    def is_budget_overdue(self) -> bool:
        return self.budget is None and self.budget_due_on < self.today

    @property
    def is_accounts_overdue(self) -> bool:
        return self.accounts is None and self.accounts_due_on < self.today

    @property
    def budget_note(self) -> str:
        """Why the budget does not simply count as adopted; empty where it does."""
        return adoption_in_words(self.budget).note if self.budget else ""

    @property
    def accounts_note(self) -> str:
        return adoption_in_words(self.accounts).note if self.accounts else ""


def figures_of(paper: Paper | None) -> BudgetFigures | None:
    return getattr(paper, "figures", None) if paper else None


class Budget:
    """The budgets that the page shows: next year's as soon as it is adopted or due, this year's, and the two before."""

    def __init__(self, papers: list[Paper], assembly: Organ | None, today: date | None = None):
        self.today = today or timezone.localdate()
        self.months = assembly.months if assembly else []
        self.papers: dict[int, dict[str, Paper]] = {}
        for paper in papers:
            # Of several supplementary budgets each has a place of its own.
            key = paper.kind if paper.number == 1 else f"{paper.kind}-{paper.number}"
            self.papers.setdefault(paper.year, {})[key] = paper

    def year(self, number: int) -> BudgetYear:
        return BudgetYear(number, self.papers.get(number, {}), self.months, self.today)

    @cached_property
    def next_year(self) -> BudgetYear:
        return self.year(self.today.year + 1)

    @cached_property
    def current(self) -> BudgetYear:
        return self.year(self.today.year)

    @cached_property
    def former(self) -> list[BudgetYear]:
        """The years before, as far as anything of theirs is published."""
        numbers = range(self.today.year - 1, self.today.year - YEARS_SHOWN, -1)
        return [self.year(number) for number in numbers if number in self.papers]

    @property
    def is_empty(self) -> bool:
        return not self.papers

    @property
    def earlier(self) -> list[Paper]:
        """Budgets and accounts of the years before those, each with a page of its own."""
        last = self.today.year - YEARS_SHOWN
        return [paper for year, papers in self.papers.items() if year <= last for paper in papers.values()]


def planned_for(year: int, figures: BudgetFigures, today: date) -> BudgetYear:
    """A year of which only the figures of its budget have been read."""
    paper = Paper(kind=Paper.Kind.BUDGET, year=year)
    # The figures of a paper, as if they had been read with it.
    figures.paper = paper
    return BudgetYear(year, {Paper.Kind.BUDGET: paper}, [], today)


def budget_today() -> Budget:
    """The budget of the union the code is bound to, in a constant number of queries."""
    return Budget(list(Paper.objects.published().with_budget()), Organ.objects.assembly())
