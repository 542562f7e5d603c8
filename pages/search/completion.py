"""What is proposed while somebody types: titles whose words begin with what was typed, the best of standing first.

The answer is that of OpenSearch's suggestions, so that the box of the browser completes as well, with one more member
for our own script: what a screen reader says.
"""

import time
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.search.feeding import index_for
from pages.search.index import Index, Unusable
from pages.search.scope import Scope
from pages.search.showing import LABELS, address
from pages.search.tokens import FIRST_LETTERS, beginning_of, words_of
from unions.background.proxies import address_of
from unions.caching.store import Store
from unions.lists import parameters
from unions.tenancy.origin import absolute
from unions.tenancy.requests import UnionRequest
from unions.tenancy.scope import GENERATION
from unions.text.languages import active_language
from unions.text.turkish import fold

CONTENT_TYPE = "application/x-suggestions+json"
LEAST_LETTERS = 2
LONGEST = 80
MOST_WORDS = 6
MOST_SHOWN = 8
# So many of the best standing are looked at; those that begin as was typed come first among them.
CANDIDATES = 40
# A visitor may ask so often at once, and then so often in a second; a hand that types asks four times.
AT_ONCE, A_SECOND = 60, 10

_asked = Store(most=5000)


@dataclass(frozen=True)
class Proposal:
    title: str
    label: str
    path: str


def completion(request: UnionRequest) -> HttpResponse:
    """What could be meant by the beginning that was typed."""
    text = parameters.read(request.GET, "text")[:LONGEST]
    if not may_ask(address_of(request), time.monotonic()):
        answer = written(request, text, [])
        answer.status_code = 429
        answer["Retry-After"] = "1"
        return answer
    try:
        index, outdated = index_for(request.union, request.META.get(GENERATION, (0, None))[1])
        return written(request, text, proposed(index, request.union.pk, text, outdated))
    except Unusable:
        answer = written(request, text, [])
        answer["Cache-Control"] = "no-store"
        return answer


def may_ask(whom: str, now: float) -> bool:
    """Whether a visitor has not asked too often, counted in the memory of this process: reading writes nothing."""
    left, since = _asked.get(whom) or (AT_ONCE, now)
    left = min(AT_ONCE, left + (now - since) * A_SECOND)
    _asked.put(whom, (max(left - 1, 0), now))
    return left >= 1


def proposed(index: Index, union_id: int, text: str, outdated: Collection[str] = ()) -> list[Proposal]:
    """Public titles of the language of the page, each once."""
    words = words_of(text)[:MOST_WORDS]
    if len("".join(words)) < LEAST_LETTERS:
        return []
    with index.answering() as connection:
        scope = Scope(connection, union_id, active_language(), outdated=outdated)
        return from_titles(scope, words) if scope.exists else []


def from_titles(scope: Scope, words: list[str]) -> list[Proposal]:
    rows = begun_with(words, scope)
    if len(rows) < MOST_SHOWN and len(words) > 1:
        # A word that is finished may stand in another case there.
        begun = [beginning_of(word, scope.language) if len(word) > FIRST_LETTERS else word for word in words[:-1]]
        known = {row["number"] for row in rows}
        rows += [row for row in begun_with([*begun, words[-1]], scope) if row["number"] not in known]
    rows.sort(key=lambda row: distance_from(row, words))
    same = Counter((row["kind"], row["title"]) for row in rows)
    shown: dict[tuple[str, str], Proposal] = {}
    for row in rows:
        path = row["path"] if same[row["kind"], row["title"]] == 1 else address(reverse("site_search"), row["title"])
        shown.setdefault((row["kind"], row["title"]), Proposal(row["title"], label_of(row), path))
    return list(shown.values())[:MOST_SHOWN]


def distance_from(row, words: list[str]) -> int:
    """First the decision of that number and titles that begin so; last what is only known by such words."""
    title = fold(row["title"])
    if row["citation"] == "_".join(words) or title.startswith(" ".join(words)):
        return 0
    return 1 if all(f" {word}" in f" {title}" for word in words) else 2


def begun_with(words: list[str], scope: Scope) -> list:
    """The rows of the best standing in whose titles a word begins with each of these."""
    expression = " AND ".join(f'"{word}"*' for word in words)
    found = scope.connection.execute(
        f"SELECT number, key, kind, path, title, citation, shown_from, shown_until FROM e_{scope.table} WHERE number IN"  # noqa: S608 - our own tables
        f" (SELECT rowid FROM q_{scope.table} WHERE q_{scope.table} MATCH ? LIMIT ?) ORDER BY number",
        [expression, CANDIDATES],
    )
    return [row for row in found if scope.may_be_shown(row)]


def label_of(row) -> str:
    label = str(LABELS[row["kind"]])
    year, _sign, number = row["citation"].partition("_")
    return f"{label} · {year}/{number}" if number.isdecimal() else label


def written(request: UnionRequest, text: str, proposals: list[Proposal]) -> HttpResponse:
    """The answer: what was typed, titles, what they are, addresses; and what is said of them."""
    count = len(proposals)
    told = (
        ngettext("%(number)s suggestion", "%(number)s suggestions", count) % {"number": count}
        if count
        else _("No suggestions")
    )
    columns = [
        [proposal.title for proposal in proposals],
        [proposal.label for proposal in proposals],
        [absolute(request, proposal.path) for proposal in proposals],
    ]
    return JsonResponse(
        [text, *columns, {"told": told}],
        safe=False,
        content_type=CONTENT_TYPE,
        headers={"X-Robots-Tag": "noindex"},
        json_dumps_params={"ensure_ascii": False},
    )
