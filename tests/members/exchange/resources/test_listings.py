"""Listings from a file: telephone numbers, addresses and names as offices type them."""

import pytest

from tests import factories as make
from tests.members.exchange.runs import plan, problem_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["Belediye", "Tel"], ["Çorlu", "651 10 20"]], "alan kodu"),
        ([["Belediye", "E-posta"], ["Çorlu", "bılgı@corlu.bel.tr"]], "bilgi@corlu.bel.tr"),
        ([["Belediye", "Başkan"], ["Çorlu", "x" * 121]], "Kısaltın"),
        ([["Belediye", "Başkan"], ["Çorlu", "=1+1"]], "formül"),
    ],
)
def test_a_problem_of_a_row_is_explained_in_turkish(corlu, rows, words):
    assert words in problem_of("listings", *rows)


def test_only_a_municipality_that_was_once_a_member_has_a_listing(corlu, tekirdag):
    make.make_municipality(name="Saray", province=tekirdag)

    assert "üyeliğini içe aktarın" in plan("listings", ["Belediye"], ["Saray"]).problems[0].message
