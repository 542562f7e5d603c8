from datetime import date

import pytest

from tests.factories import make_decision, make_organ, make_paper, make_statute
from unions.models import Paper
from unions.papers.grid import PaperGrid

TODAY = date(2026, 11, 21)


def grid_of(union, papers=(), assembly=None, today=TODAY):
    return PaperGrid(union, list(papers), assembly, today)


def states(grid, kind):
    label = Paper.Kind(kind).label
    row = next(row for row in grid.rows if row.label.lower() == label.lower())
    return {cell.year: cell.state for cell in row.cells}


def test_five_years_are_shown_the_newest_first(union):
    assert grid_of(union).years == [2026, 2025, 2024, 2023, 2022]


def test_years_begin_with_the_first_paper(union):
    assert grid_of(union, [make_paper(year=2019)]).years[-1] == 2019


def test_years_do_not_begin_before_the_union(union):
    union.founded_on = "2024"

    assert grid_of(union).years == [2026, 2025, 2024]


def test_next_year_s_budget_opens_its_year(union):
    grid = grid_of(union, [make_paper(kind="budget", year=2027)])

    assert grid.years[0] == 2027
    assert states(grid, "work_programme")[2027] == "waiting"


def test_missing_paper_is_missing(union):
    grid = grid_of(union, [make_paper(kind="budget", year=2026), make_paper(kind="budget", year=2024)])

    published = [year for year, state in states(grid, "budget").items() if state == "published"]
    missing = [year for year, state in states(grid, "budget").items() if state == "missing"]
    assert (published, missing) == ([2026, 2024], [2025, 2023, 2022])


@pytest.mark.parametrize(("today", "state"), [(date(2026, 5, 31), "waiting"), (date(2026, 6, 1), "missing")])
def test_report_of_the_past_year_waits_for_the_assembly(union, today, state):
    assert states(grid_of(union, today=today), "activity_report")[2025] == state


def test_months_of_the_statute_move_the_last_day(union):
    assembly = make_organ(meeting_months="4,9")

    grid = grid_of(union, assembly=assembly, today=date(2026, 5, 1))

    assert states(grid, "activity_report")[2025] == "missing"


def test_published_cell_leads_to_the_paper(union):
    paper = make_paper(kind="tariff", year=2025)

    cells = [cell for row in grid_of(union, [paper]).rows for cell in row.cells if cell.state == "published"]

    assert [cell.url for cell in cells] == [paper.get_absolute_url()]


def test_papers_that_only_a_statute_asks_for_stand_apart(union):
    plan = make_paper(kind="strategic_plan", year=2025)
    grid = grid_of(union, [plan])

    assert grid.others == [plan]
    assert len(grid.rows) == 5


def test_each_row_says_why_it_is_owed(union):
    assert all("5355" in row.ground for row in grid_of(union).rows)


def plan_states(union, first_years, **statute) -> dict[int, str]:
    plans = [make_paper(kind="strategic_plan", year=year) for year in first_years]
    rules = make_statute(owes_strategic_plan=True, **statute)
    return states(PaperGrid(union, plans, None, TODAY, rules), "strategic_plan")


def test_a_plan_stands_for_all_years_that_it_covers(union):
    assert plan_states(union, [2022, 2025], strategic_plan_years=2) == {
        2026: "published",
        2025: "published",
        2024: "missing",
        2023: "published",
        2022: "published",
    }


def test_a_union_whose_statute_asks_for_a_plan_and_that_has_none_lacks_it_every_year(union):
    assert set(plan_states(union, []).values()) == {"missing"}


def test_a_paper_of_the_statute_is_shown_with_the_article_of_the_statute(union):
    statute = make_statute(owes_strategic_plan=True, plan_article="m. 9")

    row = PaperGrid(union, [], None, TODAY, statute).rows[-1]

    assert row.kind == "strategic_plan"
    assert "m. 9" in row.ground


def test_a_cell_names_the_decision_only_if_everybody_may_read_it(union):
    shown, hidden = make_decision(), make_decision(status="draft")
    papers = [make_paper(year=2026, decision=shown), make_paper(year=2025, decision=hidden)]

    cells = {cell.year: cell for row in grid_of(union, papers).rows for cell in row.cells if cell.paper}

    assert (cells[2026].decision, cells[2025].decision) == (shown, None)
