"""The number that rises with every change."""

import pytest

from tests import factories as make
from unions.models import Generation

pytestmark = pytest.mark.django_db


def test_a_change_raises_the_number_of_its_union_alone(union):
    other = make.make_union(code="konya")
    before = dict(Generation.objects.values_list("union", "number"))

    make.make_duty(union=union)

    after = dict(Generation.objects.values_list("union", "number"))
    assert after[union.pk] > before[union.pk]
    assert after[other.pk] == before[other.pk]
