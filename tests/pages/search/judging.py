"""Asks the judged queries, and says how well they are answered."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from members.models import Person
from unions.models import Union
from unions.tenancy import scope

QUERIES = Path(__file__).parent / "queries.tsv"
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


def judged() -> list[Judged]:
    """All queries; people are named in the file, since their addresses are numbers."""
    lines = QUERIES.read_text(encoding="utf-8").splitlines()
    return list(read(line.split("\t") for line in lines if line and not line.startswith("#")))


def read(rows: Iterator[list[str]]) -> Iterator[Judged]:
    for union, language, kind, text, right in rows:
        if "person:" in right:
            others, _sign, name = right.partition("person:")
            paths = [*others.split(), *paths_of_person(union, name, language)]
        else:
            paths = right.split()
        yield Judged(union, language, kind, text, tuple(paths))


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
