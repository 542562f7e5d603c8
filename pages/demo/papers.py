"""The annual documents of the demonstration."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from pages.demo import stored
from pages.demo.draft import Draft
from pages.demo.meeting_plan import YEARS, Sitting
from pages.demo.sittings import Sittings
from pages.demo.wording import texts, translated_fields
from unions.models import Decision, Paper

SPRING_PAPERS = [Paper.Kind.ACTIVITY_REPORT, Paper.Kind.FINAL_ACCOUNTS]
AUTUMN_PAPERS = [Paper.Kind.BUDGET, Paper.Kind.WORK_PROGRAMME, Paper.Kind.TARIFF]


def compose(draft: Draft, sittings: Sittings, *, has_strategy: bool) -> None:
    """The papers of five years that the union does not have itself, with one missing that should be there."""
    left_out = set(Paper.objects.filter(is_demo=False).values_list("kind", "year"))
    left_out.add((Paper.Kind.BUDGET, draft.today.year - 2))
    papers = [*adopted_papers(sittings, draft.today), *(strategic_papers(draft.today) if has_strategy else [])]
    for kind, year, decision, adopted_in in papers:
        if (kind, year) not in left_out:
            compose_paper(draft, kind, year, decision, adopted_in)


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


def strategic_papers(today: date) -> Iterator[tuple[str, int, None, int]]:
    """What the statute asks of some unions: a plan for five years, and a programme for each of them."""
    years = years_of(today)
    yield Paper.Kind.STRATEGIC_PLAN, years[0], None, years[0] - 1
    for year in years:
        yield Paper.Kind.PERFORMANCE_PROGRAMME, year, None, year - 1


def compose_paper(draft: Draft, kind: str, year: int, decision: Decision | None, adopted_in: int) -> None:
    adopted_on = decision.date if decision else date(adopted_in, 11, 20)
    paper = draft.row(
        Paper,
        f"{kind}-{year}",
        kind=kind,
        year=year,
        decision=decision,
        published_on=adopted_on + timedelta(days=9),
        **translated_fields(texts("papers")[kind], ["summary"], {"year": year}),
    )
    word = Paper.SHORT_WORDS[kind]
    draft.attach(paper, "file", partial(stored.document, word, name=f"{word}-{year}"))
