"""The table: `benchmarks/run`, or `python -m benchmarks` where everything is installed. `--help` tells the rest."""

import argparse
import json
import os
import statistics
import sys
from pathlib import Path

from benchmarks import figures, servers
from benchmarks.inside import PAGES
from benchmarks.measuring import Run, Side, load, program, running
from benchmarks.sides import MEMBERS, ROOT, Benchmarks
from benchmarks.tables import Figure, figures_table, machine, table

COUNTS = [1, 16, 64]
BARE = "bare WSGI function"
BY_HAND = "Django by hand, no cache"
# What explains a figure: the words for benchmarks.inside.
HOT, COLD, EDITED = ("hot",), ("profile", MEMBERS), ("profile", MEMBERS, "edited")
GROWING = PAGES | {"feed": "/tr/haberler/akis/"}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks/run", description="What our pages cost, beside those of others.")
    parser.add_argument("--seconds", type=float, default=2, help="of each run of the load (default 2)")
    parser.add_argument("--rounds", type=int, default=5, help="in which all sides take turns (default 5)")
    parser.add_argument("--fault-seconds", type=float, default=60, help="of each outage (default 60)")
    parser.add_argument("--day-seconds", type=float, default=300, help="of the realistic day (default 300)")
    parser.add_argument("--edits", type=int, default=40)
    parser.add_argument("--posts", type=int, default=100_000, help="of the large archive")
    parser.add_argument("--without-peers", action="store_true", help="leave Wagtail and django CMS out")
    parser.add_argument("--profile", metavar="PATH", help="only say where the time of this page goes: /tr/uyeler/")
    parser.add_argument("--servers", action="store_true", help="only compare the server's settings, and other servers")
    return parser.parse_args()


def compare(sides: list[Side], rounds: int, seconds: float, counts: list[int]) -> dict[str, dict[int, list[Run]]]:
    """All sides in turns, each round beginning with another one."""
    found = {side.name: {count: [] for count in counts} for side in sides}
    for number in range(rounds):
        turned = sides[number % len(sides) :] + sides[: number % len(sides)]
        for count in counts:
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


# What was found, against the goals


def against_others(found: dict, hot: str, cold: str) -> list[Figure]:
    goals = [
        Figure.at_least(
            f"hot page against a bare WSGI function, c={count}", 0.9, ratio(found, hot, BARE, count), explained_by=HOT
        )
        for count in COUNTS
    ]
    compared = ratio(found, hot, "bare, two headers only", 16)
    goals.append(Figure("hot page against the function with two headers only, c=16", "–", f"{compared:.2f}"))
    for peer in ["Wagtail", "django CMS"]:
        if f"{peer}, its cache" in found:
            what = f"hot page against {peer} with its cache, c=16"
            compared = ratio(found, hot, f"{peer}, its cache", 16)
            goals.append(Figure.at_least(what, 2.5, compared, " ×", explained_by=HOT))
            goals.append(cold_against(found, cold, f"{peer}, no cache", 0.4))
    return [*goals, cold_against(found, cold, BY_HAND, 1.8)]


def cold_against(found: dict, cold: str, other: str, goal: float) -> Figure:
    cost = middle(found[cold][16], "processor") / middle(found[other][16], "processor")
    what = f"processor time of a cold page against {other}, gunicorn, c=16"
    return Figure.at_most(what, goal, cost, " ×", explained_by=COLD)


def in_one_process(alone: dict, cold: str) -> list[Figure]:
    goals = {BY_HAND: 1.8, "Wagtail, no cache": 0.4, "django CMS, no cache": 0.4}
    return [
        Figure.at_most(
            f"processor time of a cold page against {name}, without a server",
            goals[name],
            alone[cold][2] / spent,
            " ×",
            explained_by=COLD,
        )
        for name, (_queries, _size, spent) in alone.items()
        if name in goals
    ]


def of_server(server: dict, asked: argparse.Namespace) -> list[Figure]:
    if not server:
        return []
    stale, of = server["stale"]
    what = f"stale after {asked.edits} edits under load, PostgreSQL, 0.5 s"
    goals = [Figure(what, "0", f"{stale} of {of}", stale == 0)]
    for fault in ["stopped", "hung"]:
        good, count, slow = server[fault]
        what = f"database {fault} for {asked.fault_seconds:.0f} s: seen pages with 200; p99"
        found = f"{100 * good / count:.2f} % of {count}; {slow:.1f} ms"
        goals.append(Figure(what, "100 %, ≤ 100 ms", found, good == count and slow <= 100))
    return goals


def of_day(day: dict) -> list[Figure]:
    asked, hits = sum(day["asked"].values()), sum(day["hits"].values())
    what = f"hits of a realistic day ({asked} requests, {day['errors']} errors)"
    return [Figure.at_least(what, 90, 100 * hits / asked, " %")]


def day_table(day: dict) -> str:
    kinds = [*day["asked"], "all"]
    counts = {name: {**day[name], "all": sum(day[name].values())} for name in ["asked", "hits"]}
    rows = []
    for kind in kinds:
        asked, hits = counts["asked"][kind], counts["hits"][kind]
        middle, slow = day["times"][kind]
        rows.append([kind, asked, hits, f"{100 * hits / max(asked, 1):.1f} %", f"{middle:.2f} / {slow:.1f}"])
    return table(["pages", "requests", "hits", "share", "p50 / p99 ms"], rows)


def of_growth(grown: dict, posts: int) -> list[Figure]:
    goals = []
    for name in ["home", "news", "post", "feed"]:
        (few, many), spent = grown[name]
        text = f"{few} and {many} queries; {spent[1] / spent[0]:.2f}"
        is_met = many <= few and spent[1] / spent[0] <= 1.1
        explained_by = ("profile", GROWING[name], "many.localhost")
        goals.append(Figure(f"{name}, {posts} posts against 100", "≤ 1.1", text, is_met, explained_by))
    return goals


def explain(benchmarks: Benchmarks, goals: list[Figure]) -> None:
    """Where the time of a cold page goes, and that of everything else that has missed its goal."""
    missed = [each.explained_by for each in goals if each.is_met is False and each.explained_by]
    for words in dict.fromkeys([COLD, *missed]):
        folder = "growth" if "many.localhost" in words else "ours"
        print(f"\n## Where the time goes: {' '.join(words)}\n")
        print(figures.told(benchmarks, folder, *words, "short"))


def main() -> int:
    asked = arguments()
    folder = Path(os.environ.get("DATA_DIR") or ROOT / "data").resolve() / "benchmarks"
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "servers.log"
    log.unlink(missing_ok=True)
    benchmarks = Benchmarks(folder)
    benchmarks.make_ours()
    if asked.profile:
        print(figures.told(benchmarks, "ours", "profile", asked.profile))
        return 0
    if not program("wrk"):
        print("wrk is missing: apt install wrk", file=sys.stderr)
        return 1
    if asked.servers:
        print(f"\n## Our page {MEMBERS} under each server: requests a second against the shipped settings\n")
        print(servers.matrix(servers.compared(benchmarks, asked, log)))
    else:
        print_everything(benchmarks, asked, log)
    for missing in benchmarks.missing:
        print(f"\nDid not take part: {missing}")
    print(f"\n{asked.rounds} rounds of {asked.seconds:g} s in turns; wrk -t1. {machine()}")
    return 0


def print_everything(benchmarks: Benchmarks, asked: argparse.Namespace, log: Path) -> None:
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
    sides = [*benchmarks.least(), hot, packed, unchanged, cold, benchmarks.by_hand(), *benchmarks.nginx()]
    if not asked.without_peers:
        sides += [*benchmarks.peer("wagtail", "Wagtail"), *benchmarks.peer("djangocms", "django CMS")]
    with running(sides, log):
        for side in sides:
            load(side, 4, 1)
        found = compare(sides, asked.rounds, asked.seconds, COUNTS)
        memory = {side.name: side.memory() for side in sides}
    print(f"\n## The listing of forty members ({MEMBERS}), {benchmarks.body.stat().st_size} bytes\n")
    print(sides_table(found, sides, memory))

    print("\n## The same listing without a server, made anew each time, one process each, in turns\n")
    alone = figures.in_turns([side for side in sides if side.name == cold.name or side.name.endswith("no cache")])
    rows = [[name, queries, size, f"{spent:.2f}"] for name, (queries, size, spent) in alone.items()]
    print(table(["side", "queries", "bytes", "CPU ms"], rows))
    print("\n## Cold pages of ours, one process\n")
    costs = figures.inside(benchmarks, "cold")
    heads = ["page", "queries", "queries after an edit", "CPU ms", "CPU ms after an edit"]
    print(table(heads, [[name, *pair] for name, pair in costs.items()]))

    print("\n## Growth\n")
    (folder := benchmarks.folder / "growth").mkdir(exist_ok=True)
    if not (folder / "static").exists():
        (folder / "static").symlink_to(benchmarks.folder / "ours" / "static")
    grown = figures.inside(benchmarks, "growth", "growth", BENCHMARK_POSTS=str(asked.posts))
    rows = [[name, *queries, *spent, f"{spent[1] / spent[0]:.2f}"] for name, (queries, spent) in grown.items()]
    heads = ["page", "queries, 100 posts", f"queries, {asked.posts}", "CPU ms, 100 posts", f"CPU ms, {asked.posts}"]
    print(table([*heads, "ratio"], rows))

    with running([hot], log):
        stale, of = figures.stale_after_edits(hot, asked.edits, wait=0)
        day = figures.realistic_day(hot, asked.day_seconds)
        full = hot.memory()
    print(f"\n## A realistic day of {asked.day_seconds:g} s: 20 unions, an edit every five seconds\n")
    print(day_table(day))
    server = figures.with_postgresql(benchmarks, log, asked.edits, asked.fault_seconds)

    print("\n## Figures\n")
    goals = [
        *against_others(found, hot.name, cold.name),
        *in_one_process(alone, cold.name),
        Figure.at_most(
            f"processor time of the first page after an edit against {BY_HAND}, without a server",
            1.8,
            costs["members"][3] / alone[BY_HAND][2],
            " ×",
            explained_by=EDITED,
        ),
        Figure.at_most(
            "added by the cache to a page that it has not", 2, figures.inside(benchmarks, "miss")["percent"], " %"
        ),
        Figure(f"stale after {asked.edits} edits under load, SQLite, at once", "0", f"{stale} of {of}", stale == 0),
        *of_server(server, asked),
        *of_day(day),
        *of_growth(grown, asked.posts),
        Figure.at_most("memory a worker with 20 unions", 200, full, " MiB"),
    ]
    print(figures_table(goals))
    explain(benchmarks, goals)


if __name__ == "__main__":
    sys.exit(main())
