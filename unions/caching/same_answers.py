"""What a remembered value was made from, so that it outlives the edits that did not touch it.

While a value is made, every statement that the database is asked for it is noted together with its answer. After an
edit the same statements are asked again: where all answers are the same, so is the value, and nothing is built,
compiled or made into rows and pages once more. One that differs is made anew, as after every edit before.

That holds only for what sees nothing but its arguments, the union, the day and the database: see `is_made_of_rows`.
"""

import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from django.db import connection
from django.db.models import Manager, Model, QuerySet
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.functional import LazyObject, Promise

from unions.tenancy import scope
from unions.text.partial_dates import PartialDate

PLAIN = (str, bytes, int, float, Decimal, date, time, timedelta, PartialDate, type(None))
# A page builds its queries a moment before they run.
SLACK = timedelta(seconds=1)
# What is made of more statements is made anew: asking for all of them again would cost as much.
MOST_STATEMENTS = 30
# The rows of more would weigh more than they save.
MOST_ROWS = 5000
# Attributes of a union that are other objects at every request, and what they say is compared elsewhere.
OF_REQUEST = {"_state", "_django_version", "current_name", "generation"}

Function = TypeVar("Function", bound=Callable)


class CannotCompare(TypeError):
    """The value holds something of which nobody can say whether it is the same."""


def made_of_rows(function: Function) -> Function:
    """Says of a function that its value follows from its arguments, the union, the day and rows of the database.

    It reads no file, and what it returns asks for no more rows later, or only as attributes of rows.
    """
    function.is_made_of_rows = True  # type: ignore[attr-defined]  # ours
    return function


def is_made_of_rows(function: Callable, arguments: tuple) -> bool:
    if getattr(function, "is_made_of_rows", False):
        return True
    # The list of a query, and the named answers of one.
    own = (getattr(function, "__self__", None), *arguments)
    return any(isinstance(part, QuerySet | Manager) for part in own)


# Noting what the database says


class Asked(NamedTuple):
    """A statement, what it was asked with (None stands for the moment), and the rows that came."""

    statement: str
    parameters: tuple
    is_of_moment: tuple[bool, ...]
    answer: list[tuple]


# By identity, a statement and whether it says the same as before.
Known = dict[int, tuple[Asked, bool]]


class Notes:
    """The statements that one value is made of; whatever cannot be asked again makes them useless."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.are_whole = True
        self.since = timezone.now() - SLACK

    def add(self, others: "tuple[Asked, ...] | None") -> None:
        if others is None:
            self.are_whole = False
        else:
            self.asked += others

    def as_tuple(self) -> tuple[Asked, ...] | None:
        is_small = len(self.asked) <= MOST_STATEMENTS and sum(len(asked.answer) for asked in self.asked) <= MOST_ROWS
        return tuple(self.asked) if self.are_whole and is_small else None


class _Running(threading.local):
    def __init__(self) -> None:
        self.notes: list[Notes] = []


_running = _Running()


@contextmanager
def noting() -> Iterator[Notes]:
    """Notes what is asked within; what is noted further within counts for what is around it as well."""
    notes = Notes()
    is_outermost = not _running.notes
    _running.notes.append(notes)
    try:
        with connection.execute_wrapper(_note) if is_outermost else nullcontext():
            yield notes
    finally:
        _running.notes.pop()
        rests_on(notes.as_tuple())


def is_noting() -> bool:
    return bool(_running.notes)


def rests_on(asked: tuple[Asked, ...] | None) -> None:
    """Says that what is being made, if anything is, is made of these answers too."""
    if _running.notes:
        _running.notes[-1].add(asked)


def _note(execute: Callable, sql: str, parameters: Any, many: bool, context: dict) -> Any:
    notes = _running.notes[-1]
    try:
        result = execute(sql, parameters, many, context)
    except Exception:
        # Whoever goes on without the answer made something of that.
        notes.are_whole = False
        raise
    if many or not sql.lstrip("( ").upper().startswith(("SELECT", "WITH")) or isinstance(parameters, dict):
        notes.are_whole = False
        return result
    answer: list[tuple] = []
    given = tuple(parameters or ())
    until = timezone.now()
    moments = tuple(_is_moment(value, notes.since, until) for value in given)
    # The same statement of many unions and values is held once.
    notes.asked.append(Asked(sys.intern(sql), given, moments, answer))
    cursor = context["cursor"]
    read = cursor.cursor
    cursor.cursor = _Read(read.cursor if isinstance(read, _Read) else read, answer)
    return result


class _Read:
    """A cursor whose rows are kept as they are read."""

    def __init__(self, cursor: Any, answer: list[tuple]) -> None:
        self.cursor, self._answer = cursor, answer

    def __getattr__(self, name: str) -> Any:
        return getattr(self.cursor, name)

    def __iter__(self) -> Iterator:
        for row in self.cursor:
            self._answer.append(row)
            yield row

    def fetchone(self) -> Any:
        row = self.cursor.fetchone()
        if row is not None:
            self._answer.append(row)
        return row

    def fetchmany(self, *arguments: Any) -> list:
        rows = self.cursor.fetchmany(*arguments)
        self._answer += rows
        return list(rows)

    def fetchall(self) -> list:
        rows = self.cursor.fetchall()
        self._answer += rows
        return list(rows)


def _is_moment(value: Any, since: datetime, until: datetime) -> bool:
    """Whether a parameter is the moment at which the statement was built."""
    if isinstance(value, str):
        if not (19 <= len(value) <= 32 and value[4] == "-" and value[13] == ":"):
            return False
        try:
            # As SQLite is given it.
            value = datetime.fromisoformat(value).replace(tzinfo=UTC)
        except ValueError:
            return False
    return isinstance(value, datetime) and value.tzinfo is not None and since <= value <= until


# What was made


class Made(NamedTuple):
    """A value, and all by which it is known whether it still stands."""

    value: Any
    until: datetime
    asked: tuple[Asked, ...] | None
    given: Any
    # Rows within the value, and how much each held: what one has read later was not noted.
    rows: tuple[tuple[Model, int], ...]


def make(function: Callable, arguments: tuple, until: datetime) -> Made:
    """Calls the function and notes what it asks."""
    if not is_made_of_rows(function, arguments):
        with noting() as notes:
            notes.are_whole = False
            return Made(function(*arguments), until, None, None, ())
    try:
        given: Any = surroundings(function, arguments)
    except CannotCompare:
        given = None
    with noting() as notes:
        value = function(*arguments)
        if given is None:
            notes.are_whole = False
    # What asked for nothing may have read before what it shows, unless it says what that is.
    asked = notes.as_tuple() if notes.asked or isinstance(getattr(function, "__self__", None), Part) else None
    try:
        rows = tuple((row, _size(row)) for row in rows_within(value)) if asked else ()
    except CannotCompare:
        asked, rows = None, ()
    return Made(value, until, asked, given, rows)


def still_stands(made: Made, function: Callable, arguments: tuple, now: datetime, known: Known) -> bool:
    """Whether the function would return the same value now, although something of the union has changed.

    `known` says of statements that several values are made of whether they have been found to say the same.
    """
    if made.asked is None or now >= made.until:
        return False
    if any(_size(row) != size for row, size in made.rows):
        return False
    try:
        if surroundings(function, arguments) != made.given:
            return False
    except CannotCompare:
        return False
    for asked in made.asked:
        if id(asked) not in known:
            known[id(asked)] = asked, _says_the_same(asked, now)
        if not known[id(asked)][1]:
            return False
    return True


def say_the_same(all_asked: Iterable[Asked], now: datetime) -> bool:
    return all(_says_the_same(asked, now) for asked in all_asked)


def _says_the_same(asked: Asked, now: datetime) -> bool:
    parameters: tuple | list = asked.parameters
    if any(asked.is_of_moment):
        moment = connection.ops.adapt_datetimefield_value(now)
        pairs = zip(asked.parameters, asked.is_of_moment, strict=True)
        # The type stays that of the first time.
        parameters = [
            (moment if isinstance(value, type(moment)) else now) if is_moment else value for value, is_moment in pairs
        ]
    with connection.cursor() as cursor:
        cursor.execute(asked.statement, parameters)
        return list(cursor.fetchall()) == asked.answer


def _size(row: Model) -> int:
    return len(row.__dict__) + 1000 * len(row._state.fields_cache)


def rows_within(value: Any) -> Iterator[Model]:
    """Every row that the value holds, however deep."""
    seen: set[int] = set()
    waiting = [value]
    while waiting:
        each = waiting.pop()
        # A stored file names its row, and a lazy text is but looked up.
        if isinstance(each, (*PLAIN, type, FieldFile, Promise)) or id(each) in seen:
            continue
        seen.add(id(each))
        if isinstance(each, LazyObject | QuerySet | Manager | Iterator):
            # It may ask when nobody notes.
            raise CannotCompare
        if isinstance(each, Model):
            yield each
            waiting += held_by(each).values()
        elif isinstance(each, dict):
            waiting += [*each.keys(), *each.values()]
        elif isinstance(each, list | tuple | set | frozenset):
            waiting += each
        else:
            waiting += getattr(each, "__dict__", {}).values()


def held_by(row: Model) -> dict[str, Any]:
    """By name, the values of a row and the other rows that it has read."""
    held = {name: value for name, value in row.__dict__.items() if name not in OF_REQUEST}
    prefetched = held.pop("_prefetched_objects_cache", {})
    held |= {f"{name}()": rows._result_cache for name, rows in prefetched.items()}
    return held | {f"{name}.": value for name, value in row._state.fields_cache.items() if name not in OF_REQUEST}


# What a function is given


def surroundings(function: Callable, arguments: tuple) -> tuple:
    """What the arguments and the union say, as far as the key of the value does not hold it."""
    own = getattr(function, "__self__", None)
    for part in (own, *arguments):
        if isinstance(part, QuerySet) and part._result_cache is not None:
            # Its rows were read before anybody noted.
            raise CannotCompare
    rows = [part for part in arguments if isinstance(part, Model)]
    shown = own.shown if isinstance(own, Part) else ()
    return contents_of(scope.union()), tuple(contents_of(row) for row in rows), tuple(map(Same, shown))


class Part:
    """What a method is bound to that shows the objects in `shown` and rows of the database, and nothing else."""

    @property
    def shown(self) -> Iterable[Any]:
        return ()


class Same:
    """An object that is equal to itself alone: what is made of it stands while it is the same."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)


def contents_of(value: Any, above: tuple[Model, ...] = ()) -> Any:
    """All that a row holds, with the rows that it has read."""
    if isinstance(value, PLAIN):
        return value
    if isinstance(value, list | tuple):
        return tuple(contents_of(each, above) for each in value)
    if isinstance(value, dict):
        return tuple((name, contents_of(each, above)) for name, each in value.items())
    if isinstance(value, FieldFile):
        return value.name
    if not isinstance(value, Model):
        raise CannotCompare(type(value).__name__)
    if any(value is row for row in above):
        # Its parts know the row that they belong to.
        return value._meta.label, value.pk
    held = held_by(value)
    return value._meta.label, tuple((name, contents_of(held[name], (*above, value))) for name in sorted(held))
