"""Telephone numbers as people in Türkiye write them, and as they are dialled.

A text may hold several numbers, each with an extension. It is stored in one canonical form that is read back as the
same numbers: `+90 284 811 01 01;ext=101, +90 284 811 01 02`. What is not understood is refused, never dialled.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from phonenumbers import shortnumberinfo

from unions.text.cleaning import carried
from unions.text.turkish import written_language

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

REGION = "TR"
MOST_NUMBERS = 4
# Of a typed text; four numbers with all their words are shorter.
LONGEST = 200
NO_BREAK_SPACE = "\u00a0"
EXTENSION_WORD = {"tr": "dahili", "en": "ext."}

UNREADABLE = _(
    "“%(value)s” is not a telephone number. Enter it with its area code, and an extension after the word “dahili”: "
    "0284 811 01 01 dahili 101."
)
NO_AREA_CODE = _("“%(value)s” has no area code. Enter it in this form: 0284 811 01 01.")
NO_SUCH_NUMBER = _("“%(value)s” is not a valid telephone number. Check its digits; write it as 0284 811 01 01.")
UNCLEAR_END = _(
    "It is unclear what stands after the number in “%(value)s”. Enter an extension as “0284 811 01 01 dahili 101”, and "
    "a second number in full after a comma: 0284 811 01 01, 0284 811 01 02."
)
TWO_KINDS = _("“%(value)s” holds a telephone and a fax number. Enter each in its own field.")
TOO_MANY = _("“%(value)s” holds more than four numbers. Keep the ones that should be shown.")

# Between digits of one number; a stroke or dash with spaces around it may stand after the area code only.
TIGHT = r"(?:[ .()]|(?<! )-(?! ))*"
AFTER_AREA = r"[ .()]*(?:[-/][ .()]*)?"
COUNTRY = r"(?:\(?(?:\+|00) ?90\)?[ .()\-]*(?:\(?0\)?)?|90 ?(?=[(2-589]))"
NATIONAL = re.compile(
    rf"[ (]*(?:{COUNTRY})?[ .()]*(?:0[ .()\-/]*)?"
    rf"(?P<area>[2-589] ?[0-9] ?[0-9]){AFTER_AREA}(?P<rest>[0-9](?:{TIGHT}[0-9]){{6}})(?![0-9])\)?"
)
SERVICE = re.compile(r"[ (]*(?:(?:\+|00)? ?90[ .\-]*|0 ?)?(?P<number>444(?:[ .\-]*[0-9]){4})(?![0-9])\)?")
LOCAL = re.compile(rf"(?P<rest>[1-9](?:{TIGHT}[0-9]){{6}})(?![ .]*[0-9])")
FOREIGN = re.compile(r"[ (]*(?:\+|00)(?P<number>(?!90)[1-9](?:[ .()\-/]*[0-9]){6,14})(?![0-9])")
SHORT = re.compile(r"(?:alo ?)?(?P<number>1[0-9]{2}|118[0-9]{2})(?![0-9])(?! ?[.()\-]? ?[0-9])", re.IGNORECASE)

LABEL = re.compile(
    r"^(?:tel(?:efon|\.)?|tlf|telefon(?:u|lar[ıi])?|faks|fax|gsm|cep|santral|phone|mobile|belgege[çc]er|[tf])\.? ?"
    r"(?:no|nu|numaras[ıi])?\.? ?[:.\-]* ?(?=[(+0-9])",
    re.IGNORECASE,
)
FAX_LABEL = re.compile(r"(?<![^\W\d_])(?:faks|fax|belgege[çc]er|f)(?![^\W\d_])", re.IGNORECASE)
OTHER_LABEL = re.compile(r"(?<![^\W\d_])(?:tel\w*|tlf|gsm|cep|santral|phone|mobile|t)(?![^\W\d_])", re.IGNORECASE)
EXTENSION = re.compile(
    r"[ ,;/(\-]*(?:dahil[iîı]|da?hl?(?![^\W\d_])|extension|extn?\b|i[çc] ?hat|i[çc]\b|;ext=|x(?=[ 0-9])|#)"
    r"[.:= ]*(?:(?:no|nu|numaras[ıi])\b[.:= ]*)?"
    r"(?P<digits>[0-9 ,/\-]*[0-9])\)?",
    re.IGNORECASE,
)
EXTENSION_BEFORE_ITS_WORD = re.compile(
    r"[ ,/(\-]+(?P<digits>[1-9][0-9]{1,5}) ?(?:no'?lu|numaral[ıi])? ?dahil[iîı]\b\)?", re.IGNORECASE
)
STROKE_EXTENSION = re.compile(r" ?/{1,2} ?(?P<digits>[1-9][0-9]{2,4})(?![0-9])(?! ?[ .\-/] ?[0-9])")
BRACKETED = re.compile(r" ?\( ?(?P<digits>[1-9][0-9]{1,4}(?: ?[-,/] ?[1-9][0-9]{1,4})*) ?\)")
STROKE_SHORT_EXTENSION = re.compile(r" ?/ ?(?P<digits>[1-9][0-9])(?![0-9])(?! ?[ .\-/] ?[0-9])")
LAST_DIGITS = re.compile(r"(?P<sign> ?[-/] ?)(?P<digits>[0-9]{1,2})(?![0-9])(?! ?[ .\-/] ?[0-9])")
SWITCHBOARD = re.compile(r" ?\(? ?pbx ?\)?", re.IGNORECASE)
SEPARATOR = re.compile(r" ?(?:[,;|•\n/\-]|\bveya\b|\bve\b|\bya da\b|\band\b|\bor\b) ?")


@dataclass(frozen=True, slots=True)
class Telephone:
    """One number: in international form with spaces, or a number of Türkiye that has no other form; its extension."""

    number: str
    extension: str = ""

    def __str__(self) -> str:
        return f"{self.number};ext={self.extension}" if self.extension else self.number

    @property
    def dialled(self) -> str:
        """What a telephone dials: tel:+902848110101;ext=101."""
        digits = "".join(sign for sign in self.number if sign in "+0123456789")
        return f"tel:{digits};ext={self.extension}" if self.extension else f"tel:{digits}"

    def shown(self, language: str | None = None) -> str:
        """As a page shows it, without a place where the line could break."""
        return self.written(language).replace(" ", NO_BREAK_SPACE)

    def written(self, language: str | None = None) -> str:
        """+90 284 811 01 01, dahili 101"""
        return f"{self.number}, {self._extension_in(language)}" if self.extension else self.number

    def national(self, language: str | None = None) -> str:
        """As it is dialled within the country: 0284 811 01 01 dahili 101."""
        number = f"0{self.number[4:]}" if self.number.startswith("+90 ") else self.number
        return f"{number} {self._extension_in(language)}" if self.extension else number

    def _extension_in(self, language: str | None) -> str:
        return f"{EXTENSION_WORD[written_language(language)]} {self.extension}"

    @property
    def is_short(self) -> bool:
        return not self.number.startswith(("+", "444"))


def clean(text: str) -> str:
    """The numbers of a typed text in canonical form; raises ValidationError with advice."""
    return canonical(parse(text))


def canonical(numbers: tuple[Telephone, ...]) -> str:
    return ", ".join(str(number) for number in numbers)


def clean_stored(text: str) -> str:
    """The canonical form of a number from former times, when an import wrote an extension of any length after “/”."""
    old = re.fullmatch(r"(\+90 [2-589]\d\d \d{3} \d\d \d\d) / (\d{1,6})", text)
    return clean(f"{old[1]};ext={old[2]}" if old else text)


def understood(text: str) -> tuple[Telephone, ...]:
    """The numbers of a stored text; none where it is not understood."""
    try:
        return parse(text)
    except ValidationError:
        return ()


def written(text: str, language: str | None = None) -> str:
    """A stored text as a file shows it; one that is not understood stays."""
    return "; ".join(number.written(language) for number in understood(text)) or text


def searched(text: str) -> str:
    """What a search finds a stored text by: as it is written, and with its digits in one run."""
    runs = ["".join(filter(str.isdigit, part)) for number in understood(text) for part in [number.national("en")]]
    return " ".join([text, *runs])


@lru_cache(maxsize=4096)
def parse(text: str) -> tuple[Telephone, ...]:
    """The numbers in a text, in their order; an empty text has none.

    Raises ValidationError where any part of the text is not understood.
    """
    prepared = prepare(text)
    if len(prepared) > LONGEST:
        raise refusal(UNREADABLE, "telephone", text)
    if holds_two_kinds(str(text)):
        raise refusal(TWO_KINDS, "two_kinds", text)
    numbers: list[Telephone] = []
    place = 0
    while place < len(prepared):
        first, place = read_number(prepared, place, numbers, text)
        further, place = read_end(prepared, place, first, text)
        numbers += further
        if place < len(prepared):
            separator = SEPARATOR.match(prepared, place)
            if separator is None or separator.end() == len(prepared):
                raise refusal(UNCLEAR_END if separator is None else UNREADABLE, "unclear_end", text)
            place = separator.end()
    numbers = list(dict.fromkeys(numbers))
    if len(numbers) > MOST_NUMBERS:
        raise refusal(TOO_MANY, "too_many", text)
    return tuple(numbers)


def holds_two_kinds(text: str) -> bool:
    """Whether a label says that one of the numbers is a fax: it would be called, and the others be sent faxes."""
    fax = FAX_LABEL.search(text)
    return fax is not None and (re.search("[0-9]", text[: fax.start()]) or OTHER_LABEL.search(text)) is not None


def prepare(text: str) -> str:
    """The text with ordinary digits, dashes and spaces, without what only introduces or ends it."""
    plain = unicodedata.normalize("NFKC", carried(str(text).replace("\t", " ")))
    # A picture of a telephone introduces a number as its word does.
    plain = re.sub("^(?:[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f? *)+", "", plain.strip())
    plain = re.sub("[\u2010-\u2015\u2212\u00ad]", "-", plain)
    plain = re.sub(r"^ *tel:", "", " ".join(re.sub(r"\n+", ",", plain.strip()).split()), flags=re.IGNORECASE)
    return LABEL.sub("", plain).rstrip(" .,;:").replace(";ext=", " ;ext=")


def read_number(text: str, place: int, before: list[Telephone], whole: str) -> tuple[Telephone, int]:
    """The number that begins at a place, and where it ends."""
    # A second number may have a label as well.
    label = LABEL.match(text[place:])
    place += label.end() if label else 0
    for pattern, make in [
        (SERVICE, service_number),
        (NATIONAL, national_number),
        (FOREIGN, foreign_number),
        (SHORT, short_number),
    ]:
        match = pattern.match(text, place)
        found = make(match) if match else None
        if match and found:
            return found, match.end()
    return local_number(text, place, before, whole)


def service_number(match: re.Match) -> Telephone:
    digits = digits_of(match["number"])
    return Telephone(f"{digits[:3]} {digits[3]} {digits[4:]}")


def national_number(match: re.Match) -> Telephone | None:
    digits = digits_of(match["area"] + match["rest"])
    parsed = phonenumbers.PhoneNumber(country_code=90, national_number=int(digits))
    return Telephone(grouped(digits)) if phonenumbers.is_valid_number(parsed) else None


def foreign_number(match: re.Match) -> Telephone | None:
    try:
        parsed = phonenumbers.parse("+" + digits_of(match["number"]), None)
    except phonenumbers.NumberParseException:
        return None
    if parsed.country_code == 90 or not phonenumbers.is_valid_number(parsed):
        return None
    return Telephone(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


def short_number(match: re.Match) -> Telephone | None:
    parsed = phonenumbers.parse(match["number"], REGION)
    # 123 is what people type to try a field.
    is_real = match["number"] != "123" and shortnumberinfo.is_valid_short_number_for_region(parsed, REGION)
    return Telephone(match["number"]) if is_real else None


def local_number(text: str, place: int, before: list[Telephone], whole: str) -> tuple[Telephone, int]:
    """A number without its area code, which it shares with the one before it."""
    match = LOCAL.match(text, place)
    area = re.match(r"\+90 ([2-4][0-9]{2}) ", before[-1].number) if before else None
    if match and area:
        digits = area[1] + digits_of(match["rest"])
        parsed = phonenumbers.PhoneNumber(country_code=90, national_number=int(digits))
        if phonenumbers.is_valid_number(parsed):
            return Telephone(grouped(digits)), match.end()
    if match:
        raise refusal(NO_AREA_CODE, "area_code", whole)
    if before:
        raise refusal(UNCLEAR_END, "unclear_end", whole)
    digits = digits_of(text[place:])
    looks_like_one = len(digits) >= 10 and not any(letter.isalpha() for letter in text[place:])
    raise refusal(NO_SUCH_NUMBER if looks_like_one else UNREADABLE, "telephone", whole)


def read_end(text: str, place: int, number: Telephone, whole: str) -> tuple[list[Telephone], int]:
    """The number with what belongs to it: extensions, or the last digits of a second line; and where that ends."""
    switchboard = SWITCHBOARD.match(text, place)
    place = switchboard.end() if switchboard else place
    for pattern in [EXTENSION, EXTENSION_BEFORE_ITS_WORD, BRACKETED, STROKE_EXTENSION]:
        match = pattern.match(text, place)
        if match and not number.is_short:
            extensions = list(extensions_of(match["digits"], whole))
            return [replace(number, extension=extension) for extension in extensions], match.end()
    match = STROKE_SHORT_EXTENSION.match(text, place)
    if match and int(match["digits"]) < int(digits_of(number.number)[-2:]) - 9 and number.number.startswith("+90 "):
        # No line of the same office: those are counted upwards from the first.
        return [replace(number, extension=match["digits"])], match.end()
    match = LAST_DIGITS.match(text, place)
    if match:
        return [number, second_line(number, match, whole)], match.end()
    return [number], place


def extensions_of(text: str, whole: str) -> Iterator[str]:
    """101 and 102 of “101-102”; a longer range is refused, since nobody knows which one to dial."""
    parts = re.split(r" *([-,/]) *| +", text.strip())
    extensions = parts[::2]
    signs = parts[1::2]
    for first, sign, second in zip(extensions, signs, extensions[1:], strict=False):
        if sign is None or (sign == "-" and int(second) != int(first) + 1):
            raise refusal(UNCLEAR_END, "unclear_end", whole)
    if len(extensions) > MOST_NUMBERS or any(len(extension) > 6 for extension in extensions):
        raise refusal(UNCLEAR_END, "unclear_end", whole)
    yield from extensions


def second_line(number: Telephone, match: re.Match, whole: str) -> Telephone:
    """The line that “0284 811 01 01-02” names by its last digits; refused where an extension could be meant."""
    digits, ending = digits_of(number.number), match["digits"]
    step = int(ending) - int(digits[-len(ending) :])
    is_next = step == 1 if "/" in match["sign"] else step > 0
    if not is_next or not number.number.startswith("+90 "):
        raise refusal(UNCLEAR_END, "unclear_end", whole)
    return Telephone(grouped((digits[: -len(ending)] + ending)[2:]))


def grouped(digits: str) -> str:
    """The ten digits of a number of Türkiye as they are written: +90 284 811 01 01."""
    return f"+90 {digits[:3]} {digits[3:6]} {digits[6:8]} {digits[8:]}"


def digits_of(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def refusal(message: "str | _StrPromise", code: str, text: str, **params: str) -> ValidationError:
    shown = " ".join(str(text).split())
    return ValidationError(
        message, code=code, params={"value": shown if len(shown) <= 60 else shown[:59] + "…", **params}
    )
