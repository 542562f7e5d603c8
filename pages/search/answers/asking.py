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
TAIL = r"(?: (?:kim|kimdir|kimler|kimlerdir|nedir|ne|kac|kactir|ne kadar|nerede|neresi|neresidir|hangisi))?"
HEAD = r"(?:(?:who|what|where)(?: is| are)? )?(?:the )?"
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


def turkish(*bodies: str) -> list[str]:
    return [f"{body}{TAIL}" for body in bodies]


def english(*bodies: str) -> list[str]:
    return [f"{HEAD}{body}" for body in bodies]


def answer(request: UnionRequest, text: str) -> Answer | None:
    """The answer to a question, if it has one of the forms and the field is filled."""
    asked = with_own_name_as_union(fold(text))
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


@cache
def number_of_forms() -> int:
    return len({write for _pattern, write in FORMS})
