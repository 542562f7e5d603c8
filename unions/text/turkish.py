"""Turkish text: searching, sorting, addresses, letter case, dates and numbers.

Python and both databases treat the dotted and the dotless i wrongly, each in its own way, so everything
that compares Turkish text or changes its case uses this module and gets the same result everywhere.
"""

import re
import unicodedata
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal, localcontext

from django.utils import timezone
from django.utils.translation import get_language

COMBINING_DOT_ABOVE = "\u0307"
APOSTROPHES = "'’‘ʼ"

SUFFIX_AFTER_APOSTROPHE = re.compile(rf"(?<=[^\W_])[{APOSTROPHES}][^\W_]+")
NOT_A_WORD = re.compile(r"[\W_]+")
NOT_ASCII_WORD = re.compile(r"[^a-z0-9]+")
WORD = re.compile(rf"[^\W_]+(?:[{APOSTROPHES}][^\W_]+)*")
ROMAN_NUMERAL = re.compile(r"[IVX]{2,}")

LOWER_I = {"tr": str.maketrans({"I": "ı", "İ": "i"}), "en": str.maketrans({"İ": "i"})}
UPPER_I = str.maketrans({"ı": "I", "i": "İ"})
EVERY_I = str.maketrans({"I": "i", "İ": "i", "ı": "i"})

# Letters of other Latin alphabets that Unicode does not decompose.
WHOLE_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ə": "e",
        "ħ": "h",
        "ı": "i",
    }
)

# The letters of Turkish words without their marks, including those of loan words with a circumflex.
USUAL_LETTERS = EVERY_I | str.maketrans("çğöşüâîûÇĞÖŞÜÂÎÛ", "cgosuaiucgosuaiu")

ALPHABET = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"
# Two digits for each letter: no collation treats a pair of digits as one letter, as some do with
# "aa", "ch" or "lj".
PLACES = {letter: f"{place:02}" for place, letter in enumerate(" " + "0123456789" + ALPHABET)}
PLACE_OF_OTHER_SCRIPTS = "99"

SMALL_WORDS = {"tr": {"ve", "ile", "veya"}, "en": {"and", "of", "or", "the", "with"}}

MONTHS = {
    "tr": [
        "Ocak",
        "Şubat",
        "Mart",
        "Nisan",
        "Mayıs",
        "Haziran",
        "Temmuz",
        "Ağustos",
        "Eylül",
        "Ekim",
        "Kasım",
        "Aralık",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
WEEKDAYS = {
    "tr": ["Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi", "Pazar"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}


def written_language(language: str | None = None) -> str:
    """The language whose rules apply, "tr" or "en": the given one, else the active one, else Turkish."""
    return "en" if (language or get_language() or "tr").startswith("en") else "tr"


def without_marks(text: str) -> str:
    """The text without accents and invisible characters, and otherwise unchanged."""
    decomposed = unicodedata.normalize("NFKD", text)
    letters = "".join(letter for letter in decomposed if unicodedata.category(letter) not in {"Mn", "Mc", "Me", "Cf"})
    return unicodedata.normalize("NFKC", letters)


def plain(text: str) -> str:
    """Lower-case Latin letters without their marks, with all four letters i as one."""
    # A short cut: most texts have only the letters of Turkish words, and thousands are folded at a time.
    translated = str(text).translate(USUAL_LETTERS)
    if translated.isascii():
        return translated.lower()
    composed = unicodedata.normalize("NFKC", str(text))
    return without_marks(composed.translate(EVERY_I).lower()).translate(WHOLE_LETTERS)


def fold(text: str) -> str:
    """The form in which texts and searches are compared: plain words without case, marks and suffixes."""
    words = SUFFIX_AFTER_APOSTROPHE.sub("", plain(text))
    return NOT_A_WORD.sub(" ", words).strip()


def letters(text: str) -> str:
    """Words without case, marks and signs, for comparing headings and names."""
    return NOT_ASCII_WORD.sub(" ", plain(text)).strip()


def sort_key(text: str, language: str = "tr") -> str:
    """Digits that any database sorts in the alphabetical order of the text.

    There are two digits for each letter, and at most twice as many as the text has characters.
    """
    if written_language(language) == "en":
        letters = plain(text)
    else:
        composed = lower(unicodedata.normalize("NFKC", str(text)))
        letters = "".join(letter if letter in PLACES else plain(letter) for letter in composed)
    letters = re.sub(f"[{APOSTROPHES}]", "", letters)
    words = NOT_A_WORD.sub(" ", letters).strip()
    places = [PLACES.get(letter, PLACE_OF_OTHER_SCRIPTS) for letter in words]
    # Some characters decompose into a whole phrase; the key must still fit its column.
    return "".join(places[: len(str(text))])


def slugify(text: str, max_length: int | None = None) -> str:
    """A title as part of an address: ASCII letters and digits, words joined by hyphens."""
    letters = re.sub(f"[{APOSTROPHES}]", "", plain(text))
    slug = NOT_ASCII_WORD.sub("-", letters).strip("-")
    if not slug:
        # A title in another script still needs an address, so this takes the code points of its letters.
        slug = "-".join(f"u{ord(letter):x}" for letter in str(text) if letter.isalnum())
    return _cut_at_word(slug, max_length)


def _cut_at_word(slug: str, max_length: int | None) -> str:
    if max_length is None or len(slug) <= max_length:
        return slug
    start, hyphen, _ = slug[: max_length + 1].rpartition("-")
    return start if hyphen else slug[:max_length]


def lower(text: str, language: str = "tr") -> str:
    composed = unicodedata.normalize("NFC", str(text))
    return _without_stray_dots(composed.translate(LOWER_I[written_language(language)]).lower())


def initials(name: str) -> str:
    """The first letters of the first and the last word of a person's name: Ayşe Nur İlhan is Aİ."""
    words = [word for word in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", name) if word]
    return "".join(upper(word[0]) for word in [*words[:1], *words[1:][-1:]])


def upper(text: str, language: str = "tr") -> str:
    composed = _without_stray_dots(unicodedata.normalize("NFC", str(text)))
    if written_language(language) == "tr":
        composed = composed.translate(UPPER_I)
    return _without_stray_dots(composed.upper())


def capfirst(text: str, language: str = "tr") -> str:
    """The text with a capital first letter and otherwise unchanged."""
    composed = _without_stray_dots(unicodedata.normalize("NFC", str(text)))
    return upper(composed[:1], language) + composed[1:]


def title(text: str, language: str = "tr") -> str:
    """Each word with a capital first letter, as in a name, except conjunctions after the first word."""
    composed = _without_stray_dots(unicodedata.normalize("NFC", str(text)))
    language = written_language(language)

    def capitalised(word: re.Match[str]) -> str:
        if ROMAN_NUMERAL.fullmatch(word[0]):
            return word[0]
        lower_case = lower(word[0], language)
        is_first = not WORD.search(composed, 0, word.start())
        if lower_case in SMALL_WORDS[language] and not is_first:
            return lower_case
        return capfirst(lower_case, language)

    return WORD.sub(capitalised, composed)


def _without_stray_dots(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace(COMBINING_DOT_ABOVE, "")


def format_date(day: date, language: str | None = None, weekday: bool = False) -> str:
    """21 Kasım 2026 Cumartesi, Saturday 21 November 2026; a datetime is shown as its day in local time."""
    language = written_language(language)
    if isinstance(day, datetime):
        day = _in_local_time(day)
    written = f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"
    if not weekday:
        return written
    name = WEEKDAYS[language][day.weekday()]
    return f"{written} {name}" if language == "tr" else f"{name} {written}"


def format_time(moment: datetime | time, language: str | None = None) -> str:
    """14.30 in Turkish, as the spelling guide demands, and 14:30 in English."""
    separator = "." if written_language(language) == "tr" else ":"
    if isinstance(moment, datetime):
        moment = _in_local_time(moment)
    return f"{moment.hour:02}{separator}{moment.minute:02}"


def _in_local_time(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def format_number(value: int | float | Decimal, language: str | None = None, decimals: int = 0) -> str:
    """1.234.567,5 in Turkish, 1,234,567.5 in English; halves are rounded away from zero."""
    with localcontext(rounding=ROUND_HALF_UP):
        written = f"{Decimal(str(value)):z,.{decimals}f}"
    if written_language(language) == "tr":
        return written.translate(str.maketrans(",.", ".,"))
    return written
