"""What is found in one union, in both languages; and in several unions at once, where they wish it."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from pages.search.feeding import index_for
from pages.search.index import Index, Unusable
from pages.search.querying import Hit, folded_together, found
from pages.search.question import Question
from pages.search.scope import Scope
from pages.search.sources import weight_of
from unions.models import Union
from unions.publishing.addresses import LANGUAGES
from unions.text.languages import active_language

# With fewer of its own language, the page shows those of the other as well.
FEW = 10
# More unions are not asked in one request.
MOST_UNIONS = 20


@dataclass
class Results:
    """What was found, for one page."""

    text: str = ""
    question: Question = field(default_factory=lambda: Question(""))
    hits: list[Hit] = field(default_factory=list)
    facets: Counter = field(default_factory=Counter)
    scopes: dict[str, Scope] = field(default_factory=dict)
    is_available: bool = True
    # The union whose results these are, where they are those of another.
    union: Union | None = None
    # Those of other unions, by the key of the union; their hits stand among ours.
    others: dict[int, "Results"] = field(default_factory=dict)
    # How many of the other unions were not asked: beyond the most, or because their index cannot be read.
    not_asked: int = 0

    def of(self, hit: Hit) -> "Results":
        """The results that a hit belongs to: it is marked by the words that were understood there."""
        return self.others.get(hit.union_id, self)


def results_in(index: Index, union_id: int, text: str, filters: list[str], outdated: Collection[str] = ()) -> Results:
    """The hits of the language of the page, and where these are few those of the other language behind them."""
    language = active_language()
    with index.answering() as connection:
        scopes = {code: Scope(connection, union_id, code, outdated=outdated) for code in LANGUAGES}
        question, hits, facets = found(text, scopes[language], weight_of, filters)
        hits = folded_together(hits)
        if len(hits) < FEW:
            known = {hit.entry["key"] for hit in hits}
            for code in LANGUAGES:
                if code != language:
                    other, more, _facets = found(text, scopes[code], weight_of, filters, is_foreign=True)
                    hits += [hit for hit in folded_together(more) if hit.entry["key"] not in known][:FEW]
                    question = other if not question.groups and other.groups else question
    return Results(text, question, hits, facets, scopes)


def unions_beside(union: Union) -> list[Union]:
    """The unions that may be searched together with this one: it wishes so, and they do; each has a site to lead to.

    Whoever does not wish to be searched with others is neither found from their sites nor searches in them.
    """
    if not union.is_searched_with_others:
        return []
    return list(Union.objects.searched_together().exclude(pk=union.pk))


def with_others(results: Results, unions: list[Union], filters: list[str]) -> Results:
    """The same with what the others have, the best first; how many were not asked is counted."""
    results.not_asked = len(unions[MOST_UNIONS:])
    for union in unions[:MOST_UNIONS]:
        try:
            index, outdated = index_for(union)
            theirs = results_in(index, union.pk, results.text, filters, outdated)
        except Unusable:
            results.not_asked += 1
            continue
        theirs.union = union
        for hit in theirs.hits:
            hit.union_id = union.pk
        results.others[union.pk] = theirs
        results.hits += theirs.hits
        results.facets += theirs.facets
    results.hits.sort(key=lambda hit: (hit.is_foreign, -hit.score))
    return results
