"""What one process of a machine has read of the database, for all others: numbers of unions in memory that they share.

The file is a page that all processes map; it lies in the data folder so that those of another start, and `manage.py`,
find it as well. One process at a time writes it, whoever holds its lock; the kernel takes the lock from one that ends,
however it ends. It may be deleted at any time.
"""

import fcntl
import mmap
import os
import struct
import zlib
from pathlib import Path

# The moment of the last answer, of the machine's clock that never goes back; how often the numbers were written; their
# count and sum. The first two are eight bytes in line, which no reader sees half written.
ANSWERED_AT, WRITTEN, COUNT_AND_SUM = 0, 8, slice(16, 24)
HEAD = 24
PAIR = struct.calcsize("qq")
MOST = 16_000
SIZE = HEAD + PAIR * MOST
# While somebody writes, a reader looks again so many times.
TRIES = 5


def mapped(path: Path) -> mmap.mmap:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        if os.fstat(descriptor).st_size < SIZE:
            os.ftruncate(descriptor, SIZE)
        return mmap.mmap(descriptor, SIZE)
    finally:
        os.close(descriptor)


class Board:
    """Numbers by union, and when they were last known to be right; without a path, of this process alone."""

    def __init__(self, path: Path | None):
        self.path = path
        self.memory = mmap.mmap(-1, SIZE) if path is None else mapped(path)
        self.moments = memoryview(self.memory)[:8].cast("d")
        self.counts = memoryview(self.memory)[8:16].cast("Q")
        self.lock: int | None = None

    # For whoever holds the lock

    def take(self) -> bool:
        """Whether this process is the one that writes from now on."""
        if self.lock is not None or self.path is None:
            return True
        descriptor = os.open(f"{self.path}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self.lock = descriptor
        return True

    def leave(self) -> None:
        if self.lock is not None:
            os.close(self.lock)
            self.lock = None

    def write(self, numbers: dict[int, int], moment: float) -> None:
        """Show these numbers; the sum is that of all of them or nobody reads them."""
        packed = b"".join(struct.pack("qq", *pair) for pair in list(numbers.items())[:MOST])
        sum_of = struct.pack("II", len(packed) // PAIR, zlib.crc32(packed))
        if self.memory[COUNT_AND_SUM] != sum_of or not self.counts[0]:
            self.memory[COUNT_AND_SUM] = sum_of
            self.memory[HEAD : HEAD + len(packed)] = packed
            self.counts[0] = (self.counts[0] + 1) % 2**63
        self.moments[0] = moment

    def prove(self, moment: float) -> None:
        """The database answers, and has told of no change."""
        self.moments[0] = moment

    # For everybody

    @property
    def answered_at(self) -> float:
        return self.moments[0]

    @property
    def written(self) -> int:
        return self.counts[0]

    def read(self) -> dict[int, int] | None:
        """The numbers; None where they are just being written."""
        for _try in range(TRIES):
            count, sum_of = struct.unpack("II", self.memory[COUNT_AND_SUM])
            packed = self.memory[HEAD : HEAD + PAIR * min(count, MOST)]
            if zlib.crc32(packed) == sum_of:
                return dict(struct.iter_unpack("qq", packed))
        return None
