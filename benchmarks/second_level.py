"""What the second level of finished pages gives and costs: `python -m benchmarks.second_level --site FOLDER`.

FOLDER is the DATA_DIR of an installation with its static files; nothing in it is written. A server of pages
(valkey-server or redis-server) is begun for as long as this runs. Everything is asked in one process, and its processor
time counts, the middle of the rounds. What a miss adds is measured by itself, because a page made anew varies by more.
Then a realistic day: workers that share nothing, and the same with the store, are asked for the same pages of one union
(80 % first pages, 15 % of all others, 3 % searches, 2 % that do not exist), with edits between them; counted is which
level answered.
"""

import argparse
import io
import itertools
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.day import SECTIONS

PAGES = ["/tr/", "/tr/uyeler/", "/tr/haberler/", "/tr/organlar/meclis/", "/tr/belgeler/"]
PROGRAMS = ["valkey-server", "redis-server"]
WORKERS, QUESTIONS, EDITED_EVERY = 6, 12_000, 3000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", required=True)
    parser.add_argument("--host", default="")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--port", type=int, default=8239)
    asked = parser.parse_args()
    os.environ |= {"DATA_DIR": str(Path(asked.site).resolve()), "DJANGO_SETTINGS_MODULE": "trakyakent_site.settings"}
    os.environ["PAGE_STORE_URL"] = f"valkey://127.0.0.1:{asked.port}"
    import django

    django.setup()
    with tempfile.TemporaryDirectory() as folder:
        server = begun(folder, asked.port)
        try:
            measure(asked.host or first_host(), asked.rounds)
        finally:
            server.terminate()
            server.wait(timeout=30)


def begun(folder: str, port: int) -> subprocess.Popen:
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise SystemExit("Neither valkey-server nor redis-server is installed.")
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder]
    server = subprocess.Popen([program, *options], stdout=subprocess.DEVNULL)
    time.sleep(1)
    return server


def first_host() -> str:
    from unions.models import UnionHost

    return UnionHost.all_unions.order_by("-is_primary", "host")[0].host


class Numbers:
    """The number of every union, which an edit raises; nothing is written."""

    is_silent = False

    def __init__(self) -> None:
        self.edits = 0

    def of(self, union: int) -> int:
        return self.edits

    def notice(self, union: int, number: int) -> None:
        """What the database says does not count here."""


class Site:
    """Django behind the page cache of one worker."""

    def __init__(self, host: str, numbers: Numbers, *, with_store: bool):
        from django.core.wsgi import get_wsgi_application

        from trakyakent_site.page_cache import shared
        from trakyakent_site.page_cache.application import PageCache
        from unions.tenancy.scope import GENERATION

        django_application = get_wsgi_application()

        def application(environ, start_response):
            response = django_application(environ, start_response)
            if GENERATION in environ:
                environ[GENERATION] = (environ[GENERATION][0], numbers.edits)
            return response

        self.host, self.numbers = host, numbers
        self.shared = shared.shared_pages() if with_store else None
        if self.shared is not None:
            # A machine that does other things besides is no reason to leave the store alone.
            self.shared.server.patience, shared.SLOW = 5.0, 5.0
        self.cache = PageCache(application, numbers, shared=self.shared)

    def ask(self, address: str) -> str:
        path, _mark, query = address.partition("?")
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": self.host,
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
        }
        told: list = []
        chunks = self.cache(environ, lambda status, headers, exc_info=None: told.append(dict(headers)))
        b"".join(chunks)
        if hasattr(chunks, "close"):
            chunks.close()
        return told[-1].get("Cache-Status", "")

    def forget(self) -> None:
        for store in [self.cache.pages, self.cache.rest]:
            store.pages.clear()
            store.weight = 0


def spent(ask, times: int = 1) -> float:
    """Milliseconds of the processor."""
    began = time.process_time()
    for _time in range(times):
        ask()
    return 1000 * (time.process_time() - began) / times


def measure(host: str, rounds: int) -> None:
    numbers = Numbers()
    maker, reader = Site(host, numbers, with_store=True), Site(host, numbers, with_store=True)
    print(f"{'page':24}{'made, ms':>10}{'miss adds, ms':>15}{'of it':>8}{'2nd level, µs':>15}{'1st level, µs':>15}")
    for page in PAGES:
        maker.ask(page)
        made, second, first = [], [], []
        for _round in range(rounds):
            numbers.edits += 1
            made.append(spent(lambda page=page: maker.ask(page)))
            reader.forget()
            second.append(1000 * spent(lambda page=page: reader.ask(page)))
            first.append(1000 * spent(lambda page=page: reader.ask(page), 200))
        added = exchange(maker, page)
        middle = statistics.median(made) - added
        print(
            f"{page:24}{middle:10.2f}{added:15.3f}{100 * added / middle:7.1f}%"
            f"{statistics.median(second):15.0f}{statistics.median(first):15.1f}"
        )
    day(host)


def exchange(site: Site, page: str, times: int = 40) -> float:
    """Milliseconds of what a miss does besides: looking for the page, and laying it into the store."""
    key = ("http", site.host, page, "")
    kept = site.cache.find(key)
    if kept is None or site.shared is None:
        raise SystemExit(f"{page} is not kept: is {site.host} the host of a union with all its pages?")
    looks, puts = [], []
    for number in itertools.islice(itertools.count(10**6), times):
        looks.append(spent(lambda number=number: site.shared.look(key, lambda union: number, takes_turn=True)))
        kept.number = number
        puts.append(spent(lambda: site.shared.put(key, kept)))
    return statistics.median(looks) + statistics.median(puts)


def chosen(chance: random.Random, others: list[str]) -> str:
    kind = chance.random()
    if kind < 0.8:
        return f"/tr/{chance.choice(SECTIONS)}"
    if kind < 0.95:
        # Of some thousand addresses few are asked for often.
        return others[int(len(others) * chance.random() ** 3)]
    return f"/tr/kararlar/?s=kelime{chance.randrange(300)}" if kind < 0.98 else f"/tr/yok-{chance.randrange(10_000)}/"


def day(host: str) -> None:
    """Which level answers, where the workers share pages and where they do not."""
    from trakyakent_site.operations.inside import Inside, public_addresses

    print(f"\n{WORKERS} workers, {QUESTIONS} questions of a realistic day, an edit every {EDITED_EVERY}:")
    others = public_addresses(Inside(), host)
    for with_store in (False, True):
        numbers, chance = Numbers(), random.Random(7)
        numbers.edits = 10**9 + 10**6 * with_store
        workers = [Site(host, numbers, with_store=with_store) for _worker in range(WORKERS)]
        notes: Counter[str] = Counter()
        for question in range(QUESTIONS):
            if question % EDITED_EVERY == EDITED_EVERY - 1:
                numbers.edits += 1
            notes[chance.choice(workers).ask(chosen(chance, others))] += 1
        hits, shared = notes["pages; hit"], notes['pages; hit; detail="shared"']
        name = "with the store" if with_store else "without"
        first, second = 100 * hits / QUESTIONS, 100 * shared / QUESTIONS
        print(
            f"{name:16} first level {first:5.1f} %, second {second:4.1f} %, together {first + second:5.1f} %,"
            f" made {100 - first - second:4.1f} %",
            flush=True,
        )


if __name__ == "__main__":
    main()
