"""A union with long lists among others, made once for many tests, and how a database goes about its pages."""

import json
import re
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta

from django.db import connection, models
from django.db.models import Model
from django.utils.timezone import now

from members.directory.models import Listing
from members.membership.models import Membership
from members.municipalities.models import Municipality
from pages.kinds import KINDS
from pages.models import Document, Event, Gallery, Post
from tests import factories as make
from tests.publications import make_publication
from unions.models import Decision, Meeting, Union
from unions.tenancy import scope

# Page types whose rows are filled in by themselves.
OTHER_KINDS = [kind for kind in KINDS if kind.model not in [Post, Event, Document, Gallery]]
# Of these a page may read what it shows, and never all.
LONG = [*dict.fromkeys(kind.model for kind in KINDS), Meeting, Decision]
NEWEST = date(2026, 1, 1)


def build(number: int, members: int) -> Union:
    """A union with so many posts and members, and a fifth as many of the other long lists; two others beside it."""
    for code in ["once", "arsiv", "sonra"]:
        union = make.make_union(code=code)
        with scope.of(union):
            fill(union, number if code == "arsiv" else 100)
            if code == "arsiv":
                join(union, members)
                found = union
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return found


def fill(union: Union, number: int) -> None:
    organ = make.assembly_of(union)
    days = [NEWEST - timedelta(days=n) for n in range(number)]
    announcement, few = Post.Kind.ANNOUNCEMENT, days[: number // 5]
    copies(post_of(union), [{"date": day, **words(n, "haber")} for n, day in enumerate(days)])
    copies(post_of(union, kind=announcement), [{"date": day, **words(n, "duyuru")} for n, day in enumerate(few)])
    copies(
        Event(union=union, status="published", starts_at=now(), ends_at=now()),
        [{"starts_at": noon(day), "ends_at": noon(day), **words(n)} for n, day in enumerate(few)],
    )
    copies(
        Document(union=union, status="published", file="a.pdf"),
        [{"date": day, **words(n)} for n, day in enumerate(few)],
    )
    copies(Gallery(union=union, status="published"), [{"date": day, **words(n)} for n, day in enumerate(few)])
    for kind in OTHER_KINDS:
        row = make_publication(kind, union=union)
        copies(row, [{"date": day, **words(n)} for n, day in enumerate(few)])
        # The first of its kind has been a pattern only.
        models.QuerySet(kind.model).filter(pk=row.pk).delete()
    copies(
        Meeting(union=union, status="published", organ=organ, state="held"),
        [{"starts_at": noon(day), "year": day.year, **words(n)} for n, day in enumerate(few)],
    )
    copies(
        Decision(union=union, status="published", organ=organ, title_tr="Karar"),
        [{"date": day, "year": day.year, "number": n + 1} for n, day in enumerate(few)],
    )


def post_of(union: Union, **fields) -> Post:
    return Post(union=union, status="published", summary_tr="Kısa bir özet. " * 5, **fields)


def words(number: int, word: str = "satir") -> dict:
    texts = {"title_tr": f"{word} {number}", "slug_tr": f"{word}-{number}", "slug_en": f"en-{word}-{number}"}
    return {"title": texts["title_tr"], "slug": texts["slug_tr"], **texts}


def noon(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=UTC)


def join(union: Union, number: int) -> None:
    """So many members with their listings."""
    names = [{"name": f"Belde {n}", "slug": f"belde-{n}", "code": f"belde-{n}"} for n in range(number)]
    copies(Municipality(province=make.make_province(), population=5000, population_year=2025), names)
    municipalities = [{"municipality": each} for each in Municipality.objects.filter(slug__startswith="belde-")]
    copies(Membership(union=union, start_date=date(2000, 1, 1)), municipalities)
    copies(Listing(union=union, phone="+90 282 000 00 00"), municipalities)


def copies(row: Model, changes: list[dict]) -> None:
    """Rows like this one, each with some fields of its own: written past all that saving sees to, in no time."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]

    def stored(field, value):
        value = now() if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False) else value
        return field.get_db_prep_save(getattr(value, "pk", value), connection)

    alike = [stored(field, field.value_from_object(row)) for field in fields]
    rows = [
        [
            stored(field, change[field.name]) if field.name in change else value
            for field, value in zip(fields, alike, strict=True)
        ]
        for change in changes
    ]
    table, columns = row._meta.db_table, ", ".join(f'"{field.column}"' for field in fields)
    places = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({places})', rows)  # noqa: S608


# Plans

# What PostgreSQL may sort, and by which columns SQLite finds no more: events that are not over.
SORTED = 1000
SORTS = "USE TEMP B-TREE FOR (ORDER BY|GROUP BY|DISTINCT)"
# Titles that name a member are looked for among those of all decisions: no index of both databases finds a word within.
EXCUSED = '"title_tr"::text LIKE'
FEW = ["ends_at>?"]


@contextmanager
def statements():
    """The statements that the code inside asks, each with its parameters."""
    found = []

    def note(execute, sql, parameters, many, context):
        found.append((sql, parameters))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(note):
        yield found


def complaints(sql: str, parameters) -> list[str]:
    """Where the database would read a long table as a whole, or sort many of its rows, to answer a statement."""
    tables = [model._meta.db_table for model in LONG if f'"{model._meta.db_table}"' in sql]
    if not tables or EXCUSED in sql or not sql.lstrip().upper().startswith(("SELECT", "WITH")):
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)
            lines = [line for *_numbers, line in cursor.fetchall()]
            found = [line for line in lines if line.partition(" USING")[0] in {f"SCAN {table}" for table in tables}]
            # What is sorted are rows of the first table; the last term alone sorts those of one day.
            first = first_table(sql)
            ways = [line for line in lines if line.startswith(f"SEARCH {first} ")]
            if first in tables and not all(any(few in way for few in FEW) for way in ways):
                found += [
                    line for line in lines if re.fullmatch("USE TEMP B-TREE FOR (ORDER BY|GROUP BY|DISTINCT)", line)
                ]
            return found
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", parameters)
        [[plan]] = cursor.fetchall()
    return list(complaints_of(json.loads(plan)[0]["Plan"] if isinstance(plan, str) else plan[0]["Plan"], tables))


def first_table(sql: str) -> str:
    """The table whose rows a statement lists; one that is asked among the columns only adds to these rows."""
    outside, before = sql, ""
    while outside != before:
        before, outside = outside, re.sub(r"\([^()]*\)", "", outside)
    # Where all stands in brackets (WITH, or the count of a list), the rows are those inside.
    is_inside = sql.startswith("WITH") or not re.search(r'FROM "(\w+)"', outside)
    return re.search(r'FROM "(\w+)"', sql if is_inside else outside)[1]


def complaints_of(plan: dict, tables: list[str]):
    """The same of one node of a plan of PostgreSQL and of those beneath it."""
    if plan["Node Type"] == "Seq Scan" and plan["Relation Name"] in tables:
        yield f"Seq Scan on {plan['Relation Name']}"
    if plan["Node Type"] == "Sort" and plan["Plan Rows"] > SORTED:
        yield f"Sort of {plan['Plan Rows']} rows by {plan['Sort Key']}"
    for part in plan.get("Plans", []):
        yield from complaints_of(part, tables)
