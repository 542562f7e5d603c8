"""Years and the papers that each year owes: what is there, what is missing, what is not due yet."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from unions import law
from unions.models import Organ, Paper, Statute, Union
from unions.translated import active_language
from unions.turkish import capfirst

YEARS_SHOWN = 5


@dataclass(frozen=True)
class Cell:
    """One paper of one year: published, missing, or waiting for its day."""

    year: int
    state: str
    url: str = ""
    published_on: date | None = None


@dataclass(frozen=True)
class Row:
    """One kind of paper through the years, and why it is owed."""

    label: str
    cells: list[Cell]
    ground: str


class PaperGrid:
    """The yearly papers of a union, from the first on record to now, the newest year first."""

    def __init__(
        self,
        union: Union,
        papers: list[Paper],
        assembly: Organ | None,
        today: date | None = None,
        statute: Statute | None = None,
    ):
        self.papers = {(paper.kind, paper.year): paper for paper in papers}
        self.founded = union.founded_on.year if union.founded_on else 0
        self.statute = law.PaperStatute(
            meeting_months=assembly.months if assembly else [],
            has_performance_programme=bool(statute and statute.owes_performance_programme),
        )
        self.today = today or timezone.localdate()

    @property
    def is_empty(self) -> bool:
        return not self.papers

    @cached_property
    def owed(self) -> dict[int, dict[str, law.PaperOwed]]:
        """What is owed for each year shown, by kind."""
        recorded = {year for _kind, year in self.papers}
        newest = max(recorded | {self.today.year})
        oldest = max(self.founded, min(recorded | {newest - YEARS_SHOWN + 1}))
        return {
            year: {paper.kind.value: paper for paper in law.papers_owed(year, self.statute)}
            for year in range(newest, oldest - 1, -1)
        }

    @property
    def years(self) -> list[int]:
        return list(self.owed)

    @cached_property
    def rows(self) -> list[Row]:
        kinds = next(iter(self.owed.values()), {})
        return [
            Row(label_of(kind), [self.cell(kind, year) for year in self.owed], grounds()[paper.ground])
            for kind, paper in kinds.items()
        ]

    @property
    def missing(self) -> int:
        """How many papers are overdue."""
        return sum(cell.state == "missing" for row in self.rows for cell in row.cells)

    @property
    def others(self) -> list[Paper]:
        """Papers on record that no law asks of every union."""
        return [paper for (kind, year), paper in self.papers.items() if kind not in self.owed.get(year, {})]

    def cell(self, kind: str, year: int) -> Cell:
        paper = self.papers.get((kind, year))
        if paper:
            return Cell(year, "published", paper.get_absolute_url(), paper.published_on)
        is_missed = self.owed[year][kind].deadline.is_missed(None, self.today)
        return Cell(year, "missing" if is_missed else "waiting")


def label_of(kind: str) -> str:
    return capfirst(Paper.Kind(kind).label, active_language())


def grounds() -> dict[str, str]:
    """Why a paper is owed, and when it comes before the assembly."""
    return {
        law.PaperGround.PRESIDENT_REPORTS: _(
            "The president reports to the assembly on the past year (Law 5355, art. 14), at its first meeting of the"
            " year."
        ),
        law.PaperGround.ASSEMBLY_ADOPTS_ACCOUNTS: _(
            "The assembly settles the past year’s accounts at its first meeting of the year (Law 5355, art. 9), after"
            " the executive committee has given its opinion (art. 13)."
        ),
        law.PaperGround.ASSEMBLY_ADOPTS_BUDGET: _(
            "Before the year begins the assembly adopts its budget, with an outlook on the two years after it (Law"
            " 5355, art. 9)."
        ),
        law.PaperGround.ASSEMBLY_ADOPTS_PROGRAMME: _(
            "The assembly adopts the investment plan and work programme together with the budget (Law 5355, art. 9)."
        ),
        law.PaperGround.ASSEMBLY_SETS_TARIFF: _(
            "The assembly sets the fees for the union’s services (Law 5355, art. 9), as a rule together with the"
            " budget."
        ),
        law.PaperGround.STATUTE_ASKS: _("The statute of the union asks for it."),
    }
