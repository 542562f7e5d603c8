"""In which order a choice offers the rows that were found for the typed words.

Everything is compared in folded text, by the database: the name itself comes first, then names that begin with the
typed words, then those with a word that does, then those that hold them anywhere; after all of these come rows whose
own name does not hold the words, but that of what they belong to does (its district, its province, its municipality).
"""

from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import accumulate
from operator import add, or_
from typing import Any, cast

from django.conf import settings
from django.db import models
from django.db.models import Case, F, IntegerField, Q, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, Least, Length, StrIndex, Substr
from django.db.models.lookups import Exact, GreaterThan, LessThanOrEqual

from unions.text.search_text import LONGEST_WORD, Searchable, column_names, searched_columns
from unions.text.turkish import fold

# So many words of a search are also looked for each by itself.
MOST_WORDS = 4
# By which rows of several kinds are put in one order.
RANK = "choice_rank"
OTHER_LANGUAGES = tuple(f"_{code}" for code, _name in settings.LANGUAGES[1:])


def best_first(
    rows: models.QuerySet, text: str, lookups: Iterable[str], on_that_day: Q | None = None
) -> models.QuerySet:
    """The rows in the order of a choice; `lookups` name what is searched, the row's own name first.

    Rows of a typed day come after those whose own name holds what was typed.
    """
    phrase = fold(text)
    names = [Name(rows.model, column) for column in searched_columns(rows.model, lookups)]
    if not phrase or len(phrase) > LONGEST_WORD or not names:
        return rows
    words = phrase.split()[:MOST_WORDS] if " " in phrase else []
    ranks = [*names[0].ranks([phrase]), *([on_that_day] if on_that_day else []), *names[0].ranks(words)]
    for name in names[1:]:
        ranks += [*name.ranks([phrase]), *name.ranks(words)]
    cases = [When(condition, then=Value(rank)) for rank, condition in enumerate(ranks)]
    order = rows.query.order_by or rows.model._meta.ordering
    places = {alias: place for name in names for alias, place in name.places.items()}
    rank = Case(*cases, default=Value(len(ranks)), output_field=IntegerField())
    ranked: models.QuerySet = rows.alias(**places).annotate(**{RANK: rank}).order_by(RANK, *order)
    return ranked


class Name:
    """What a row, or a row it belongs to, is called: the beginning of that row's search text.

    It is a name in each language, or a number and a title. Folded text is as long as the text itself, but for a few
    signs, so the lengths of the columns say where in the search text each of them begins and ends.
    """

    def __init__(self, model: type[models.Model], column: str) -> None:
        *self.path, _search_text = column.split("__")
        self.text = column
        for step in self.path:
            model = cast("type[models.Model]", model._meta.get_field(step).related_model)
        called = cast("type[Searchable]", model)
        parts = called.named_by or [called.search_fields[:1]]
        self.parts = [group for part in parts for group in written_groups(model, part)]
        self.alias = "_".join(["name", *self.path])

    @property
    def places(self) -> dict[str, Any]:
        """Where each part of the name begins, and where the last one ends, as places in the search text."""
        sizes = [reduce(add, [self.size(column) for column in group]) for group in self.parts]
        ends = [1 + size for size in accumulate(sizes, add)]
        starts = [Value(1), *ends[:-1]]
        return {f"{self.alias}_{number}": place for number, place in enumerate([*starts, ends[-1]])}

    def size(self, column: str) -> Any:
        """How much of the search text a column takes, with the space behind it."""
        value = Cast("__".join([*self.path, column]), TextField())
        length = Length(Coalesce(value, Value(""), output_field=TextField()))
        return length + Least(length, Value(1))

    def ranks(self, phrases: list[str]) -> list[Q]:
        """Conditions, the best first: each is met by rows whose name holds any of the phrases in that way."""
        return [reduce(or_, ways) for ways in zip(*(self.ways(phrase) for phrase in phrases), strict=True)]

    def ways(self, phrase: str) -> Iterator[Q]:
        # Names in other languages are found by their words: to look at the beginning of each costs too much.
        numbers = [number for number, group in enumerate(self.parts) if not group[0].endswith(OTHER_LANGUAGES)]
        yield reduce(or_, [self.is_whole(number, phrase) for number in numbers])
        yield reduce(or_, [self.begins(number, f"{phrase} ") for number in numbers])
        yield reduce(or_, [self.begins(number, phrase) for number in numbers])
        yield self.holds(f" {phrase} ")
        yield self.holds(f" {phrase}")
        yield self.holds(phrase)

    def is_whole(self, number: int, phrase: str) -> Q:
        end = F(f"{self.alias}_{number}") + len(phrase) + 1
        return self.begins(number, f"{phrase} ") & Q(Exact(F(f"{self.alias}_{number + 1}"), end))

    def begins(self, number: int, words: str) -> Q:
        if number == 0:
            begins = Q(**{f"{self.text}__startswith": words})
            return begins | Q(**{self.text: words.strip()}) if words.endswith(" ") else begins
        # The text is looked at with a space behind it, so that its last word ends like the others.
        text = Concat(F(self.text), Value(" "))
        start: Any = F(f"{self.alias}_{number}")
        return Q(Exact(Substr(text, start, len(words)), Value(words)))

    def holds(self, words: str) -> Q:
        place = StrIndex(Concat(F(self.text), Value(" ")), Value(words))
        last = F(f"{self.alias}_{len(self.parts)}") - 2
        return Q(GreaterThan(place, 0)) & Q(LessThanOrEqual(place, last))


def written_groups(model: type[models.Model], fields: list[str]) -> list[list[str]]:
    """The columns of a part of the name: those of several fields as one, those of a translated text each by itself."""
    if len(fields) > 1:
        return [fields]
    return [[column] for column in column_names(model, fields[0])]
