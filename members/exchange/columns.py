"""Columns of tables that come in and go out: their headings in both languages, what they mean, how a cell is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members.exchange import values
from members.exchange.reading import Table
from members.exchange.values import letters
from unions.publishing.addresses import LANGUAGES

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
    return values.national(value or "")


@dataclass(frozen=True)
class Column:
    """One column: its heading, what it means, how a cell is read and written."""

    name: str
    heading: str | Promise
    meaning: str | Promise
    # None: for reading only by people, left alone on the way in.
    read: Callable[[str], object] | None = None
    write: Callable[[object], str] = as_text
    # Other headings that offices use, as they write them.
    spellings: list[str] = field(default_factory=list)
    is_needed: bool = False

    def heading_in(self, language: str) -> str:
        with translation.override(language):
            return str(self.heading)

    def known_as(self) -> set[str]:
        headings = [self.heading_in(language) for language in LANGUAGES]
        return {letters(text) for text in [*headings, *self.spellings, self.name]}


def choices(options, synonyms: dict[str, str], message) -> Callable[[str], str]:
    """A reader of one of the words that a field knows, in either language."""

    @cache
    def words() -> dict[str, str]:
        known = {letters(word): value for word, value in synonyms.items()}
        for value, label in options:
            for language in LANGUAGES:
                with translation.override(language):
                    known[letters(str(label))] = value
            known[letters(value)] = value
        return known

    def reader(text: str) -> str:
        found = words().get(letters(text))
        if found is None:
            labels = ", ".join(str(label) for _value, label in options)
            raise values.refuse(message, "choice", text, known=labels)
        return found

    return reader


def label_writer(options) -> Callable[[object], str]:
    return lambda value: str(dict(options).get(value, value or ""))


@dataclass(frozen=True)
class Heading:
    """Where a table begins and what its columns are."""

    table: Table
    # The index of the row of the headings.
    row: int
    columns: dict[int, Column]
    # Columns that hold the population of one year each.
    years: dict[int, int]
    unread: list[str]

    def rows(self) -> list[tuple[int, list[str]]]:
        """The rows beneath the headings with the numbers that a spreadsheet shows; empty ones are left out."""
        beneath = enumerate(self.table.rows[self.row + 1 :], self.row + 2)
        return [(number, row) for number, row in beneath if any(row)]


YEAR_HEADING = re.compile(
    r"(?:(?:yili?|nufusu?|population|toplam|adnks) )*((?:19|20)\d\d)(?: (?:yili?|nufusu?|population|toplam|adnks))*"
)


def find_heading(tables: list[Table], columns: list[Column], *, with_years: bool = False) -> Heading:
    """The table, and the row in it, whose headings are those of the columns.

    Raises ValidationError where there is none, a needed column is missing or one stands there twice.
    """
    known = {spelling: column for column in columns for spelling in column.known_as()}
    best, best_score = None, 0
    for table in tables:
        for index, row in enumerate(table.rows[:ROWS_ABOVE]):
            found = recognised(row, known, with_years)
            score = len({column.name for column in found.values() if isinstance(column, Column)}) + sum(
                isinstance(column, int) for column in found.values()
            )
            if score > best_score:
                best, best_score = (table, index, found), score
    needed = [column for column in columns if column.is_needed]
    if best is None:
        first = next((row for table in tables for row in table.rows if any(row)), [])
        raise ValidationError(NO_HEADINGS, code="no_headings", params=told(needed, first))
    table, index, found = best
    read = {place: column for place, column in found.items() if isinstance(column, Column)}
    years = {place: column for place, column in found.items() if isinstance(column, int)}
    names = [column.name for column in read.values()]
    row = table.rows[index]
    for column in needed:
        if (
            column.name not in names
            and not ("code" in names and column.name == "municipality")
            and not (years and column.name in ["year", "population"])
        ):
            params = {"missing": column.heading, "found": told(needed, row)["found"]}
            raise ValidationError(COLUMN_MISSING, code="column_missing", params=params)
    for place, column in read.items():
        if names.count(column.name) > 1:
            headings = ", ".join(values.shortened(row[each]) for each in read if read[each] is column)
            raise ValidationError(
                COLUMN_TWICE, code="column_twice", params={"name": values.shortened(row[place]), "headings": headings}
            )
    unread = [text for place, text in enumerate(row) if text and place not in found]
    heading = Heading(table, index, {place: each for place, each in read.items()}, years, unread)
    if not heading.rows():
        raise ValidationError(NO_ROWS, code="no_rows")
    return heading


def recognised(row: list[str], known: dict[str, Column], with_years: bool) -> dict[int, Column | int]:
    found: dict[int, Column | int] = {}
    for place, text in enumerate(row):
        if not text or len(text) > 80:
            continue
        spelled = letters(values.undefused(text))
        year = YEAR_HEADING.fullmatch(spelled) if with_years else None
        if year:
            found[place] = int(year[1])
        elif spelled in known:
            found[place] = known[spelled]
    return found


def told(needed: list[Column], row: list[str]) -> dict[str, str]:
    return {
        "needed": ", ".join(f"“{column.heading}”" for column in needed),
        "found": ", ".join(f"“{values.shortened(text, 30)}”" for text in row[:12] if text) or "—",
    }
