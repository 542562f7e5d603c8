"""Names of municipalities as offices write them: the words of the name, and what the words around it say of its kind.

`T.C. Çorlu Belediye Başkanlığı`, `İPSALA İLÇE BELEDİYESİ` and `Tekirdağ B.Ş.B.` are read into the words that name
something and the kinds of municipality that the rest allows.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from members.municipalities.models import Municipality
from unions.text.turkish import SUFFIX_AFTER_APOSTROPHE, letters

METROPOLITAN = Municipality.Kind.METROPOLITAN
PROVINCE = Municipality.Kind.PROVINCE
METROPOLITAN_DISTRICT = Municipality.Kind.METROPOLITAN_DISTRICT
DISTRICT = Municipality.Kind.DISTRICT
TOWN = Municipality.Kind.TOWN
VILLAGE = Municipality.Kind.VILLAGE
SPECIAL_ADMINISTRATION = Municipality.Kind.SPECIAL_ADMINISTRATION
# Members that are no municipalities: meant only where that is written.
OTHER_MEMBERS = frozenset([VILLAGE, SPECIAL_ADMINISTRATION])
DISTRICTS = frozenset([DISTRICT, METROPOLITAN_DISTRICT])

METROPOLITAN_WORDS = re.compile(
    r"\b(buyuksehir|buyuk sehir|b ?sehir|b ?s ?b|b ?s(?= b|$)|buyuksehri|anakent|metropolitan)\b"
)
TOWN_WORDS = re.compile(r"\b(belde|beldesi|kasaba|kasabasi|town)\b")
VILLAGE_WORDS = re.compile(r"\b(koy|koyu)\b( tuzel kisiligi| muhtarligi)?|\bvillage\b")
SPECIAL_WORDS = re.compile(r"\b(il )?ozel idare(si)?\b|\bspecial( provincial)? administration\b")
DISTRICT_WORDS = re.compile(r"\b(ilce|ilcesi|district)\b")
CENTRE_WORDS = re.compile(r"\b(merkez|merkezi)\b")
# “Edirne İl Belediyesi”; in “Edirne İli” the word says only that Edirne is a province.
PROVINCIAL_WORDS = re.compile(r"\b(il(?= bel| bld|$)|provincial|province municipality)\b")
# Words around a name that say nothing about which one it is.
EMPTY_WORDS = re.compile(
    r"\b(belediye(si|leri|ler|sinin|nin)?|bel|bld|bldsi|baskan(ligi|lik|i)?|bsk|bask|bskn|bsk(an)?li(gi|k)"
    r"|ili|il|vilayeti|sehri|municipality( of)?|municipal|province)\b"
)
ABBREVIATED_ENDINGS = re.compile(r"\b(bld|bel|bsk|bask|baskan|belediye) (si|ligi|lik|i|nin)\b")
STATE = re.compile(r"^(t c|tc|turkiye cumhuriyeti) ")
GLUED = re.compile(r"(?<=[a-z]{3})(belediyesi|belediyebaskanligi|belediye)$")


@dataclass(frozen=True)
class WrittenName:
    """What stands in a cell: the words that name something, and the kinds that the other words allow."""

    words: tuple[str, ...]
    # Empty where nothing is said of the kind.
    kinds: frozenset[str] = frozenset()
    # “Merkez”: the municipality of the place that gives its name to a province or district.
    is_centre: bool = False


@lru_cache(maxsize=4096)
def read_name(text: str) -> WrittenName:
    """The words of a name without those that tell the kind of municipality."""
    plain = STATE.sub("", letters(SUFFIX_AFTER_APOSTROPHE.sub("", text)))
    plain = ABBREVIATED_ENDINGS.sub(r"\1", plain)
    kinds, is_centre = kinds_in(plain), CENTRE_WORDS.search(plain) is not None
    for pattern in [
        SPECIAL_WORDS,
        VILLAGE_WORDS,
        METROPOLITAN_WORDS,
        TOWN_WORDS,
        DISTRICT_WORDS,
        CENTRE_WORDS,
        EMPTY_WORDS,
    ]:
        plain = pattern.sub(" ", plain)
    words = tuple(GLUED.sub("", word) for word in plain.split())
    return WrittenName(words, kinds, is_centre)


def kinds_in(text: str) -> frozenset[str]:
    """The kinds of municipality that the words of a text allow; none where it says nothing of a kind."""
    plain = letters(text)
    is_metropolitan = METROPOLITAN_WORDS.search(plain)
    if SPECIAL_WORDS.search(plain):
        return frozenset([SPECIAL_ADMINISTRATION])
    if VILLAGE_WORDS.search(plain):
        return frozenset([VILLAGE])
    if TOWN_WORDS.search(plain):
        return frozenset([TOWN])
    if DISTRICT_WORDS.search(plain):
        # The municipality of a province's seat is that of its central district, too.
        centre = frozenset([PROVINCE]) if CENTRE_WORDS.search(plain) else frozenset()
        return frozenset([METROPOLITAN_DISTRICT]) if is_metropolitan else DISTRICTS | centre
    if is_metropolitan:
        return frozenset([METROPOLITAN])
    if PROVINCIAL_WORDS.search(plain):
        return frozenset([PROVINCE, METROPOLITAN])
    return frozenset()


def joined(text: str) -> str:
    """A name without the blanks in it: “Marmara Ereğlisi” and “Marmaraereğlisi” are the same."""
    return letters(text).replace(" ", "")


# Other names of provinces: earlier ones, and how they are shortened.
PROVINCE_NAMES = {
    "icel": 33,
    "urfa": 63,
    "surfa": 63,
    "maras": 46,
    "kmaras": 46,
    "antep": 27,
    "gantep": 27,
    "afyon": 3,
    "izmit": 41,
    "adapazari": 54,
    "antakya": 31,
}
# Other names of municipalities, by their codes: earlier ones, and what people say to tell namesakes apart.
OTHER_NAMES = {
    "karadenizeregli": "67-eregli",
    "kdzeregli": "67-eregli",
    "konyaereglisi": "42-eregli",
    "eyup": "34-eyupsultan",
    "kazan": "06-kahramankazan",
    "ondokuzmayis": "55-19-mayis",
    "siirtaydinlar": "56-tillo",
    "icel": "33",
    "urfa": "63",
    "surfa": "63",
    "maras": "46",
    "kmaras": "46",
    "antep": "27",
    "gantep": "27",
    "afyon": "03",
}
# The districts that were the central one of a metropolitan province; “Tekirdağ Merkez” may mean them.
CENTRAL_DISTRICTS = {
    9: ["efeler"],
    10: ["altieylul", "karesi"],
    20: ["merkezefendi", "pamukkale"],
    25: ["palandoken", "yakutiye"],
    31: ["antakya", "defne"],
    41: ["izmit"],
    44: ["battalgazi", "yesilyurt"],
    45: ["sehzadeler", "yunusemre"],
    46: ["dulkadiroglu", "onikisubat"],
    47: ["artuklu"],
    48: ["mentese"],
    52: ["altinordu"],
    54: ["adapazari"],
    59: ["suleymanpasa"],
    61: ["ortahisar"],
    63: ["eyyubiye", "haliliye", "karakopru"],
    65: ["edremit", "ipekyolu", "tusba"],
}
