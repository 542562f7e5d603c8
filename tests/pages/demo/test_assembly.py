from datetime import timedelta

import pytest

from members.people.models import OfficeHolder
from tests.pages.demo.demonstration import MEMBERS

pytestmark = pytest.mark.slow


def test_every_member_sends_its_mayor_and_elected_delegates(union):
    assembly = OfficeHolder.objects.current().filter(organ__kind="assembly")

    assert assembly.filter(seat=OfficeHolder.Seat.EX_OFFICIO).count() == MEMBERS[union.code]
    for seat in [OfficeHolder.Seat.ELECTED, OfficeHolder.Seat.SUBSTITUTE]:
        assert assembly.filter(seat=seat).count() >= MEMBERS[union.code] - 1


def test_a_substitute_took_the_seat_of_the_delegate_who_resigned(union):
    seats = OfficeHolder.objects.filter(organ__kind="assembly")
    resigned = seats.get(end_reason=OfficeHolder.EndReason.RESIGNATION)
    substitute = seats.get(end_reason=OfficeHolder.EndReason.OTHER)

    successor = seats.current().get(person=substitute.person, seat=OfficeHolder.Seat.ELECTED)

    assert resigned.municipality == substitute.municipality == successor.municipality
    assert successor.start_date.earliest == resigned.end_date.earliest + timedelta(days=1)


def test_the_newest_member_has_no_seats_before_it_joined(union):
    seats = OfficeHolder.objects.filter(organ__kind="assembly")
    first_term, present = seats.order_by("term__start_date").first().term, seats.current().first().term

    without = set(seats.filter(term=present).values_list("municipality", flat=True)) - set(
        seats.filter(term=first_term).values_list("municipality", flat=True)
    )

    assert len(without) == 1
