"""When memberships and seats end for those who read them as data: at the latest with what they stand on."""

from datetime import date

from members.membership.models import Membership
from members.people.models import OfficeHolder
from unions.models import Union
from unions.text.partial_dates import PartialDate


def end_of_membership(membership: Membership, union: Union) -> PartialDate | None:
    """A membership ends with the municipality and with the union, even if nobody has ended it."""
    return first_end(membership.end_date, membership.municipality.closed_on, union.ended_on)


def end_of_seat(seat: OfficeHolder, union: Union) -> PartialDate | None:
    """A seat ends with what it stands on, whether its end is recorded or not, and with the union."""
    return first_end(seat.known_end, union.ended_on)


def first_end(*ends: PartialDate | None) -> PartialDate | None:
    """The first of several ends; what is known by year only ends on the last day that it can mean."""
    return min((end for end in ends if end), key=_last_day, default=None)


def _last_day(end: PartialDate) -> date:
    return end.latest
