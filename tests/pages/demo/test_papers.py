import pytest
from django.utils import timezone

from unions.models import BudgetFigures, Paper

pytestmark = pytest.mark.slow


def test_one_paper_of_five_years_is_missing(union):
    this_year = timezone.localdate().year
    years = range(this_year - 4, this_year + 1)

    budgets = set(Paper.objects.filter(kind=Paper.Kind.BUDGET).values_list("year", flat=True))

    assert set(years) - budgets == {this_year - 3}
    for kind in [Paper.Kind.WORK_PROGRAMME, Paper.Kind.TARIFF]:
        found = set(Paper.objects.filter(kind=kind).values_list("year", flat=True))
        assert set(years) <= found <= {*years, this_year + 1}


def test_every_budget_and_all_final_accounts_have_figures_that_add_up(union):
    papers = Paper.objects.filter(kind__in=BudgetFigures.KINDS, is_demo=True)

    assert papers
    assert not papers.filter(figures=None)
    for figures in BudgetFigures.objects.all():
        figures.full_clean()
        assert figures.sum_of("income") == figures.income_total
        assert figures.sum_of("expense") == figures.expense_total
        if figures.paper.kind == Paper.Kind.BUDGET:
            assert figures.income_total == figures.expense_total
