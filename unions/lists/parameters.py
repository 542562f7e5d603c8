"""The words of the query string: in the page's language, with the same meaning everywhere."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from unions.publishing.lookup import Moved
from unions.text.languages import active_language

WORDS = {
    "page": {"tr": "sayfa", "en": "page"},
    "after": {"tr": "sonra", "en": "after"},
    "before": {"tr": "once", "en": "before"},
    "part": {"tr": "parca", "en": "part"},
    "text": {"tr": "s", "en": "q"},
    "day": {"tr": "tarih", "en": "on"},
    "year": {"tr": "yil", "en": "year"},
    "organ": {"tr": "organ", "en": "organ"},
    "province": {"tr": "il", "en": "province"},
    "category": {"tr": "tur", "en": "category"},
    "subject": {"tr": "konu", "en": "subject"},
    "outcome": {"tr": "sonuc", "en": "outcome"},
    "band": {"tr": "nufus", "en": "population"},
    "letter": {"tr": "harf", "en": "letter"},
    "order": {"tr": "sira", "en": "order"},
    "view": {"tr": "gorunum", "en": "view"},
    "size": {"tr": "boyut", "en": "size"},
    "format": {"tr": "bicim", "en": "format"},
    "unions": {"tr": "birlikler", "en": "unions"},
}
# Values that are words of ours, by the parameter: as they are called, and as each language writes them.
VALUES: dict[str, dict[str, dict[str, str]]] = {
    "view": {"table": {"tr": "tablo", "en": "table"}, "cards": {"tr": "liste", "en": "list"}},
    "order": {
        "population": {"tr": "nufus", "en": "population"},
        "joined": {"tr": "katilma", "en": "joined"},
    },
    "size": {"population": {"tr": "nufus", "en": "population"}},
    "band": {"unknown": {"tr": "bilinmiyor", "en": "unknown"}},
    "outcome": {
        "unrecorded": {"tr": "kayitsiz", "en": "unrecorded"},
        "accepted": {"tr": "kabul", "en": "accepted"},
        "rejected": {"tr": "ret", "en": "rejected"},
        "referred": {"tr": "havale", "en": "referred"},
        "withdrawn": {"tr": "geri-cekildi", "en": "withdrawn"},
        "postponed": {"tr": "ertelendi", "en": "postponed"},
    },
}
LONGEST = 200


def add(name: str, words: dict[str, str]) -> None:
    """Add a parameter for the lists of another app.

    Raises ValueError where one of its words already means something else.
    """
    taken = {spelling for other, spellings in WORDS.items() if other != name for spelling in spellings.values()}
    if WORDS.get(name, words) != words or not taken.isdisjoint(words.values()):
        raise ValueError(f"The parameter {name} ({', '.join(words.values())}) would mean two things.")
    WORDS[name] = words


def add_values(name: str, words: dict[str, dict[str, str]]) -> None:
    """Add values that a list of another app filters by, as each language writes them.

    Raises ValueError where a word of one value already means another one.
    """
    known = VALUES.setdefault(name, {})
    for value, spellings in words.items():
        taken = {said for other, others in known.items() if other != value for said in (other, *others.values())}
        if known.get(value, spellings) != spellings or not taken.isdisjoint({value, *spellings.values()}):
            raise ValueError(f"The value {value} of {name} ({', '.join(spellings.values())}) would mean two things.")
        known[value] = spellings


def word(name: str, language: str | None = None) -> str:
    """The parameter's word in a language: s for Turkish, q for English."""
    return WORDS[name][language or active_language()]


def read(query: QueryDict, name: str) -> str:
    """The value of a parameter, in whichever language it is named; the language of the page takes precedence."""
    if not query:
        return ""
    own = word(name)
    for spelling in [own, *[other for other in WORDS[name].values() if other != own]]:
        if value := query.get(spelling):
            # Unprintable characters break both databases; no serious search is longer.
            return meant_by(name, "".join(sign for sign in value if sign.isprintable()).strip()[:LONGEST])
    return ""


def meant_by(name: str, value: str) -> str:
    """A value as it is called here, from the word of either language: “tablo” is the table."""
    words = VALUES.get(name, {})
    return next((own for own, spellings in words.items() if value in spellings.values()), value)


def lead_on(request: HttpRequest) -> None:
    """Lead on from an address that names a value by the word of another language, or as it is called here.

    Raises Moved, to the address of the same list in the words of the page.
    """
    values = values_in(request.GET)
    given = {*request.GET.values()}
    if any(written(name, value) not in given for name, value in values.items() if value in VALUES.get(name, {})):
        raise Moved(request.path + query_string(values))


def written(name: str, value: str, language: str | None = None) -> str:
    """A value as the addresses of a language write it."""
    return VALUES.get(name, {}).get(value, {}).get(language or active_language(), value)


def query_string(values: Mapping[str, object], language: str | None = None) -> str:
    """The parameters, given by name, as the end of an address with "?"; empty ones are left out."""
    words = {
        word(name, language): written(name, str(value), language)
        for name, value in values.items()
        if value not in (None, "")
    }
    return f"?{urlencode(words)}" if words else ""


def values_in(query: QueryDict) -> dict[str, str]:
    """The parameters of a query string that the site knows, by name."""
    return {name: value for name in WORDS if (value := read(query, name))}
