"""A union may ask that whoever wrote a text last does not publish it alone."""

from typing import Any

from unions.history.restoring import restorable_fields
from unions.history.things import part_histories
from unions.models import NextVersion
from unions.tenancy import scope

# So many saves are looked back upon; behind them nothing but dates of publication was changed.
MOST_RECORDS = 50


def is_asked() -> bool:
    """Whether the union that the code is bound to asks for two people."""
    return bool(getattr(scope.union(), "publishing_takes_two", False))


def last_writer(row: Any) -> int | None:
    """Who last changed what readers see of a row or its parts: the number of the person, if the history knows."""
    found = [last_writing(row)]
    for _part, records in part_histories(type(row), [row.pk]):
        found.append(records.order_by("-history_date", "-history_id").first())
    known = [record for record in found if record is not None]
    latest = max(known, key=lambda record: (record.history_date, record.history_id), default=None)
    return latest.history_user_id if latest else None


def last_writing(row: Any) -> Any:
    """The last record of a row that is not only about its publication."""
    records = list(type(row).history.filter(id=row.pk).order_by("-history_date", "-history_id")[:MOST_RECORDS])
    names = [field.attname for field in restorable_fields(type(row))]
    for record, before in zip(records, [*records[1:], None], strict=False):
        if before is None or any(getattr(record, name) != getattr(before, name) for name in names):
            return record
    return None


def is_refused(row: Any, user: Any, *, writes: bool, draft: NextVersion | None = None) -> bool:
    """Whether this person cannot publish the row: they write it with the same step, or wrote it last."""
    if not is_asked():
        return False
    if writes:
        return True
    writer = draft.written_by_id if draft is not None else last_writer(row)
    return bool(writer == user.pk)
