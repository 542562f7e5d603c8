"""Keeps the index of this machine in step with the rows, so that it also answers when the database is dead."""

import logging
import threading
import time
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from pages.search import vain
from pages.search.feeding import catch_up, machine_index
from pages.search.index import Unusable, remove_others
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
    """Compares the generations of all unions with those that the index has reached."""

    def __init__(self, stop: threading.Event | None = None):
        self.stop = stop or threading.Event()

    def work(self) -> None:
        """Follow until `stop` is set. Any number of processes may: one of them writes, the others see that it has."""
        remove_others(Path(settings.SEARCH_INDEX))
        written_at = time.monotonic()
        while not self.stop.is_set():
            pause = INTERVAL
            try:
                close_old_connections()
                self.step()
                if time.monotonic() - written_at > WRITTEN_DOWN_EVERY:
                    written_at = time.monotonic()
                    vain.write_down()
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
        with scope.everything():
            for generation in Generation.objects.select_related("union"):
                is_current = index.seen(generation.union_id) == generation.number
                if not is_current or not index.is_of_today(generation.union_id):
                    catch_up(index, generation.union, generation.number)
                    number += 1
        return number
