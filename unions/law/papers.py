"""The papers a union must adopt and publish for a year."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from unions.law.rules import Deadline, month_end, opening_day, rule_of


class PaperKind(StrEnum):
    """The papers a union adopts for a year."""

    ACTIVITY_REPORT = "activity_report"
    FINAL_ACCOUNTS = "final_accounts"
    BUDGET = "budget"
    SUPPLEMENTARY_BUDGET = "supplementary_budget"
    WORK_PROGRAMME = "work_programme"
    TARIFF = "tariff"
    STRATEGIC_PLAN = "strategic_plan"
    PERFORMANCE_PROGRAMME = "performance_programme"
    AUDIT_REPORT = "audit_report"


class PaperGround(StrEnum):
    """Why a union owes a paper: the key of the sentence shown beside it."""

    PRESIDENT_REPORTS = "president_reports"
    ASSEMBLY_ADOPTS_ACCOUNTS = "assembly_adopts_accounts"
    ASSEMBLY_ADOPTS_BUDGET = "assembly_adopts_budget"
    ASSEMBLY_ADOPTS_PROGRAMME = "assembly_adopts_programme"
    ASSEMBLY_SETS_TARIFF = "assembly_sets_tariff"
    STATUTE_ASKS = "statute_asks"


@dataclass(frozen=True)
class PaperStatute:
    """What a union's statute says of its yearly papers; strategic plans by their first and last year."""

    meeting_months: Collection[int] = ()
    has_tariff: bool = True
    is_tariff_set_with_budget: bool = True
    strategic_plans: Collection[tuple[int, int]] = ()
    has_performance_programme: bool = False


@dataclass(frozen=True)
class PaperOwed:
    """A paper owed for a year: by when the assembly should have adopted it, and why."""

    kind: PaperKind
    year: int
    last_year_covered: int
    deadline: Deadline
    ground: PaperGround
    is_owed_by_law: bool


@rule_of("Art. 9", is_verified=True)
def papers_owed(year: int, statute: PaperStatute) -> list[PaperOwed]:
    """Art. 9: the papers the assembly adopts for a year; art. 14 adds the president's activity report.

    Verified as to which; the days are what unions do, so a late paper is a warning: report and accounts at the opening
    meeting of the next year, budget (with the two years after) and programme at the last meeting of the year before.
    The meeting's whole month is given. Where the statute's months are unknown: the end of May, as for municipalities,
    and the last day of the year before. No text was found that makes a union plan strategically: only if its statute
    does.
    """
    plans = dict(statute.strategic_plans)
    last_years = {PaperKind.BUDGET: year + 2, PaperKind.STRATEGIC_PLAN: plans.get(year, year)}
    return [
        PaperOwed(
            kind=kind,
            year=year,
            last_year_covered=last_years.get(kind, year),
            deadline=Deadline(kind.value, due_on, article),
            ground=ground,
            is_owed_by_law=ground != PaperGround.STATUTE_ASKS,
        )
        for kind, due_on, article, ground, is_owed in _papers_of(year, statute)
        if is_owed
    ]


def _papers_of(year: int, statute: PaperStatute) -> list[tuple[PaperKind, date, str, PaperGround, bool]]:
    """All papers with the last day, article and ground of each, and whether this statute makes the union owe it."""
    after = opening_day(year + 1, statute.meeting_months)
    before = month_end(year - 1, max(statute.meeting_months, default=12))
    tariff = before if statute.is_tariff_set_with_budget else opening_day(year, statute.meeting_months)
    has_plan = year in dict(statute.strategic_plans)
    return [
        (PaperKind.ACTIVITY_REPORT, after, "Art. 14", PaperGround.PRESIDENT_REPORTS, True),
        (PaperKind.FINAL_ACCOUNTS, after, "Art. 9", PaperGround.ASSEMBLY_ADOPTS_ACCOUNTS, True),
        (PaperKind.BUDGET, before, "Art. 9", PaperGround.ASSEMBLY_ADOPTS_BUDGET, True),
        (PaperKind.WORK_PROGRAMME, before, "Art. 9", PaperGround.ASSEMBLY_ADOPTS_PROGRAMME, True),
        (PaperKind.TARIFF, tariff, "Art. 9", PaperGround.ASSEMBLY_SETS_TARIFF, statute.has_tariff),
        (PaperKind.STRATEGIC_PLAN, before, "", PaperGround.STATUTE_ASKS, has_plan),
        (PaperKind.PERFORMANCE_PROGRAMME, before, "", PaperGround.STATUTE_ASKS, statute.has_performance_programme),
    ]


@rule_of("5393 art. 64", is_verified=True)
def final_accounts_deadlines(year: int) -> list[Deadline]:
    """5393 art. 64: a year's accounts go to the executive committee in April and to the assembly in May after it.

    Verified for municipalities, whose councils meet every month; a union without a meeting in May follows its statute.
    """
    return [
        Deadline("accounts_to_executive", date(year + 1, 4, 30), "5393 art. 64"),
        Deadline("accounts_to_assembly", date(year + 1, 5, 31), "5393 art. 64"),
    ]
