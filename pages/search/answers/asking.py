"""The forms of questions: which function answers which, and how a question is matched."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from pages.search.section_words import names_of_union
from unions.tenancy.requests import UnionRequest
from unions.text.languages import active_language
from unions.text.turkish import fold


@dataclass(frozen=True)
class Answer:
    """A value with what it is, since when it holds, where it is from, and the page that says more."""

    label: str
    value: str
    url: str
    since: str = ""
    source: str = ""


Write = Callable[..., Answer | None]
# Words around a question that change nothing of it.
TAIL = (
    r"(?: (?:kim|kimdir|kimler|kimlerdir|nedir|ne|kac|kactir|ne kadar|ne kadardir|kac lira|kac tl|nerede|neresi"
    r"|neresidir|hangisi))?"
)
HEAD = r"(?:(?:who|what|where|how much)(?: is| are)? )?(?:the )?"
# Of people: where one is, or how many, is another question.
WHO_TR, WHO_EN = r"(?: (?:kim|kimdir|kimler|kimlerdir|nedir))?", r"(?:(?:who|what)(?: is| are)? )?(?:the )?"
UNION_TR, UNION_EN = r"(?:birlik |birligin |birligi )?", r"(?: of the union| of this union)?"
MEMBER = r"(?P<member>[a-z ]{2,60}?)"
YEAR = r"(?P<year>(?:19|20)\d\d)"

# The Union of Municipalities of Türkiye is meant by it, even by whoever asks a union of the same letters.
NAMES_OF_OTHERS = {"tbb"}
OWN_NAME = {"tr": "birlik", "en": "the union"}

FORMS: list[tuple[re.Pattern, Write]] = []


def form(*patterns: str) -> Callable[[Write], Write]:
    """Register a function for questions of these forms; Turkish ones take a tail, English ones a head."""

    def register(write: Write) -> Write:
        FORMS.extend((re.compile(pattern), write) for pattern in patterns)
        return write

    return register


def turkish(*bodies: str, tail: str = TAIL) -> list[str]:
    return [f"{body}{tail}" for body in bodies]


def english(*bodies: str, head: str = HEAD) -> list[str]:
    return [f"{head}{body}" for body in bodies]


def answer(request: UnionRequest, text: str) -> Answer | None:
    """The answer to a question, if it has one of the forms and the field is filled."""
    asked = in_plain_form(with_own_name_as_union(fold(text)))
    for pattern, write in FORMS:
        match = pattern.fullmatch(asked)
        if match:
            found = write(request, **match.groupdict())
            if found is not None:
                return found
    return None


def with_own_name_as_union(asked: str) -> str:
    """The question with the name of this union, in full or short, replaced by “the union” of the language."""
    for name in sorted({*map(fold, names_of_union())} - NAMES_OF_OTHERS, key=len, reverse=True):
        asked = re.sub(rf"(?:\bthe )?\b{re.escape(name)}(?:n?[iu]n)?\b", OWN_NAME[active_language()], asked)
    return asked


# What is said around a question or to the union changes nothing of what is asked: each is replaced in this order.
PLAINLY: dict[str, list[tuple[str, str]]] = {
    "tr": [
        (r"^(?:acaba|lutfen|merhaba|selam|iyi gunler|pardon) ", ""),
        (r" (?:acaba|lutfen|soyler misiniz|ogrenebilir miyim|ogrenmek istiyorum)$", ""),
        (r"\b(?:su anki|su anda|su an|simdiki|halihazirdaki|mevcut|bugunku|sizin|bizim) ", ""),
        # “numaranız”, “adresiniz”, “başkanımız”: the union is spoken to, or speaks.
        (r"\b(numara|merkez|e ?posta)(?:[iu]?n[iu]z|[iu]?m[iu]z)\b", r"\1si"),
        (
            r"\b(telefon|adres|e ?mail|mail|faks|baskan|genel sekreter|merkez|saat)"
            r"(?:[iu]n[iu]z|[iu]m[iu]z|ler[iu]n[iu]z)\b",
            r"\1i",
        ),
        (r"\btelefoni\b", "telefonu"),
        (r"\bmerkezsi\b", "merkezi"),
        (r"^numarasi\b", "telefon numarasi"),
        (r"\b(baskan|sekreter)(?:i?nin|in|imizin|inizin) (?:adi|ismi|adi soyadi|ad soyad)\b", r"\1i"),
        (r"\bbutce((?:si)?)(?:n[iu]n)? (?:buyuklugu|tutari|miktari|toplami|hacmi)\b", r"butce\1"),
        (r"\b(?:kac yilinda|hangi yilda|hangi yil|hangi tarihte|ne zaman) kurul\w+$", "ne zaman kuruldu"),
        (r"\b(?:kac yilindan|hangi yildan|ne zamandan) beri (?:var|faal|acik|calis\w+)$", "ne zaman kuruldu"),
        (r"^(?:toplam|toplamda) ", ""),
        (r"\bkac (?:tane|adet) ", "kac "),
        (r"\buye(?:n[iu]z|m[iu]z) ", "uye "),
        (r"\bsabit (?=telefon|numara)", ""),
    ],
    "en": [
        (r"^(?:please |hello |excuse me |can you tell me |could you tell me |do you know |tell me )+", ""),
        (r" please$", ""),
        (r"\b(?:your|our) (?:unions? )?", ""),
        (r"\bare you (?:located|based|situated)\b", "is the union"),
        (r"^where are you$", "where is the union"),
        (r"^(?:what is )?(?:the )?name of (?:the )?(?=president|secretary|general secretary|mayor)", "who is the "),
        (r"\b(?:current|present) ", ""),
        (r"^how (?:big|large|high) (?:is|was) (?:the )?", "how much is the "),
        (r"\b(?:size|amount|total|volume) of (?:the )?(?=.*budget)", ""),
        (r"\bbudget (?:size|amount|total|volume)\b", "budget"),
        (r"^(?:in )?(?:which|what) year was\b", "when was"),
        (r"^(?:what is )?(?:the )?date of (?:the )?(?=next )", "when is the "),
        (r"\b(president|secretary general|general secretary|mayor) name$", r"\1"),
        (r"\btotal number of\b", "number of"),
    ],
}


def in_plain_form(asked: str) -> str:
    """The question without courtesies, as of a third party: “numaranız” as “telefon numarası”."""
    for pattern, plain in PLAINLY[active_language()]:
        asked = re.sub(pattern, plain, asked)
    return asked


@cache
def number_of_forms() -> int:
    return len({write for _pattern, write in FORMS})
