"""Stores files in processes that are killed at any moment: `python -m tests.unions.files.upload_storm FOLDER KILLS`.

Each stored file bears its own sum as the name of its folder, and is written down after it is stored, as a row would be.
"""

import hashlib
import os
import random
import signal
import sys
import time
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile


def store_without_end(folder: Path, seed: int) -> None:
    from unions.files.storage import WholeFileStorage

    storage = WholeFileStorage()
    chance = random.Random(seed)
    with open(folder / f"rows-{seed}", "a") as rows:
        while True:
            content = chance.randbytes(chance.randrange(100_000, 3_000_000))
            name = storage.save(f"u/{hashlib.sha256(content).hexdigest()}/belge.pdf", ContentFile(content))
            rows.write(f"{name}\n")
            rows.flush()
            os.fsync(rows.fileno())


def run(folder: Path, kills: int) -> None:
    settings.configure(MEDIA_ROOT=str(folder / "media"), FILE_UPLOAD_TEMP_DIR=str(folder / "uploads"))
    chance = random.Random(5)
    for seed in range(kills):
        child = os.fork()
        if child == 0:
            store_without_end(folder, seed)
        rows = folder / f"rows-{seed}"
        while not rows.exists() or not rows.stat().st_size:
            time.sleep(0.002)
        time.sleep(chance.random() / 20)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    run(Path(sys.argv[1]), int(sys.argv[2]))
