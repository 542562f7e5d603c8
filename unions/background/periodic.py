"""Tasks that the background worker runs by itself: about once an hour, or every few seconds."""

from collections.abc import Callable

# Where the cache, which all processes share, keeps the moment at which they ran last.
LAST_RUN = "unions.background.periodic.last_run"

TASKS: list[Callable[[], object]] = []
# What must not wait an hour; each asks one cheap question when there is nothing to do.
MOMENTS: list[Callable[[], object]] = []


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
