"""Cells of a table as people type them, read as values; what cannot be read is refused with advice.

Each reader takes the text of a cell that is not empty. What it returns is what the writer of the same name in
`members.exchange.columns` puts into a cell.
"""

import re
from datetime import date, time, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.exchange.tables import DateText, FractionText, NumberSince1904
from unions.text.dates import NO_DAY
from unions.text.partial_dates import UNREADABLE, PartialDate, PartialDateField, read_typed
from unions.text.turkish import fold, lower
from unions.values import emails, telephones, web_addresses

# More people than any municipality has; the country has 85 million.
LARGEST_POPULATION = 20_000_000
LONGEST_TEXT = 4_000
EMPTY_SIGNS = {"", "-", "–", "—", "--", "---", "…", "...", "?", "yok", "bilinmiyor", "n/a", "na", "unknown", "."}

POPULATION = _("“%(value)s” is not a population figure. Enter a whole number: 12345 or 12.345.")
FRACTION = _("“%(value)s” is not a whole number. Enter the population as 12345 or 12.345.")
TOO_MANY_PEOPLE = _("“%(value)s” is larger than the population of any municipality. Check the number.")
YEAR = _("“%(value)s” is not a year between 1927 and 2100.")
YES_OR_NO = _("“%(value)s” is neither yes nor no. Enter “evet” or “hayır”.")
WHOLE_NUMBER = _("“%(value)s” is not a whole number.")
TOO_LONG = _("The text has %(length)s characters; the limit is %(limit)s. Please shorten it.")
SHEET_ERROR = _(
    "The cell contains a spreadsheet error (%(value)s). Correct it in the spreadsheet and choose the file again."
)
NO_RESULT = _(
    "The cell contains a formula whose result was not saved. Copy the column in the spreadsheet and paste it as values."
)
FORMULA = _("“%(value)s” is a formula, not a value. Copy the cell in the spreadsheet and paste it as a value.")

SHEET_ERRORS = re.compile(
    r"#(FORMULA|REF|BAŞV|VALUE|DEĞER|N/A|YOK|NAME|AD|NUM|SAYI|NULL|BOŞ|DIV/0|SAYI/0|SPILL|CALC)[!?]?"
)
# Days since the end of 1899, from 1927 to 2100: what is left of a date whose format was lost.
FIRST_DAY_OF_SHEETS, FIRST_DAY_SINCE_1904 = date(1899, 12, 30), date(1904, 1, 1)
DAYS_OF_SHEETS = re.compile(r"[1-6][0-9]{4}|7[0-2][0-9]{3}")
HOUR = re.compile(r"(?:saat )?(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2})(?::00)?)?(?:'?[dt][ae])?")
BEHIND_A_DAY = re.compile(
    r"(?P<day>.*[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})(?: [^\W\d]+)??[T ,-]+(?P<hour>[0-9]{1,2}[:.][0-9]{2}(?::00)?)"
)
FORMULA_SIGNS = "=+-@\t\r"


def is_empty(text: str) -> bool:
    """Whether a cell says that nothing is known: it is empty, or holds a dash."""
    return text.strip().casefold() in EMPTY_SIGNS


def refuse(message, code: str, value: str, **params) -> ValidationError:
    return ValidationError(message, code=code, params={"value": shorten(value), **params})


def shorten(text: str, length: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"


# Spreadsheets run what begins like a formula: such texts are exported with an apostrophe and imported without it.


def is_misread(text: str) -> bool:
    """Whether a cell with this text would be taken for something else: a formula, an error, or for nothing at all."""
    return bool(text) and (text[0] in FORMULA_SIGNS + "'" or is_empty(text) or SHEET_ERRORS.fullmatch(text) is not None)


def defuse(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if is_misread(text) else text


def undefuse(text: str) -> str:
    """The text of a cell that `defuse` has made."""
    return text[1:] if text[:1] == "'" and is_misread(text[1:]) else text


def valid_text(text: str) -> str:
    """The text of a cell; errors of the spreadsheet and formulas in it are refused."""
    if SHEET_ERRORS.fullmatch(text):
        message = NO_RESULT if text == "#FORMULA!" else SHEET_ERROR
        raise refuse(message, "sheet_error", text)
    if re.match(r"=\s*[\w(+\-@\"]", text):
        raise refuse(FORMULA, "formula", text)
    return undefuse(text)


# Numbers


def population(text: str) -> int:
    """12345, 12.345, 12 345, 12,345 and 12.345,00 are the same number of people; 12,5 is none.

    A number with decimals that a spreadsheet holds as a number is none, however it looks.
    """
    digits = re.sub(r"(ki[sş][iı]|nüfus|people)$", "", re.sub(r"[\s\u00a0\u202f']", "", lower(text)))
    grouped = re.fullmatch(r"(\d{1,3}(?P<sign>[.,])\d{3}((?P=sign)\d{3})*)((?!(?P=sign))[.,]0+)?", digits)
    if grouped and not isinstance(text, FractionText):
        digits = re.sub(r"[.,]", "", grouped[1])
    elif re.fullmatch(r"\d+[.,]0+", digits):
        digits = re.split(r"[.,]", digits)[0]
    if re.fullmatch(r"\d+[.,]\d+", digits):
        raise refuse(FRACTION, "fraction", text)
    if not re.fullmatch(r"[0-9]+", digits):
        raise refuse(POPULATION, "population", text)
    if len(digits) > 12 or int(digits) > LARGEST_POPULATION:
        raise refuse(TOO_MANY_PEOPLE, "too_many_people", text)
    return int(digits)


def year(text: str) -> int:
    text = re.sub(r"\s*(yılı|yili|y[ıi]l)$", "", lower(text))
    if not re.fullmatch(r"[0-9]{4}", text) or not 1927 <= int(text) <= 2100:
        raise refuse(YEAR, "year", text)
    return int(text)


def whole_number(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", text):
        raise refuse(WHOLE_NUMBER, "whole_number", text)
    return int(text)


SHARE = _("“%(value)s” is not a share in per cent. Enter a number from 0 to 100: 12,5.")


def share(text: str) -> Decimal:
    """12,5, 12.50, %12,5 and 12,5 % are the same share."""
    digits = re.sub(r"^%\s*|\s*%$", "", text.strip()).replace(",", ".")
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,2}0*)?", digits) or Decimal(digits) > 100:
        raise refuse(SHARE, "share", text)
    return Decimal(digits).quantize(Decimal("0.01"))


# Contact details, by the types that every form uses


phone = telephones.clean
written_phone = telephones.written
# Digits in groups are no sum: a spreadsheet leaves them as text.
WRITTEN_PHONE = re.compile(
    r"\+?[0-9]+( [0-9]+)+(, (dahili|ext\.) [0-9]+)?(; \+?[0-9]+( [0-9]+)+(, (dahili|ext\.) [0-9]+)?)*"
)
email = emails.clean
website = web_addresses.clean


# Days


def partial_date(text: str) -> PartialDate:
    """A day, a month or a year, or the number by which a spreadsheet counts a day: 45323 is 1.2.2024."""
    without_time = re.sub(r"[T ](?:[01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$", "", text.strip())
    if DAYS_OF_SHEETS.fullmatch(without_time):
        first_day = FIRST_DAY_SINCE_1904 if isinstance(text, NumberSince1904) else FIRST_DAY_OF_SHEETS
        return PartialDate.from_date(first_day + timedelta(days=int(without_time)))
    found = read_typed(without_time, PartialDateField.default_error_messages)
    if found is None:
        raise ValidationError(UNREADABLE, code="invalid", params={"value": text})
    return found


def day(text: str) -> date:
    found = partial_date(text)
    if found is None or found.day is None:
        raise refuse(NO_DAY, "day", text)
    return found.earliest


# Words


def yes_or_no(text: str) -> bool:
    word = fold(text)
    if word in {"evet", "e", "1", "x", "var", "yes", "y", "true", "dogru"}:
        return True
    if word in {"hayir", "h", "0", "no", "n", "false", "yanlis"}:
        return False
    raise refuse(YES_OR_NO, "yes_or_no", text)


def short_text(limit: int):
    """A reader of one line of at most so many characters."""

    def reader(text: str) -> str:
        return _within(limit, " ".join(text.split()))

    return reader


def long_text(text: str) -> str:
    return _within(LONGEST_TEXT, text.replace("\r\n", "\n").strip())


def _within(limit: int, text: str) -> str:
    if len(text) > limit:
        raise ValidationError(TOO_LONG, code="too_long", params={"length": len(text), "limit": limit})
    return text


# Hours


NO_HOUR = _("“%(value)s” is not an hour. Enter it as 14:00 or 14.00.")


def hour(text: str) -> time:
    """14:00, 14.00, 14:00:00, saat 14 are the same hour."""
    found = HOUR.fullmatch(lower(" ".join(text.split())))
    if found is None or isinstance(text, FractionText) or int(found["hour"]) > 23 or int(found["minute"] or 0) > 59:
        raise refuse(NO_HOUR, "hour", text)
    return time(int(found["hour"]), int(found["minute"] or 0))


def moment(text: str) -> tuple[PartialDate, time | None]:
    """A day, a month or a year, and the hour where it stands behind the day."""
    stripped = " ".join(text.split()).replace(" saat ", " ").replace(" Saat ", " ")
    found = BEHIND_A_DAY.fullmatch(stripped)
    if found is None:
        return partial_date(text), None
    day_text = type(text)(found["day"]) if isinstance(text, DateText) else found["day"]
    return partial_date(day_text), hour(found["hour"])
