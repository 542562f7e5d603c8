"""Readers, people who save and upload, and a monitor, while the disk of the site's data is full.

    python -m tests.faults.full_disk --seconds 20              # not a byte is left
    python -m tests.faults.full_disk --seconds 20 --left 1     # one megabyte is left when it begins

Asks for root: DATA_DIR is a file system of its own of 64 MiB in memory, of which a file takes what is free; then it is
removed. gunicorn with SQLite, as they are shipped. Prints what readers and staff were answered as JSON, with what the
form and the monitor said; what was acknowledged before, during and after is looked for at the end.
"""

import argparse
import http.client
import json
import os
import re
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

from tests.faults.outage import Asker, addresses_of
from tests.faults.served import ROOT, Server, judge, people
from tests.faults.storm import prepare

SIZE = 64
MEBIBYTE = 1024**2
LINE = secrets.token_hex(8)


@contextmanager
def disk_of_its_own(folder: Path) -> Iterator[None]:
    folder.mkdir()
    subprocess.run(["/bin/mount", "-t", "tmpfs", "-o", f"size={SIZE}m,mode=0700", "none", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["/bin/umount", "--lazy", str(folder)], check=True)


def fill(folder: Path, left: float) -> Path:
    """Leave so many megabytes."""
    filler = folder / "filler"
    state = os.statvfs(folder)
    with open(filler, "wb", buffering=0) as file:
        try:
            for _mebibyte in range(int(state.f_bavail * state.f_frsize / MEBIBYTE - left)):
                file.write(b"\0" * MEBIBYTE)
            while not left and file.write(b"\0" * 4096):
                pass
        except OSError:
            pass
    return filler


class Disk:
    """One trial."""

    def __init__(self, folder: Path, server: Server, reader: dict[str, str], writer: dict[str, str]):
        self.folder, self.server = folder, server
        self.reader, self.writer = reader, writer
        self.stopped = threading.Event()
        self.pages: Counter[str] = Counter()
        self.saves: Counter[str] = Counter()
        self.uploads: Counter[str] = Counter()
        self.words: dict[str, str] = {}
        self.journal = folder / "saves-0"

    def read(self, pages: list[str]) -> None:
        asker = Asker(self.server.port, self.reader)
        while not self.stopped.is_set():
            for address in pages:
                self.pages[str(asker.ask(address)[0])] += 1
                if self.stopped.wait(0.02):
                    return

    def save(self, asker: Asker) -> int:
        """One row by its form; noted when it was acknowledged, and where not, whether the text came back."""
        path = f"/tr/{secrets.token_hex(8)}/"
        fields = {"old_path": path, "new_path": f"/{LINE}/", "_save": "1"}
        status, _seconds, body = asker.ask("/yonetim/unions/pathredirect/add/", fields)
        if status == 302:
            with self.journal.open("a") as journal:
                journal.write(json.dumps(["row", path, 0, ""]) + "\n")
                journal.flush()
                os.fsync(journal.fileno())
        self.saves[
            f"{status}" if status == 302 else f"{status}, text {'' if LINE.encode() in body else 'NOT '}back"
        ] += 1
        if status >= 400:
            self.words["form"] = words_of(body)
        return status

    def write(self) -> None:
        asker = Asker(self.server.port, self.writer)
        while not self.stopped.is_set():
            self.save(asker)
            status, body = self.upload()
            self.uploads[str(status)] += 1
            if status != 302:
                self.words["upload"] = words_of(body)
            self.stopped.wait(0.2)

    def upload(self) -> tuple[int, bytes]:
        """A document of 400 kB."""
        border = secrets.token_hex(16)
        content = (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n" + os.urandom(200_000).hex().encode()
        )
        texts = {"title_tr": f"Belge {secrets.token_hex(4)}", "category": "other", "date": "01.11.2026"}
        texts |= {"status": "published", "_save": "1"}
        disposition = f"--{border}\r\nContent-Disposition: form-data; name="
        parts = "".join(f'{disposition}"{name}"\r\n\r\n{value}\r\n' for name, value in texts.items())
        parts += f'{disposition}"file"; filename="belge.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
        body = parts.encode() + content + f"\r\n--{border}--\r\n".encode()
        headers = self.writer | {"Content-Type": f"multipart/form-data; boundary={border}"}
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        try:
            connection.request("POST", "/yonetim/pages/document/add/", body, headers)
            response = connection.getresponse()
            return response.status, response.read()
        except (OSError, http.client.HTTPException):
            return 0, b""
        finally:
            connection.close()

    def during(self, pages: list[str], seconds: float, left: float) -> dict[str, Any]:
        asker = Asker(self.server.port, self.writer)
        assert self.save(asker) == 302, self.words
        status, body = self.upload()
        assert status == 302, errors_of(body)
        before = dict(self.saves)
        self.saves.clear()
        filler = fill(self.folder / "data", left)
        threads = [threading.Thread(target=self.read, args=[pages]), threading.Thread(target=self.write)]
        for thread in threads:
            thread.start()
        time.sleep(seconds)
        monitor = Asker(self.server.port, self.reader)
        health = {address: monitor.ask(address) for address in ["/canli", "/hazir", "/isler"]}
        self.stopped.set()
        for thread in threads:
            thread.join()
        full = dict(self.saves)
        filler.unlink()
        began = time.monotonic()
        while self.save(asker) != 302 and time.monotonic() < began + 60:
            time.sleep(0.05)
        return {
            "saved before": before,
            "pages": dict(self.pages),
            "saves": full,
            "uploads": dict(self.uploads),
            "seconds until a save is taken again": round(time.monotonic() - began, 2),
            "health": {address: [status, body.decode()[:200]] for address, (status, _s, body) in health.items()},
            "words": self.words,
        }


def errors_of(body: bytes) -> list[str]:
    """What a form says at its fields."""
    return re.findall(r'(?s)class="errorlist[^>]*>(.*?)</ul>', body.decode(errors="replace"))


def words_of(body: bytes) -> str:
    """What a refused form says, without its marks and its fields."""
    text = re.sub(r"(?s)<(script|style|textarea|select)\b.*?</\1>|<[^>]+>", " ", body.decode(errors="replace"))
    return " ".join(text.split())[:900]


def errors_in(log: Path) -> list[str]:
    """What went wrong, each thing once."""
    lines = log.read_text(errors="replace").splitlines()
    return sorted({line.strip()[:300] for line in lines if re.search(r"Error|Exception|Problem|full|space", line)})[:20]


def run(seconds: float, left: float) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="full-disk-") as name, disk_of_its_own(Path(name) / "data"):
        folder = Path(name)
        os.environ.update(SECOND_FACTOR="optional", HTTPS="0", SECRET_KEY=secrets.token_urlsafe(64))
        os.environ.update(EMAIL_URL="smtp://127.0.0.1:9", DEFAULT_FROM_EMAIL="noreply@ornek.test")
        media = prepare(folder)
        os.environ.pop("DEBUG")
        if not (folder / "data/static").is_dir():
            subprocess.run(
                [sys.executable, "manage.py", "collectstatic", "--noinput"], cwd=ROOT, check=True, stdout=DEVNULL
            )
        import django

        django.setup()
        host, [session] = people(1)
        server = Server(folder)
        try:
            server.wait()
            csrf = secrets.token_hex(16)
            reader = {"Host": host}
            writer = reader | {"Cookie": f"session={session}; csrf={csrf}", "X-CSRFToken": csrf}
            writer |= {"Content-Type": "application/x-www-form-urlencoded"}
            pages = addresses_of(Asker(server.port, reader))
            told = Disk(folder, server, reader, writer).during(pages, seconds, left)
            told["errors in the log"] = errors_in(folder / "gunicorn.log")
        finally:
            server.end()
        from pages.models import Document
        from unions.tenancy import scope

        with scope.everything():
            named = {name for name in Document.objects.values_list("file", flat=True) if name}
        stored = {str(path.relative_to(media)) for path in media.rglob("*") if path.is_file()}
        return {
            "megabytes left": left,
            **told,
            **judge(folder),
            "rows without their file": len(named - stored),
            "files of no row": sorted(name for name in stored - named if "document" in name),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--left", type=float, default=0, help="Megabytes.")
    arguments = parser.parse_args()
    print(json.dumps(run(arguments.seconds, arguments.left), indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
