from datetime import date

import pytest
from django.utils.translation import override

from tests.factories import make_decision, make_organ, make_paper, make_statute
from unions.models import CourtRuling, Paper
from unions.papers.grid import PaperGrid

TODAY = date(2026, 11, 21)


def grid_of(union, papers=(), assembly=None, today=TODAY):
    return PaperGrid(union, list(papers), assembly, today)


def states(grid, kind):
    label = Paper.Kind(kind).label
    row = next(row for row in grid.rows if row.label.lower() == label.lower())
    return {cell.year: cell.state for cell in row.cells}


def test_the_years_begin_with_this_one_where_there_is_no_paper_yet(union):
    assert grid_of(union).years == [2026]


def test_the_years_begin_with_the_one_since_which_papers_are_kept(union):
    union.papers_since = 2024

    grid = grid_of(union, [make_paper(kind="budget", year=2019), make_paper(kind="budget", year=2026)])

    assert grid.years == [2026, 2025, 2024, 2019]
    assert states(grid, "budget") == {2026: "published", 2025: "missing", 2024: "missing", 2019: "published"}
    assert states(grid, "work_programme")[2019] == "before"
    assert 2019 not in grid.missing_by_year()


def test_what_is_due_by_law_is_named_once_where_there_is_no_paper(union):
    grid = grid_of(union)

    assert [text for text in grid.due_by_now if "2026" in text] == grid.due_by_now
    assert len(grid.due_by_now) == len(set(grid.due_by_now)) > 0


def test_years_begin_with_the_first_paper(union):
    assert grid_of(union, [make_paper(year=2019)]).years[-1] == 2019


def test_years_do_not_begin_before_the_union(union):
    union.founded_on = "2024"
    union.papers_since = 2019

    assert grid_of(union).years == [2026, 2025, 2024]


def test_next_year_s_budget_opens_its_year(union):
    grid = grid_of(union, [make_paper(kind="budget", year=2027)])

    assert grid.years[0] == 2027
    assert states(grid, "work_programme")[2027] == "waiting"


def test_missing_paper_is_missing(union):
    union.papers_since = 2022
    grid = grid_of(union, [make_paper(kind="budget", year=2026), make_paper(kind="budget", year=2024)])

    published = [year for year, state in states(grid, "budget").items() if state == "published"]
    missing = [year for year, state in states(grid, "budget").items() if state == "missing"]
    assert (published, missing) == ([2026, 2024], [2025, 2023, 2022])


@pytest.mark.parametrize(("today", "state"), [(date(2026, 5, 31), "waiting"), (date(2026, 6, 1), "missing")])
def test_report_of_the_past_year_waits_for_the_assembly(union, today, state):
    union.papers_since = 2025
    assert states(grid_of(union, today=today), "activity_report")[2025] == state


def test_months_of_the_statute_move_the_last_day(union):
    assembly = make_organ(meeting_months="4,9")

    union.papers_since = 2025
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


def cell_of(grid, kind, year):
    label = Paper.Kind(kind).label
    row = next(row for row in grid.rows if row.label.lower() == label.lower())
    return next(cell for cell in row.cells if cell.year == year)


def test_next_year_is_shown_once_its_budget_should_have_been_adopted(union):
    assembly = make_organ(meeting_months="4,9")
    papers = [make_paper(kind="budget", year=2026)]

    assert grid_of(union, papers, assembly, date(2026, 9, 30)).years[0] == 2026
    after = grid_of(union, papers, assembly, date(2026, 10, 1))
    assert after.years[0] == 2027
    assert states(after, "budget")[2027] == "missing"


NOT_ADOPTED = {
    "rejected": ({"outcome": "rejected"}, "rejected", True),
    "withdrawn": ({"outcome": "withdrawn"}, "withdrawn", True),
    "rejected by its votes": ({"votes_for": 12, "votes_against": 18}, "rejected", True),
    "sent back": ({"sent_back_on": date(2024, 11, 16)}, "sent back", True),
    "unrecorded": ({"outcome": "unrecorded"}, "outcome not recorded", False),
}


@pytest.mark.parametrize(("fields", "note", "is_missing"), NOT_ADOPTED.values(), ids=NOT_ADOPTED)
def test_a_paper_that_was_not_adopted_says_so_and_is_still_owed(union, fields, note, is_missing):
    decision = make_decision(date=date(2024, 11, 13), **fields)
    with override("en"):
        cell = cell_of(grid_of(union, [make_paper(kind="budget", year=2025, decision=decision)]), "budget", 2025)

        assert (cell.note, cell.is_overdue) == (note, is_missing)
        assert (cell.state == "not-adopted") == is_missing
        assert cell.decision == decision


@pytest.mark.parametrize(
    ("kind", "note", "state"),
    [("annulment", "annulled by a court", "not-adopted"), ("stay", "stayed by a court", "published")],
)
def test_a_paper_whose_decision_a_court_struck_says_so(union, kind, note, state):
    decision = make_decision(date=date(2024, 11, 13))
    CourtRuling.objects.create(
        decision=decision, kind=kind, court="Konya 2. İdare Mahkemesi", ruled_on=date(2025, 3, 1)
    )

    with override("en"):
        cell = cell_of(grid_of(union, [make_paper(kind="budget", year=2025, decision=decision)]), "budget", 2025)

        assert (cell.note, cell.state) == (note, state)


@pytest.mark.parametrize(("decided", "due_on"), [(date(2024, 12, 31), None), (date(2025, 1, 8), date(2024, 12, 31))])
def test_a_paper_that_was_adopted_late_says_by_when_it_was_due(union, decided, due_on):
    paper = make_paper(kind="budget", year=2025, decision=make_decision(date=decided))

    assert cell_of(grid_of(union, [paper]), "budget", 2025).due_on == due_on


def test_supplementary_budgets_of_a_year_stand_below_the_grid(union):
    papers = [make_paper(kind="supplementary_budget", year=2026, number=number) for number in [1, 2]]
    grid = grid_of(union, [make_paper(kind="budget", year=2026), *papers])

    assert grid.others == papers
    assert [paper.short_reference for paper in papers] == ["2026-ek-butce", "2026-ek-butce-2"]
