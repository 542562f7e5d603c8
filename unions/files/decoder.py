"""Hands pictures and documents to the child process that decodes them, and takes back what is to be stored.

One job at a time in each process of ours: that bounds the memory of all decoding to one job a worker.
"""

import json
import logging
import os
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from socket import AF_UNIX, SOCK_STREAM, send_fds, socket, socketpair
from typing import IO, Any

from django.conf import settings
from django.core.files.base import File

from unions.files import pictures, texts
from unions.files.decoder_process import PATIENCE_WITH_COPIES
from unions.files.pictures import PictureRefused

log = logging.getLogger(__name__)

# The child sees the code and nothing of our environment, which holds secrets.
COMMAND = (
    "import sys; sys.path.insert(0, sys.argv[2]); from socket import socket;"
    " from unions.files.decoder_process import main; main(socket(fileno=int(sys.argv[1])))"
)
# Seconds for which an upload waits for those before it.
LONGEST_WAIT = 120


class DecodingFailed(Exception):
    """Nothing is known about the picture: the child process or the disk failed."""


@dataclass
class DecodedPicture:
    """A picture as it is stored, in a temporary file that goes with it."""

    file: IO[bytes]
    kind: str
    width: int
    height: int

    @property
    def extension(self) -> str:
        return pictures.EXTENSIONS[self.kind]


@dataclass
class DocumentText:
    """The text of a document, as far as it could be read."""

    text: str
    state: str
    pages: int
    read: int
    # Whether it says in itself what it is called.
    is_titled: bool = True


class Decoder:
    """The child process, started at the first job and anew after it has ended."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.process: subprocess.Popen | None = None
        self.socket: socket | None = None
        self.owner = 0

    def run(self, job: dict[str, Any], source: IO[bytes], target: IO[bytes]) -> dict[str, Any]:
        """The answer to a job; raises PictureRefused or DecodingFailed."""
        if not self.lock.acquire(timeout=LONGEST_WAIT):
            raise PictureRefused("busy")
        try:
            answer = self._ask(job, source, target)
        finally:
            self.lock.release()
        if "refused" in answer:
            raise PictureRefused(answer["refused"], **answer.get("params", {}))
        if "failed" in answer:
            raise DecodingFailed(answer["failed"])
        return answer

    def _ask(self, job: dict[str, Any], source: IO[bytes], target: IO[bytes]) -> dict[str, Any]:
        message = json.dumps(job).encode()
        for _attempt in range(2):
            # An idle child ends by itself, perhaps at this very moment.
            channel = self._channel()
            try:
                source.seek(0)
                target.seek(0)
                target.truncate()
                send_fds(channel, [message], [source.fileno(), target.fileno()])
                if line := read_line(channel):
                    answer: dict[str, Any] = json.loads(line)
                    return answer
            except (OSError, ValueError):
                pass
            self.end()
        raise DecodingFailed("The process that decodes pictures ends without an answer.")

    def _channel(self) -> socket:
        if self.socket is None or self.process is None or self.owner != os.getpid() or self.process.poll() is not None:
            self.end()
            ours, theirs = socketpair(AF_UNIX, SOCK_STREAM)
            self.process = subprocess.Popen(  # noqa: S603  # all of it is our own
                [sys.executable, "-I", "-c", COMMAND, str(theirs.fileno()), str(settings.BASE_DIR)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env={"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1"},
                cwd="/",
            )
            theirs.close()
            ours.settimeout(PATIENCE_WITH_COPIES + 30)
            self.socket, self.owner = ours, os.getpid()
        return self.socket

    def end(self) -> None:
        """End the child; the next job starts another."""
        if self.socket is not None:
            self.socket.close()
        if self.process is not None and self.owner == os.getpid():
            self.process.kill()
            self.process.wait()
        self.process = self.socket = None


def read_line(channel: socket) -> bytes:
    line = b""
    while not line.endswith(b"\n"):
        part = channel.recv(64 * 1024)
        if not part:
            return b""
        line += part
    return line


# Copies and texts have children of their own, so that no upload waits for them.
decoder, copying_decoder, reading_decoder = Decoder(), Decoder(), Decoder()


def temporary_file() -> IO[bytes]:
    """A file on the disk of stored files, so that it gets its place there without being copied."""
    folder = settings.FILE_UPLOAD_TEMP_DIR
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
    return tempfile.NamedTemporaryFile(dir=folder, prefix="picture-", suffix=".part")


def decode(upload: File) -> DecodedPicture:
    """The picture as it is stored; raises PictureRefused or DecodingFailed."""
    with on_disk(upload) as source:
        target = temporary_file()
        answer = decoder.run({"task": "store"}, source, target)
    # Here and not while a row is written: others wait for that.
    os.fsync(target.fileno())
    return DecodedPicture(target, answer["kind"], answer["width"], answer["height"])


def copies_of(picture: File, name: str, steps: list[int]) -> list[tuple[str, bytes]]:
    """Names and contents of the narrower copies; raises PictureRefused or DecodingFailed."""
    job = {"task": "copies", "name": name, "steps": steps, "nice": 10, "patience": PATIENCE_WITH_COPIES}
    with on_disk(picture) as source, temporary_file() as target:
        answer = copying_decoder.run(job, source, target)
        target.seek(0)
        return [(name, target.read(length)) for name, length in answer["copies"]]


def text_of(document: File, kind: str) -> DocumentText:
    """The text of a stored document, and what became of reading it; raises DecodingFailed."""
    job = {"task": "text", "kind": kind, "nice": 10, "patience": PATIENCE_WITH_COPIES, "memory": texts.MEMORY}
    with on_disk(document) as source, temporary_file() as target:
        try:
            answer = reading_decoder.run(job, source, target)
        except PictureRefused:
            # It ran into a limit; what it had read by then is there.
            answer = {"state": texts.TOO_LONG, "pages": 0, "read": 0}
        target.seek(0)
        text = target.read(4 * texts.MOST_SIGNS).decode("utf-8", "ignore")
    return DocumentText(text.strip(), answer["state"], answer["pages"], answer["read"], answer.get("titled", True))


def on_disk(upload: File) -> IO[bytes]:
    """The upload as a file of the operating system, at its beginning."""
    source = tempfile.TemporaryFile()  # noqa: SIM115  # closed by the caller
    for chunk in upload.chunks():
        source.write(chunk)
    source.flush()
    source.seek(0)
    upload.seek(0)
    return source
