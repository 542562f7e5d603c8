"""Asks the judged queries, and says how well they are answered."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from members.models import OfficeHolder, Person
from unions.models import Union
from unions.tenancy import scope
from unions.text.turkish import fold

HERE = Path(__file__).parent
# The second was written after the search, by somebody who had not looked at what it finds.
QUERIES, MORE_QUERIES = HERE / "queries.tsv", HERE / "queries_more.tsv"
# The third was asked before anything was mended for it: 0.894 then, and 8 of 117 found nothing.
THIRD_QUERIES = HERE / "queries_third.tsv"
# The fourth likewise: 0.960 then, and 2 of 123 found nothing.
FOURTH_QUERIES = HERE / "queries_fourth.tsv"
# The fifth likewise: 0.920 then; two of 64 found nothing, since their right answers had been written down wrong.
FIFTH_QUERIES = HERE / "queries_fifth.tsv"
# Who holds an office, and how the name is typed: each demonstration draws its people anew.
IN_BRACES = re.compile(r"\{(?P<role>\w+)(?:\.(?P<way>\w+))?\}")
FIRST = 10


@dataclass(frozen=True)
class Judged:
    """A query with the addresses that answer it."""

    union: str
    language: str
    kind: str
    text: str
    right: tuple[str, ...]

    def is_right(self, path: str) -> bool:
        return any(fnmatch(path, right) for right in self.right)


def judged(*files: Path) -> list[Judged]:
    """All queries; people are named in the files, since their addresses are numbers."""
    lines = [line for file in files or (QUERIES,) for line in file.read_text(encoding="utf-8").splitlines()]
    return list(read(line.split("\t") for line in lines if line and not line.startswith("#")))


def read(rows: Iterator[list[str]]) -> Iterator[Judged]:
    for union, language, kind, written, answers in rows:
        with scope.of(Union.objects.get(code=union)):
            text, right = (IN_BRACES.sub(typed_name, part) for part in (written, answers))
        if "person:" in right:
            others, _sign, name = right.partition("person:")
            paths = [*others.split(), *paths_of_person(union, name, language)]
        else:
            paths = right.split()
        yield Judged(union, language, kind, text, tuple(paths))


def typed_name(match: re.Match[str]) -> str:
    """The name of who holds an office now, as it is typed."""
    seats = OfficeHolder.objects.current().filter(role=match["role"]).with_person().order_by("pk")
    name = seats[0].person.name
    first, last = name.rsplit(" ", 1)
    ways = {
        None: name,
        "plain": fold(name),
        "surname": last,
        "initial": f"{first[0]}. {last}",
        "last_first": f"{last} {first[0]}.",
        "misspelt": f"{first} {last[:3]}{last[4:]}",
    }
    return ways[match["way"]]


def paths_of_person(union: str, name: str, language: str) -> list[str]:
    word = {"tr": "kisiler", "en": "people"}[language]
    with scope.of(Union.objects.get(code=union)):
        return [f"/{language}/{word}/{key}/" for key in Person.objects.filter(name=name).values_list("pk", flat=True)]


@dataclass
class Outcome:
    """The mean of 1/place of the first right address, and how many found none, of a kind of query."""

    number: int = 0
    total: float = 0.0
    none: int = 0

    @property
    def mrr(self) -> float:
        return self.total / self.number if self.number else 0.0


def judge(ask: Callable[[Judged], list[set[str]]], queries: list[Judged]) -> tuple[dict[str, Outcome], list[tuple]]:
    """By kind of query, and of all; then each query that was not answered first, with its place."""
    outcomes: dict[str, Outcome] = defaultdict(Outcome)
    missed = []
    for query in queries:
        answers = ask(query)[:FIRST]
        place = next((place for place, paths in enumerate(answers, 1) if any(map(query.is_right, paths))), None)
        for name in (query.kind, "all"):
            outcome = outcomes[name]
            outcome.number += 1
            outcome.total += 1 / place if place else 0
            outcome.none += place is None
        if place != 1:
            missed.append((query, place, [sorted(paths)[0] for paths in answers[:3]]))
    return outcomes, missed
