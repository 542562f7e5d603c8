"""What a seat stands on, and when it ends with it (Law 5355, art. 8, 10 and 12).

A seat ends on the first of these days: its own, the last of its term, of the membership of its municipality, of the
municipality itself, of the union; and an office that the assembly gives to one of its members ends with that member's
seat in the assembly. Nobody has to record any of it for readers to see it: these expressions find it in the database.

Days are compared as numbers, see `unions.text.partial_dates`: the year 1978 lasts to 19789999. The statements are
written out, since one built from expressions is too deep for SQLite to read. They hold names of our own tables only.
"""

from django.db.models import Func, IntegerField, Q
from django.db.models.lookups import LessThan

from unions.models import Organ

# Later than every day: nothing ends it.
NEVER = 99_999_999

# The organs whose members the assembly chooses from among its own.
CHOSEN_BY_THE_ASSEMBLY = [Organ.Kind.EXECUTIVE, Organ.Kind.PRESIDENT, Organ.Kind.COMMITTEE]
STANDS_ON_ASSEMBLY_SEAT = Q(organ__kind__in=CHOSEN_BY_THE_ASSEMBLY) & ~Q(seat="appointed")


def last_of(column: str) -> str:
    """The last day that a date can mean; the databases truncate the division of integers."""
    return (
        f"CASE WHEN {column} IS NULL THEN {NEVER} WHEN {column} / 10000 * 10000 = {column} THEN {column} + 9999 "
        f"WHEN {column} / 100 * 100 = {column} THEN {column} + 99 ELSE {column} END"
    )


def last_of_membership(union: str, municipality: str, start: str) -> str:
    """The last day of the membership during which a seat began.

    A membership that goes on in another one without a gap does not end. A seat whose start is unknown, or that began
    after every membership, ends with the last of them. Where none is on record, nothing ends.
    """
    of_pair = f"a.union_id = {union} AND a.municipality_id = {municipality}"
    goes_on = (
        "EXISTS (SELECT 1 FROM members_membership b WHERE b.union_id = a.union_id "  # noqa: S608 - our own names
        "AND b.municipality_id = a.municipality_id "
        f"AND COALESCE(b.start_date, 0) <= {last_of('a.end_date')} "
        f"AND {last_of('b.end_date')} > {last_of('a.end_date')})"
    )
    return (
        f"COALESCE((SELECT MIN({last_of('a.end_date')}) FROM members_membership a WHERE {of_pair} "  # noqa: S608 - our own names
        f"AND {last_of('a.end_date')} >= {last_of(start)} AND NOT {goes_on}), "
        f"(SELECT MAX({last_of('a.end_date')}) FROM members_membership a WHERE {of_pair}), {NEVER})"
    )


def assembly_seats(person: str, least: str) -> str:
    """The full seats of a person in an assembly, each with its first day and its last one by all that it stands on."""
    ends = [
        last_of("s.end_date"),
        last_of("t.end_date"),
        last_of("u.ended_on"),
        last_of("m.closed_on"),
        last_of_membership("s.union_id", "s.municipality_id", "s.start_date"),
    ]
    return (
        f"(SELECT COALESCE(s.start_date, 0) AS begins, COALESCE(s.term_id, 0) AS term, "  # noqa: S608 - our own names
        f"{least}({', '.join(ends)}) AS ends FROM members_officeholder s "
        "JOIN unions_organ o ON o.id = s.organ_id JOIN unions_union u ON u.id = s.union_id "
        "LEFT JOIN unions_term t ON t.id = s.term_id LEFT JOIN members_municipality m ON m.id = s.municipality_id "
        f"WHERE o.kind = 'assembly' AND s.seat <> 'substitute' AND s.person_id = {person})"
    )


class LastByMembership(Func):
    """The last day of the membership on which a seat stands."""

    output_field = IntegerField()

    def __init__(self):
        super().__init__("union", "municipality", "start_date")

    def as_sql(self, compiler, connection, **extra):
        union, municipality, start = columns_of(self, compiler)
        return last_of_membership(union, municipality, start), []


class LastByAssemblySeat(Func):
    """The last day of the seat in the assembly on which an office stands, if it is one that stands on it.

    It is the seat that was held when the office began, or later; one that goes on in another seat without a gap does
    not end. A seat of another term does not continue one: whoever is elected again to the assembly is elected again to
    the office as well. An office without a seat on record ends with nothing, as the seat may not have been entered yet.
    """

    output_field = IntegerField()

    def __init__(self):
        super().__init__("person", "start_date", "organ__kind", "seat")

    def as_sql(self, compiler, connection, **extra):
        person, start, kind, seat = columns_of(self, compiler)
        seats = assembly_seats(person, "MIN" if connection.vendor == "sqlite" else "LEAST")
        goes_on = (
            f"EXISTS (SELECT 1 FROM {seats} y WHERE y.begins <= x.ends AND y.ends > x.ends "  # noqa: S608 - our own names
            "AND (y.term = x.term OR y.term = 0 OR x.term = 0))"
        )
        kinds = ", ".join(f"'{kind.value}'" for kind in CHOSEN_BY_THE_ASSEMBLY)
        return (
            f"CASE WHEN {kind} NOT IN ({kinds}) OR {seat} = 'appointed' THEN {NEVER} "  # noqa: S608 - our own names
            f"WHEN {start} IS NULL THEN COALESCE((SELECT MAX(x.ends) FROM {seats} x), {NEVER}) "
            f"ELSE COALESCE((SELECT MIN(x.ends) FROM {seats} x WHERE x.ends >= {last_of(start)} AND NOT {goes_on}), "
            f"{NEVER}) END"
        ), []


class LastByDate(Func):
    """The last day by the date of another row."""

    output_field = IntegerField()

    def as_sql(self, compiler, connection, **extra):
        (column,) = columns_of(self, compiler)
        return f"({last_of(column)})", []


def columns_of(expression: Func, compiler) -> list[str]:
    """The columns that an expression is about, as the statement names them."""
    return [compiler.compile(source)[0] for source in expression.get_source_expressions()]


def ended_with_membership(number: int) -> Q:
    """Seats whose membership ended before the day of that number."""
    return Q(municipality__isnull=False) & Q(LessThan(LastByMembership(), number))


def ended_with_assembly_seat(number: int) -> Q:
    """Offices whose seat in the assembly ended before the day of that number."""
    return STANDS_ON_ASSEMBLY_SEAT & Q(LessThan(LastByAssemblySeat(), number))
