"""Makes the narrower copies of new pictures and reads new documents, outside of any request and of any transaction
that others wait for.

Until then a page shows the picture itself. A picture whose copies cannot be made is tried again, and then named to
staff; the page goes on showing the picture itself.
"""

import logging
import threading
import time
from collections.abc import Callable

from django.core.files.storage import default_storage
from django.db import DatabaseError, InterfaceError, close_old_connections, connection, transaction
from django.utils import timezone

from unions.background.pictures import store_copies
from unions.background.repeated_failures import RepeatedFailure
from unions.background.stored_files import look_after_files
from unions.background.texts import read_next, record_new
from unions.caching.generations import raise_generation
from unions.files.decoder import DecodingFailed
from unions.files.pictures import PictureRefused
from unions.models import PictureJob, Union
from unions.models.picture_job import NEW_JOBS
from unions.tenancy import scope

log = logging.getLogger(__name__)
picture_failures = RepeatedFailure("The list of pictures")

# Seconds between two looks for what other processes have left.
IDLE = 20
CARE_EVERY = 3600


class PictureWorker:
    """Makes the copies of one picture after the other; documents are read while no picture waits.

    The next look comes after `idle()` seconds, or as soon as somebody says that there are new ones.
    """

    def __init__(
        self,
        stop: threading.Event | None = None,
        *,
        idle: Callable[[], float] = lambda: IDLE,
        looks_after_files: bool = True,
    ):
        self.stop = stop or threading.Event()
        self.idle = idle
        self.looks_after_files = looks_after_files
        self.looked_after_at: float | None = None

    def work(self) -> None:
        """Make copies as pictures come, until `stop` is set."""
        while not self.stop.is_set():
            close_old_connections()
            NEW_JOBS.clear()
            self.step()
            if self.looks_after_files:
                self.look_after_files()
            connection.close()
            NEW_JOBS.wait(self.idle())

    def step(self) -> int:
        """Make the copies of all pictures and read all documents that are due; returns how many."""
        number = 0
        try:
            with scope.everything():
                while not self.stop.is_set() and (self.make_next() or read_next()):
                    number += 1
        except (DatabaseError, InterfaceError) as error:
            picture_failures.failed(error)
            connection.close()
            return number
        picture_failures.recovered()
        return number

    def look_after_files(self) -> None:
        """Read and clear away stored files, once an hour; here and not beside the mail, which must not wait for it."""
        now = time.monotonic()
        if self.looked_after_at is not None and now - self.looked_after_at < CARE_EVERY:
            return
        self.looked_after_at = now
        try:
            look_after_files()
            look_for_new_documents()
        except (DatabaseError, InterfaceError, OSError):
            log.exception("The stored files could not be looked after.")
            connection.close()

    def make_next(self) -> bool:
        """Make the copies of one picture that is due; False if there is none."""
        job = PictureJob.objects.claim(timezone.now())
        if job is None:
            return False
        try:
            store_copies(default_storage, job.name, job.steps)
        except FileNotFoundError:
            # Its row was never written, or is gone.
            job.delete()
        except (PictureRefused, DecodingFailed, OSError) as error:
            log.warning("The copies of a picture could not be made: %s: %s", job.name, error)
            job.postpone(f"{type(error).__name__}: {error}")
        else:
            finish(job)
        return True


def look_for_new_documents() -> int:
    """Have documents be read that nobody has noted; returns how many."""
    with scope.everything():
        return record_new()


def finish(job: PictureJob) -> None:
    """Forget the job and have pages offer the copies."""
    with transaction.atomic():
        job.delete()
        raise_generation(Union, set(Union.objects.filter(code=job.union_code).values_list("pk", flat=True)))
