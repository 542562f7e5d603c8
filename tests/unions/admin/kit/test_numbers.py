import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.models import Page, Post
from tests import factories as make
from unions.admin.kit.numbers import numbers_of
from unions.models import Duty

pytestmark = pytest.mark.django_db


def test_rows_of_any_kind_are_counted_in_one_statement(union):
    for number in range(3):
        make.make_post(union=union, title_tr=f"Haber {number}", status="draft")
    make.make_post(union=union)
    make.make_duty(union=union)
    rows = {
        ("posts", "drafts"): Post.objects.drafts().order_by(),
        ("posts", "public"): Post.objects.published().order_by(),
        ("duties", "all"): Duty.objects.order_by(),
        ("pages", "all"): Page.objects.order_by(),
    }

    with CaptureQueriesContext(connection) as asked:
        numbers = numbers_of(rows)

    assert numbers == {
        ("posts", "drafts"): 3,
        ("posts", "public"): 1,
        ("duties", "all"): 1,
        ("pages", "all"): 0,
    }
    assert len(asked) == 1


def test_nothing_is_asked_where_nothing_is_counted(union, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert numbers_of({}) == {}
