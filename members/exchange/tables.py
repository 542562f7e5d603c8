"""A table as it was read from a file: rows of text with the numbers that a spreadsheet shows."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ROWS = 5_000
COLUMNS = 80
CELL_LENGTH = 5_000

TOO_MANY_ROWS = _("The table has more than %(limit)s rows. Please split it into several files.")
TOO_MANY_COLUMNS = _(
    "Row %(row)s has values beyond column no. %(limit)s. Copy the columns you need into a new table and choose that "
    "one."
)


class DateText(str):
    """A date in the form 2024-05-31, from a cell that the spreadsheet itself holds as a date."""


class FractionText(str):
    """A number with decimals, from a cell that the spreadsheet itself holds as a number: 12,345 is not 12345."""


class MergedText(str):
    """A text that stands once, in a cell that is merged over several rows."""


class NumberSince1904(str):
    """A whole number of a workbook that counts its days from 1904."""


def merged_text(text: str) -> str:
    """The text of a merged cell; a date stays one, which may well be that of several rows."""
    return text if isinstance(text, DateText | NumberSince1904) else MergedText(text)


@dataclass
class Table:
    """The rows of a file that are not empty."""

    rows: list[list[str]]
    # How it was read, in words for the person who sent it.
    origin: str | Promise
    # By place in `rows`: the number that a spreadsheet shows.
    numbers: list[int] = field(default_factory=list)
    # The title of its sheet.
    name: str = ""
    # Numbers of rows, and places of columns, that the spreadsheet does not show.
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    # By number of the row: the first and last place of cells that are merged across columns.
    spans: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    # Its sheet is not shown; its cells are not read.
    is_hidden: bool = False
    # The sign between its cells, where a value may hold it as well: 294,020 in a table divided by commas.
    delimiter: str = ""
    # Why it cannot be read although the rest of the file can.
    failure: ValidationError | None = None

    def __post_init__(self) -> None:
        if not self.numbers:
            self.numbers = list(range(1, len(self.rows) + 1))

    def add(self, number: int, row: list[str]) -> None:
        """Add a row; raises ValidationError where the table gets larger than any list of municipalities."""
        if not any(row):
            return
        if len(self.rows) >= ROWS:
            raise ValidationError(TOO_MANY_ROWS, code="rows", params={"limit": ROWS})
        if any(row[COLUMNS:]):
            raise ValidationError(TOO_MANY_COLUMNS, code="columns", params={"row": number, "limit": COLUMNS})
        self.rows.append([cut(cell) for cell in row[:COLUMNS]])
        self.numbers.append(number)

    def pad(self) -> None:
        """Give all rows the same number of cells."""
        width = self.width
        for row in self.rows:
            row += [""] * (width - len(row))

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)


def empty_table(origin: str | Promise, name: str = "") -> Table:
    return Table([], origin, name=name)


def cut(cell: str) -> str:
    """A cell without what is longer than any value; it stays too long to be read as one."""
    return cell if len(cell) <= CELL_LENGTH + 1 else cell[: CELL_LENGTH + 1]


def too_large(size: int, limit: int, message) -> ValidationError:
    params = {"size": filesizeformat(size), "limit": filesizeformat(limit)}
    return ValidationError(message, code="file_size", params=params)
