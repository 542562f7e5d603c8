"""The table: `benchmarks/run`, or `python -m benchmarks` where everything is installed. `--help` tells the rest."""

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections import Counter
from pathlib import Path

from benchmarks import figures
from benchmarks.measuring import Run, Side, load, program, running
from benchmarks.sides import MEMBERS, ROOT, Benchmarks

COUNTS = [1, 16, 64]
BARE = "bare WSGI function"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks/run", description="What our pages cost, beside those of others.")
    parser.add_argument("--seconds", type=float, default=2, help="of each run of the load (default 2)")
    parser.add_argument("--rounds", type=int, default=5, help="in which all sides take turns (default 5)")
    parser.add_argument("--fault-seconds", type=float, default=60, help="of each outage (default 60)")
    parser.add_argument("--day-seconds", type=float, default=60, help="of the realistic day (default 60)")
    parser.add_argument("--edits", type=int, default=40)
    parser.add_argument("--posts", type=int, default=100_000, help="of the large archive")
    parser.add_argument("--without-peers", action="store_true", help="leave Wagtail and django CMS out")
    parser.add_argument("--profile", metavar="PATH", help="only say where the time of this page goes: /tr/uyeler/")
    return parser.parse_args()


def compare(sides: list[Side], rounds: int, seconds: float) -> dict[str, dict[int, list[Run]]]:
    """All sides in turns, each round beginning with another one."""
    found = {side.name: {count: [] for count in COUNTS} for side in sides}
    for number in range(rounds):
        turned = sides[number % len(sides) :] + sides[: number % len(sides)]
        for count in COUNTS:
            for side in turned:
                found[side.name][count].append(load(side, count, max(1, round(seconds))))
        print(f"  round {number + 1} of {rounds}", file=sys.stderr)
    return found


def middle(runs: list[Run], name: str) -> float:
    return statistics.median(getattr(run, name) for run in runs)


def ratio(found: dict, name: str, base: str, count: int) -> float:
    """Requests a second against those of the base in the same round; the middle of all rounds."""
    pairs = zip(found[name][count], found[base][count], strict=True)
    return statistics.median(run.rate / other.rate for run, other in pairs)


def table(heads: list[str], rows: list[list]) -> str:
    lines = [heads, ["---"] + ["--:"] * (len(heads) - 1), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def sides_table(found: dict, sides: list[Side], memory: dict[str, float]) -> str:
    rows = []
    for side in sides:
        runs = found[side.name]
        rows.append(
            [
                side.name,
                *[f"{ratio(found, side.name, BARE, count):.2f}" for count in COUNTS],
                f"{middle(runs[16], 'rate'):.0f}",
                f"{middle(runs[16], 'median'):.1f} / {middle(runs[16], 'slow'):.1f}",
                f"{middle(runs[16], 'processor'):.2f}",
                f"{memory[side.name]:.0f}",
            ]
        )
    heads = ["side", *[f"ratio to bare, c={count}" for count in COUNTS], "requests/s, c=16", "p50 / p99 ms, c=16"]
    return table([*heads, "CPU ms a request", "MiB a worker"], rows)


# Rows of the table of figures: what, the goal, what was found.


def against_others(found: dict, hot: str, cold: str) -> list[list[str]]:
    rows = [
        [f"hot page against a bare WSGI function, c={count}", "≥ 0.9", f"{ratio(found, hot, BARE, count):.2f}"]
        for count in COUNTS
    ]
    compared = ratio(found, hot, "bare, two headers only", 16)
    rows.append(["hot page against the function with two headers only, c=16", "–", f"{compared:.2f}"])
    for peer in ["Wagtail", "django CMS"]:
        if f"{peer}, its cache" in found:
            compared = ratio(found, hot, f"{peer}, its cache", 16)
            rows.append([f"hot page against {peer} with its cache, c=16", "≥ 2.5", f"{compared:.1f}"])
            cost = middle(found[cold][16], "processor") / middle(found[f"{peer}, no cache"][16], "processor")
            rows.append([f"processor time of a cold page against {peer}'s, c=16", "≤ 0.4", f"{cost:.2f}"])
    return rows


def of_server(server: dict, asked: argparse.Namespace) -> list[list[str]]:
    if not server:
        return []
    stale, of = server["stale"]
    rows = [[f"stale after {asked.edits} edits under load, PostgreSQL, 0.5 s", "0", f"{stale} of {of}"]]
    for fault in ["stopped", "hung"]:
        good, count, slow = server[fault]
        what = f"database {fault} for {asked.fault_seconds:.0f} s: seen pages with 200; p99"
        rows.append([what, "100 %, ≤ 100 ms", f"{100 * good / count:.2f} % of {count}; {slow:.1f} ms"])
    return rows


def of_day(notes: Counter, errors: int) -> list[list[str]]:
    hits = 100 * notes["hit"] / notes.total()
    return [[f"hits of a realistic day ({notes.total()} requests, {errors} errors)", "≥ 90 %", f"{hits:.1f} %"]]


def of_growth(grown: dict, posts: int) -> list[list[str]]:
    rows = []
    for name in ["home", "news", "post", "feed"]:
        (few, many), spent = grown[name]
        text = f"{few} and {many} queries; {spent[1] / spent[0]:.2f}"
        rows.append([f"{name}, {posts} posts against 100", "≤ 1.1", text])
    return rows


def main() -> int:
    asked = arguments()
    folder = Path(os.environ.get("DATA_DIR") or ROOT / "data").resolve() / "benchmarks"
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "servers.log"
    log.unlink(missing_ok=True)
    benchmarks = Benchmarks(folder)
    benchmarks.make_ours()
    if asked.profile:
        environment = os.environ | benchmarks.ours("").environment
        command = [sys.executable, "-W", "ignore", "-m", "benchmarks.inside", "profile", asked.profile]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603
    if not program("wrk"):
        print("wrk is missing: apt install wrk", file=sys.stderr)
        return 1

    hot, cold = benchmarks.ours("ours, hot"), benchmarks.ours("ours, cold", megabytes=0, is_slow=True)
    with running([hot], log):
        hot.ask()
        with hot.ask() as answer:
            benchmarks.body.write_bytes(answer.read())
            tag = answer.headers["ETag"]
            headers = [pair for pair in answer.headers.items() if pair[0] not in ("Server", "Date", "Connection")]
            Path(f"{benchmarks.body}.headers").write_text(json.dumps(headers))
    unchanged = benchmarks.ours("ours, 304", headers={"If-None-Match": tag})
    packed = benchmarks.ours("ours, hot, gzip", headers={"Accept-Encoding": "gzip"})
    sides = [*benchmarks.least(), hot, packed, unchanged, cold, *benchmarks.nginx()]
    if not asked.without_peers:
        sides += [*benchmarks.peer("wagtail", "Wagtail"), *benchmarks.peer("djangocms", "django CMS")]
    with running(sides, log):
        for side in sides:
            load(side, 4, 1)
        found = compare(sides, asked.rounds, asked.seconds)
        memory = {side.name: side.memory() for side in sides}
    print(f"\n## The listing of forty members, {benchmarks.body.stat().st_size} bytes\n")
    print(sides_table(found, sides, memory))
    print("\n## Cold pages of ours, one process\n")
    costs = figures.inside(benchmarks, "cold")
    print(table(["page", "queries", "CPU ms"], [[name, *pair] for name, pair in costs.items()]))

    print("\n## Growth\n")
    (folder / "growth").mkdir(exist_ok=True)
    if not (folder / "growth" / "static").exists():
        (folder / "growth" / "static").symlink_to(folder / "ours" / "static")
    grown = figures.inside(benchmarks, "growth", "growth", BENCHMARK_POSTS=str(asked.posts))
    rows = [[name, *queries, *spent, f"{spent[1] / spent[0]:.2f}"] for name, (queries, spent) in grown.items()]
    heads = ["page", "queries, 100 posts", f"queries, {asked.posts}", "CPU ms, 100 posts", f"CPU ms, {asked.posts}"]
    print(table([*heads, "ratio"], rows))

    with running([hot], log):
        stale, of = figures.stale_after_edits(hot, asked.edits, wait=0)
        notes, errors = figures.realistic_day(hot, asked.day_seconds)
        full = hot.memory()
    server = figures.with_postgresql(benchmarks, log, asked.edits, asked.fault_seconds)

    print("\n## Figures\n")
    goals = [
        *against_others(found, hot.name, cold.name),
        ["added by the cache to a page that it has not", "≤ 2 %", f"{figures.inside(benchmarks, 'miss')['percent']} %"],
        [f"stale after {asked.edits} edits under load, SQLite, at once", "0", f"{stale} of {of}"],
        *of_server(server, asked),
        *of_day(notes, errors),
        *of_growth(grown, asked.posts),
        ["memory a worker with 20 unions", "≤ 200 MiB", f"{full:.0f} MiB"],
    ]
    print(table(["figure", "goal", "found"], goals))
    for missing in benchmarks.missing:
        print(f"\nDid not take part: {missing}")
    print(f"\nPage: {MEMBERS}; {asked.rounds} rounds of {asked.seconds} s; wrk -t1; two workers of four threads.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
