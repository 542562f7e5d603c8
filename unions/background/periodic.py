"""Tasks that the background worker runs about once an hour, such as deleting what is no longer needed."""

from collections.abc import Callable

TASKS: list[Callable[[], object]] = []


def every_hour(task: Callable[[], object]) -> Callable[[], object]:
    """Register a task to run about once an hour, outside of any request."""
    if task not in TASKS:
        TASKS.append(task)
    return task
