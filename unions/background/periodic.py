"""What is to be forgotten after a while, by whoever works in the background."""

from collections.abc import Callable

TASKS: list[Callable[[], object]] = []


def every_hour(task: Callable[[], object]) -> Callable[[], object]:
    """Have the task done about once an hour, outside of any request."""
    if task not in TASKS:
        TASKS.append(task)
    return task
