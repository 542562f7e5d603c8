"""Joining members as events of the union's timeline."""

from collections.abc import Iterable
from itertools import groupby

from members.membership.models import Membership
from unions.institution import timeline
from unions.models import Union
from unions.text.partial_dates import PartialDate


@timeline.source
def joinings(union: Union) -> Iterable[timeline.Entry]:
    """The municipalities that joined, year by year; those that founded the union did not join it."""
    dated = Membership.objects.dated().with_municipality().in_turkish_order()
    for year, joined in groupby(sorted(dated, key=year_of_joining), key=year_of_joining):
        if not union.founded_on or year > union.founded_on.year:
            rows = [membership.municipality for membership in joined]
            yield timeline.Entry("joined", PartialDate(year), rows=rows)


def year_of_joining(membership: Membership) -> int:
    return membership.start_date.year
