"""How long PostgreSQL may take for a statement, and a process between two of them: seconds where visitors wait.

A command of the operator works through whole tables: `migrate` builds an index for minutes, and thinks for longer than
a visitor would wait between two statements. What serves, or must say at once that something hangs, is bounded as a
visitor is.
"""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

HOUR = 3_600_000
BETWEEN_STATEMENTS = 15_000
# Longer, and visitors wait behind whoever waits for the lock of a table.
FOR_A_LOCK = 2_000
# How much later than the server the client gives up, in seconds: where the server is there, its words are better.
GRACE = 1
HURRIED = {"runserver", "work", "doctor"}


def is_unhurried(arguments: Sequence[str]) -> bool:
    """Whether the process is a command of the operator that may take its time."""
    return len(arguments) > 1 and PurePath(arguments[0]).name == "manage.py" and arguments[1] not in HURRIED


def needs_session(arguments: Sequence[str]) -> bool:
    """Whether the command holds locks or settings for longer than one transaction."""
    return is_unhurried(arguments) and arguments[1] in {"migrate", "backup", "restore"}


def bounds(arguments: Sequence[str], statement_timeout: int) -> str:
    """The options with which the process connects, in milliseconds."""
    idle = BETWEEN_STATEMENTS
    if is_unhurried(arguments):
        statement_timeout, idle = max(statement_timeout, HOUR), HOUR
    return (
        f"-c statement_timeout={statement_timeout} -c lock_timeout={FOR_A_LOCK}"
        f" -c idle_in_transaction_session_timeout={idle}"
    )


def options(arguments: Sequence[str], statement_timeout: int, *, is_pooled: bool) -> dict[str, Any]:
    """What the driver is told. A pooler takes no settings of a session; the server's side of the bounds is the role's.

    docs/operations/debian.md has the lines for the role, and `manage.py doctor` asks for them.
    """
    of_kernel = {
        "connect_timeout": 2,
        "tcp_user_timeout": 5000,
        "keepalives_idle": 30,
        "keepalives_interval": 5,
        "keepalives_count": 3,
    }
    if is_pooled:
        return {**of_kernel, "longest_wait": statement_timeout / 1000 + GRACE}
    return {**of_kernel, "options": bounds(arguments, statement_timeout)}
