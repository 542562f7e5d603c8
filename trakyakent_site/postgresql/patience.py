"""How long PostgreSQL may take for a statement, and a process between two of them: seconds where visitors wait.

A command of the operator works through whole tables: `migrate` builds an index for minutes, and thinks for longer than
a visitor would wait between two statements. What serves, or must say at once that something hangs, is bounded as a
visitor is.
"""

from collections.abc import Sequence
from pathlib import PurePath

HOUR = 3_600_000
BETWEEN_STATEMENTS = 15_000
# Longer, and visitors wait behind whoever waits for the lock of a table.
FOR_A_LOCK = 2_000
HURRIED = {"runserver", "work", "doctor"}


def is_unhurried(arguments: Sequence[str]) -> bool:
    """Whether the process is a command of the operator that may take its time."""
    return len(arguments) > 1 and PurePath(arguments[0]).name == "manage.py" and arguments[1] not in HURRIED


def bounds(arguments: Sequence[str], statement_timeout: int) -> str:
    """The options with which the process connects, in milliseconds."""
    idle = BETWEEN_STATEMENTS
    if is_unhurried(arguments):
        statement_timeout, idle = max(statement_timeout, HOUR), HOUR
    return (
        f"-c statement_timeout={statement_timeout} -c lock_timeout={FOR_A_LOCK}"
        f" -c idle_in_transaction_session_timeout={idle}"
    )
