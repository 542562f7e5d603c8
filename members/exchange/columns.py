"""Columns of imported and exported tables: their headings in both languages, their meaning, how a cell is read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from django.utils import translation
from django.utils.functional import Promise

from members.exchange import values
from members.exchange.dialects import TYPED, Value, written
from unions.publishing.addresses import LANGUAGES
from unions.text.turkish import letters


def as_text(value) -> str:
    return "" if value is None else str(value)


def as_truth(value) -> str:
    return "" if value is None else translation.gettext("yes") if value else translation.gettext("no")


def as_phone(value) -> str:
    return values.written_phone(value) if value else ""


# How a workbook shows whole numbers: as digits, or with their thousands apart.
WHOLE = "0"
THOUSANDS = "#,##0"


@dataclass(frozen=True)
class Column:
    """One column: its heading, what it means, how a cell is read and written."""

    name: str
    heading: str | Promise
    meaning: str | Promise
    # None: the column is only exported.
    read: Callable[[str], object] | None = None
    write: Callable[[object], str] = as_text
    # Other headings that offices use, as they write them.
    spellings: list[str] = field(default_factory=list)
    # Headings that mean it only where no column with a better one stands beside.
    weak: list[str] = field(default_factory=list)
    # Headings of a column with the second half of a name: “Soyadı” beside “Adı”.
    second_halves: list[str] = field(default_factory=list)
    # The column for which it is taken where that one is missing.
    stands_in_for: "Column | None" = None
    is_needed: bool = False
    # In a workbook: how whole numbers are shown, and how many letters fit.
    number_format: str = WHOLE
    width: int = 14

    def cell(self, value) -> Value:
        """What stands in a cell: numbers, days and truth as they are, all else as a text that is harmless."""
        if value is None or value == "":
            return None
        if self.write in (as_text, as_truth) and isinstance(value, TYPED):
            return value
        text = self.write(value)
        is_number = self.write is as_phone and values.WRITTEN_PHONE.fullmatch(text)
        return text if is_number else values.defuse(text)

    def comes_back_as(self, value, text: str) -> bool:
        """Whether a cell says what a file of ours, in any language and format, says of a value."""
        return text == self.write(value) or text in self.exported(value)

    def exported(self, value) -> Iterator[str]:
        """How the value stands in a file of each language."""
        for language in LANGUAGES:
            with translation.override(language):
                text = values.undefuse(written(self.cell(value)))
            yield text

    @property
    def holds_dates(self) -> bool:
        return self.read in [values.partial_date, values.day, values.moment]

    def heading_in(self, language: str) -> str:
        with translation.override(language):
            return str(self.heading)

    def known_as(self) -> set[str]:
        headings = [self.heading_in(language) for language in LANGUAGES]
        return {letters(text) for text in [*headings, *self.spellings, self.name]}


def choices(options, synonyms: dict[str, str], message) -> Callable[[str], str]:
    """A reader of the labels of a choice field, in either language, and of their synonyms."""

    @cache
    def words() -> dict[str, str]:
        values_by_word = {letters(word): value for word, value in synonyms.items()}
        for value, label in options:
            for language in LANGUAGES:
                with translation.override(language):
                    values_by_word[letters(str(label))] = value
            values_by_word[letters(value)] = value
        return values_by_word

    def reader(text: str) -> str:
        value = words().get(letters(text))
        if value is None:
            labels = ", ".join(str(label) for _value, label in options)
            raise values.refuse(message, "choice", text, known=labels)
        return value

    return reader


def label_writer(options) -> Callable[[object], str]:
    return lambda value: str(dict(options).get(value, value or ""))
