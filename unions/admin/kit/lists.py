"""Long lists of the admin, which cost no more than short ones."""

from copy import copy
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from django.contrib.admin.views.main import ChangeList
from django.db.models import Exists, QuerySet
from django.utils import timezone

from unions.lists.index_steps import last_days_of
from unions.models import Union


class LongChangeList(ChangeList):
    """A list whose years are read along an index."""

    @property
    def by_date(self) -> ChangeList:
        """This list, for the row of years above it."""
        by_date = copy(self)
        by_date.queryset = Dates(self.queryset)
        return by_date


class Dates:
    """The dates of rows, read along an index. Plain aggregates would read every row."""

    def __init__(self, rows: QuerySet):
        self.rows = rows

    def aggregate(self, **ends) -> dict:
        """The lowest and the highest value of a field, as two steps along its index."""
        name = ends["first"].source_expressions[0].name
        values = {"first": self.rows.order_by(name), "last": self.rows.order_by(f"-{name}")}
        return {end: rows.values_list(name, flat=True).first() for end, rows in values.items()}

    def dates(self, name: str, period: str) -> list[date]:
        return last_days_of(self.rows, name, period)[::-1]

    def datetimes(self, name: str, period: str) -> list[datetime]:
        """The periods in which there are rows: one step along the index for each that may be, all in one statement."""
        ends = self.rows.order_by(name), self.rows.order_by(f"-{name}")
        first, last = (rows.values_list(name, flat=True).first() for rows in ends)
        if first is None:
            return []
        begins = beginnings(timezone.localtime(first), timezone.localtime(last), period)
        spans = list(pairwise([*begins, next_period(begins[-1], period)]))
        within = {
            f"period_{number}": Exists(self.rows.order_by().filter(**{f"{name}__gte": begin, f"{name}__lt": end}))
            for number, (begin, end) in enumerate(spans)
        }
        found = Union.objects.order_by("pk").values(**within)[0]
        return [begin for number, begin in enumerate(begins) if found[f"period_{number}"]]


def beginnings(first: datetime, last: datetime, period: str) -> list[datetime]:
    """When the periods from one moment to another begin, in local time."""
    begin = {
        "year": first.replace(month=1, day=1),
        "month": first.replace(day=1),
        "day": first,
    }[period].replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    begins = [timezone.make_aware(begin)]
    while (following := next_period(begins[-1], period)) <= last:
        begins.append(following)
    return begins


def next_period(begin: datetime, period: str) -> datetime:
    day = begin.date()
    following = {
        "year": date(day.year + 1, 1, 1),
        "month": date(day.year + day.month // 12, day.month % 12 + 1, 1),
        "day": day + timedelta(days=1),
    }[period]
    return timezone.make_aware(datetime.combine(following, time.min))
