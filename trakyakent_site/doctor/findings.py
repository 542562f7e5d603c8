"""What a look at one part of an installation brings: a line each, with what to do."""

import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from django.db import DatabaseError, InterfaceError

# Seconds for one section: a database that hangs must not hold up what is said of everything else.
PATIENCE = 20


class Level(StrEnum):
    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True)
class Finding:
    """One line: how bad it is, what is so, and what to do."""

    level: Level
    words: str
    remedy: str = ""


def ok(words: str) -> Finding:
    return Finding(Level.OK, words)


def warning(words: str, remedy: str) -> Finding:
    return Finding(Level.WARNING, words, remedy)


def fault(words: str, remedy: str) -> Finding:
    return Finding(Level.FAULT, words, remedy)


def as_found(is_good: bool, good: str, bad: str, remedy: str) -> Finding:
    return ok(good) if is_good else fault(bad, remedy)


class OutOfPatience(BaseException):
    """Not an Exception: whatever waits must not mistake it for a failure of its own."""


def findings_of(look: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    """All that a section finds; a section that fails says so, and the next one goes on."""
    try:
        with bounded(PATIENCE):
            yield from look()
    except OutOfPatience:
        yield fault(
            f"No answer within {PATIENCE} seconds; the rest of this section was not looked at.",
            "What it asks hangs: look at the lines above, at the disk and at the database's own log.",
        )
    except (DatabaseError, InterfaceError) as error:
        yield fault(f"The database failed: {first_line(error)}", "See the section database.")
    except OSError as error:
        yield fault(f"The system refused: {error}", "Look at the modes and the space of what is named.")


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Raise OutOfPatience after this time; only the main thread can be interrupted."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number, _frame):
        raise OutOfPatience

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
