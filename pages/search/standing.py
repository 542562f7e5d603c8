"""Where an entry stands among the others: its number follows from its weight and its day."""

import sqlite3
from datetime import date

from pages.search.entries import Entry

FAR_PAST = date(1900, 1, 1)
MOST_DAYS = 99_999
WEIGHT_STEP = MOST_DAYS + 1
# Free numbers before the entries of each weight, for those that come later: most of these are of today.
ROOM = 2000
MOST_STEPS = 64


def free_number(connection: sqlite3.Connection, scope: str, place: int) -> int:
    """A number for an entry of this standing: beside its like if one is free there, else at the top of its weight."""
    nearest = f"SELECT number, place FROM e_{scope} WHERE number >= ? ORDER BY number LIMIT 1"  # noqa: S608 - our own tables
    (low, high) = 0, connection.execute(f"SELECT MAX(number) + 1 FROM e_{scope}").fetchone()[0]  # noqa: S608 - our own tables
    while low < high:
        middle = (low + high) // 2
        row = connection.execute(nearest, [middle]).fetchone()
        if row["place"] >= place:
            high = middle
        else:
            low = row["number"] + 1
    # The first entry that stands behind; before the first of each weight there is room.
    row = connection.execute(nearest, [low]).fetchone()
    if row is None:
        return int(low)
    behind = row["number"]
    for number in (*range(behind - 1, max(behind - MOST_STEPS, 0), -1), *range(behind, behind + MOST_STEPS)):
        if connection.execute(f"SELECT 1 FROM e_{scope} WHERE number = ?", [number]).fetchone() is None:  # noqa: S608 - our own tables
            return number
    return free_above(connection, scope, place)


def free_above(connection: sqlite3.Connection, scope: str, place: int) -> int:
    """The number before the first entry of that weight, or where that is taken the one behind them all."""
    first_place = place // WEIGHT_STEP * WEIGHT_STEP
    row = connection.execute(
        f"SELECT MIN(number) FROM e_{scope} WHERE place >= ? AND place < ?",  # noqa: S608 - our own tables
        [first_place, first_place + WEIGHT_STEP],
    ).fetchone()
    number = (row[0] or 1) - 1
    taken = connection.execute(f"SELECT 1 FROM e_{scope} WHERE number = ?", [number]).fetchone()  # noqa: S608 - our own tables
    if taken or number < 1:
        number = connection.execute(f"SELECT MAX(number) + 1 FROM e_{scope}").fetchone()[0]  # noqa: S608 - our own tables
    return int(number)


def place_of(entry: Entry) -> int:
    """Where an entry stands: by weight of the kind, then by recency."""
    day = date.fromisoformat(entry.date) if entry.date else FAR_PAST
    days = min(max((day - FAR_PAST).days, 0), MOST_DAYS)
    return (10 - entry.weight) * WEIGHT_STEP + MOST_DAYS - days
