"""What wakes a worker before its next look. On PostgreSQL the database rings: a trigger tells who listens that rows
wait.

Nothing depends on a bell that is heard: a worker looks by itself as well, seldom while somebody listens for it and
every few seconds otherwise. docs/decisions/0078-work-of-its-own.md gives the reasons.
"""

import threading
from collections.abc import Iterable, Mapping

import psycopg
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from unions.background.repeated_failures import RepeatedFailure

failures = RepeatedFailure("The listening for work")

# unions/migrations/0027_work_of_its_own.py has the triggers of it.
CHANNEL = "birlik_work"
# Seconds after which a silent connection is asked whether it still stands.
PROOF = 10.0
PAUSE = 5.0


class Listener:
    """Rings the bells of the tables in which something new stands."""

    def __init__(self, stop: threading.Event, bells: Mapping[str, threading.Event]):
        self.stop = stop
        self.bells = bells
        self.is_listening = False

    @staticmethod
    def can_listen() -> bool:
        """A pooler that lends connections for one transaction forgets who listens; there may be a way past it."""
        return connection.vendor == "postgresql" and bool(settings.CAN_LISTEN)

    def work(self) -> None:
        """Listen until `stop` is set, on a connection that does nothing else."""
        while not self.stop.is_set():
            try:
                self.listen()
            except (psycopg.Error, DatabaseError, InterfaceError) as error:
                failures.failed(error)
                self.is_listening = False
                self.stop.wait(PAUSE)

    def listen(self) -> None:
        own = listening_connection()
        try:
            with own.cursor() as cursor:
                cursor.execute(f"LISTEN {CHANNEL}")
            # What came before is told to nobody.
            self.ring(self.bells)
            self.is_listening = True
            failures.recovered()
            while not self.stop.is_set():
                self.ring({note.payload for note in own.connection.notifies(timeout=PROOF, stop_after=1)})
                with own.cursor() as cursor:
                    cursor.execute("SELECT 1")
        finally:
            self.is_listening = False
            own.close()

    def ring(self, tables: Iterable[str]) -> None:
        for table in tables:
            if table in self.bells:
                self.bells[table].set()


def listening_connection() -> BaseDatabaseWrapper:
    """A connection of the caller's own that leads to the server itself, past any pooler."""
    own = connection.copy()
    if settings.LISTENING_DATABASE:
        own.settings_dict = {**own.settings_dict, **settings.LISTENING_DATABASE, "ENGINE": own.settings_dict["ENGINE"]}
    return own
