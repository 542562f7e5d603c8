"""What a union is for."""

import pytest

from tests import factories as make
from unions.models import Duty

pytestmark = pytest.mark.django_db


def test_aims_and_duties_are_listed_separately(union):
    aim = make.make_duty(union=union, kind="aim")
    duty = make.make_duty(union=union, kind="duty")

    assert list(Duty.all_unions.aims()) == [aim]
    assert list(Duty.all_unions.duties()) == [duty]
