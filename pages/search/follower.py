"""Keeps the index of this machine in step with the rows, so that it also answers when the database is dead."""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils import timezone

from pages.search import vain
from pages.search.feeding import catch_up, machine_index
from pages.search.index import Index, Unusable, remove_others
from unions.background.repeated_failures import RepeatedFailure
from unions.models import Generation
from unions.tenancy import scope

log = logging.getLogger(__name__)
failures = RepeatedFailure("The index of the search")
# Seconds between two looks at the numbers; after a failure, longer.
INTERVAL = 0.25
# Seconds between two times at which words searched in vain are written down.
WRITTEN_DOWN_EVERY = 60.0
PAUSE = 5.0


class IndexFollower:
    """Compares the generations of all unions with those that the index has reached.

    `numbers` gives them by union where this machine knows them anyway, or None while the database is silent: then the
    database is asked only when something is to be read. Without it, it is asked at each look.
    """

    def __init__(self, stop: threading.Event | None = None, numbers: Callable[[], dict[int, int] | None] | None = None):
        self.stop = stop or threading.Event()
        self.numbers = numbers
        # With what nothing was to be done: numbers, day and file.
        self.done: tuple | None = None

    def work(self) -> None:
        """Follow until `stop` is set. Any number of processes may: one of them writes, the others see that it has."""
        remove_others(Path(settings.SEARCH_INDEX))
        written_at = time.monotonic()
        while not self.stop.is_set():
            pause = INTERVAL
            try:
                close_old_connections()
                if self.step() and self.numbers:
                    # Nothing is asked until something is to be read again.
                    connection.close()
                if time.monotonic() - written_at > WRITTEN_DOWN_EVERY:
                    written_at = time.monotonic()
                    if vain.write_down() and self.numbers:
                        connection.close()
                failures.recovered()
            except (DatabaseError, InterfaceError, Unusable) as error:
                failures.failed(error)
                connection.close()
                pause = PAUSE
            except Exception:
                log.exception("The index of the search could not be brought up to date.")
                pause = PAUSE
            self.stop.wait(pause)

    def step(self) -> int:
        """Bring the index up to date; returns for how many unions there was something to do."""
        index, number = machine_index(), 0
        rows = Generation.objects.select_related("union")
        if self.numbers:
            behind = self.behind(index)
            if not behind:
                return 0
            rows = rows.filter(union__in=behind)
        with scope.everything():
            for generation in rows:
                is_current = index.seen(generation.union_id) == generation.number
                if not is_current or not index.is_of_today(generation.union_id):
                    catch_up(index, generation.union, generation.number)
                    number += 1
        return number

    def behind(self, index: Index) -> list[int]:
        """The unions of which the index shows something else than the database, as far as this machine knows."""
        numbers = self.numbers() if self.numbers else None
        state = (numbers, timezone.localdate(), index.identity())
        if numbers is None or state == self.done:
            return []
        unions = [union for union in numbers if index.seen(union) != numbers[union] or not index.is_of_today(union)]
        self.done = None if unions else state
        return unions
