"""Which column a heading means.

Headings are compared without case, marks, endings and remarks in brackets: `TELEFONU`, `Telefon No (santral)`, `Tel.`.
"""

import re
from dataclasses import dataclass

from members.exchange import values
from members.exchange.columns import Column
from unions.text.turkish import letters

LONGEST_HEADING = 120
# The answer that a column is not read.
UNREAD = "skip"

# How surely a heading names a column: said by a person, one of its names, the same but for endings, without the remark
# in brackets, or only if nothing better is there.
SAID, EXACT, ALIKE, WITHOUT_REMARK, WEAK = 4, 3, 2, 1, 0

REMARK = re.compile(r"\([^)]*\)|\[[^\]]*\]|\*+$")
STEMS_IN_S = {"nufus", "adres", "meclis", "faks", "ofis", "kamus"}
GENITIVES = [re.compile(r"(?<=[aeiou])n[iu]n$"), re.compile(r"(?<=[^aeiou])[iu]n$")]
POSSESSIVES = [re.compile(r"(?<=[aeiou])s[iu]$"), re.compile(r"(?<=[^aeiou])[iu]$")]
SHORT_FORMS = {
    "ism": "ad", "isim": "ad", "numara": "no", "num": "no", "nr": "no", "tlf": "telefon", "tel": "telefon",
    "fax": "faks", "mail": "eposta", "email": "eposta", "bld": "belediye", "bel": "belediye", "bsk": "baskan",
    "internet": "web", "sayfa": "site", "website": "web site", "bas": "baslangic", "gsm": "cep",
}  # fmt: skip
# Two words that are one.
PHRASES = {"e posta": "eposta", "e mail": "eposta", "elektronik posta": "eposta", "tel no": "telefon", "t c": ""}
# Words that say nothing of what a column holds.
FILLERS = {"bilgi", "ve", "ile", "tc"}
YEAR_WORDS = {
    "yil", "nufus", "population", "toplam", "adnks", "tuik", "son", "belediye", "kisi", "say", "12", "31", "adrese",
    "dayali", "kayit", "sistem", "itibariyle", "itibari", "sonuc",
}  # fmt: skip
YEAR = re.compile(r"(?:19|20)\d\d")


def stem(word: str) -> str:
    """A word without its plural, possessive and genitive endings, near enough to compare headings."""
    if word in SHORT_FORMS or word in STEMS_IN_S or len(word) < 3:
        return SHORT_FORMS.get(word, word)
    # One after the other: “belediyesinin”.
    for endings in [GENITIVES, POSSESSIVES]:
        for ending in endings:
            shorter = ending.sub("", word)
            if shorter != word and len(shorter) > 1:
                word = f"{shorter}s" if f"{shorter}s" in STEMS_IN_S else shorter
                break
    word = re.sub(r"(?<=..)l[ae]r$", "", word)
    word = re.sub("g$", "k", word) if len(word) > 3 else word
    return SHORT_FORMS.get(word, word)


def heading_key(text: str) -> str:
    """What is compared of a heading."""
    plain = f" {letters(values.undefuse(text))} "
    for phrase, word in PHRASES.items():
        plain = plain.replace(f" {phrase} ", f" {word} ")
    words = [stem(word) for word in plain.split()]
    return " ".join(word for word in words if word not in FILLERS)


def heading_year(text: str) -> int | None:
    """The year whose population a column holds: “2023 Nüfusu”, “Nüfus (2023)”, “31.12.2023”."""
    words = heading_key(text).split()
    years = [word for word in words if YEAR.fullmatch(word)]
    if len(years) != 1 or not all(word in YEAR_WORDS for word in words if word != years[0]):
        return None
    return int(years[0])


@dataclass(frozen=True)
class Meaning:
    """What one column of a table is, and how sure that is."""

    column: Column | None = None
    year: int | None = None
    sureness: int = EXACT
    is_second_half: bool = False


class Vocabulary:
    """The headings by which columns are known."""

    def __init__(self, columns: list[Column], *, with_years: bool = False):
        self.columns = {column.name: column for column in columns}
        self.with_years = with_years
        self.exact = {spelling: column for column in columns for spelling in column.known_as()}
        self.alike: dict[str, Column] = {}
        for column in columns:
            for spelling in column.known_as():
                self.alike.setdefault(heading_key(spelling), column)
        self.weak = {heading_key(spelling): column for column in columns for spelling in column.weak}
        self.second = {heading_key(spelling): column for column in columns for spelling in column.second_halves}

    def meaning(self, text: str, answer: str = "") -> Meaning | None:
        """What a heading means; an answer of a person goes before the heading."""
        if answer in self.columns:
            return Meaning(self.columns[answer], sureness=SAID)
        if answer == UNREAD:
            return Meaning(sureness=SAID)
        if not text or len(text) > LONGEST_HEADING:
            return None
        year = heading_year(text) if self.with_years else None
        if year:
            return Meaning(year=year)
        return self.column_of(text)

    def column_of(self, text: str) -> Meaning | None:
        spelling, key = letters(values.undefuse(text)), heading_key(text)
        if spelling in self.exact:
            return Meaning(self.exact[spelling])
        if key in self.second:
            return Meaning(self.second[key], is_second_half=True)
        if key in self.alike:
            return Meaning(self.alike[key], sureness=ALIKE)
        bare = heading_key(REMARK.sub(" ", text))
        if bare in self.second:
            return Meaning(self.second[bare], sureness=WITHOUT_REMARK, is_second_half=True)
        if bare in self.alike:
            return Meaning(self.alike[bare], sureness=WITHOUT_REMARK)
        found = self.weak.get(key) or self.weak.get(bare)
        return Meaning(found, sureness=WEAK) if found else None
