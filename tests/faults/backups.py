"""A large installation is backed up and restored elsewhere: seconds, memory, and whether all is equal.

    python -m tests.faults.backups --megabytes 1024 --rows 100000                  # SQLite
    python -m tests.faults.backups --server postgres://test@/SOCKET-FOLDER/NAME    # the same on PostgreSQL
    python -m tests.faults.backups --folder FOLDER make                            # one step after the other:
    python -m tests.faults.backups --folder FOLDER backup                          # then restore, then compare

On the server two databases are made beside the one that is named, and dropped by the last step. The steps are the
commands that an operator types, each a process of its own; what is compared at the end are the rows and the files
themselves, not the sums that the backup has noted. Prints a table, and ends with 1 if anything differs.
"""

import argparse
import hashlib
import json
import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from environ import Env
from psycopg.conninfo import make_conninfo

from tests.faults.storm import ROOT, prepare

FILE = 256 * 1024
# A statement of this size is answered in time even where visitors wait.
BATCH = 500
KEY = hashlib.sha256(b"trial of backups").hexdigest()
# Asking pages writes their finished pieces and the moment of the last look.
REMEMBERED = {"cache"}
STEPS = ["make", "backup", "restore", "compare"]


class Trial:
    """One installation, its backup, and the one that is restored from it."""

    def __init__(self, folder: Path, server: str):
        self.folder, self.server = folder, server
        self.source, self.target = folder / "source", folder / "restored"
        self.figures = folder / "figures.json"

    def url(self, place: Path) -> str:
        from trakyakent_site.backups.proving import beside

        return (
            beside(self.server, f"trial_{self.folder.name.replace('-', '_').lower()}_{place.name}")
            if self.server
            else ""
        )

    def environment(self, place: Path) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "TMPDIR"}}
        own = {"DATA_DIR": str(place / "data"), "DATABASE_URL": self.url(place), "DEBUG": "1", "SECRET_KEY": KEY}
        # What a server must name; nothing is served and no mail is sent.
        own |= {"HTTPS": "0", "BIND_ADDRESS": "127.0.0.1", "EMAIL_URL": "smtp://127.0.0.1:9"}
        own |= {"DEFAULT_FROM_EMAIL": "noreply@ornek.test", "DJANGO_SETTINGS_MODULE": "trakyakent_site.settings"}
        return kept | own

    def on_server(self, statement: str, place: Path) -> None:
        name = self.url(place).rpartition("/")[2].partition("?")[0]
        with connected(self.server) as connection:
            connection.execute(statement.format(f'"{name}"').encode())

    def make(self, megabytes: int, rows: int) -> dict[str, float]:
        for place in [self.source, self.target]:
            place.mkdir(parents=True)
            if self.server:
                self.on_server("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'", place)
        began = time.monotonic()
        os.environ.update(self.environment(self.source))
        prepare(self.source)
        import django

        django.setup()
        fill(megabytes, rows)
        return {"seconds": time.monotonic() - began}

    def backup(self) -> dict[str, float]:
        return measured(["backup", "--to", str(self.folder / "backups")], self.environment(self.source))

    def restore(self) -> dict[str, float]:
        [archive] = (self.folder / "backups").glob("backup-*.tar*")
        told = measured(["restore", str(archive)], self.environment(self.target))
        return told | {"megabytes of the archive": archive.stat().st_size / 1024**2}

    def compare(self) -> dict[str, Any]:
        tables = [dict(self.sums(place)) for place in [self.source, self.target]]
        files = [dict(sums_of_files(place / "data/media")) for place in [self.source, self.target]]
        names = set(tables[0]) | set(tables[1])
        different = {name for name in names if tables[0].get(name) != tables[1].get(name)}
        if self.server:
            for place in [self.source, self.target]:
                self.on_server("DROP DATABASE {} WITH (FORCE)", place)
        return {
            "rows": sum(number for number, _sum in tables[0].values()),
            "tables": len(tables[0]),
            "tables that differ": sorted(different - REMEMBERED),
            "files": len(files[0]),
            "files that differ": sorted(
                name for name in {*files[0], *files[1]} if files[0].get(name) != files[1].get(name)
            ),
            "megabytes of files": sum(path.stat().st_size for path in stored_in(self.source / "data/media")) / 1024**2,
        }

    def sums(self, place: Path) -> Iterator[tuple[str, tuple[int, int]]]:
        """Each table with its rows, and a sum that does not depend on their order."""
        if self.server:
            from trakyakent_site.backups.postgresql_database import TABLES

            with connected(self.url(place)) as connection, connection.transaction():
                for (name,) in connection.execute(TABLES).fetchall():
                    with connection.cursor(f"rows of {name}") as cursor:
                        yield name, summed(cursor.execute(f'SELECT t::text FROM "{name}" t'.encode()))  # noqa: S608
        else:
            from trakyakent_site.backups.sqlite_database import TABLES

            with closing(sqlite3.connect(place / "data/db.sqlite3")) as database:
                for (name,) in database.execute(TABLES).fetchall():
                    yield name, summed(database.execute(f'SELECT * FROM "{name}"'))  # noqa: S608 - a table of ours

    def note(self, step: str, told: dict[str, Any]) -> None:
        self.figures.write_text(json.dumps(self.noted() | {step: told}))

    def noted(self) -> dict[str, Any]:
        return json.loads(self.figures.read_text()) if self.figures.exists() else {}


def connected(url: str) -> psycopg.Connection:
    """By an address as DATABASE_URL has it, in which a folder may stand for the host."""
    found = Env.db_url_config(url)
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    values = {name: str(found[key]) for name, key in names.items() if found.get(key)}
    return psycopg.connect(make_conninfo(**values), autocommit=True)


def fill(megabytes: int, rows: int) -> None:
    """Documents with their files, and posts beside them."""
    from django.conf import settings

    from benchmarks.ours import posts
    from pages.models import Document, Post
    from unions.models import Union
    from unions.tenancy import scope

    with scope.everything():
        union = Union.objects.get(code="ornek")
    folder = Path(settings.MEDIA_ROOT) / "ornek/pages.document"
    with scope.of(union):
        documents = []
        for number in range(megabytes * 1024**2 // FILE):
            name = f"{secrets.token_hex(8)}/belge-{number}.pdf"
            (folder / name).parent.mkdir(parents=True)
            (folder / name).write_bytes(b"%PDF-1.4\n" + os.urandom(FILE - 9))
            path = f"ornek/pages.document/{name}"
            documents.append(Document(union=union, title_tr=f"Belge {number}", slug_tr=f"belge-{number}", file=path))
        Document.objects.bulk_create(documents, batch_size=BATCH)
        for start in range(0, rows, BATCH):
            batch = posts(Post, min(BATCH, rows - start))
            for number, post in enumerate(batch, start=start):
                post.slug_tr = post.slug_en = f"yazi-{number}"
            Post.objects.bulk_create(batch)


def measured(arguments: list[str], environment: dict[str, str]) -> dict[str, float]:
    """Run a command of the operator; its seconds, those of a processor, and the most memory that it took."""
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, stdout=sys.stderr.fileno()
    )
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"manage.py {arguments[0]} ended with {process.returncode}.")
    return {
        "seconds": time.monotonic() - began,
        "processor": used.ru_utime + used.ru_stime,
        "most memory": used.ru_maxrss / 1024,
    }


def summed(rows: Any) -> tuple[int, int]:
    number = total = 0
    for row in rows:
        number += 1
        total += int.from_bytes(hashlib.sha256(repr(row).encode()).digest(), "big")
    return number, total % 2**256


def stored_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def sums_of_files(folder: Path) -> Iterator[tuple[str, str]]:
    for path in stored_in(folder):
        with path.open("rb") as file:
            yield str(path.relative_to(folder)), hashlib.file_digest(file, "sha256").hexdigest()


def table_of(noted: dict[str, Any]) -> str:
    lines = [f"{'step':<9}{'seconds':>9}{'of a processor':>16}{'most memory, MiB':>18}"]
    for step in [step for step in STEPS if step in noted]:
        values = [noted[step].get(name) for name in ["seconds", "processor", "most memory"]]
        texts = ["" if value is None else f"{value:.1f}" for value in values]
        lines.append(f"{step:<9}{texts[0]:>9}{texts[1]:>16}{texts[2]:>18}")
    if compared := noted.get("compare"):
        lines += [f"{name}: {round(value) if isinstance(value, float) else value}" for name, value in compared.items()]
    return "\n".join(lines)


def run(folder: Path, server: str, steps: list[str], megabytes: int, rows: int) -> bool:
    """Whether nothing differs, as far as that was asked."""
    trial = Trial(folder, server)
    for step in steps:
        trial.note(step, trial.make(megabytes, rows) if step == "make" else getattr(trial, step)())
    print(table_of(trial.noted()), flush=True)
    compared = trial.noted().get("compare", {})
    return not compared.get("tables that differ") and not compared.get("files that differ")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("steps", nargs="*", choices=[[], *STEPS], metavar="STEP")
    parser.add_argument("--folder", type=Path, help="Where all lies; it stays. Without one, a folder that is removed.")
    parser.add_argument("--server", default="", help="The address of a PostgreSQL database.")
    parser.add_argument("--megabytes", type=int, default=1024)
    parser.add_argument("--rows", type=int, default=100_000)
    arguments = parser.parse_args()
    folder = arguments.folder or Path(tempfile.mkdtemp(prefix="backups-"))
    try:
        is_equal = run(folder, arguments.server, arguments.steps or STEPS, arguments.megabytes, arguments.rows)
    finally:
        if arguments.folder is None:
            shutil.rmtree(folder)
    sys.exit(not is_equal)


if __name__ == "__main__":
    main()
