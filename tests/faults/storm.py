"""Writers that are killed while they save a row with its file, and backups that are made meanwhile.

    python -m tests.faults.storm --kills 80 --backups 3

Works in a folder of its own, or with DATABASE_URL in an empty database: the backup of the first release is restored
there, and what is saved is written down by each writer when it has been acknowledged. Prints what came of it as JSON.
A save is the row of a document with its file, in one transaction, as the administration does it.
"""

import argparse
import hashlib
import json
import lzma
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
FROZEN = ROOT / "tests/trakyakent_site/backups/first_release"
WRITERS = 4
SUM = b"\n% sum "


def file_content(chance: random.Random) -> bytes:
    """A PDF that holds its own sum, so that a torn one is known by itself."""
    body = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n% "
        + chance.randbytes(chance.randrange(5_000, 400_000)).hex().encode()
    )
    return body + SUM + hashlib.sha256(body).hexdigest().encode() + b"\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def is_whole(content: bytes) -> bool:
    body, _separator, rest = content.partition(SUM)
    return rest[:64] == hashlib.sha256(body).hexdigest().encode() and rest.endswith(b"%%EOF\n")


def write_without_end(journal: Path, seed: int) -> None:
    """What a writer does until it is killed."""
    from django.core.files.base import ContentFile
    from django.db import OperationalError, transaction

    from pages.models import Document
    from unions.models import Union
    from unions.tenancy import scope

    chance = random.Random(seed)
    with scope.everything():
        union = Union.objects.get(code="ornek")
    with scope.of(union), open(journal, "a") as acknowledged:
        for number in range(1_000_000):
            content = file_content(chance)
            title = f"{seed}-{number}"
            upload = ContentFile(content, name="belge.pdf")
            try:
                with transaction.atomic():
                    row = Document.objects.create(union=union, title_tr=title, status="published", file=upload)
            except OperationalError:
                continue
            line = [time.time(), row.pk, title, row.file.name, hashlib.sha256(content).hexdigest()]
            acknowledged.write(json.dumps(line) + "\n")
            acknowledged.flush()
            os.fsync(acknowledged.fileno())


def begin_writer(folder: Path, seed: int) -> int:
    child = os.fork()
    if child == 0:
        try:
            write_without_end(folder / f"journal-{seed}", seed)
        finally:
            os._exit(1)
    return child


def kill(process: int) -> None:
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


def storm(folder: Path, kills: int, backups: int) -> dict[str, Any]:
    """Kill writers at random moments; make backups meanwhile."""
    chance = random.Random(17)
    seed = 0
    writers = []
    made: list[tuple[float, subprocess.Popen]] = []
    for _writer in range(WRITERS):
        writers.append(begin_writer(folder, seed := seed + 1))
    for number in range(kills):
        time.sleep(chance.uniform(0.1, 0.4))
        if backups and number % max(1, kills // backups) == 0 and len(made) < backups:
            made.append((time.time(), begin_backup(folder)))
            # Saves go on while it is made.
            made[-1][1].wait()
        kill(writers.pop(0))
        writers.append(begin_writer(folder, seed := seed + 1))
    for process in writers:
        kill(process)
    refused = [
        (process.stderr.read() if process.stderr else b"").decode() for _at, process in made if process.returncode
    ]
    return {"kills": kills + WRITERS, "backups": len(made), "refused": refused, "begun": [at for at, _process in made]}


def begin_backup(folder: Path) -> subprocess.Popen:
    command = [sys.executable, "manage.py", "backup", "--to", str(folder / "backups")]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def acknowledged(folder: Path) -> list[list]:
    lines = [line for path in folder.glob("journal-*") for line in path.read_text().splitlines(keepends=True)]
    return [json.loads(line) for line in lines if line.endswith("\n")]


def judge(folder: Path, media: Path) -> dict[str, int]:
    """Compare what was acknowledged with what is there."""
    from django.db import connection

    from pages.models import Document
    from unions.tenancy import scope

    connection.close()
    journal = acknowledged(folder)
    with scope.everything():
        rows = dict(Document.objects.values_list("pk", "title_tr"))
        files = dict(Document.objects.values_list("pk", "file"))
    lost = sum(rows.get(pk) != title or files.get(pk) != name for _at, pk, title, name, _sum in journal)
    changed = sum(sum_of(media / name) != digest for _at, _pk, _title, name, digest in journal)
    titles = list(rows.values())
    stored = [
        path for path in media.rglob("*.pdf") if b"% sum " in path.read_bytes()[-300:] or path.stat().st_size > 4000
    ]
    return {
        "acknowledged": len(journal),
        "lost": lost,
        "files_changed": changed,
        "twice": len(titles) - len(set(titles)),
        "rows_without_file": sum(not (media / name).is_file() for name in files.values()),
        "torn_files": sum(not is_whole(path.read_bytes()) for path in stored),
        "integrity": int(integrity()),
    }


def integrity() -> bool:
    from django.db import connection

    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        return cursor.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def sum_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def judge_backups(folder: Path, begun: list[float]) -> dict[str, Any]:
    """Every save that was acknowledged before a backup began is in it, with its file."""
    from trakyakent_site.backups import retention, unpacking

    journal = acknowledged(folder)
    missing = checked = 0
    for at, backup in zip(begun, retention.backups_in(folder / "backups"), strict=False):
        manifest = unpacking.check(backup.path, "").manifest
        checked += 1
        for moment, _pk, _title, name, digest in journal:
            if moment < at:
                missing += manifest.files.get(f"media/{name}", [0, ""])[1] != digest
    return {"backups_whole": checked, "missing_in_backups": missing}


def prepare(folder: Path) -> Path:
    """Restore the backup of the first release into the folder; returns where its files lie.

    FAULTS_KEPT names a folder from which the restored `data` are taken, or in which they are kept for the next trial:
    with SQLite alone, for which bringing the first release up to date takes most of a short trial.
    """
    os.environ["DATA_DIR"] = str(folder / "data")
    os.environ["DJANGO_SETTINGS_MODULE"] = "trakyakent_site.settings"
    os.environ["DEBUG"] = "1"
    kind = "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"
    kept = Path(os.environ["FAULTS_KEPT"]) if kind == "sqlite" and os.environ.get("FAULTS_KEPT") else None
    if kept and (kept / "data").is_dir():
        shutil.copytree(kept / "data", folder / "data", dirs_exist_ok=True)
        # It may have been kept by an older state of the program.
        subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=ROOT, check=True)
        return folder / "data" / "media"
    archive = folder / "first.tar"
    archive.write_bytes(lzma.decompress((FROZEN / f"{kind}.tar.xz").read_bytes()))
    command = [sys.executable, "manage.py", "restore", str(archive), "--pages", "1"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    if kept:
        shutil.copytree(folder / "data", kept / "data")
    return folder / "data" / "media"


def run(kills: int, backups: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        folder = Path(name)
        media = prepare(folder)
        import django

        django.setup()
        began = time.monotonic()
        told = storm(folder, kills, backups)
        begun = told.pop("begun")
        return {
            "database": "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite",
            **told,
            **judge(folder, media),
            **judge_backups(folder, begun),
            "seconds": round(time.monotonic() - began, 1),
        }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=80)
    parser.add_argument("--backups", type=int, default=3)
    arguments = parser.parse_args()
    print(json.dumps(run(arguments.kills, arguments.backups)))


if __name__ == "__main__":
    main()
