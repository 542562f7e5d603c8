"""What each machine that answers clears away on its own disk, wherever the rest of the work is done."""

import logging
import threading

from unions.files import kept, storage

log = logging.getLogger(__name__)
EVERY = 3600


class MachineCare:
    """Removes, once an hour, what uploads have left behind on this machine; asks no database."""

    def __init__(self, stop: threading.Event | None = None):
        self.stop = stop or threading.Event()

    def work(self) -> None:
        while not self.stop.is_set():
            self.step()
            self.stop.wait(EVERY)

    def step(self) -> int:
        """Clear away; returns how many files."""
        try:
            return storage.sweep() + kept.sweep()
        except OSError:
            log.exception("What uploads have left behind could not be cleared away.")
            return 0
