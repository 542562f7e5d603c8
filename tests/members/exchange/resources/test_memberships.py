"""Memberships from a file: periods that must not overlap, and the decisions behind them."""

from datetime import date

import pytest

from members.membership.models import Membership
from tests import factories as make
from tests.members.exchange.runs import problem_of, written

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["Belediye", "Üyelik tarihi"], ["Çorlu", "2010"]], "aynı anda iki üyeliği"),
        ([["Belediye", "Başlangıç", "Bitiş"], ["Çorlu", "2004", "1999"]], "Bitiş"),
        ([["Belediye", "Kabul kararı"], ["Çorlu", "2024/99"]], "2026/17"),
    ],
)
def test_a_problem_of_a_row_is_explained_in_turkish(corlu, rows, words):
    assert words in problem_of("memberships", *rows)


@pytest.mark.parametrize("citation", ["2026/17", "2026-17", "2026 / 17"])
def test_the_decision_of_acceptance_is_known_by_its_number(corlu, citation):
    decision = make.make_decision(number=17, date=date(2026, 5, 12))

    written("memberships", ["Belediye", "Kabul kararı"], ["Çorlu", citation])

    assert Membership.objects.get().acceptance == decision


def test_a_more_exact_date_belongs_to_the_membership_on_record(corlu):
    written("memberships", ["Belediye", "Üyelik tarihi"], ["Çorlu", "12.05.2004"])

    assert str(Membership.objects.get().start_date) == "2004-05-12"
