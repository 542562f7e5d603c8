"""How a value stands in a file of each language: numbers, days, truth and nothing.

The Turkish file has decimal commas and 31.05.2024, the English one decimal points and 2024-05-31. All else is alike.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from unions.text.languages import FIRST_LANGUAGE, active_language
from unions.text.partial_dates import PartialDate

# What a cell of a table may hold; text is carried as it is.
TYPED = (bool, int, float, Decimal, date, PartialDate)
Value = str | bool | int | float | Decimal | date | PartialDate | None


@dataclass(frozen=True)
class Dialect:
    """How the files of one language write what is no text."""

    decimal_sign: str
    # The parts of a day, and what stands between them.
    day_first: bool
    sign: str
    # The same day as a workbook shows it.
    day_format: str

    def day(self, parts: list[str]) -> str:
        """Year, month and day, as many as are known."""
        return self.sign.join(reversed(parts) if self.day_first else parts)


DIALECTS = {
    "tr": Dialect(",", day_first=True, sign=".", day_format="dd.mm.yyyy"),
    "en": Dialect(".", day_first=False, sign="-", day_format="yyyy-mm-dd"),
}


def dialect() -> Dialect:
    """The dialect of the active language."""
    return DIALECTS.get(active_language(), DIALECTS[FIRST_LANGUAGE])


def written(value: Value) -> str:
    """A value as the CSV of the active language has it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, PartialDate):
        return dialect().day(str(value).split("-"))
    if isinstance(value, date):
        return dialect().day(value.isoformat()[:10].split("-"))
    return number(value).replace(".", dialect().decimal_sign)


def number(value: float | Decimal) -> str:
    """All digits of a number with a decimal point, without an exponent and without zeros at its end."""
    if isinstance(value, int):
        return str(value)
    text = format(Decimal(str(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
