"""A failure that lasts is told once when it begins and once when it ends, with a count."""

import logging
import threading
import time
from collections.abc import Callable

log = logging.getLogger(__name__)
# Another line while it lasts, so that the log of any hour shows it.
REMINDER = 3600
# What these say is about the connection or the server; the place in our code at which they come tells nothing.
WITHOUT_TRACEBACK = {"OperationalError", "InterfaceError", "OSError"}


class RepeatedFailure:
    """One thing that fails and recovers; any number of threads may tell so."""

    def __init__(self, name: str, clock: Callable[[], float] = time.monotonic):
        self.name = name
        self.clock = clock
        self.lock = threading.Lock()
        self.since: float | None = None
        self.told_at = 0.0
        self.count = 0
        # Places in our code that were told with a traceback during this failure.
        self.told: set[str] = set()

    def failed(self, error: BaseException) -> None:
        with self.lock:
            now = self.clock()
            is_new = self.since is None
            if self.since is None:
                self.since, self.count = now, 0
            self.count += 1
            words = " ".join(str(error).split())[:300]
            # By name: the driver has classes of its own beside Django's.
            has_place = WITHOUT_TRACEBACK.isdisjoint(kind.__name__ for kind in type(error).__mro__)
            if has_place and words not in self.told:
                self.told.add(words)
                log.error("%s has failed.", self.name, exc_info=error)
            elif is_new:
                log.error("%s has failed: %s: %s", self.name, type(error).__name__, words)
            elif now - self.told_at >= REMINDER:
                log.error("%s fails since %.0f s, %d times so far: %s", self.name, now - self.since, self.count, words)
            else:
                return
            self.told_at = now

    def recovered(self) -> None:
        # Without the lock: each good answer asks this.
        if self.since is None:
            return
        with self.lock:
            if self.since is None:
                return
            lasted, count = self.clock() - self.since, self.count
            self.since = None
            self.told.clear()
        log.warning("%s answers again, after %.0f s and %d failures.", self.name, lasted, count)
