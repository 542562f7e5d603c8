"""The page of budget figures."""

import pytest
from django.utils import timezone

from tests import factories as make
from tests.staff_client import address
from tests.unions.admin.reading import complaint, leading_urls
from unions.models import BudgetFigures

pytestmark = pytest.mark.django_db


def test_sums_are_typed_as_offices_write_them_and_checked_against_the_total(union, manager):
    paper = make.make_paper(union=union)
    typed = {"paper": str(paper.pk), "expense_staff": "1.250.000,50", "expense_goods": "749999,50"}

    refused = manager.save(address("add", model=BudgetFigures), **typed, expense_total="2.000.001")
    unreadable = manager.save(address("add", model=BudgetFigures), **typed, expense_total="iki milyon")
    saved = manager.save(address("add", model=BudgetFigures), **typed, expense_total="2.000.000")

    assert list(complaint(refused)) == ["expense_total"]
    assert list(complaint(unreadable)) == ["expense_total"]
    assert "iki milyon" in unreadable.content.decode()
    assert saved.status_code == 302
    assert BudgetFigures.objects.get().total_of("expense") == 2_000_000


def test_public_budget_without_figures_is_a_task_that_opens_their_form(union, manager):
    paper = make.make_paper(union=union, year=timezone.localdate().year)

    [url] = [url for url in leading_urls(manager, address("add", model=BudgetFigures)) if f"paper={paper.pk}" in url]

    assert manager.form(url)["paper"] == str(paper.pk)
