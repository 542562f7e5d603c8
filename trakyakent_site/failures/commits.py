"""Whether a request that failed has saved anything: answered by the database's own commits, not by a guess."""

from contextlib import ExitStack
from enum import Enum
from types import TracebackType

from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import connection, transaction

from unions.models import Allowance, UnsavedWork

WRITES = ("INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE")
IN_COMMIT = ("_commit", "commit")
# Answers of a server that goes away: https://www.postgresql.org/docs/current/errcodes-appendix.html
GONE = ("08", "57P")


class Outcome(Enum):
    """What became of the changes of a request that failed."""

    NOTHING_SAVED = "nothing"
    SAVED = "saved"
    UNKNOWN = "unknown"


class CommitWatch(ExitStack):
    """Watches what one request writes; a row of our bookkeeping (session, counter, cache, draft) is nobody's change."""

    def __init__(self) -> None:
        super().__init__()
        self.has_written = False
        self.has_committed = False

    def __enter__(self):
        self.enter_context(connection.execute_wrapper(self._execute))
        return super().__enter__()

    def _execute(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if isinstance(sql, str) and is_change(sql):
            self.has_written = True
            # Forgotten if the transaction, or the part of it that this belongs to, is rolled back.
            transaction.on_commit(self._committed)
        return result

    def _committed(self) -> None:
        self.has_committed = True

    def outcome(self, error: BaseException | None) -> Outcome:
        if self.has_committed:
            return Outcome.SAVED
        if self.has_written and error is not None and is_lost_commit(error):
            return Outcome.UNKNOWN
        return Outcome.NOTHING_SAVED


def is_change(sql: str) -> bool:
    start = sql.lstrip()[:200]
    return start[:7].upper().startswith(WRITES) and not any(f'"{table}"' in start for table in bookkeeping_tables())


def bookkeeping_tables() -> list[str]:
    # A cache that is no table has no such attribute.
    cache = getattr(caches["default"], "_table", "")
    return [Session._meta.db_table, Allowance._meta.db_table, UnsavedWork._meta.db_table, *([cache] if cache else [])]


def is_lost_commit(error: BaseException) -> bool:
    """Whether the connection was lost while the database was asked to commit: only it knows then what it did."""
    # SQLite is in this process: what it has not said to be done is not done.
    if connection.vendor != "postgresql":
        return False
    causes = causes_of(error)
    codes = [code for cause in causes if (code := getattr(cause, "sqlstate", None))]
    # A server that is there and refuses says so by a code.
    if any(not code.startswith(GONE) for code in codes):
        return False
    return any(is_inside(cause.__traceback__, IN_COMMIT) for cause in causes)


def is_inside(traceback: TracebackType | None, functions: tuple[str, ...]) -> bool:
    while traceback is not None:
        if traceback.tb_frame.f_code.co_name in functions:
            return True
        traceback = traceback.tb_next
    return False


def causes_of(error: BaseException | None) -> list[BaseException]:
    """The error and those that it came from, outermost first."""
    causes: list[BaseException] = []
    while error is not None and error not in causes:
        causes.append(error)
        error = error.__cause__ or error.__context__
    return causes
