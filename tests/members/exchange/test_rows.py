"""One row of a file, read and compared with what is stored."""

import pytest

from tests import factories as make
from tests.members.exchange.runs import plan

pytestmark = pytest.mark.django_db


def test_an_empty_cell_and_a_dash_leave_what_is_recorded(corlu):
    make.make_listing(municipality=corlu, mayor="Ali Ak", fax="0282 1")

    [entry] = plan("listings", ["Belediye", "Başkan", "Faks"], ["Çorlu", "", "-"]).same
    assert entry.changes == []


def test_an_empty_cell_deletes_only_where_that_was_chosen(corlu):
    make.make_listing(municipality=corlu, mayor="Ali Ak")

    [entry] = plan("listings", ["Belediye", "Başkan"], ["Çorlu", ""], clears_empty=True).changed
    assert [(change.before, change.after) for change in entry.changes] == [("Ali Ak", "")]
