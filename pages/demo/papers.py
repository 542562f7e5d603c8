"""The annual documents of the demonstration."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from pages.demo import stored
from pages.demo.draft import Draft
from pages.demo.meeting_plan import YEARS, Sitting
from pages.demo.sittings import Sittings
from pages.demo.wording import texts, translated_fields
from unions.models import BudgetFigures, Decision, Paper

SPRING_PAPERS = [Paper.Kind.ACTIVITY_REPORT, Paper.Kind.FINAL_ACCOUNTS]
AUTUMN_PAPERS = [Paper.Kind.BUDGET, Paper.Kind.WORK_PROGRAMME, Paper.Kind.TARIFF]


def compose(draft: Draft, sittings: Sittings, union_texts: dict, *, has_strategy: bool) -> None:
    """The papers of five years that the union does not have itself, with one missing that should be there."""
    awaited = [(Paper.Kind.BUDGET, draft.today.year + 1)] if union_texts["is_next_budget_awaited"] else []
    left_out = set(Paper.objects.filter(is_demo=False).values_list("kind", "year"))
    left_out.add((Paper.Kind.BUDGET, draft.today.year - 3))
    papers = [*adopted_papers(sittings, draft.today), *(strategic_papers(draft.today) if has_strategy else [])]
    for kind, year, decision, adopted_in in papers:
        if (kind, year) not in left_out:
            paper = compose_paper(draft, kind, year, decision, adopted_in, has_file=(kind, year) not in awaited)
            if kind in BudgetFigures.KINDS:
                compose_figures(draft, paper, union_texts["budget"])


def years_of(today: date) -> range:
    return range(today.year - YEARS + 1, today.year + 1)


def adopted_papers(sittings: Sittings, today: date) -> Iterator[tuple[str, int, Decision | None, int]]:
    """Kind and year of each paper that the assembly adopts, with the decision and the year in which it did."""
    springs = {sitting.day.year: sitting for sitting in sittings.plan.springs if "activity_report" in sitting.decisions}
    autumns = {sitting.day.year: sitting for sitting in sittings.plan.autumns}
    for year in years_of(today):
        due: list[tuple[str, Sitting | None, int]] = [(kind, springs.get(year + 1), year + 1) for kind in SPRING_PAPERS]
        due += [(kind, autumns.get(year - 1), year - 1) for kind in AUTUMN_PAPERS]
        for kind, sitting, adopted_in in due:
            # Before the first meeting on record the decision is unknown; after the last there is none yet.
            if sitting or adopted_in <= today.year - YEARS:
                yield kind, year, sitting.decisions.get(kind) if sitting else None, adopted_in
    # What the autumn's meeting has adopted for the year to come.
    if autumn := autumns.get(today.year):
        for kind in AUTUMN_PAPERS:
            yield kind, today.year + 1, autumn.decisions.get(kind), today.year


def strategic_papers(today: date) -> Iterator[tuple[str, int, None, int]]:
    """What the statute asks of some unions: a plan for five years, and a programme for each of them."""
    years = years_of(today)
    yield Paper.Kind.STRATEGIC_PLAN, years[0], None, years[0] - 1
    for year in years:
        yield Paper.Kind.PERFORMANCE_PROGRAMME, year, None, year - 1


def compose_paper(
    draft: Draft, kind: str, year: int, decision: Decision | None, adopted_in: int, *, has_file: bool
) -> Paper:
    adopted_on = decision.date if decision else date(adopted_in, 11, 20)
    paper = draft.row(
        Paper,
        f"{kind}-{year}",
        kind=kind,
        year=year,
        decision=decision,
        published_on=min(adopted_on + timedelta(days=9), draft.today),
        **translated_fields(texts("papers")[kind], ["summary"], {"year": year}),
    )
    word = Paper.SHORT_WORDS[kind]
    if has_file:
        draft.attach(paper, "file", partial(stored.document, word, name=f"{word}-{year}"))
    return paper


def compose_figures(draft: Draft, paper: Paper, budget: dict) -> None:
    """Invented figures that add up: a budget that grows each year, and accounts that stay a little below it."""
    years_ago = draft.today.year - paper.year
    total = Decimal(budget["total"]) * Decimal("0.75") ** years_ago
    is_planned = paper.kind == Paper.Kind.BUDGET
    amounts: dict[str, Decimal] = {}
    for side, shares in [("income", budget["income"]), ("expense", budget["expense"])]:
        kept = Decimal(1) if is_planned else Decimal(budget["realised"][side]) - years_ago * Decimal("0.01")
        known = {name: share for name, share in shares.items() if is_planned or name != "expense_reserve"}
        sums = {name: thousands(total * kept * share / 100) for name, share in known.items()}
        if is_planned:
            # What is planned to come in is what is planned to be spent: the largest heading takes what rounding leaves.
            sums[max(sums, key=lambda name: sums[name])] += thousands(total) - sum(sums.values())
        amounts |= sums | {f"{side}_total": sum(sums.values(), Decimal(0))}
    draft.row(BudgetFigures, f"figures-{paper.kind}-{paper.year}", paper=paper, **amounts)


def thousands(amount: Decimal) -> Decimal:
    """Whole thousands of lira, rounded down."""
    return Decimal(int(amount) // 1000 * 1000)
