from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.factories import make_paper
from unions.models import BudgetFigures

pytestmark = pytest.mark.django_db


def complaints(paper, **sums):
    """The fields that the figures of a paper are refused at, with the reasons."""
    figures = BudgetFigures(union=paper.union, paper=paper, **{name: Decimal(value) for name, value in sums.items()})
    try:
        figures.full_clean()
    except ValidationError as error:
        return {name: errors[0].code for name, errors in error.error_dict.items()}
    return {}


def test_figures_must_add_up_to_the_total_that_the_document_states(union):
    paper = make_paper(union=union)
    differs = "different_total"
    tried = [
        ({}, {"expense_total": "no_figures"}),
        ({"expense_total": "100"}, {}),
        ({"income_other": "100"}, {}),
        ({"income_other": "0"}, {}),
        ({"income_other": "70.10", "income_grants": "29.90", "income_total": "100"}, {}),
        (
            {"income_other": "70.10", "income_grants": "29.91", "income_total": "100"},
            {"income_total": differs},
        ),
        ({"income_other": "101", "income_refunds": "1", "income_total": "100"}, {}),
        ({"income_other": "100", "income_refunds": "1", "income_total": "100"}, {"income_total": differs}),
        ({"expense_staff": "5", "expense_total": "4"}, {"expense_total": differs}),
        (
            {"income_other": "1", "income_total": "2", "expense_staff": "3", "expense_total": "4"},
            {"income_total": differs, "expense_total": differs},
        ),
        ({"expense_staff": "-5"}, {"expense_staff": "min_value"}),
    ]

    assert [(sums, complaints(paper, **sums)) for sums, _expected in tried] == tried


def test_complaint_names_the_sum_and_the_difference(union):
    figures = BudgetFigures(paper=make_paper(union=union), income_other=Decimal(1200), income_total=Decimal(1000))

    with pytest.raises(ValidationError) as refused:
        figures.clean()

    [message] = refused.value.message_dict["income_total"]
    assert "1.200\u00a0TL" in message
    assert "200\u00a0TL" in message


def test_only_budget_and_final_accounts_have_figures(union):
    assert complaints(make_paper(union=union, kind="tariff"), expense_total="1") == {"paper": "wrong_kind"}
    assert complaints(make_paper(union=union, kind="final_accounts"), expense_total="1") == {}


def test_a_paper_has_its_figures_once_and_takes_them_along(union):
    paper = make_paper(union=union)
    BudgetFigures.objects.create(paper=paper, expense_total=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        BudgetFigures.objects.create(paper=paper, expense_total=2)
    paper.delete()

    assert not BudgetFigures.objects.exists()
