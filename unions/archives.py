"""What a list says of an archive without reading it: which years it has, and how much there is, up to a limit."""

from django.db import connection
from django.db.models import DateField, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import TruncYear

# So many rows are counted and found by number. What lies deeper is "more than", and found by key.
COUNTED = 5000


def counted(rows: QuerySet) -> int:
    """How many rows there are; one more than COUNTED stands for any number above."""
    # Left in their order they are counted along its index; freed of it, PostgreSQL goes through the table.
    return rows[: COUNTED + 1].count()


def years_of(rows: QuerySet, name: str = "year") -> list[int]:
    """The years in a column of years or days, the newest first: for each a step along an index, however many rows."""
    reached = RawSQL('"years"."reached"', [])
    if isinstance(rows.model._meta.get_field(name), DateField):
        reached = TruncYear(RawSQL('"years"."reached"', [], DateField()))
    newest = rows.order_by(f"-{name}").values(name)
    steps = [newest[:1], newest.filter(**{f"{name}__lt": reached})[:1]]
    (first, first_values), (next_one, next_values) = [step.query.sql_with_params() for step in steps]
    with connection.cursor() as cursor:
        cursor.execute(
            f'WITH RECURSIVE "years" ("reached") AS (SELECT ({first}) UNION ALL'  # noqa: S608
            f' SELECT ({next_one}) FROM "years" WHERE "years"."reached" IS NOT NULL)'
            ' SELECT "reached" FROM "years" WHERE "reached" IS NOT NULL',
            [*first_values, *next_values],
        )
        # A day begins with its year, whichever way the database hands it over.
        return [int(str(value)[:4]) for (value,) in cursor.fetchall()]
