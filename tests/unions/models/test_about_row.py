"""A line about a row finds that row's lines alone."""

import pytest
from django.utils import timezone

from tests import factories as make
from unions.models import Review
from unions.models.about_row import about
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


def test_rows_of_two_models_with_one_number_are_told_apart(union):
    with scope.of(union):
        post, event = make.make_post(), make.make_event()
    both = about(post), about(event)

    assert [each["union_id"] for each in both] == [union.pk] * 2
    assert both[0]["content_type"] != both[1]["content_type"]
    assert [each["object_id"] for each in both] == [post.pk, event.pk]
    assert not Review.objects.of_row(post).exists()


def test_lines_of_another_union_are_not_found(union):
    other = make.make_union(code="komsu")
    with scope.of(other):
        Review.objects.create(**about(make.make_post()), name="Haber", sent_at=timezone.now())

    assert [row.name for row in Review.objects.of_union(other)] == ["Haber"]
    assert not Review.objects.of_union(union).exists()
