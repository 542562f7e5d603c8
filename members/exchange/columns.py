"""Columns of imported and exported tables: their headings in both languages, their meaning, how a cell is read."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members.exchange import values
from members.exchange.dialects import TYPED, Value, written
from members.exchange.reading import Table
from unions.publishing.addresses import LANGUAGES
from unions.text.turkish import letters

# Titles, dates and notes that offices put above a table.
ROWS_ABOVE = 25

NO_HEADINGS = _(
    "The column names were not found. The first row of the table must contain them. Required: "
    "%(needed)s. Found: %(found)s. The templates below have the right headings."
)
COLUMN_MISSING = _(
    "The column “%(missing)s” is missing. Found: %(found)s. Add the column or use one of the templates below."
)
COLUMN_TWICE = _("The column “%(name)s” appears twice (%(headings)s). Delete or rename one of them.")
NO_ROWS = _("The table has headings but no rows.")


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


@dataclass(frozen=True)
class Heading:
    """Where the headings of a table are, and which columns they name."""

    table: Table
    # The index of the row of the headings.
    row: int
    columns: dict[int, Column]
    # Columns that hold the population of one year each.
    years: dict[int, int]
    unread: list[str]

    @property
    def score(self) -> int:
        """How many different columns the headings name."""
        return len({column.name for column in self.columns.values()}) + len(self.years)

    def rows(self) -> list[tuple[int, list[str]]]:
        """The rows beneath the headings with the numbers that a spreadsheet shows; empty ones are left out."""
        beneath = enumerate(self.table.rows[self.row + 1 :], self.row + 2)
        return [(number, row) for number, row in beneath if any(row)]


YEAR_HEADING = re.compile(
    r"(?:(?:yili?|nufusu?|population|toplam|adnks) )*((?:19|20)\d\d)(?: (?:yili?|nufusu?|population|toplam|adnks))*"
)


# What stands in a place of a row of headings: a column, or the year whose population the column holds.
Recognised = dict[int, Column | int]


def find_heading(tables: list[Table], columns: list[Column], *, with_years: bool = False) -> Heading:
    """The table, and the row in it, whose headings are those of the columns.

    Raises ValidationError where there is none, a required column is missing or one appears twice.
    """
    heading = best_heading(tables, columns, with_years)
    needed = [column for column in columns if column.is_needed]
    if heading is None:
        first = next((row for table in tables for row in table.rows if any(row)), [])
        raise ValidationError(NO_HEADINGS, code="no_headings", params=shown_headings(needed, first))
    refuse_missing(heading, needed)
    refuse_repeated(heading)
    if not heading.rows():
        raise ValidationError(NO_ROWS, code="no_rows")
    return heading


def best_heading(tables: list[Table], columns: list[Column], with_years: bool) -> Heading | None:
    """The row that has most of the headings, the first of them; None where no row has any."""
    by_spelling = {spelling: column for column in columns for spelling in column.known_as()}
    candidates = [
        heading_at(table, index, recognise(row, by_spelling, with_years))
        for table in tables
        for index, row in enumerate(table.rows[:ROWS_ABOVE])
    ]
    best = max(candidates, key=lambda heading: heading.score, default=None)
    return best if best and best.score else None


def heading_at(table: Table, index: int, places: Recognised) -> Heading:
    columns = {place: column for place, column in places.items() if isinstance(column, Column)}
    years = {place: year for place, year in places.items() if isinstance(year, int)}
    unread = [text for place, text in enumerate(table.rows[index]) if text and place not in places]
    return Heading(table, index, columns, years, unread)


def recognise(row: list[str], by_spelling: dict[str, Column], with_years: bool) -> Recognised:
    places: Recognised = {}
    for place, text in enumerate(row):
        if not text or len(text) > 80:
            continue
        spelling = letters(values.undefuse(text))
        year = YEAR_HEADING.fullmatch(spelling) if with_years else None
        if year:
            places[place] = int(year[1])
        elif spelling in by_spelling:
            places[place] = by_spelling[spelling]
    return places


def refuse_missing(heading: Heading, needed: list[Column]) -> None:
    present = {column.name for column in heading.columns.values()}
    if "code" in present:
        present.add("municipality")
    if heading.years:
        present |= {"year", "population"}
    for column in needed:
        if column.name not in present:
            headings = shown_headings(needed, heading.table.rows[heading.row])
            params = {"missing": column.heading, "found": headings["found"]}
            raise ValidationError(COLUMN_MISSING, code="column_missing", params=params)


def refuse_repeated(heading: Heading) -> None:
    row = heading.table.rows[heading.row]
    for place, column in heading.columns.items():
        places = [other for other, same in heading.columns.items() if same.name == column.name]
        if len(places) > 1:
            headings = ", ".join(values.shorten(row[other]) for other in places)
            params = {"name": values.shorten(row[place]), "headings": headings}
            raise ValidationError(COLUMN_TWICE, code="column_twice", params=params)


def shown_headings(needed: list[Column], row: list[str]) -> dict[str, str]:
    """The required headings and those of a row, as an error message shows them."""
    return {
        "needed": ", ".join(f"“{column.heading}”" for column in needed),
        "found": ", ".join(f"“{values.shorten(text, 30)}”" for text in row[:12] if text) or "—",
    }
