"""Tasks that the background worker runs about once an hour, such as deleting what is no longer needed."""

from collections.abc import Callable

# Where the cache, which all processes share, keeps the moment at which they ran last.
LAST_RUN = "unions.background.periodic.last_run"

TASKS: list[Callable[[], object]] = []


def every_hour(task: Callable[[], object]) -> Callable[[], object]:
    """Register a task to run about once an hour, outside of any request."""
    if task not in TASKS:
        TASKS.append(task)
    return task
