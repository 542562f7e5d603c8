"""Facts about a long list that an index answers: which years it has, and how many rows, up to a limit."""

from datetime import date

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import DateField, QuerySet
from django.db.models.expressions import Expression, RawSQL
from django.db.models.functions import Trunc

# Up to this number, rows are counted and pages found by number. Beyond it, a list has "more than" so many.
COUNT_LIMIT = 5000


def count_up_to_limit(rows: QuerySet) -> int:
    """How many rows there are; COUNT_LIMIT + 1 means that many or more."""
    # The order stays: without it, PostgreSQL reads the table instead of the index.
    return rows[: COUNT_LIMIT + 1].count()


def years_of(rows: QuerySet, name: str = "year") -> list[int]:
    """The years in a column of years or days, the newest first."""
    if isinstance(rows.model._meta.get_field(name), DateField):
        return [day.year for day in last_days_of(rows, name, "year")]
    return [int(value) for value in _steps(rows, name, RawSQL('"steps"."reached"', []))]


def last_days_of(rows: QuerySet, name: str, period: str) -> list[date]:
    """The last day with rows in each period, a year or a month or a day, the newest first."""
    days = _steps(rows, name, Trunc(RawSQL('"steps"."reached"', [], DateField()), period, output_field=DateField()))
    # PostgreSQL returns a date, SQLite its text.
    return [date.fromisoformat(str(value)) for value in days]


def _steps(rows: QuerySet, name: str, end: Expression) -> list:
    """The highest value of a column, then the highest below the end of that one, and so on.

    Each is one step along an index, however many rows are in between.
    """
    highest = rows.order_by(f"-{name}").values(name)
    steps = [highest[:1], highest.filter(**{f"{name}__lt": end})[:1]]
    try:
        (first, first_values), (next_one, next_values) = [step.query.sql_with_params() for step in steps]
    except EmptyResultSet:
        # The queryset can have no rows.
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f'WITH RECURSIVE "steps" ("reached") AS (SELECT ({first}) UNION ALL'  # noqa: S608 - made by Django
            f' SELECT ({next_one}) FROM "steps" WHERE "steps"."reached" IS NOT NULL)'
            ' SELECT "reached" FROM "steps" WHERE "reached" IS NOT NULL',
            [*first_values, *next_values],
        )
        return [value for (value,) in cursor.fetchall()]


def plain(rows: QuerySet) -> QuerySet:
    """The same rows, without the columns that a queryset of translated texts adds to those asked for."""
    return QuerySet(rows.model, rows.query.chain(), rows.db)
