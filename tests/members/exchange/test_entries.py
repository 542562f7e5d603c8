"""The plan of a file: what it counts and leaves out."""

import pytest

from members.exchange.entries import LEAVE_OUT
from tests import factories as make
from tests.members.exchange.runs import plan

pytestmark = pytest.mark.django_db


def test_a_row_that_is_left_out_changes_nothing(corlu):
    found = plan("listings", ["Belediye", "Başkan"], ["Çorlu", "Ali"], answers={"row:2": LEAVE_OUT})

    assert (found.left_out, found.entries, found.problems) == ([2], [], [])


def test_a_plan_counts_the_records_that_the_file_does_not_mention(corlu, tekirdag):
    make.make_listing(municipality=corlu)
    make.make_listing(municipality=make.make_municipality(name="Saray", province=tekirdag))

    assert plan("listings", ["Belediye"], ["Çorlu"]).untouched == 1
