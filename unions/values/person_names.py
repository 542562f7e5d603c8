"""Names of people: what is stored, what is refused and why, and what stands around a name.

A name is kept as it is written, with its capitals: the small letters of ALİ AK are not certain for every name. A title
may stand before it where no field of its own holds it. `Prof. Dr. Ali Ak (Yedek)` is the person Ali Ak with a title and
a seat, not somebody new.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unions.text.cleaning import cleaned_line
from unions.text.turkish import letters

TITLES = {
    "prof", "doc", "dr", "yrd", "ogr", "uyesi", "av", "op", "uzm", "ecz", "dt", "muh", "mim", "arch", "eng", "sn",
    "sayin", "avukat", "doktor", "profesor", "docent", "vet", "hek", "bay", "bayan", "gor", "ars", "hakim", "kaymakam",
}  # fmt: skip
# Words of address are no title.
ADDRESSES = {"sn", "sayin", "bay", "bayan"}
# A title without its full stop is only one where the word cannot be a name.
CERTAIN_WITHOUT_STOP = {"prof", "doc", "dr", "av", "op", "uzm", "sn", "sayin", "avukat", "doktor", "profesor", "docent"}
# Offices that stand where a name is asked for.
OFFICES = {
    "baskan", "belediye baskani", "belediye baskan vekili", "birlik baskani", "baskan vekili", "baskan yardimcisi",
    "meclis uyesi", "encumen uyesi", "uye", "yedek", "asil", "muhtar", "vali", "kaymakam", "genel sekreter", "mudur",
    "birim muduru", "bsk", "bld bsk", "bel bsk", "bsk v", "baskan v", "belediye baskan v", "bsk yrd", "mayor",
    "governor", "president", "member",
}  # fmt: skip
# What people write where they know no name; two of the words are names of nobody.
NO_ONE = {
    "yok", "bos", "bilinmiyor", "belli degil", "belirsiz", "munhal", "vekaleten", "isimsiz", "adsiz", "test", "deneme",
    "unknown", "none", "vacant", "bilinmeyen", "henuz belli degil", "xxx", "asdf", "null", "kimse",
}  # fmt: skip
# Words of a sentence in place of a name: seçim iptal edildi, mazbata bekleniyor, kayyum atandı. None of them is a name.
WORDS_OF_STATEMENTS = """
    edildi edilmedi edilecek edilmis edilmistir ediliyor edilemedi yapildi yapilmadi yapilacak yapilamadi yapilmamistir
    yenilenecek yenilendi yenileniyor ertelendi ertelenecek alindi alinmadi alinacak verildi verilmedi verilecek atandi
    atanmadi atanacak secildi secilmedi secilecek secilemedi bekleniyor beklenmektedir aciklanmadi aciklanacak gelmedi
    gelmemistir katilmadi kesinlesmedi kesinlesmemistir sonuclanmadi degil yoktur bulunmamaktadir bildirilmedi
    bildirilmemistir mazbata mazbatasi itiraz itirazli kayyum kayyim iptal belediye belediyesi belediyesinin
"""
STATEMENT_WORDS = frozenset(WORDS_OF_STATEMENTS.split())
REMARK = re.compile(r"\s*[(\[]([^)\]]*)[)\]]\s*$")
# What no name of a person holds: the sign of another word beside it, of a second person, of a number in a list.
NO_NAME = re.compile(r"[\d,;:/|*+@=<>#_\"()\[\]{}]|\s[-–—&]\s|\s(?:ve|veya|ya da|ile|and|vd\.?|vb\.?)\s", re.IGNORECASE)
ADDRESS_OF_WEB = re.compile(r"@|https?:|www\.|\w\w\.(?:com|org|net|gov|bel|edu|info|tr)\b", re.IGNORECASE)
SIGNS_IN_NAMES = set(" '’‘ʼ`´-‐‑.")
UNKNOWN_REMARK = _("It is not clear what “(%(value)s)” behind the name means. Delete it or put it into its own column.")
NOT_A_NAME = _("“%(value)s” is not the name of one person. Write given name and surname only.")
HAS_ADDRESS = _("A name holds no web or e-mail address. Write given name and surname only.")
HAS_DIGITS = _("A name holds no digits. Write given name and surname only.")
NO_LETTERS = _("A name must contain letters.")
ONLY_OFFICE = _("“%(value)s” is a title or an office. Write the person's name.")
NO_ONE_NAMED = _("“%(value)s” is not a name. Leave the field empty where no one is known.")
TWO_ALPHABETS = _("“%(value)s” mixes letters of two alphabets that look alike. Type the name anew.")
HAS_REMARK = _("Write the name only, without “(%(remark)s)”.")
HAS_TITLE = _("Write “%(title)s” into the field for the title, and here the name only.")


@dataclass(frozen=True)
class WrittenPerson:
    """A name without what stands around it."""

    name: str
    title: str = ""
    # What stands in brackets behind the name.
    remark: str = ""


def read_person(text: str) -> WrittenPerson:
    """The name of a person, the titles before it and the remark behind it."""
    rest, remark = " ".join(text.split()), ""
    found = REMARK.search(rest)
    if found:
        rest, remark = rest[: found.start()].strip(), found[1].strip()
    words = re.sub(r"\.(?=\w)", ". ", rest).split(" ")
    titles: list[str] = []
    while len(words) > 1 and is_title(words[0]):
        titles.append(words.pop(0))
    if not titles:
        return WrittenPerson(rest, remark=remark)
    title = " ".join(word for word in titles if letters(word) not in ADDRESSES)
    return WrittenPerson(" ".join(words), title, remark)


def clean(text: str) -> str:
    """The name as it is stored, a title before it allowed; an empty text is none. Raises ValidationError."""
    name = cleaned_line(str(text))
    if not name:
        return ""
    written = read_person(name)
    refuse_no_name(written.name)
    if written.remark:
        raise ValidationError(HAS_REMARK, code="remark", params={"remark": written.remark})
    return name


class WithoutTitle:
    """Names beside a field for titles, which hold none."""

    @staticmethod
    def clean(text: str) -> str:
        name = clean(text)
        written = read_person(name)
        if written.name != name:
            title = name.removesuffix(written.name).strip()
            raise ValidationError(HAS_TITLE, code="title", params={"title": title})
        return name


class Part:
    """Given names or a surname alone, which may be words that no whole name is: Muhtar, Başkan, Boş."""

    @staticmethod
    def clean(text: str) -> str:
        part = cleaned_line(str(text))
        if part:
            refuse_no_name(part, is_whole=False)
        return part


def refuse_no_name(name: str, *, is_whole: bool = True) -> None:
    """Raise ValidationError for what is no name, or more than one: Ali Ak / Başkan, 1. Ali Ak, Ali Ak ve Can Öz."""
    plain, params = letters(name), {"value": name[:60]}
    words = re.sub(r"\.(?=\w)", ". ", name).split()
    for is_wrong, message, code in [
        (ADDRESS_OF_WEB.search(name), HAS_ADDRESS, "address"),
        (any(sign.isnumeric() and not sign.isalpha() for sign in name), HAS_DIGITS, "digits"),
        (not any(map(str.isalpha, name)), NO_LETTERS, "no_letter"),
        (is_whole and plain in NO_ONE, NO_ONE_NAMED, "no_one"),
        (is_whole and (plain in OFFICES or all(map(is_title, words))), ONLY_OFFICE, "only_title"),
        (not STATEMENT_WORDS.isdisjoint(plain.split()), NO_ONE_NAMED, "no_one"),
        (NO_NAME.search(f" {name} ") or not all(map(may_stand_in_a_name, name)), NOT_A_NAME, "no_name"),
        (any(map(has_two_alphabets, words)), TWO_ALPHABETS, "alphabets"),
    ]:
        if is_wrong:
            raise ValidationError(message, code=code, params=params)


def may_stand_in_a_name(sign: str) -> bool:
    return sign in SIGNS_IN_NAMES or unicodedata.category(sign)[0] in "LM"


def has_two_alphabets(word: str) -> bool:
    """Whether a word has Latin letters beside those of an alphabet of the same look, or letters made for formulas."""
    alphabets = {unicodedata.name(sign, "").split(" ")[0] for sign in word if sign.isalpha()}
    is_mixed = "LATIN" in alphabets and bool(alphabets & {"CYRILLIC", "GREEK", "ARMENIAN"})
    return is_mixed or bool(alphabets & {"FULLWIDTH", "MATHEMATICAL"})


def is_title(word: str) -> bool:
    plain = letters(word)
    return plain in CERTAIN_WITHOUT_STOP or (plain in TITLES and word.endswith("."))
