"""The hidden field that says when a form was opened."""

from datetime import timedelta
from unittest import mock

import pytest
from django.utils import timezone

from tests import factories as make
from unions.forms import opening
from unions.tenancy import scope


def at(shift: timedelta):
    return mock.patch("django.utils.timezone.now", return_value=timezone.now() + shift)


def test_an_opening_is_read_for_its_form_and_its_union_alone(union):
    signed = opening.sign("petition")

    assert opening.read("petition", signed).is_too_fast
    assert opening.read("complaint", signed) is None
    assert opening.read("petition", signed + "x") is None
    assert opening.read("petition", "") is None
    with scope.of(make.make_union(code="baska")):
        assert opening.read("petition", signed) is None


def test_two_openings_are_two_forms(union):
    first, second = (opening.read("petition", opening.sign("petition")) for _number in range(2))

    assert first.number != second.number


@pytest.mark.parametrize(
    ("shift", "is_read"),
    [(timedelta(hours=23), True), (timedelta(hours=25), False), (timedelta(minutes=-10), False)],
)
def test_a_form_is_open_for_a_day_and_not_before_it_was_opened(union, shift, is_read):
    signed = opening.sign("petition")

    with at(shift):
        assert (opening.read("petition", signed) is not None) is is_read
