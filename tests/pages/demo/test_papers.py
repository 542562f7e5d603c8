import pytest
from django.utils import timezone

from unions.models import (
    Paper,
)

pytestmark = pytest.mark.slow


def test_one_paper_of_five_years_is_missing(union):
    this_year = timezone.localdate().year
    years = range(this_year - 4, this_year + 1)

    budgets = set(Paper.objects.filter(kind=Paper.Kind.BUDGET).values_list("year", flat=True))

    assert set(years) - budgets == {this_year - 2}
    for kind in [Paper.Kind.WORK_PROGRAMME, Paper.Kind.TARIFF]:
        assert set(Paper.objects.filter(kind=kind).values_list("year", flat=True)) == set(years)
