"""What every public page type costs, beside a listing written by hand: `python -m benchmarks.page_types`.

One page of each public address, the largest that a reader meets in the demonstration, in three states: nothing
remembered at all, the first time after an edit, and again while nothing changes. The page cache takes no part.
Processor time is that of one process; the listing by hand is asked in turns with every page, so that both see the same
moods of the machine, and the middle of the rounds is shown. `--help` tells the rest.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections import deque
from pathlib import Path
from typing import NamedTuple

from benchmarks.figures import insider
from benchmarks.inside import ask, edit, queries_of
from benchmarks.measuring import Side
from benchmarks.sides import ROOT, Benchmarks
from benchmarks.tables import machine, table

# By state: how often a page is asked in a block, the most of the listing by hand that it may cost, and its queries.
STATES = {"cold": (3, 1.8, None), "edited": (3, 1.8, 10), "warm": (8, 1.0, 6)}
BY_HAND_TIMES = 4
# Each kind is there many times before.
PAGES_A_UNION = 600
# Entrances from which everything is found that pages do not link to.
ENTRANCES = ["/tr/", "/robots.txt", "/sitemap.xml", "/api/v1/", "/oparl/tr/", "/.well-known/security.txt"]
HANDS = "hand-written listing"
STEPS = [
    ["migrate"],
    ["createcachetable"],
    ["loadreference"],
    ["loadfacts"],
    ["loaddemo"],
    ["collectstatic", "--noinput"],
]


class Kind(NamedTuple):
    """A page that stands for all of its address."""

    name: str
    host: str
    path: str


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.page_types", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rounds", type=int, default=5, help="of which the middle is shown (default 5)")
    parser.add_argument("--site", type=Path, help="the DATA_DIR of a loaded site; without it, one is made")
    parser.add_argument("--only", default="", help="names of addresses, divided by commas")
    return parser.parse_args()


# In the process that makes the pages


def kinds_of(client_of) -> list[Kind]:
    """For every public address the largest page that is reached by links, in Turkish."""
    from unions.models import Union, UnionHost

    largest: dict[str, tuple[int, Kind]] = {}
    for union in Union.objects.order_by("pk"):
        host = UnionHost.all_unions.get(union=union, is_primary=True).host
        for path, address, size in pages_of(client_of(host), host):
            name = address + ("?" if "?" in path else "")
            if size > largest.get(name, (0, None))[0]:
                largest[name] = size, Kind(name, host, path)
    return [kind for _name, (_size, kind) in sorted(largest.items())]


def pages_of(client, host: str):
    """Paths that answer with 200, the names of their addresses, and their sizes."""
    from benchmarks.pages import links_of

    waiting, known, number = deque(ENTRANCES), set(ENTRANCES), 0
    while waiting and number < PAGES_A_UNION:
        path = waiting.popleft()
        answer = client.get(path)
        number += 1
        if answer.status_code != 200 or answer.streaming:
            continue
        yield path, answer.wsgi_request.resolver_match.url_name, len(answer.content)
        if answer.get("Content-Type", "").startswith("text/html"):
            for link in links_of(answer.content.decode(), path, host, below="/"):
                if link not in known and not link.startswith(("/en/", "/yonetim/", "/static/", "/dosya/")):
                    known.add(link)
                    waiting.append(link)


def list_kinds() -> None:
    from django.test import Client

    print(json.dumps(kinds_of(lambda host: Client(headers={"host": host}))), flush=True)


def answer_lines() -> None:
    """For each line with a state, a host and a path: the middle of the processor milliseconds, queries and bytes."""
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    for line in sys.stdin:
        state, host, path = json.loads(line)
        times = []
        ask(application, path, host)
        for _time in range(STATES[state][0]):
            prepare(state)
            started = time.process_time()
            body = ask(application, path, host)
            times.append(1000 * (time.process_time() - started))
        prepare(state)
        queries = queries_of(application, path, host)
        print(json.dumps([statistics.median(times), queries, len(body)]), flush=True)


def prepare(state: str) -> None:
    from unions.caching.store import clear_all_stores

    if state == "cold":
        clear_all_stores()
    elif state == "edited":
        edit()


# In the process that compares


def main() -> int:
    asked = arguments()
    folder = Path(os.environ.get("DATA_DIR") or ROOT / "data").resolve() / "benchmarks"
    folder.mkdir(parents=True, exist_ok=True)
    benchmarks = Benchmarks(folder)
    site = asked.site or demonstration(benchmarks)
    environment = benchmarks.ours("").environment | {"DATA_DIR": str(site.resolve()), "PAGE_CACHE_MEGABYTES": "0"}
    # Found once: the same pages are compared before a change and after it.
    if not (known := site / "page-types.json").exists():
        known.write_text(ours(benchmarks, environment, "list").communicate()[0].splitlines()[-1])
    kinds = [Kind(*each) for each in json.loads(known.read_text())]
    wanted = set(filter(None, asked.only.split(",")))
    kinds = [kind for kind in kinds if not wanted or kind.name in wanted]
    found = measured(benchmarks, environment, kinds, asked.rounds)
    print(told(kinds, found))
    print(f"\nMiddle of {asked.rounds} rounds; ratios to the {HANDS} within the same round. {machine()}")
    return int(any(missed(found[kind]) for kind in kinds))


def demonstration(benchmarks: Benchmarks) -> Path:
    """A site with the demonstration of both unions, made once."""
    site = benchmarks.folder / "demonstration"
    if not (site / "made").exists():
        site.mkdir(parents=True, exist_ok=True)
        environment = os.environ | benchmarks.ours("").environment | {"DATA_DIR": str(site)}
        for step in STEPS:
            benchmarks.run([benchmarks.python, "-W", "ignore", "manage.py", *step], environment, ROOT)
        (site / "made").touch()
    return site


def ours(benchmarks: Benchmarks, environment: dict, what: str) -> subprocess.Popen:
    return subprocess.Popen(
        [benchmarks.python, "-W", "ignore", "-m", "benchmarks.page_types", what],
        cwd=ROOT,
        env=os.environ | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def asked_of(process: subprocess.Popen, line: str) -> str:
    process.stdin.write(f"{line}\n")
    process.stdin.flush()
    return process.stdout.readline()


def measured(benchmarks: Benchmarks, environment: dict, kinds: list[Kind], rounds: int) -> dict[Kind, dict]:
    """By page and state: milliseconds, ratio to the listing by hand, queries and bytes."""
    side: Side = benchmarks.by_hand()
    hand = insider(side, "blocks", side.path, side.headers["Host"])
    hand.stdout.readline()
    process = ours(benchmarks, environment, "answer")
    rows: dict[Kind, dict] = {kind: {state: [] for state in STATES} for kind in kinds}
    for number in range(rounds):
        for kind in kinds:
            for state in STATES:
                least = float(asked_of(hand, ""))
                spent, queries, size = json.loads(asked_of(process, json.dumps([state, kind.host, kind.path])))
                rows[kind][state].append((spent, spent / least, queries, size))
        print(f"  round {number + 1} of {rounds}", file=sys.stderr)
    for each in (hand, process):
        each.stdin.close()
        each.wait(timeout=60)
    return {kind: {state: middle(found) for state, found in by_state.items()} for kind, by_state in rows.items()}


def middle(rows: list[tuple]) -> tuple[float, ...]:
    return tuple(statistics.median(column) for column in zip(*rows, strict=True))


def missed(by_state: dict) -> list[str]:
    """The states in which the page costs more than its budget."""
    return [
        state
        for state, (_times, most, most_queries) in STATES.items()
        if by_state[state][1] > most or (most_queries is not None and by_state[state][2] > most_queries)
    ]


def told(kinds: list[Kind], found: dict[Kind, dict]) -> str:
    rows = []
    for kind in sorted(kinds, key=lambda kind: -found[kind]["warm"][1]):
        by_state = found[kind]
        cells = [f"{by_state[state][0]:.1f} ({by_state[state][1]:.2f})" for state in STATES]
        queries = "/".join(f"{by_state[state][2]:.0f}" for state in STATES)
        rows.append([kind.name, *cells, queries, int(by_state["warm"][3]), ", ".join(missed(by_state)), kind.path])
    heads = ["page type", *[f"{state}: ms (ratio ≤ {STATES[state][1]})" for state in STATES]]
    return table([*heads, "queries", "bytes", "over its budget", "page"], rows)


if __name__ == "__main__":
    if sys.argv[1:] in (["list"], ["answer"]):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trakyakent_site.settings")
        import django

        django.setup()
        {"list": list_kinds, "answer": answer_lines}[sys.argv[1]]()
    else:
        sys.exit(main())
