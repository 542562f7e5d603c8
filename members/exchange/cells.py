"""One row of a file, and what has to be asked before it can be read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.exchange import values
from members.exchange.columns import Column
from members.exchange.tables import DateText, MergedText
from unions.text.turkish import letters

MADE_A_DATE = _(
    "Excel has turned this into a date (%(value)s). Format the column as text, enter the value again and choose the "
    "file again."
)
MERGED_FIGURE = _(
    "The figure %(value)s stands in one cell that is merged over several rows. Split the cell and enter for each row "
    "its own figure."
)
# A province or a day may be that of several rows; a figure that stands once may be their sum.
COUNTS = [values.population, values.whole_number, values.share]

# How many options are likely, where nothing else is known.
OFFERED = 5


@dataclass(frozen=True)
class Question:
    """What a person has to choose before a row can be read."""

    # The same for all rows with the same words.
    key: str
    options: list[tuple[str, str]]
    # How many of the options are likely.
    likely: int = OFFERED


class AtColumn(ValidationError):
    """What is wrong with a cell that says which record a row is about."""

    def __init__(self, column: str, message, code: str, **params):
        super().__init__(message, code=code, params=params)
        self.column = column


@contextmanager
def at_column(name: str) -> Iterator[None]:
    """What is refused within is wrong with that column."""
    try:
        yield
    except ValidationError as error:
        raise AtColumn(name, error.message, error.code or "", **(error.params or {})) from None


class Unclear(ValidationError):
    """A row that cannot be read before something has been chosen."""

    def __init__(self, message, question: Question | None, column: str = "municipality", **params):
        super().__init__(message, code="unclear", params=params)
        self.question = question
        self.column = column


@dataclass
class Cells:
    """One row of a file by the names of its columns."""

    texts: dict[str, str]
    columns: dict[str, Column]
    answers: dict[str, str] = field(default_factory=dict)
    # The number of the row that a spreadsheet shows.
    number: int = 0

    def text(self, name: str) -> str:
        """The text of a cell, without an apostrophe that protects it; a dash counts as empty."""
        text = self.texts.get(name, "")
        column = self.columns.get(name)
        if isinstance(text, DateText) and column is not None and not column.holds_dates:
            raise values.refuse(MADE_A_DATE, "made_a_date", text)
        if isinstance(text, MergedText) and column is not None and column.read in COUNTS:
            raise values.refuse(MERGED_FIGURE, "merged_figure", text)
        return "" if values.is_empty(text) else values.valid_text(text)

    def value(self, name: str):
        """The meaning of a cell; None where it is empty or the column is missing."""
        text = self.text(name)
        read = self.columns[name].read
        return read(text) if text and read else None


def answer_key(topic: str, *texts: str) -> str:
    """The key of an answer: the same words get the same answer."""
    return ":".join([topic, *(letters(text) for text in texts)])[:200]
