"""Which settings of the server, and which server: our page under each of them, `benchmarks/run --servers`."""

import statistics
import sys
from argparse import Namespace
from pathlib import Path

from benchmarks.measuring import Side, load, running
from benchmarks.sides import MEMBERS, PEERS, ROOT, Benchmarks
from benchmarks.tables import table

SHIPPED = "as shipped"
COUNTS = [1, 16, 64]
THREADED = ["-k", "gthread", "--keep-alive", "75"]
PAIR = ["-w", "2", "--threads", "4"]
GUNICORN = {
    "gthread 2 × 4, a socket a worker": [*THREADED, *PAIR, "--reuse-port"],
    "gthread 2 × 4, one socket": [*THREADED, *PAIR],
    "gthread 2 × 4, keep-alive 0": ["-k", "gthread", *PAIR, "--keep-alive", "0", "--reuse-port"],
    "gthread 2 × 1": [*THREADED, "-w", "2", "--threads", "1", "--reuse-port"],
    "gthread 3 × 4": [*THREADED, "-w", "3", "--threads", "4", "--reuse-port"],
    "gthread 4 × 2": [*THREADED, "-w", "4", "--threads", "2", "--reuse-port"],
    "sync 2": ["-k", "sync", "-w", "2", "--reuse-port"],
    "sync 3": ["-k", "sync", "-w", "3", "--reuse-port"],
}
GRANIAN = {
    "granian 2 × 1": ["--workers", "2", "--blocking-threads", "1"],
    "granian 2 × 4": ["--workers", "2", "--blocking-threads", "4"],
}
# The last is asked with a word that is not ours, so Django makes it each time.
PAGES = {
    "hot": (MEMBERS, {}),
    "gzip": (MEMBERS, {"Accept-Encoding": "gzip"}),
    "cold": (f"{MEMBERS}?x=1", {}),
}


def servers(benchmarks: Benchmarks) -> list[Side]:
    """The same application under each of them; those that cannot be installed are named."""
    ours = benchmarks.ours("")
    shared = ours.environment
    bound = ["--no-control-socket", "--log-level", "warning", "-b", "127.0.0.1:{port}"]

    def gunicorn(name: str, options: list[str], python: str = benchmarks.python) -> Side:
        command = [python, "-m", "gunicorn", *options, *bound, "trakyakent_site.wsgi"]
        return Side(name, command, MEMBERS, ours.headers, shared, ROOT)

    sides = [gunicorn(SHIPPED, ["--config", "python:trakyakent_site.server.gunicorn"])]
    sides += [gunicorn(name, options) for name, options in GUNICORN.items()]
    data = benchmarks.folder / "servers"
    for name in ["granian", "parser"]:
        python = str(data / name / "bin" / "python")
        try:
            if not (data / f"{name}-made").exists():
                benchmarks.install(data / name, ROOT / "requirements.txt", PEERS / "servers" / f"{name}.txt")
                (data / f"{name}-made").touch()
        except RuntimeError as error:
            benchmarks.missing.append(f"{name}: {error}")
            continue
        if name == "parser":
            options = [*THREADED, *PAIR, "--reuse-port", "--http-parser", "fast"]
            sides.append(gunicorn("gthread 2 × 4, a socket a worker, C parser", options, python))
            continue
        command = [python, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"]
        command += ["--host", "127.0.0.1", "--port", "{port}"]
        sides += [
            Side(label, [*command, *options, "trakyakent_site.wsgi:application"], MEMBERS, ours.headers, shared, ROOT)
            for label, options in GRANIAN.items()
        ]
    return sides


def compared(benchmarks: Benchmarks, asked: Namespace, log: Path) -> dict[str, dict]:
    """Runs of each server by page and number of connections, in turns; and the memory of its processes."""
    sides = servers(benchmarks)
    runs = {side.name: {(page, count): [] for page in PAGES for count in COUNTS} for side in sides}
    with running(sides, log):
        for side in sides:
            load(side, 4, 1)
        for number in range(asked.rounds):
            turned = sides[number % len(sides) :] + sides[: number % len(sides)]
            for page, (path, headers) in PAGES.items():
                for count in COUNTS if page == "hot" else [16]:
                    for side in turned:
                        side.path, kept = path, side.headers
                        side.headers = kept | headers
                        runs[side.name][page, count].append(load(side, count, max(1, round(asked.seconds))))
                        side.path, side.headers = MEMBERS, kept
            print(f"  round {number + 1} of {asked.rounds}", file=sys.stderr)
        memory = {side.name: side.whole_memory() for side in sides}
    return {"runs": runs, "memory": memory}


def against_shipped(runs: dict, name: str, key: tuple) -> str:
    """Requests a second against those of the shipped settings in the same round: the middle, and between what."""
    ratios = [run.rate / other.rate for run, other in zip(runs[name][key], runs[SHIPPED][key], strict=True)]
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})"


def matrix(found: dict) -> str:
    runs, rows = found["runs"], []

    def middle(name: str, key: tuple, what: str) -> float:
        return statistics.median(getattr(run, what) for run in runs[name][key])

    for name in runs:
        rows.append(
            [
                name,
                *[against_shipped(runs, name, ("hot", count)) for count in COUNTS],
                against_shipped(runs, name, ("gzip", 16)),
                against_shipped(runs, name, ("cold", 16)),
                f"{middle(name, ('hot', 16), 'rate'):.0f}",
                f"{middle(name, ('hot', 16), 'median'):.1f} / {middle(name, ('hot', 16), 'slow'):.1f}",
                f"{middle(name, ('hot', 16), 'processor'):.2f}",
                f"{100 * middle(name, ('hot', 16), 'idle'):.0f} %",
                f"{found['memory'][name]:.0f}",
            ]
        )
    heads = ["server", *[f"hot, c={count}" for count in COUNTS], "gzip, c=16", "cold, c=16", "requests/s, hot, c=16"]
    return table([*heads, "p50 / p99 ms", "CPU ms a request", "idle", "MiB together"], rows)
