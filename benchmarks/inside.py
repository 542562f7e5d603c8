"""What happens inside one process: `python -m benchmarks.inside WHAT`, with the settings of our installation.

Each prints one line of JSON, for the table of `python -m benchmarks`.
"""

import cProfile
import io
import json
import os
import pstats
import random
import statistics
import sys
import time
from collections import Counter
from pathlib import Path

import django
from django.conf import settings

HOST = "birlik-0.localhost"
PAGES = {
    "home": "/tr/",
    "members": "/tr/uyeler/",
    "member": "/tr/uyeler/uye-1/",
    "news": "/tr/haberler/",
    "post": "/tr/haberler/haber-1/",
    "page": "/tr/bolum-1/",
    "union": "/tr/birlik/",
    "organs": "/tr/organlar/",
    "meetings": "/tr/toplantilar/",
    "decisions": "/tr/kararlar/",
    "papers": "/tr/belgeler/yillik/",
    "documents": "/tr/belgeler/",
    "not found": "/tr/yok/",
}
BLOCKS, TIMES = 9, 12


def environment(path: str, host: str = HOST) -> dict:
    path, _, query = path.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": host,
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
    }


def ask(application, path: str, host: str = HOST) -> bytes:
    answer = application(environment(path, host), lambda status, headers, exc_info=None: None)
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    return body


def milliseconds(*work) -> list[float]:
    """Processor time of each of several pieces of work, done in turns; the lowest of some blocks."""
    found = [[] for _piece in work]
    for _block in range(BLOCKS):
        for times, piece in zip(found, work, strict=True):
            started = time.process_time()
            for _time in range(TIMES):
                piece()
            times.append(1000 * (time.process_time() - started) / TIMES)
    return [min(times) for times in found]


def queries_of(application, path: str, host: str = HOST) -> int:
    from django.db import connection

    count = 0

    def counted(execute, sql, parameters, many, context):
        nonlocal count
        count += 1
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(counted):
        ask(application, path, host)
    return count


def edit() -> None:
    """What every write does, without the write."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE unions_generation SET number = number + 1")


def cold(application) -> dict:
    """Queries and processor time of each kind of page made anew: while nothing changes, and right after an edit."""

    def ask_after_edit(path):
        edit()
        ask(application, path)

    found = {}
    for name, path in PAGES.items():
        ask(application, path)
        spent, after_edit, editing = milliseconds(
            lambda path=path: ask(application, path), lambda path=path: ask_after_edit(path), edit
        )
        ask(application, path)
        queries = queries_of(application, path)
        edit()
        found[name] = [queries, queries_of(application, path), round(spent, 2), round(after_edit - editing, 2)]
    return found


def miss(application) -> dict:
    """What the cache adds to a page that it does not have, in percent of the page."""
    from trakyakent_site.page_cache.application import PageCache

    class Unknown:
        is_silent = False

        def of(self, union):
            return -1

        def notice(self, union, number):
            pass

    cache = PageCache(application, Unknown())
    ask(application, PAGES["members"]), ask(cache, PAGES["members"])
    ratios = []
    for _round in range(11):
        alone, with_cache = milliseconds(
            lambda: ask(application, PAGES["members"]), lambda: ask(cache, PAGES["members"])
        )
        ratios.append(100 * (with_cache / alone - 1))
    return {"percent": round(statistics.median(ratios), 2)}


def growth(application) -> dict:
    """Queries and processor time of the first pages of two unions: one with a hundred posts, one with many."""
    from django.core.management import call_command

    from benchmarks.growth import asked_pages, make, signed_in

    many = int(os.environ.get("BENCHMARK_POSTS", "100000"))
    call_command("migrate", verbosity=0)
    make(many)
    found = {}
    for name, pair in asked_pages(many).items():
        # The lists of the administration are asked for by somebody who has signed in.
        asked = signed_in(application) if name.startswith("administration") else application
        for each in pair:
            ask(asked, *each)
        spent = milliseconds(*[lambda pair=each, asked=asked: ask(asked, *pair) for each in pair])
        counted = [queries_of(asked, *each) for each in pair]
        found[name] = [counted, [round(each, 2) for each in spent]]
    return found


def edits(application) -> dict:
    """Saves a post of the measured union for each line that comes in, and says so when it is stored."""
    from pages.models import Post
    from unions.models import Union
    from unions.tenancy import scope

    unions = list(Union.objects.order_by("pk"))
    for line in sys.stdin:
        union = unions[0] if line.strip() else random.choice(unions)
        with scope.of(union):
            post = Post.objects.first()
            post.title_tr = f"Düzenleme {line.strip()}"
            post.save()
        print("stored", flush=True)
    return {}


def blocks(application) -> None:
    """Processor milliseconds of one page for each line that comes in: several processes are measured in turns."""
    path, host = sys.argv[2:4]
    ask(application, path, host), ask(application, path, host)
    print(queries_of(application, path, host), len(ask(application, path, host)), flush=True)
    for _line in sys.stdin:
        started = time.process_time()
        for _time in range(TIMES):
            ask(application, path, host)
        print(1000 * (time.process_time() - started) / TIMES, flush=True)


def profile(application) -> None:
    """Where the time of a cold page goes, or of the first after an edit: `profile [PATH [HOST]] [edited] [short]`."""
    words = [word for word in sys.argv[2:] if word not in ("edited", "short")]
    path, host = [*words, *[PAGES["members"], HOST][len(words) :]]
    before = edit if "edited" in sys.argv else lambda: None
    ask(application, path, host), ask(application, path, host)
    asked, editing = milliseconds(lambda: (before(), ask(application, path, host)), before)
    spent = asked - editing
    profiler = cProfile.Profile()
    for _time in range(30):
        before()
        profiler.enable()
        ask(application, path, host)
        profiler.disable()
    before()
    print(f"{path}: {queries_of(application, path, host)} queries, {spent:.2f} ms of processor time.")
    if "short" in sys.argv:
        print_shares(profiler, 30, spent, "ms")
        return
    print("30 times, by own time and by all below")
    for order in ["tottime", "cumulative"]:
        pstats.Stats(profiler).strip_dirs().sort_stats(order).print_stats(35)


def hot(application) -> None:
    """Where the time of a finished page goes."""
    from trakyakent_site.page_cache.application import with_page_cache

    settings.PAGE_CACHE_MEGABYTES = 64
    cache = with_page_cache(application)
    path, times = PAGES["members"], 200
    ask(cache, path)
    asked = environment(path)

    def finished() -> None:
        for _time in range(times):
            cache(asked.copy(), lambda status, headers, exc_info=None: None)

    [spent] = milliseconds(finished)
    profiler = cProfile.Profile()
    profiler.enable()
    for _time in range(20):
        finished()
    profiler.disable()
    print(f"{path}: {1000 * spent / times:.1f} µs of processor time in front of Django; the rest is the server's.")
    print_shares(profiler, 20 * times, 1000 * spent / times, "µs")


def print_shares(profiler: cProfile.Profile, times: int, spent: float, unit: str) -> None:
    """The ten functions with the most time of their own; what the profiler itself takes is shared out."""
    found = pstats.Stats(profiler).stats
    whole = sum(own for _primitive, _calls, own, _below, _callers in found.values())
    print(f"\n| function | own {unit} | share | calls |\n| --- | --: | --: | --: |")
    for (file, line, name), (_primitive, calls, own, _below, _callers) in sorted(
        found.items(), key=lambda each: -each[1][2]
    )[:10]:
        place = name if file == "~" else f"{'/'.join(Path(file).parts[-2:])}:{line} {name}"
        print(f"| {place} | {spent * own / whole:.2f} | {100 * own / whole:.0f} % | {calls / times:g} |")
    folders = Counter()
    for (file, _line, _name), (_primitive, _calls, own, _below, _callers) in found.items():
        folders["built in" if file == "~" else "/".join(Path(file).parts[-3:-1])] += own / whole
    print("\nBy folder: " + ", ".join(f"{name} {100 * share:.0f} %" for name, share in folders.most_common(10)))


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trakyakent_site.settings")
    django.setup()
    settings.PAGE_CACHE_MEGABYTES = 0
    from django.core.wsgi import get_wsgi_application

    what = {each.__name__: each for each in [cold, miss, growth, edits, blocks, profile, hot]}[sys.argv[1]]
    found = what(get_wsgi_application())
    if found:
        print(json.dumps(found))


if __name__ == "__main__":
    main()
