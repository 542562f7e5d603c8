"""All figures of the search by one command: `python -m benchmarks.search --postgresql URL`.

The judged queries are asked of the demonstration in `DATA_DIR`, to which a page is added for a moment; without a
`DATA_DIR` one is loaded into a folder that is removed again. Times are those of the processor, with invented entries.
It ends with all figures as one table. `--findings` runs the checks of what is shared and indexed as well.
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trakyakent_site.settings")
# By what it is called, in the order in which it was measured.
FIGURES: dict[str, str] = {}
UNION = 1
WORDS_AN_ENTRY = 120
QUERIES = 300
SYLLABLES = [first + vowel for first in "bcdfghklmnprstvyz" for vowel in "aeiou"]


def main() -> None:
    options = read_options()
    # Style sheets need not be collected first.
    os.environ.setdefault("DEBUG", "1")
    if "DATA_DIR" in os.environ:
        measure(options)
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATA_DIR"] = folder
        measure(options, is_new=True)


def measure(options: argparse.Namespace, *, is_new: bool = False) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks import search_live

    if is_new:
        call_command("migrate", verbosity=0)
        call_command("loaddemo", verbosity=0)
    quality(options.postgresql)
    search_live.answers(FIGURES)
    search_live.staleness(FIGURES)
    search_live.outage(FIGURES)
    for number in options.entries:
        speed(number)
    if options.findings:
        search_live.findings(FIGURES)
    print("\n| figure | value |\n|---|---|")
    for name, value in FIGURES.items():
        print(f"| {name} | {value} |")


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, nargs="*", default=[1000, 10_000, 100_000])
    parser.add_argument("--postgresql", default="", help="A database to compare with; a temporary table is made in it.")
    parser.add_argument("--findings", action="store_true", help="Run the checks of JSON-LD, feeds, API and so on, too.")
    return parser.parse_args()


def quality(postgresql: str) -> None:
    """The judged queries, asked of our index and of PostgreSQL's `turkish`."""
    from django.utils import translation

    from pages.search import feeding
    from pages.search.index import Index
    from pages.search.results import results_in
    from tests.pages.search.judging import (
        FIFTH_QUERIES,
        FOURTH_QUERIES,
        MORE_QUERIES,
        QUERIES,
        THIRD_QUERIES,
        Judged,
        judged,
    )
    from unions.models import Union

    unions = {union.code: union for union in Union.objects.all()}
    index = Index(":memory:")
    began = time.process_time()
    for union in unions.values():
        feeding.fill(index, union)
    print(f"demonstration: {number_of_entries(index)} entries in {time.process_time() - began:.1f} s of processor")
    sets = {
        "first": QUERIES,
        "second": MORE_QUERIES,
        "third": THIRD_QUERIES,
        "fourth": FOURTH_QUERIES,
        "fifth": FIFTH_QUERIES,
    }
    by_set = {name: [query for query in judged(file) if query.union in unions] for name, file in sets.items()}
    queries = [query for some in by_set.values() for query in some]

    def ours(query: Judged) -> list[set[str]]:
        with translation.override(query.language):
            hits = results_in(index, unions[query.union].pk, query.text, []).hits
        return [{hit.entry["path"], *(other["path"] for other in hit.others)} for hit in hits]

    for name, some in by_set.items():
        report(f"{name} set", ours, some)
    report("ours", ours, queries)
    if postgresql:
        report("PostgreSQL turkish, AND, ts_rank_cd", beside(postgresql, index, unions), queries)


def report(name: str, ask: Callable, queries: list) -> None:
    from tests.pages.search.judging import judge

    outcomes, missed = judge(ask, queries)
    told = ", ".join(f"{kind} {outcome.mrr:.3f}" for kind, outcome in sorted(outcomes.items()))
    print(f"{name}: {len(queries)} queries, MRR {told}; none {outcomes['all'].none}")
    FIGURES[f"{name}: MRR of {len(queries)} queries"] = f"{told}; nothing right found {outcomes['all'].none}"
    if name == "ours":
        for query, place, first in missed:
            print(f"  {query.language} {query.text}: {place or 'not found'}, before it {first[:1]}")


def beside(url: str, index, unions: dict) -> Callable:
    """The same entries in PostgreSQL, searched as its manual says."""
    import psycopg

    from pages.search.entries import entry_of

    connection = psycopg.connect(url, autocommit=True)
    connection.execute("DROP TABLE IF EXISTS pg_temp.searched")
    connection.execute("CREATE TEMPORARY TABLE searched (union_id int, language text, path text, vector tsvector)")
    for union_id, row in rows_of(index):
        entry = entry_of(row)
        config = {"tr": "turkish", "en": "english"}[entry.language]
        connection.execute(
            "INSERT INTO searched VALUES (%s, %s, %s, setweight(to_tsvector(%s::regconfig, %s), 'A')"
            " || setweight(to_tsvector(%s::regconfig, %s), 'B') || to_tsvector(%s::regconfig, %s))",
            [
                *[union_id, entry.language, entry.path, config, entry.title],
                *[config, f"{entry.headings} {entry.summary}", config, entry.text],
            ],
        )

    def ask(query) -> list[set[str]]:
        config = {"tr": "turkish", "en": "english"}[query.language]
        rows = connection.execute(
            "SELECT path FROM searched, websearch_to_tsquery(%s::regconfig, %s) asked WHERE union_id = %s"
            " AND language = %s AND vector @@ asked ORDER BY ts_rank_cd(vector, asked) DESC, path LIMIT 10",
            [config, query.text, unions[query.union].pk, query.language],
        )
        return [{row[0]} for row in rows.fetchall()]

    return ask


def rows_of(index) -> list[tuple[int, Any]]:
    """All entries of an index, with their unions."""
    from pages.search.entries import WHOLE

    connection = index.connection()
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'e_*'").fetchall()
    return [
        (int(name.split("_")[1]), row)
        for (name,) in tables
        for row in connection.execute(WHOLE.format(name.removeprefix("e_"))).fetchall()
    ]


def number_of_entries(index) -> int:
    return len(rows_of(index))


def speed(number: int) -> None:
    """Time of the processor for a query, size of the file, time to make it, and time for one change."""
    from pages.search.index import Index
    from pages.search.querying import folded_together, found
    from pages.search.scope import Scope

    entries, words = invented(number)
    text = sum(len(f"{entry.title}{entry.summary}{entry.text}".encode()) for entry in entries)
    with tempfile.TemporaryDirectory() as folder:
        index = Index(Path(folder) / "search.sqlite3")
        began = time.monotonic(), time.process_time()
        index.replace(UNION, None, entries, None, 1)
        took = time.monotonic() - began[0], time.process_time() - began[1]
        index.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = Path(index.path).stat().st_size

        def times_of(queries: list[str]) -> list[float]:
            times = []
            for asked in queries:
                before = time.process_time()
                _question, hits, _facets = found(asked, Scope(index.connection(), UNION, "tr"), lambda _kind: 0.0)
                folded_together(hits)
                times.append((time.process_time() - before) * 1000)
            return times

        times = times_of(invented_queries(words, QUERIES))
        phrases, everywhere = times_of(invented_phrases(entries, words)), times_of(words[:20] * 3)
        typed = completion_times(index, entries)
        began_change = time.monotonic()
        index.replace(UNION, {("news", "5")}, [entries[5]], 1, 2)
        change = (time.monotonic() - began_change) * 1000
    times.sort()
    print(
        f"{number} entries: p50 {statistics.median(times):.1f} ms, p95 {times[int(len(times) * 0.95)]:.1f} ms;"
        f" file {size / 1e6:.1f} MB, {size / text:.2f} of the text; made in {took[0]:.1f} s"
        f" ({took[1]:.1f} s of processor); one change {change:.1f} ms"
    )
    FIGURES.update({
        f"{number} entries: a search": in_percentiles(times),
        f"{number} entries: a phrase in quotes": in_percentiles(phrases),
        f"{number} entries: a word that stands nearly everywhere": in_percentiles(everywhere),
        f"{number} entries: a proposal while typing": in_percentiles(typed),
        f"{number} entries: index": f"{size / 1e6:.1f} MB, {size / text:.2f} of the text",
        f"{number} entries: made anew": f"{took[0]:.1f} s ({took[1]:.1f} s of processor)",
        f"{number} entries: one change": f"{change:.1f} ms",
    })  # fmt: skip


def in_percentiles(times: list[float]) -> str:
    ordered = sorted(times)
    return f"p50 {statistics.median(ordered):.1f} ms, p95 {ordered[int(len(ordered) * 0.95)]:.1f} ms of processor"


def completion_times(index: Any, entries: list) -> list[float]:
    """The beginnings of titles, of two letters and more, of one word and of two."""
    from pages.search.completion import proposed

    chance, times = random.Random(13), []
    for place in range(QUERIES):
        words = chance.choice(entries).title.split()[: 1 + place % 2]
        words[-1] = words[-1][: 2 + place % 5]
        before = time.process_time()
        proposed(index, UNION, " ".join(words))
        times.append((time.process_time() - before) * 1000)
    return times


def invented(number: int) -> tuple[list, list[str]]:
    """Entries of invented words, a few of which stand nearly everywhere and most of which are rare."""
    from pages.search.entries import Entry

    chance = random.Random(7)
    words = sorted({"".join(chance.choices(SYLLABLES, k=chance.randint(2, 5))) for _ in range(60_000)})
    chance.shuffle(words)
    weights = [1 / (place + 3) for place in range(len(words))]
    entries = []
    for key in range(number):
        said = chance.choices(words, weights, k=WORDS_AN_ENTRY + 18)
        day = f"{2000 + key % 26}-{1 + key % 12:02}-{1 + key % 28:02}"
        entries.append(
            Entry(
                UNION, "tr", "news", f"news:{key}", f"/tr/haberler/{key}/", " ".join(said[:6]).capitalize(),
                summary=" ".join(said[6:18]), text=" ".join(said[18:]), date=day, year=int(day[:4]), weight=3 + key % 7,
            )
        )  # fmt: skip
    return entries, words


def invented_queries(words: list[str], number: int) -> list[str]:
    """One to four words, common and rare ones, every fifth with a slip."""
    chance = random.Random(11)
    queries = []
    for place in range(number):
        chosen = [words[int(len(words) ** chance.random()) - 1] for _word in range(1 + place % 4)]
        if place % 5 == 0:
            chosen[0] = chosen[0][1:2] + chosen[0][:1] + chosen[0][2:]
        queries.append(" ".join(chosen))
    return queries


def invented_phrases(entries: list, words: list[str]) -> list[str]:
    """Two or three words that stand in a row in a text, and two of the commonest, which seldom do."""
    chance = random.Random(17)
    phrases = []
    for place in range(QUERIES // 3):
        said = chance.choice(entries).text.split()
        start = chance.randrange(len(said) - 3)
        phrases.append(" ".join(said[start : start + 2 + place % 2] if place % 3 else chance.sample(words[:12], 2)))
    return [f'"{phrase}"' for phrase in phrases]


if __name__ == "__main__":
    main()
