from datetime import date

import pytest
from django.core.exceptions import ValidationError

from members.membership.models import Membership
from tests.factories import make_membership, make_municipality


def test_closed_municipality_is_a_member_until_its_last_day(union):
    municipality = make_municipality(name="Velimeşe", closed_on="2014-03-30")
    membership = make_membership(municipality=municipality, start_date="2000")

    assert list(Membership.objects.on(date(2014, 3, 30))) == [membership]
    assert membership.is_current_on(date(2014, 3, 30))
    assert not membership.is_current
    assert list(Membership.objects.past()) == [membership]
    assert list(Membership.objects.outliving_their_municipality()) == [membership]


def test_municipality_has_one_open_membership_a_union(union):
    municipality = make_membership(start_date="2000").municipality

    with pytest.raises(ValidationError, match="already|zaten"):
        Membership(union=union, municipality=municipality, start_date="2010").full_clean()
