"""The tokens by which texts are found: our own, so that both databases and every machine find the same.

A word is found by its stem (`y_`) and by its first five letters (`z_`), a number as it is; in a title once more, `t_`
before its stem, and two words of it as one by `p_`. What is exactly the word that was typed is told by the score. A
citation is `n_2026_12` where it is the row's own and `c_2026_12` where a text names it; a day `d_20261216` and
`e_20261216`, a month `m_202612`. A telephone is `g_` and its ten digits, however it is written.
"""

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from unions.text.stems import SHORTEST_STEM, SOFT, hardened, stem_of
from unions.text.turkish import MONTHS, fold

FIRST_LETTERS = 5
SIGNS = str.maketrans(dict.fromkeys("·–—“”„«»…°²•₺\u00a0", " ")) | {ord("’"): "'"}
LONGEST_WORD = 40
MOST_WORDS = 20_000
# How much a word that is met counts, by how it is met.
EXACT, STEM, BEGINNING, SYNONYM, TYPO = 1.0, 0.8, 0.6, 0.7, 0.55

DIGIT = re.compile(r"\d")
CITATION = re.compile(r"(?<![\d.,/-])((?:19|20)\d\d)\s?[/-]\s?(?:([A-Za-z])-)?(\d{1,4})(?![\d/-]|\.\d)")
NUMERIC_DAY = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-]((?:19|20)\d\d)(?!\d)")
ISO_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
MONTH_NUMBERS = {fold(name): number for names in MONTHS.values() for number, name in enumerate(names, start=1)}
WRITTEN_DAY = re.compile(rf"(?<!\d)(\d{{1,2}}) ({'|'.join(MONTH_NUMBERS)})\w* ((?:19|20)\d\d)\b")
# A month first, as Americans write.
MONTH_FIRST = re.compile(rf"\b({'|'.join(MONTH_NUMBERS)}) (\d{{1,2}}) ((?:19|20)\d\d)\b")
# Telephone numbers of this country, with or without what is dialled before them.
TELEPHONE = re.compile(r"(?<![\d/.-])(?:\+?90|0)?[ (]*([2-58]\d\d)[ )-]*(\d{3})[ -]*(\d\d)[ -]*(\d\d)(?![\d/]|\.\d)")
# “2024 yılı 10 numaralı karar”, “14 nolu karar 2026”, in folded words.
NUMBERED = "(?:nolu|no lu|no|numarali|sayili)"
SPOKEN_CITATION = re.compile(
    rf"\b((?:19|20)\d\d)(?: yili\w*)?(?: (?:meclis|encumen|karar)\w*)* (\d{{1,4}}) {NUMBERED}(?= |$)"
    rf"|\b(\d{{1,4}}) {NUMBERED}(?: (?:meclis|encumen))? karar\w* ((?:19|20)\d\d)\b"
    r"|\b(?:decision|resolution) (?:no |number )?(\d{1,4}) (?:of|in|from) ((?:19|20)\d\d)\b"
)
# What stands around a day and says nothing more.
AROUND_DAY = frozenset(
    {
        "ay",
        "ayi",
        "ayinda",
        "ayindaki",
        "ayinin",
        "tarih",
        "tarihi",
        "tarihli",
        "tarihinde",
        "tarihindeki",
        "tarihte",
        "gun",
        "gunu",
        "gunlu",
        "yili",
        "yilinda",
    }
)
# A verb of asking, with whichever ending: “yapmalıyız”, “öğrenebilir miyim”, “istiyoruz”.
ASKING = re.compile(
    r"(?:yap|ol|ed|et|iste|ist|bul|al|gor|ogren|bil|gerek|gel|git|gid|yaz|sor)[a-z]{0,5}?"
    r"(?:[iu]yor|[ae]bilir|m[ae]l[iu]|[ae]c[ae][gk]|m[ae]m|memiz|mamiz|[aeiu]r[iu][mz]$)[a-z]{0,6}"
)
WRITTEN_MONTH = re.compile(rf"\b({'|'.join(MONTH_NUMBERS)})\w* ((?:19|20)\d\d)\b")

# Words of questions, and those that stand everywhere; they count only where nothing else was typed.
STOP_WORDS = {
    "tr": """kim kimdir kimler kimlerdir kimin nasil ne neler nedir nelerdir nerede nerededir nereden nereye kac kactir
        kacta hangi hangileri hangisi neden nicin niye mi mu midir mudur misin miyim miyiz ve ile veya ya da de ki icin
        bir bu su o olan olarak olur oldu olunur olmak var varmi yok ait dair hakkinda gore kadar sayili numarali no
        zaman bana lutfen istiyorum nereden mi yapilir edilir bulunur ise en cok tum her
        olma olmaya olmanin oluruz olabilir olabilirim olmali olacak olmam olmasi istiyoruz isterim isteriz
        yapmaliyim yapmaliyiz yapmali yapabilirim yapabiliriz yapacagim yapmam gerekir gerekiyor gerek lazim
        alabilirim alabiliriz alinir bulabilirim bulabiliriz ogrenebilirim ogrenmek edebilirim edebiliriz yapiliyor
        oluyor var yazabilirim yazabiliriz sayin acaba misiniz musunuz
        indirebilirim indirebiliriz indirmek indirilir
        kime kimden kiminle yazilir yazarim buyuklugu buyuklugunu tutari tutarini miktari miktarini""",
    "en": """who what when where which how why is are was were do does did the a an of in on at to for by with from and
        or it its there me my i you we can could please tell about many much anything any be no s
        your our us will would should has have been download get see view size amount""",
}
# Groups of words that mean the same to readers; staff add more.
SYNONYMS = """
aidat = katilim payi = uyelik aidati
kvkk = kisisel veri
yasa = kanun
tuzuk = ana tuzuk
reis = baskan
telefon = tel
eposta = e posta = email = mail
kunye = iletisim
adres = merkez
is ilani = personel alimi = kadro
cbs = cografi bilgi sistemi
gis = geographic information system
hibe = fon
mazbata = secim
dues = contribution = membership fee
statute = bylaws
gdpr = protection personal data
mayor = belediye baskani
job = vacancy
bicycle = cycle = cycling = bike
waste = refuse = garbage = rubbish
cop = atik
joining = membership
council = assembly
fee = charge
toplu tasima = ulasim
katilmak = uye olma
join = member = membership
halk = vatandas = herkes
katilabilir = izleyebilir = girebilir = dinleyebilir = gelebilir
public = citizens = everyone
attend = follow = watch
kopek = kedi = sokak hayvanlari
barinak = bakimevi
eleman = personel = isci = memur
is basvurusu = is ilanlari
sel = taskin
gubre = kompost
geri donusum = atik = kompost
kurs = egitim
otobus = ulasim
resim = fotograf
itfaiye = yangin
gunes paneli = gunes enerjisi
web sitesi = internet sitesi
harcama = gider
koy = kirsal
engelli = erisilebilirlik = engelsiz
stajyer = staj
satin alma = ihale
arac = tasit
deprem = afet
belge = evrak
mesai = calisma saatleri
kapaniyor = calisma saatleri
gorusme = randevu = iletisim
silme = kisisel veri
opening hours = office hours = working hours
office = headquarters
dog = stray animals
flooding = flood
trash = waste
recycling = waste = composting
internship = placement
hiring = vacancy
bid = tender
salary = pay
photo = picture = gallery
course = training = seminar
bus = transport
earthquake = disaster
solar panel = solar power
purchase = tender = purchasing
"""


@cache
def stop_words(language: str) -> frozenset[str]:
    return frozenset(STOP_WORDS[language].split())


@cache
def default_synonyms() -> dict[str, list[list[str]]]:
    return read_synonyms(SYNONYMS)


def read_synonyms(lines: str) -> dict[str, list[list[str]]]:
    """By word or words, the others of its line as lists of words: one group a line, with an equals sign between."""
    meant: dict[str, list[list[str]]] = {}
    for line in lines.splitlines():
        group = [fold(part) for part in line.split("=") if fold(part)]
        for part in group:
            meant.setdefault(part, []).extend(other.split() for other in group if other != part)
    return meant


@lru_cache(maxsize=300_000)
def forms(word: str, language: str) -> tuple[str, ...]:
    """The word, its stem and its beginning; numbers are never cut."""
    if not word.isalpha():
        return (word,)
    stem = "y_" + stem_of(word, language)
    return (word, stem, "z_" + beginning_of(word, language)) if len(word) >= FIRST_LETTERS else (word, stem)


def beginning_of(word: str, language: str) -> str:
    return hardened(word[:FIRST_LETTERS]) if language == "tr" else word[:FIRST_LETTERS]


@lru_cache(maxsize=300_000)
def stored_forms(word: str, language: str) -> tuple[str, ...]:
    """The forms by which a word is found; whatever has the word itself has its stem."""
    return forms(word, language)[1:] or (word,)


def words_of(text: str) -> list[str]:
    # Signs that would take folding its long way.
    return [word[:LONGEST_WORD] for word in fold(text.translate(SIGNS)).split()]


def field_of(words: list[str]) -> str:
    """The words of a text, each between spaces, to look tokens up in; see `meets`."""
    return f" {' '.join(dict.fromkeys(words))} "


def meets(token: str, field: str, language: str) -> bool:
    """Whether a field has a word of the token, without making the tokens of all its words."""
    if token[1:2] != "_":
        return f" {token} " in field
    kind, wanted = token[0], token[2:]
    if kind == "z":
        soft = SOFT.get(wanted[-1], "") if language == "tr" else ""
        return f" {wanted}" in field or (bool(soft) and f" {wanted[:-1]}{soft}" in field)
    # A stem begins its words, but for its last letter, in English for its last two.
    needle = " " + wanted[: max(len(wanted) - (1 if language == "tr" else 2), SHORTEST_STEM)]
    place = field.find(needle)
    while place >= 0:
        end = field.find(" ", place + 1)
        if token in forms(field[place + 1 : end], language):
            return True
        place = field.find(needle, end)
    return False


def citations_in(text: str) -> set[str]:
    return {f"{year}_{(series or '').lower()}{int(number)}" for year, series, number in CITATION.findall(text)}


def citations_said(folded: str) -> set[str]:
    """Decisions that are named in words: their year, and their number in it."""
    found = SPOKEN_CITATION.findall(folded)
    parts = (tuple(filter(None, groups)) for groups in found)
    return {f"{max(pair, key=len)}_{int(min(pair, key=len))}" for pair in parts}


def telephones_in(text: str) -> set[str]:
    """The telephone numbers that a text names, as their ten digits."""
    return {"".join(parts) for parts in TELEPHONE.findall(text)}


def days_in(text: str, folded: str = "") -> set[str]:
    """The days that a text names, as 20261216."""
    named = [(year, month, day) for day, month, year in NUMERIC_DAY.findall(text)] + ISO_DAY.findall(text)
    folded = folded or fold(text)
    named += [(year, MONTH_NUMBERS[month], day) for day, month, year in WRITTEN_DAY.findall(folded)]
    named += [(year, MONTH_NUMBERS[month], day) for month, day, year in MONTH_FIRST.findall(folded)]
    return {f"{year}{int(month):02}{int(day):02}" for year, month, day in named if 0 < int(month) < 13}


def months_in(text: str) -> set[str]:
    return {f"{year}{MONTH_NUMBERS[month]:02}" for month, year in WRITTEN_MONTH.findall(fold(text))}


@dataclass
class Words:
    """The words of an entry by its fields, folded once for all that is made of them."""

    title: list[str]
    headings: list[str]
    summary: list[str]
    text: list[str]

    @cached_property
    def known(self) -> list[str]:
        """Each word once, as many as are found."""
        return list(dict.fromkeys([*self.title, *self.headings, *self.summary, *self.text]))[:MOST_WORDS]


def proposed_by(entry) -> str:
    """The words by whose beginnings an entry is proposed while somebody types: its title, and by what else it is known.

    The fixed pages are known by what people call them, decisions by their numbers.
    """
    also = entry.headings if entry.kind in ("section", "decision") else ""
    return " ".join(dict.fromkeys(words_of(f"{entry.title} {also}")))


def words_by_field(entry) -> Words:
    return Words(*(words_of(text) for text in (entry.title, entry.headings, entry.summary, entry.text)))


def tokens_of(entry, words: Words | None = None) -> str:
    """What an entry is found by; the same for the same entry, so that it can be taken out again."""
    language = entry.language
    words = words or words_by_field(entry)
    tokens = {token for word in words.known for token in stored_forms(word, language)}
    tokens |= {f"t_{forms(word, language)[:2][-1]}" for word in words.title}
    whole = "\n".join([entry.title, entry.headings, entry.summary, entry.text])
    if DIGIT.search(whole):
        folded = " ".join([*words.title, *words.headings, *words.summary, *words.text])
        tokens |= {f"c_{citation}" for citation in citations_in(whole)}
        tokens |= {f"e_{day}" for day in days_in(whole, folded)}
        tokens |= {f"g_{number}" for number in telephones_in(whole)}
    if entry.citation:
        tokens.add(f"n_{entry.citation}")
    if entry.date:
        tokens |= {f"d_{entry.date.replace('-', '')}", f"m_{entry.date[:7].replace('-', '')}"}
    tokens |= {f"k_{entry.kind}", f"j_{entry.year}", f"o_{entry.organ}"}
    # Two words in a row that others write as one: “Uzun köprü”, “iş birliği”.
    tokens |= {f"p_{first}{second}" for first, second in pairwise(words.title) if (first + second).isalpha()}
    return " ".join(sorted(tokens))
