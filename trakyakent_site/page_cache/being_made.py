"""Pages that are being made this moment."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class BeingMade:
    """Whoever asks for a page that is just being made waits for it, instead of making it as well."""

    # Seconds; whoever has waited that long makes the page after all.
    PATIENCE = 2.0

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.ends: dict[tuple, threading.Event] = {}

    @contextmanager
    def turn(self, key: tuple) -> Iterator[bool]:
        """Whether this request is the one that makes the page; the others come here when it has been made."""
        with self.lock:
            made_by_another = self.ends.get(key)
            if made_by_another is None:
                self.ends[key] = threading.Event()
        if made_by_another is not None:
            made_by_another.wait(self.PATIENCE)
            yield False
            return
        try:
            yield True
        finally:
            with self.lock:
                end = self.ends.pop(key)
            end.set()
