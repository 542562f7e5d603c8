"""Numbers, days and times that a text tells, and where two languages contradict each other."""

import re
from collections.abc import Callable, Iterable

from unions.text.turkish import MONTHS, fold

MONTH_NUMBERS = {
    language: {fold(name): number for number, name in enumerate(names, 1)} for language, names in MONTHS.items()
}
MONTH_NUMBERS["en"] |= {name[:3]: number for name, number in MONTH_NUMBERS["en"].items()} | {"sept": 9}
NUMBER_WORDS = {
    "tr": ["bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz", "on", "onbir", "oniki"],
    "en": ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
}
ORDINALS = {
    "tr": ["birinci", "ikinci", "üçüncü", "dördüncü", "beşinci", "altıncı", "yedinci", "sekizinci", "dokuzuncu"],
    "en": ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"],
}
ADDRESSES = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")
TELEPHONE = re.compile(r"(?<!\d)(?:\+?90[ .-]?)?\(?0?\d{3}\)?[ .-]?\d{3}[ .-]?\d{2}[ .-]?\d{2}(?!\d)")
ISO_DAY = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
DAY = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)")
HALF_DAY = re.compile(r"(?<![\d.,])(\d{1,2})(?:[:.](\d{2}))? ?([ap])\.?m\b\.?", re.IGNORECASE)
CLOCK = {
    "tr": re.compile(r"(?<![\d.,])([01]?\d|2[0-3])[.:]([0-5]\d)(?![\d]|[.,]\d)"),
    "en": re.compile(r"(?<![\d.,])([01]?\d|2[0-3]):([0-5]\d)(?![\d]|[.,]\d)"),
}
# The sign between thousands, then that before the decimals.
SIGNS = {"tr": (".", ","), "en": (",", ".")}
LONGEST_NUMBER = 40
WHOLE_WORD = re.compile(r"[^\W\d_]+")


def told_numbers(text: str, language: str) -> set[str]:
    """All numbers, days and times of a text, written alike for both languages: 294020, 3.5, month 5."""
    text = ADDRESSES.sub(" ", text)
    found: set[str] = set()

    def take(pattern: re.Pattern[str], values: Callable[[re.Match[str]], Iterable[str]]) -> None:
        nonlocal text
        for match in pattern.finditer(text):
            found.update(values(match))
        text = pattern.sub(" ", text)

    take(TELEPHONE, lambda match: [re.sub(r"\D", "", match[0])[-10:]])
    take(ISO_DAY, lambda match: day_of(match[3], match[2], match[1]))
    take(DAY, lambda match: day_of(*match.groups()))
    take(HALF_DAY, lambda match: [time_of(int(match[1]) % 12 + (12 if match[3].lower() == "p" else 0), match[2])])
    take(CLOCK[language], lambda match: [time_of(int(match[1]), match[2])])
    return found | months_of(text, language) | plain_numbers(text, language)


def as_said(numbers: Iterable[str], language: str) -> str:
    """The numbers for somebody who reads this language, months by their names."""
    return ", ".join(
        month_named(number.removeprefix("month "), language) if "month" in number else number for number in numbers
    )


def month_named(number: str, language: str) -> str:
    names = MONTHS[language]
    return names[int(number) - 1] if number.isdecimal() and 1 <= int(number) <= len(names) else number


def day_of(day: str, month: str, year: str) -> list[str]:
    return [str(int(day)), f"month {int(month)}", year]


def time_of(hour: int, minute: str | None) -> str:
    return number_of(f"{hour}.{minute or '00'}")


def number_of(written: str) -> str:
    """The number without zeros that say nothing."""
    whole, _dot, rest = written.partition(".")
    rest = rest.rstrip("0")
    return f"{int(whole or 0)}.{rest}" if rest else str(int(whole or 0))


def months_of(text: str, language: str) -> set[str]:
    """The months that stand beside a number; May is a word of other use, too."""
    words = fold(text).split()
    found = set()
    for place, word in enumerate(words):
        beside = words[max(place - 1, 0) : place] + words[place + 1 : place + 2]
        number = MONTH_NUMBERS[language].get(word)
        if number and any(other[:1].isdigit() for other in beside):
            found.add(f"month {number}")
    return found


def plain_numbers(text: str, language: str) -> set[str]:
    thousands, decimal = map(re.escape, SIGNS[language])
    whole = rf"\d{{1,3}}(?:{thousands}\d{{3}})+(?:{decimal}\d+)?(?!\d)"
    # Versions and numbers of articles have a point in every language: WCAG 2.2.
    found = set()
    for match in re.finditer(
        rf"(?P<whole>{whole})|(?P<version>\d+(?:\.\d+){{2,}})|\d+\.\d{{1,2}}(?![\d.])|\d+(?:{decimal}\d+)?", text
    ):
        if match["version"]:
            found.add(match[0])
            continue
        number = match[0].replace(SIGNS[language][0], "") if match["whole"] else match[0]
        found.add(number_of(number.replace(",", ".")))
    return {number for number in found if len(number) < LONGEST_NUMBER}


def numbers_in_words(text: str, language: str) -> set[str]:
    words = {fold(word) for word in WHOLE_WORD.findall(text)}
    lists = [NUMBER_WORDS[language], ORDINALS[language]]
    return {str(number) for names in lists for number, name in enumerate(names, 1) if fold(name) in words}


def contradictions(turkish: str, english: str) -> tuple[list[str], list[str]]:
    """The numbers that only the Turkish text tells, and those that only the English one does."""
    if not turkish.strip() or not english.strip():
        return [], []
    told = {"tr": told_numbers(turkish, "tr"), "en": told_numbers(english, "en")}
    only_turkish = told["tr"] - told["en"] - numbers_in_words(english, "en")
    only_english = told["en"] - told["tr"] - numbers_in_words(turkish, "tr")
    return sorted(only_turkish), sorted(only_english)
