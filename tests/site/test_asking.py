"""The rows of two unions are there for those who ask for them, and for nobody else."""

import pytest

from unions.models import Union
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


def number_of_unions() -> int:
    with scope.everything():
        return Union.objects.count()


def test_who_asks_finds_two_unions(asker):
    assert number_of_unions() == 2


def test_who_does_not_ask_finds_none():
    assert number_of_unions() == 0


def test_they_are_back_for_who_asks_next(asker, world):
    assert world is asker.world
    assert number_of_unions() == 2
    assert asker.ask("manager", "GET", "/yonetim/").status == 200
