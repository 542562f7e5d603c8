"""What all workers of this machine have counted, in a page of memory that they share; nothing of it names a visitor.

The master makes the memory before it has workers. Each of them counts in a row of its own, so none waits for another,
and what a worker has counted stays when it ends.
"""

import mmap
import threading

STATUSES = ["1xx", "2xx", "3xx", "4xx", "5xx"]
# What the page cache did (its Cache-Status): a finished page, one from the store that all machines share, the last good
# copy, a new one, none of its business.
CACHE = ["hit", "shared", "stale", "stored", "bypass", "none"]
# Upper bounds in seconds of how long answers took.
BOUNDS = [0.005, 0.02, 0.1, 0.5, 2.5]
FIELDS = [
    *(f"status {name}" for name in STATUSES),
    *(f"cache {name}" for name in CACHE),
    *(f"within {bound}" for bound in BOUNDS),
    "requests",
    "microseconds",
    # Requests that waited for one of the few places at the database, how long, and those that gave up.
    "waits",
    "microseconds waited",
    "given up",
    # How often the store of pages was left alone, because it failed or was slow.
    "store failures",
]
PLACE = {name: number for number, name in enumerate(FIELDS)}
ROWS = 256

memory = memoryview(mmap.mmap(-1, 8 * ROWS * len(FIELDS))).cast("Q")
lock = threading.Lock()
row = 0


def take_row(age: int) -> None:
    """Of a worker, by the number that the master counts them with; two of them that live together never share one."""
    global row
    row = age % ROWS


def count(*amounts: tuple[str, int]) -> None:
    start = row * len(FIELDS)
    with lock:
        for name, amount in amounts:
            memory[start + PLACE[name]] += amount


def request(status: str, note: str, seconds: float) -> None:
    """One answer: its class, what the page cache said of it, and how long it took."""
    amounts = [("requests", 1), ("microseconds", int(seconds * 1_000_000)), (f"cache {outcome(note)}", 1)]
    if status[:1] in "12345":
        amounts.append((f"status {status[0]}xx", 1))
    bound = next((bound for bound in BOUNDS if seconds <= bound), None)
    if bound is not None:
        amounts.append((f"within {bound}", 1))
    count(*amounts)


def outcome(note: str) -> str:
    detail = next((name for name in ["stale", "shared"] if name in note), None)
    return detail or next((name for name in CACHE if name in note), "none")


def waited(seconds: float, *, gave_up: bool) -> None:
    """A request that found all places at the database taken."""
    count(("waits", 1), ("microseconds waited", int(seconds * 1_000_000)), ("given up", int(gave_up)))


def totals() -> dict[str, int]:
    """Of all workers, those that have ended included."""
    starts = range(0, ROWS * len(FIELDS), len(FIELDS))
    return {name: sum(memory[start + place] for start in starts) for name, place in PLACE.items()}
