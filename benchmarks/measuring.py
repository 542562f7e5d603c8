"""Processes that are measured, and the tools that ask them."""

import os
import re
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

TICKS = os.sysconf("SC_CLK_TCK")
LATENCY = re.compile(r"^\s+(50|99)%\s+([\d.]+)(us|ms|s)", re.MULTILINE)
UNITS = {"us": 0.001, "ms": 1, "s": 1000}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@dataclass
class Side:
    """One server that answers with the page: how it is started, and what is asked of it."""

    name: str
    command: list[str]
    path: str = "/"
    headers: dict[str, str] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
    folder: Path | None = None
    is_slow: bool = False
    port: int = 0
    process: subprocess.Popen | None = None

    def start(self, log: Path) -> None:
        self.port = self.port or free_port()
        command = [part.replace("{port}", str(self.port)) for part in self.command]
        output = log.open("ab")
        self.process = subprocess.Popen(
            command, cwd=self.folder, env=os.environ | self.environment, stdout=output, stderr=output
        )
        deadline = time.monotonic() + 60
        while self.status() not in (200, 304):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{self.name} does not answer: {self.status()}; {log}")
            time.sleep(0.2)

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=60)

    def url(self, path: str = "") -> str:
        return f"http://127.0.0.1:{self.port}{path or self.path}"

    def ask(self, path: str = "", **headers: str):
        return urlopen(Request(self.url(path), headers=self.headers | headers), timeout=30)  # noqa: S310

    def status(self) -> int:
        try:
            with self.ask() as answer:
                return answer.status
        except HTTPError as error:
            return error.code
        except (URLError, OSError):
            return 0

    def workers(self) -> list[int]:
        return children(self.process.pid) or [self.process.pid]

    def processor_seconds(self) -> float:
        return sum(processor_seconds(pid) for pid in [self.process.pid, *self.workers()])

    def memory(self) -> float:
        """MiB of the largest worker, its share of what several processes use together."""
        return max(share_of_memory(pid) for pid in self.workers())

    def whole_memory(self) -> float:
        """MiB of all its processes together."""
        return sum(share_of_memory(pid) for pid in {self.process.pid, *self.workers()})


@dataclass(frozen=True)
class Run:
    rate: float
    median: float
    slow: float
    processor: float
    idle: float


def load(side: Side, connections: int, seconds: float) -> Run:
    """Asks as fast as the side answers."""
    options = [option for name, value in side.headers.items() for option in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "--latency", *options, side.url()]
    before, idle_before = side.processor_seconds(), idle_and_all()
    done = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    spent = side.processor_seconds() - before
    idle, all_of_it = (now - then for now, then in zip(idle_and_all(), idle_before, strict=True))
    if "Non-2xx" in done and "If-None-Match" not in side.headers:
        raise RuntimeError(f"{side.name}: {done}")
    requests = int(re.search(r"(\d+) requests in", done)[1])
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", done)[1])
    latency = {name: float(value) * UNITS[unit] for name, value, unit in LATENCY.findall(done)}
    return Run(rate, latency["50"], latency["99"], 1000 * spent / max(requests, 1), idle / all_of_it)


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def processor_seconds(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / TICKS


def idle_and_all() -> tuple[int, int]:
    """Ticks in which the machine's cores had nothing to do, and all of them."""
    times = [int(each) for each in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    return times[3] + times[4], sum(times)


def share_of_memory(pid: int) -> float:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return int(re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)[1]) / 1024


def program(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")


@contextmanager
def running(sides: list[Side], log: Path):
    try:
        for side in sides:
            side.start(log)
        yield
    finally:
        for side in sides:
            side.stop()
