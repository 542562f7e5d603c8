"""How far the second language of a row follows the first: missing, outdated, the same words, other numbers.

With each text goes a mark: of the words of the first language as they were when the second was last written, and of
those of the second. Whoever writes the second language translates what stands there then. Everything else, a move, a
publication, a new picture, a heading made of a line, leaves the marks and the words as they are.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from typing import Any

from django.db import models
from django.db.models.fields.json import KeyTransform

from unions.text.languages import FIRST_LANGUAGE
from unions.text.richtext import RichTextField, plain_text
from unions.text.told_numbers import contradictions

SECOND_LANGUAGE = "en"
COLUMN = "translation_state"
# Slugs follow from titles, and only what is withdrawn has a reason.
NOT_TRANSLATED_BY_PEOPLE = ["slug", "path", "withdrawal_reason"]

MARKS, MISSING, OUTDATED, SAME, NUMBERS, ONLY_SECOND = "marks", "missing", "outdated", "same", "numbers", "only_second"


class TranslationStateField(models.JSONField):
    """The states of the texts of a row: its marks, and by each state the names of the texts that are in it.

    A row that was written before there were marks has none, and counts as translated until it is saved.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(null=True, default=None, editable=False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple:
        name, path, args, kwargs = super().deconstruct()
        for each in ["null", "default", "editable"]:
            kwargs.pop(each, None)
        return name, path, args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """What was noted; whatever else was written into the column by hand counts as nothing."""
        found = super().from_db_value(value, expression, connection)
        # A part that a query asks for is what it is.
        return found if found is None or isinstance(expression, KeyTransform) else readable(found)


def translated_texts(model: Any) -> tuple[str, ...]:
    """The texts of a model that people translate."""
    return texts_in_both(model)


@cache
def texts_in_both(model: Any) -> tuple[str, ...]:
    names = [field.name for field in model._meta.concrete_fields]
    texts = [name.removesuffix(f"_{FIRST_LANGUAGE}") for name in names if name.endswith(f"_{FIRST_LANGUAGE}")]
    return tuple(
        name for name in texts if f"{name}_{SECOND_LANGUAGE}" in names and name not in NOT_TRANSLATED_BY_PEOPLE
    )


def words_of(row: Any, name: str, language: str) -> str:
    """What a text says, without what only lays it out."""
    return words_in(type(row), name, row.__dict__.get(f"{name}_{language}"))


def words_in(model: type[models.Model], name: str, text: str | None) -> str:
    """The words of a value of the text."""
    value = str(text or "")
    is_formatted = "<" in value and isinstance(model._meta.get_field(f"{name}_{FIRST_LANGUAGE}"), RichTextField)
    return plain_text(value) if is_formatted else " ".join(value.split())


def mark_of(words: str) -> str:
    return blake2b(words.encode(), digest_size=6).hexdigest()


def marks_of(state: dict | None, name: str) -> tuple[str, str]:
    """Of the words of both languages when the text was translated; empty where nobody knows."""
    first, _dash, second = str((state or {}).get(MARKS, {}).get(name, "")).partition("-")
    return first, second


def note_translation(row: Any) -> None:
    """Bring the states of a row in line with its texts; called before every save."""
    deferred = row.get_deferred_fields()
    if COLUMN in deferred or not hasattr(type(row), COLUMN):
        return
    setattr(row, COLUMN, state_of(row, readable(row.__dict__.get(COLUMN)), deferred))


def readable(state: Any) -> dict:
    """The states as they were noted; whatever else stands in the column, of old or written by hand, says nothing."""
    if not isinstance(state, dict):
        return {}
    return state if isinstance(state.get(MARKS, {}), dict) else {**state, MARKS: {}}


def confirm_translation(row: Any, names: Iterable[str]) -> None:
    """Somebody has looked: the second language of these texts says what the first says now."""
    marks = {**(getattr(row, COLUMN) or {}).get(MARKS, {})}
    for name in {*names} & {*translated_texts(type(row))}:
        marks.pop(name, None)
    setattr(row, COLUMN, {MARKS: marks})
    note_translation(row)


def state_of(row: Any, before: dict | None, deferred: Iterable[str] = ()) -> dict:
    """The states of the texts as they stand, after those that were noted before."""
    state: dict = {}
    for name in translated_texts(type(row)):
        if {f"{name}_{FIRST_LANGUAGE}", f"{name}_{SECOND_LANGUAGE}"} & {*deferred}:
            found, mark = states_noted(before, name), (before or {}).get(MARKS, {}).get(name, "")
        else:
            first, second = (words_of(row, name, language) for language in (FIRST_LANGUAGE, SECOND_LANGUAGE))
            mark = mark_after(first, second, marks_of(before, name)) if second else ""
            found = list(states_now(first, second, mark))
        if mark:
            state.setdefault(MARKS, {})[name] = mark
        for each in found:
            state.setdefault(each, []).append(name)
    return state


def states_noted(state: dict | None, name: str) -> list[str]:
    return [each for each in (MISSING, OUTDATED, SAME, NUMBERS, ONLY_SECOND) if name in (state or {}).get(each, [])]


def mark_after(first: str, second: str, before: tuple[str, str]) -> str:
    """The mark of a text: the one that it has while the second language stays, else that of this moment."""
    of_second = mark_of(second)
    return "-".join(before if before[1] == of_second else (mark_of(first), of_second))


def states_now(first: str, second: str, mark: str) -> Iterator[str]:
    """What is to be said about one text; nothing where it is translated as it should be."""
    if not first or not second:
        if first or second:
            yield MISSING if first else ONLY_SECOND
        return
    if first == second:
        if any(letter.isalpha() for letter in first):
            yield SAME
        return
    if mark.partition("-")[0] != mark_of(first):
        yield OUTDATED
    if any(contradictions(first, second)):
        yield NUMBERS


def note_all(kinds: Iterable[type[models.Model]]) -> None:
    """Give every row that has no states those of its texts; what is translated today counts as translated."""
    for model in kinds:
        names = {field.name for field in model._meta.concrete_fields}
        if COLUMN not in names or "history_id" in names:
            continue
        rows: models.QuerySet = models.QuerySet(model)
        for row in rows.filter(**{f"{COLUMN}__isnull": True}).iterator(chunk_size=200):
            rows.filter(pk=row.pk).update(**{COLUMN: state_of(row, None)})
