"""Tasks that the background worker runs by itself: about once an hour, or every few seconds.

Each is run apart from the others, and so is each union inside of one: what fails is told by its name, and the rest is
done. Only a database that is away ends the round, since nothing could be done without it.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime

from django.core.cache import cache
from django.db import DatabaseError, InterfaceError, connection

from unions.background.repeated_failures import RepeatedFailure

# Where the cache, which all processes share, keeps the moment at which they ran last.
LAST_RUN = "unions.background.periodic.last_run"

TASKS: list[Callable[[], object]] = []
# What must not wait an hour; each asks one cheap question when there is nothing to do.
MOMENTS: list[Callable[[], object]] = []
# What has failed and not been done since, by name.
failures: dict[str, RepeatedFailure] = {}


def every_hour(task: Callable[[], object]) -> Callable[[], object]:
    """Register a task to run about once an hour, outside of any request."""
    if task not in TASKS:
        TASKS.append(task)
    return task


def every_moment(task: Callable[[], object]) -> Callable[[], object]:
    """Register a task to run every few seconds, outside of any request."""
    if task not in MOMENTS:
        MOMENTS.append(task)
    return task


def note_run(moment: datetime) -> None:
    """For whoever watches over the installation; without it nothing is lost."""
    with suppress(DatabaseError):
        cache.set(LAST_RUN, moment, timeout=None)


def run(tasks: Iterable[Callable[[], object]]) -> None:
    """Run each of the tasks, whatever becomes of the others."""
    for task in tasks:
        apart(f"The task {getattr(task, '__qualname__', task)}", task)


def apart(name: str, step: Callable[[], object]) -> int:
    """Run one step; if it fails, say so under this name and return 0. Raises when the database is away."""
    try:
        done = step()
    except Exception as error:
        if isinstance(error, (DatabaseError, InterfaceError)) and not connection.in_atomic_block:
            # Asks anew whether there is a database at all.
            connection.close()
            connection.ensure_connection()
        failures.setdefault(name, RepeatedFailure(name)).failed(error)
        return 0
    if name in failures:
        failures.pop(name).recovered()
    return int(done) if isinstance(done, int) else 0
