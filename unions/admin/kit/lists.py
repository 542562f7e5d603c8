"""Long lists of the admin, which cost no more than short ones."""

from copy import copy
from datetime import date
from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet

from unions.lists.index_steps import last_days_of


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

    def datetimes(self, name: str, period: Any) -> QuerySet:
        return self.rows.datetimes(name, period)
