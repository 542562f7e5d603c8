"""The papers of a year, when they are due and why."""

from datetime import date

import pytest

from tests.tables import table
from unions import law
from unions.law import Deadline, PaperKind, PaperStatute
from unions.models import Paper


def due_days(year, statute):
    return {paper.kind.value: paper.deadline.due_on for paper in law.papers_owed(year, statute)}


@pytest.mark.parametrize(
    ("months", "opening", "closing"),
    [
        # Konya; Trakya as inferred; Samsun; the union of all municipalities; a union whose months are unknown.
        ([5, 11], date(2026, 5, 31), date(2024, 11, 30)),
        ([4, 9], date(2026, 4, 30), date(2024, 9, 30)),
        ([5, 9], date(2026, 5, 31), date(2024, 9, 30)),
        ([10, 5], date(2026, 5, 31), date(2024, 10, 31)),
        ([], date(2026, 5, 31), date(2024, 12, 31)),
    ],
)
def test_reports_follow_at_the_next_opening_and_plans_are_made_the_autumn_before(months, opening, closing):
    assert due_days(2025, PaperStatute(months)) == {
        "activity_report": opening,
        "final_accounts": opening,
        "budget": closing,
        "work_programme": closing,
        "tariff": closing,
    }


def test_a_tariff_may_be_set_at_the_opening_meeting_of_its_year():
    # Trakya set the tariff of 2020 in 2020.
    statute = PaperStatute([4, 9], is_tariff_set_with_budget=False)

    assert due_days(2020, statute)["tariff"] == date(2020, 4, 30)


def test_a_union_without_fees_owes_no_tariff():
    assert "tariff" not in due_days(2025, PaperStatute([5, 11], has_tariff=False))


@pytest.mark.parametrize(("year", "is_owed"), [(2024, False), (2025, True), (2026, False), (2030, True)])
def test_a_strategic_plan_is_owed_for_the_year_it_begins_if_the_statute_asks_for_it(year, is_owed):
    # Konya's statute gives strategic plan and performance programme to the assembly.
    statute = PaperStatute([5, 11], strategic_plans=[(2025, 2029), (2030, 2034)], has_performance_programme=True)

    owed = {paper.kind: paper for paper in law.papers_owed(year, statute)}

    assert (PaperKind.STRATEGIC_PLAN in owed) is is_owed
    assert not owed[PaperKind.PERFORMANCE_PROGRAMME].is_owed_by_law


@pytest.mark.parametrize(
    ("kind", "last_year"), [("budget", 2027), ("strategic_plan", 2029), ("final_accounts", 2025), ("tariff", 2025)]
)
def test_a_budget_covers_the_two_years_after_as_well(kind, last_year):
    owed = law.papers_owed(2025, PaperStatute(strategic_plans=[(2025, 2029)]))

    assert {paper.kind.value: paper.last_year_covered for paper in owed}[kind] == last_year


@table(
    ("kind", "ground", "article", "is_owed_by_law"),
    [
        ("activity_report", "president_reports", "Art. 14", True),
        ("final_accounts", "assembly_adopts_accounts", "Art. 9", True),
        ("budget", "assembly_adopts_budget", "Art. 9", True),
        ("work_programme", "assembly_adopts_programme", "Art. 9", True),
        ("tariff", "assembly_sets_tariff", "Art. 9", True),
        ("strategic_plan", "statute_asks", "", False),
        ("performance_programme", "statute_asks", "", False),
    ],
)
def test_every_paper_names_its_legal_ground(kind, ground, article, is_owed_by_law):
    statute = PaperStatute([5, 11], strategic_plans=[(2025, 2029)], has_performance_programme=True)

    paper = next(paper for paper in law.papers_owed(2025, statute) if paper.kind == kind)

    assert (paper.ground, paper.deadline.article, paper.is_owed_by_law) == (ground, article, is_owed_by_law)


def test_the_papers_of_the_law_are_those_the_union_records():
    assert {kind.value for kind in PaperKind} == set(Paper.Kind.values)


def test_a_years_accounts_are_settled_in_the_following_spring():
    assert law.final_accounts_deadlines(2025) == [
        Deadline("accounts_to_executive", date(2026, 4, 30), "5393 art. 64"),
        Deadline("accounts_to_assembly", date(2026, 5, 31), "5393 art. 64"),
    ]
