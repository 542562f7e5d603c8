"""The papers that a union owes for each year: published, missing or not due yet."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from unions import law
from unions.models import Decision, Organ, Paper, Statute, Union
from unions.models.paper import Adoption
from unions.papers.adoption import adopted_late, short_note
from unions.text.languages import active_language
from unions.text.turkish import capfirst

# The word before the number, as clerks write it in either language.
ARTICLE_WORD = re.compile(r"^(?:m|md|madde|art|article)\b\.? ?", re.IGNORECASE)
NOT_ADOPTED = [Adoption.NOT_ADOPTED, Adoption.ANNULLED, Adoption.SENT_BACK]


@dataclass(frozen=True)
class Cell:
    """One paper of one year: published, not adopted, missing, waiting for its day, or from before papers are kept."""

    year: int
    state: str
    paper: Paper | None = None
    # The day by which it should have been adopted, where it was not.
    due_on: date | None = None
    # Whether its day is over and it is neither on record nor adopted.
    is_overdue: bool = False

    @property
    def url(self) -> str:
        return self.paper.get_absolute_url() if self.paper else ""

    @property
    def decision(self) -> Decision | None:
        """The decision that adopted the paper, where everybody may read it."""
        return self.paper.public_decision if self.paper else None

    @property
    def note(self) -> str:
        """Why the paper does not simply count as adopted."""
        return short_note(self.paper) if self.paper else ""


@dataclass(frozen=True)
class Row:
    """One kind of paper through the years, and why it is owed."""

    kind: str
    label: str
    cells: list[Cell]
    ground: str


class PaperGrid:
    """The yearly papers of a union, from the year since which it keeps them here to now, the newest year first."""

    def __init__(
        self,
        union: Union,
        papers: list[Paper],
        assembly: Organ | None,
        today: date | None = None,
        statute: Statute | None = None,
    ):
        # Of several papers of a kind, the first one stands in the grid; the others are listed below it.
        self.papers = {(paper.kind, paper.year): paper for paper in reversed(papers)}
        self.recorded = papers
        self.founded = union.founded_on.year if union.founded_on else 0
        self.kept_since = union.papers_since
        self.statute = statute
        self.months = assembly.months if assembly else []
        self.today = today or timezone.localdate()

    @property
    def is_empty(self) -> bool:
        return not self.papers

    @cached_property
    def owed(self) -> dict[int, dict[str, law.PaperOwed]]:
        """The papers owed for each year shown, by kind."""
        recorded = {year for _kind, year in self.papers}
        newest = max(recorded | {self.today.year})
        if newest == self.today.year and self.is_next_year_due():
            newest += 1
        years = range(newest, min(recorded | {self.first_year}) - 1, -1)
        statute = self.paper_statute(years)
        # Of the years before, only those from which there is something.
        shown = [year for year in years if year >= self.first_year or year in recorded]
        return {year: {paper.kind.value: paper for paper in law.papers_owed(year, statute)} for year in shown}

    @property
    def first_year(self) -> int:
        """The first year of which something may be missing: nothing accuses of what was before the site."""
        earliest = min((year for _kind, year in self.papers), default=self.today.year)
        return max(self.founded, self.kept_since or min(earliest, self.today.year))

    @property
    def due_by_now(self) -> list[str]:
        """The papers that should have been adopted by now, in words, for a union of which none is here yet."""
        return [f"{row.label} {year}" for year, rows in self.missing_by_year().items() for row in rows]

    def paper_statute(self, years: range) -> law.PaperStatute:
        return law.PaperStatute(
            meeting_months=self.months,
            strategic_plans=self.plans_owed(years),
            has_performance_programme=bool(self.statute and self.statute.owes_performance_programme),
        )

    def is_next_year_due(self) -> bool:
        """Whether a paper for next year should have been adopted by now."""
        year = self.today.year + 1
        owed = law.papers_owed(year, self.paper_statute(range(year, year - 1, -1)))
        return not self.is_empty and any(paper.deadline.is_missed(None, self.today) for paper in owed)

    def plans_owed(self, years: range) -> list[tuple[int, int]]:
        """The strategic plans by their first and last year, where the statute asks for them.

        A year that no plan on record covers owes one of its own.
        """
        if not self.statute or not self.statute.owes_strategic_plan:
            return []
        return [(year, self.last_year_of_plan(year)) for year in years if self.plan_for(year) in [None, year]]

    def plan_for(self, year: int) -> int | None:
        """The first year of the plan on record that covers a year."""
        first_years = [first for kind, first in self.papers if kind == Paper.Kind.STRATEGIC_PLAN and first <= year]
        first = max(first_years, default=None)
        return first if first is not None and year <= self.last_year_of_plan(first) else None

    def last_year_of_plan(self, first: int) -> int:
        return first + (self.statute.strategic_plan_years if self.statute else 1) - 1

    @property
    def years(self) -> list[int]:
        return list(self.owed)

    @cached_property
    def rows(self) -> list[Row]:
        grounds_by_kind = {kind: paper.ground for owed in self.owed.values() for kind, paper in owed.items()}
        return [
            Row(kind, label_of(kind), [self.cell(kind, year) for year in self.owed], self.ground(grounds_by_kind[kind]))
            for kind in [paper_kind.value for paper_kind in law.PaperKind]
            if kind in grounds_by_kind
        ]

    @property
    def labels(self) -> list[str]:
        return [row.label for row in self.rows]

    @property
    def by_year(self) -> list[tuple[int, list[tuple[str, Cell]]]]:
        """The same cells by year, each with what it is called: a row of the table, on phones a list."""
        return [(year, [(row.label, row.cells[place]) for row in self.rows]) for place, year in enumerate(self.owed)]

    def ground(self, ground: law.PaperGround) -> str:
        """Why a paper is owed, in words; of the statute with its article, where that is recorded."""
        article = self.statute.plan_article if self.statute and ground == law.PaperGround.STATUTE_ASKS else ""
        if article:
            return _("Required by the union's statute: art. %(article)s.") % {"article": ARTICLE_WORD.sub("", article)}
        return grounds()[ground]

    def missing_by_year(self) -> dict[int, list[Row]]:
        """The rows with a paper that is overdue, by its year."""
        missing: dict[int, list[Row]] = {}
        for row in self.rows:
            for cell in row.cells:
                if cell.is_overdue:
                    missing.setdefault(cell.year, []).append(row)
        return missing

    @property
    def missing(self) -> int:
        """How many papers are overdue."""
        return sum(len(rows) for rows in self.missing_by_year().values())

    @property
    def others(self) -> list[Paper]:
        """Papers on record that not every union owes."""
        kinds = {row.kind for row in self.rows}
        shown = {paper.pk for paper in self.papers.values() if paper.kind in kinds}
        return [paper for paper in self.recorded if paper.pk not in shown]

    @property
    def notes_of_others(self) -> list[tuple[Paper, str]]:
        """The same, each with what became of it where it was not adopted."""
        return [(paper, short_note(paper)) for paper in self.others]

    def cell(self, kind: str, year: int) -> Cell:
        paper = self.papers.get((kind, year))
        if paper is None and kind == Paper.Kind.STRATEGIC_PLAN:
            plan = self.plan_for(year)
            paper = self.papers.get((kind, plan)) if plan else None
        owed = self.owed[year].get(kind)
        # A year within a plan owes none of its own.
        is_missed = owed is not None and owed.deadline.is_missed(None, self.today)
        if paper is None:
            if year < self.first_year:
                return Cell(year, "before")
            return Cell(year, "missing" if is_missed else "waiting", is_overdue=is_missed)
        if paper.adoption in NOT_ADOPTED:
            return Cell(year, "not-adopted", paper, is_overdue=is_missed)
        is_late = owed is not None and paper.year == year and adopted_late(paper, owed.deadline)
        return Cell(year, "published", paper, owed.deadline.due_on if owed and is_late else None)


def label_of(kind: str) -> str:
    return capfirst(str(Paper.Kind(kind).label), active_language())


def grounds() -> dict[str, str]:
    """Why a paper is owed, and when the assembly deals with it."""
    return {
        law.PaperGround.PRESIDENT_REPORTS: _(
            "The president presents the report on the past year to the assembly at its first meeting of the "
            "year (Law 5355, art. 14)."
        ),
        law.PaperGround.ASSEMBLY_ADOPTS_ACCOUNTS: _(
            "The assembly approves the past year's accounts at its first meeting of the year (Law 5355, art. "
            "9), after the executive committee has given its opinion (art. 13)."
        ),
        law.PaperGround.ASSEMBLY_ADOPTS_BUDGET: _(
            "The assembly adopts the budget before the year begins, with forecasts for the following two "
            "years (Law 5355, art. 9)."
        ),
        law.PaperGround.ASSEMBLY_ADOPTS_PROGRAMME: _(
            "The assembly adopts the investment plan and work programme together with the budget (Law 5355, art. 9)."
        ),
        law.PaperGround.ASSEMBLY_SETS_TARIFF: _(
            "The assembly sets the fees for the union's services (Law 5355, art. 9), usually together with the budget."
        ),
        law.PaperGround.STATUTE_ASKS: _("Required by the union's statute."),
    }
