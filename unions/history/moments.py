"""The records that one save leaves in the history carry one moment: so the parts of a thing are saved with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone
from simple_history.signals import pre_create_historical_record

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

# The moment of the save that the code is in, once something has been written.
_held: ContextVar[list[datetime] | None] = ContextVar("moment", default=None)


@contextmanager
def one_version() -> Iterator[None]:
    """All that is saved inside belongs to one version of the things it is about."""
    token = _held.set([])
    try:
        yield
    finally:
        _held.reset(token)


@contextmanager
def joined_version() -> Iterator[None]:
    """The same, as a part of the version that the code is in already, if any."""
    if _held.get() is not None:
        yield
        return
    with one_version():
        yield


def moment() -> datetime:
    """When the present save happens: as its first record is written, behind all saves that it had to wait for."""
    held = _held.get()
    if held is None:
        return timezone.now()
    if not held:
        held.append(timezone.now())
    return held[0]


def number_of(time: datetime) -> int:
    """A moment as a whole number, as addresses name it."""
    return (time - EPOCH) // MICROSECOND


def moment_of(number: int) -> datetime:
    """The moment that an address names; raises OverflowError beyond all calendars."""
    return EPOCH + number * MICROSECOND


def take_moment(instance: Any, history_instance: Any, **kwargs: Any) -> None:
    if _held.get() is not None and not hasattr(instance, "_history_date"):
        history_instance.history_date = moment()


def connect() -> None:
    pre_create_historical_record.connect(take_moment, dispatch_uid="unions.history.moments")
