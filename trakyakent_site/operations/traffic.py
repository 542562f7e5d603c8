"""Traffic data of Law 5651: each day's file is sealed, chained to the day before, packed, and removed after its time.

Who changes, removes or adds a line of a day that is over breaks the chain from that day on. Whoever could also write
the chain anew is met by its last seal, which the operator keeps elsewhere (time stamp authority, another machine).
"""

import gzip
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

CHAIN = "chain.jsonl"
DAY = re.compile(r"access-(\d{4}-\d{2}-\d{2})\.log")
# What the first day is chained to.
BEGINNING = "0" * 64
CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Seal:
    """One day, or what became of it."""

    day: str
    lines: int
    size: int
    sha256: str
    previous: str
    removed: str = ""

    @property
    def link(self) -> str:
        """What the next day is chained to."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


class Traffic:
    """The folder of the traffic data."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.chain = folder / CHAIN

    def seals(self) -> list[Seal]:
        """All of them, the oldest first. Raises ValueError for a line that is none."""
        try:
            text = self.chain.read_text(encoding="utf-8")
        except FileNotFoundError:
            return []
        return [Seal(**json.loads(line)) for line in text.splitlines()]

    def seal(self, today: date, *, days: int, most_bytes: int) -> list[Seal]:
        """Seal every day that is over, and remove what its time or the space has run out for; returns the new seals."""
        known = {seal.day for seal in self.seals()}
        new = [self.add(*counted(path), day=day) for day, path in self.unsealed(today) if day not in known]
        for day, path in list(self.unsealed(today)):
            # What appears for a day that was packed already is left as it is, for `wrongs` to name.
            if not self.packed(day).exists():
                pack(path, self.packed(day))
        return [*new, *self.remove(today, days, most_bytes)]

    def unsealed(self, today: date) -> Iterator[tuple[str, Path]]:
        for path in sorted(self.folder.glob("access-*.log")):
            match = DAY.fullmatch(path.name)
            if match and match[1] < today.isoformat():
                yield match[1], path

    def packed(self, day: str) -> Path:
        return self.folder / f"access-{day}.log.gz"

    def add(self, lines: int, size: int, sha256: str, *, day: str, removed: str = "") -> Seal:
        seals = self.seals()
        seal = Seal(day, lines, size, sha256, seals[-1].link if seals else BEGINNING, removed)
        with open(os.open(self.chain, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o640), "a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(seal)) + "\n")
            file.flush()
            os.fsync(file.fileno())
        return seal

    def remove(self, today: date, days: int, most_bytes: int) -> list[Seal]:
        """Days whose time is over; and the oldest ones when there is no room for all, which is recorded as such."""
        oldest = (today - timedelta(days=days)).isoformat()
        files = sorted(self.folder.glob("access-*.log.gz"))
        total = sum(path.stat().st_size for path in files)
        removed = []
        for path in files:
            day = path.name[len("access-") :][:10]
            reason = "time" if day < oldest else "space" if total > most_bytes else ""
            if reason:
                total -= path.stat().st_size
                path.unlink()
                removed.append(self.add(0, 0, "", day=day, removed=reason))
        return removed

    def wrongs(self) -> Iterator[str]:
        """What is not as it was sealed, in words."""
        previous = BEGINNING
        try:
            seals = self.seals()
        except (ValueError, TypeError):
            yield f"{self.chain} holds a line that is no seal."
            return
        gone = {seal.day for seal in seals if seal.removed}
        for seal in seals:
            if seal.previous != previous:
                yield f"{seal.day}: the chain is broken before this day; a seal was changed, added or removed."
            previous = seal.link
            if not seal.removed and seal.day not in gone:
                yield from self.wrongs_of(seal)
        sealed = {seal.day for seal in seals}
        for path in sorted(self.folder.glob("access-*.log")):
            if (match := DAY.fullmatch(path.name)) and self.packed(match[1]).exists():
                yield f"{path.name}: appeared after its day was sealed."
        for path in sorted(self.folder.glob("access-*.log.gz")):
            if path.name[len("access-") :][:10] not in sealed:
                yield f"{path.name}: was never sealed."

    def wrongs_of(self, seal: Seal) -> Iterator[str]:
        path = self.packed(seal.day)
        plain = self.folder / f"access-{seal.day}.log"
        place = path if path.exists() else plain
        try:
            lines, size, sha256 = counted(place)
        except (OSError, EOFError, gzip.BadGzipFile) as error:
            yield f"{seal.day}: the file is gone or cannot be read ({type(error).__name__})."
            return
        if sha256 != seal.sha256:
            yield f"{seal.day}: was changed; {seal.lines} lines ({seal.size} bytes) were sealed, now {lines} ({size})."


def counted(path: Path) -> tuple[int, int, str]:
    """Lines, bytes and checksum of the plain content."""
    digest, lines, size = hashlib.sha256(), 0, 0
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            lines += chunk.count(b"\n")
            size += len(chunk)
    return lines, size, digest.hexdigest()


def pack(path: Path, target: Path) -> None:
    """The packed file takes the plain one's place; whole, or not at all."""
    draft = target.with_suffix(".part")
    with open(path, "rb") as plain, gzip.open(draft, "wb") as packed:
        shutil.copyfileobj(plain, packed, CHUNK)
    with open(draft, "rb") as file:
        os.fsync(file.fileno())
    draft.chmod(0o640)
    draft.replace(target)
    path.unlink()
