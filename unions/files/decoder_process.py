"""The child process in which pictures are decoded, and texts of documents are read.

It waits for jobs at a socket and forks for each, so that every job has limits of its own and starts from the same clean
state, at the price of a fork and not of an interpreter. It knows no database, no secret and no path: a job is a pair of
open files, one to read and one to write. It ends with its parent, and by itself when it has nothing to do.
"""

import json
import os
import resource
import select
import signal
import socket
import sys
import time
from contextlib import suppress
from typing import Any, BinaryIO

from unions.files import pictures, renditions, texts

# Address space in bytes. The worst picture that is accepted takes two thirds of it.
MEMORY = 1_280 * 1024 * 1024
OUTPUT = 256 * 1024 * 1024
# Seconds of processor and of the clock for one job.
CPU = 40
PATIENCE = 60
# Copies are made at low priority: on a busy machine they wait long, and nobody waits for them.
PATIENCE_WITH_COPIES = 300
# Seconds without a job after which the process ends.
IDLE = 60
LONGEST_JOB = 64 * 1024


def main(parent: socket.socket) -> None:
    # The terminal's Ctrl-C is for the parent, which then closes the socket.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while select.select([parent], [], [], IDLE)[0]:
        message, files, _flags, _address = socket.recv_fds(parent, LONGEST_JOB, 2)
        if not message or len(files) != 2:
            return
        job = json.loads(message)
        if job["task"] == "text":
            texts.prepare()
        answer = run_apart(job, files)
        for number in files:
            os.close(number)
        parent.sendall(json.dumps(answer).encode() + b"\n")


def run_apart(job: dict[str, Any], files: list[int]) -> dict[str, Any]:
    """Run a job in a process of its own; returns its answer, or what became of it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            limit(job)
            os.nice(job.get("nice", 0))
            answer = run(job, os.fdopen(files[0], "rb"), os.fdopen(files[1], "wb"))
            os.write(writing, json.dumps(answer).encode())
        finally:
            os._exit(0)
    os.close(writing)
    said = b""
    deadline = time.monotonic() + job.get("patience", PATIENCE)
    while select.select([reading], [], [], max(deadline - time.monotonic(), 0))[0]:
        part = os.read(reading, LONGEST_JOB)
        said += part
        if not part:
            break
    else:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    os.close(reading)
    os.waitpid(child, 0)
    # Without an answer it ran into a limit, or a decoder crashed.
    return json.loads(said) if said else {"refused": "too_costly"}


def limit(job: dict[str, Any]) -> None:
    for kind, value in [
        (resource.RLIMIT_AS, job.get("memory", MEMORY)),
        (resource.RLIMIT_CPU, CPU),
        (resource.RLIMIT_FSIZE, OUTPUT),
        (resource.RLIMIT_CORE, 0),
    ]:
        # Not every system has every limit.
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (value, value))


def run(job: dict[str, Any], source: BinaryIO, target: BinaryIO) -> dict[str, Any]:
    """Do the job; everything that a file can cause becomes an answer."""
    try:
        if job["task"] == "text":
            return texts.read(source, job["kind"], lambda part: write_text(part, target))
        picture = pictures.open_picture(source)
        if job["task"] == "copies":
            return {"copies": write_copies(picture, job, target)}
        pictures.encode(picture, target)
        target.flush()
        return {"kind": picture.kind, "width": picture.pixels.width, "height": picture.pixels.height}
    except pictures.PictureRefused as refusal:
        return {"refused": refusal.reason, "params": refusal.params}
    except MemoryError:
        return {"refused": "too_costly"}
    except OSError as error:
        return {"failed": f"{type(error).__name__}: {error}"}


def write_text(part: str, target: BinaryIO) -> None:
    target.write(part.encode("utf-8", "ignore"))
    # What is there stays, if the process runs into a limit with the next page.
    target.flush()


def write_copies(picture: pictures.OpenedPicture, job: dict[str, Any], target: BinaryIO) -> list[tuple[str, int]]:
    """Write the copies one after the other; returns name and length of each."""
    copies = []
    for name, content in renditions.make_copies(picture.pixels, job["name"], job["steps"]):
        target.write(content)
        copies.append((name, len(content)))
    target.flush()
    return copies


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
