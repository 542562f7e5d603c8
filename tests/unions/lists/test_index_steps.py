from datetime import date, timedelta

import pytest
from django.utils import timezone

from pages.models import Post
from tests import factories as make
from unions.lists.index_steps import last_days_of, years_of
from unions.models import Decision


def test_years_are_those_of_the_rows_alone(union):
    for day in ["2019-12-31", "2024-01-01", "2024-06-01", "1999-05-05"]:
        make.make_post(date=date.fromisoformat(day))
    make.make_post(date=date(2010, 1, 1), status="draft")
    make.make_post(date=date(2011, 1, 1), publish_at=timezone.now() + timedelta(days=1))
    make.make_post(union=make.make_union(code="baska"), date=date(2012, 1, 1))
    make.make_decision(date=date(2008, 1, 1))
    rows = Post.objects.published()

    assert rows.years() == years_of(rows, "date") == [2024, 2019, 1999]
    assert last_days_of(rows, "date", "month") == [
        date(2024, 6, 1),
        date(2024, 1, 1),
        date(2019, 12, 31),
        date(1999, 5, 5),
    ]
    assert Decision.objects.published().years() == [2008]


@pytest.mark.parametrize("rows", ["none", "filter"])
def test_nothing_has_no_years(union, rows):
    nothing = Post.objects.none() if rows == "none" else Post.objects.filter(pk__in=[])

    assert years_of(nothing, "date") == []
    assert years_of(Post.objects.published(), "date") == []
