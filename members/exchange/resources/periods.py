"""Which of several periods a row means, and which of them exclude each other."""

from collections import defaultdict


def nearest(rows: list, start, end):
    """The stored period that a row means: the same days, the same start, or the one no date contradicts."""
    tests = [
        lambda row: (row.start_date, row.end_date) == (start, end),
        lambda row: row.start_date == start and start is not None,
        # The file is more exact than the record, or does not give the start.
        lambda row: (
            row.end_date in [None, end] and (start is None or row.start_date is None or within(row.start_date, start))
        ),
    ]
    return next((row for fits in tests for row in rows if fits(row)), None)


def duplicates(everything: list, rows: list, key, message) -> list[tuple[object, object, list]]:
    """The rows that share their key with others, each with the message and these; an empty key counts as none."""
    groups = defaultdict(list)
    for row in everything:
        if key(row):
            groups[key(row)].append(row)
    return [(row, message, groups[key(row)]) for row in rows if key(row) and len(groups[key(row)]) > 1]


def within(recorded, day) -> bool:
    """Whether a day lies in the month or year that is recorded."""
    return recorded.earliest <= day.earliest and day.latest <= recorded.latest
