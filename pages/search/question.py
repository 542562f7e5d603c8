"""What was typed, read into groups of words: each with all that it may be met by."""

import math
import re
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import pairwise

from django.utils import timezone

from pages.search.scope import CANDIDATES, Scope
from pages.search.spelling import LETTERS, changed_once, nearest
from pages.search.tokens import (
    AROUND_DAY,
    ASKING,
    BEGINNING,
    CITATION,
    EXACT,
    ISO_DAY,
    MONTH_FIRST,
    MONTH_NUMBERS,
    NUMERIC_DAY,
    SPOKEN_CITATION,
    STEM,
    SYNONYM,
    TELEPHONE,
    TYPO,
    WRITTEN_DAY,
    citations_in,
    citations_said,
    days_in,
    forms,
    months_in,
    stop_words,
    telephones_in,
    words_of,
)
from unions.text.stems import stem_of
from unions.text.turkish import MONTHS, fold

LONGEST_QUERY = 200
MOST_WORDS = 12
BEGINS = 3
# So many letters tell a word even where one of them is wrong.
LONG = 8
SHORTEST_PART = 4
# Whose site it is is known: “birliğin tüzüğü” asks for the statute. Behind other words it is part of a name.
OWN_WORDS = {"tr": {"birlik", "birligin", "birlige", "birligimizin", "birliginizin"}, "en": {"union", "unions"}}
LITTLE = 0.3
PHRASE = re.compile(r"[\"“”„«»]([^\"“”„«»]{2,})[\"“”„«»]")
APART = 0.95
LETTERED = re.compile(r"\b([a-z]) ([a-z]{4,})\b")
IN_A_MONTH = re.compile(r"(?<=[a-z]{3})[dt][ae](?:ki|n)?$")
MONTHS_BY_STEM = {
    language: {stem_of(fold(name), language): number for number, name in enumerate(names, start=1) if name != "May"}
    for language, names in MONTHS.items()
}


@dataclass
class Group:
    """What one word of the question is met by: tokens, each with how much it counts."""

    word: str
    tokens: dict[str, float] = field(default_factory=dict)
    # Several words that together mean the same.
    joint: list[list[str]] = field(default_factory=list)
    # An own citation or day, which counts more than any title.
    is_own: bool = False
    mentioned: frozenset[int] = frozenset()
    typo_for: str = ""
    months: tuple[str, ...] = ()
    rarity: float = 1.0

    @cached_property
    def worth(self) -> list[tuple[str, float]]:
        """The tokens, those that count most first."""
        return sorted(self.tokens.items(), key=lambda pair: -pair[1])

    @cached_property
    def beginnings(self) -> tuple[str, ...]:
        """How every word that the group could be met by begins: a look that costs next to nothing."""
        words = [token[2:] if token[1:2] == "_" else token for token in self.tokens]
        words += [token[2:] if token[1:2] == "_" else token for parts in self.joint for token in parts]
        return tuple({f" {word[:BEGINS]}" for word in words})

    def expression(self, prefix: str = "") -> str:
        """The tokens as the index is asked for them; of a title it has neither beginnings nor words together."""
        tokens = [token for token in self.tokens if not token.isalpha()]
        if prefix:
            tokens = [token for token in tokens if not token.startswith("z_")]
        parts = [f'"{prefix}{token}"' for token in tokens]
        if not prefix:
            parts += [f'"p_{self.word}"'] if self.word.isalpha() else []
            parts += ["(" + " AND ".join(f'"{word}"' for word in words) + ")" for words in self.joint]
        return "(" + " OR ".join(parts) + ")"


@dataclass
class Question:
    """What was typed, as it is understood."""

    text: str
    groups: list[Group] = field(default_factory=list)
    phrases: list[str] = field(default_factory=list)
    bonus: list[str] = field(default_factory=list)
    # Single letters beside words: “Ş. Karaselvi”.
    initials: frozenset[str] = frozenset()
    # A single letter and the word behind it: “e-başvuru”.
    lettered: tuple[str, ...] = ()
    meant: str = ""

    @cached_property
    def total(self) -> float:
        """How much all groups together count."""
        return sum(group.rarity for group in self.groups)


def read(text: str, scope: Scope) -> Question:
    text = text[:LONGEST_QUERY]
    question = Question(text)
    question.phrases = [fold(phrase) for phrase in PHRASE.findall(text) if fold(phrase)]
    question.bonus = [f"m_{month}" for month in months_in(text)]
    words = list(dict.fromkeys(words_of(numbers_taken_out(question, text))))[:MOST_WORDS]
    told = [word for word in words if not is_said_in_vain(word, question, scope.language)]
    words = told or ([] if question.groups else words)
    question.initials = frozenset(words_of(text)) & frozenset(LETTERS) if told else frozenset()
    question.lettered = tuple(f" {letter} {word} " for letter, word in LETTERED.findall(fold(text)))
    question.groups += groups_of(words, scope)
    for group in question.groups:
        if group.is_own:
            group.mentioned = frozenset(scope.fetch(group.expression(), CANDIDATES))
        count = max((scope.number_of(token) for token in list(group.tokens)[:2]), default=0)
        count = count or max((scope.number_of(token) for token in group.tokens), default=0)
        group.rarity = math.log(1 + scope.state["entries"] / (count + 1)) + 0.3
    if len(question.groups) > 1 and question.groups[0].word in OWN_WORDS[scope.language]:
        question.groups[0].rarity *= LITTLE
    if any(group.typo_for for group in question.groups):
        question.meant = " ".join(group.typo_for or group.word for group in question.groups)
    return question


def numbers_taken_out(question: Question, text: str) -> str:
    """What is left of a text without its citations, days and telephone numbers, which become groups of their own."""
    days = days_in(text)
    folded = fold(text)
    for citation in citations_in(text) | (set() if days else citations_said(folded)):
        question.groups.append(Group(citation, {f"n_{citation}": EXACT, f"c_{citation}": EXACT}, is_own=True))
    for day in days:
        question.groups.append(Group(day, {f"d_{day}": EXACT, f"e_{day}": EXACT}, is_own=True))
    for number in telephones_in(text):
        question.groups.append(Group(number, {f"g_{number}": EXACT}, is_own=True))
    rest = fold(CITATION.sub(" ", ISO_DAY.sub(" ", NUMERIC_DAY.sub(" ", TELEPHONE.sub(" ", text)))))
    return MONTH_FIRST.sub(" ", WRITTEN_DAY.sub(" ", rest)) if days else SPOKEN_CITATION.sub(" ", rest)


def is_said_in_vain(word: str, question: Question, language: str) -> bool:
    """Whether a word only asks, or only says that a number beside it is a day."""
    if word in stop_words(language) or (len(word) == 1 and not word.isdigit()):
        return True
    if language == "tr" and ASKING.fullmatch(word):
        return True
    return word in AROUND_DAY and bool(question.groups or question.bonus)


def groups_of(words: list[str], scope: Scope) -> list[Group]:
    words = joined(words, scope)
    apart = written_apart(words, scope)
    groups = []
    for place, word in enumerate(words):
        group = with_synonyms(words, place, scope)
        is_known = bool(group.joint or month_of(word, scope.language) or any(map(scope.number_of, group.tokens)))
        if word.isalpha() and not is_known:
            groups += mended(group, scope)
        elif is_written_together(word, scope):
            groups += [plain_group(part, scope.language) for part in two_known(word, scope)]
        else:
            groups.append(group)
        with_months(group, scope.language)
        for whole in apart.get(word, ()):
            group.tokens.update({token: APART * worth for token, worth in plain_group(whole, scope.language).worth})
    return groups


def is_written_together(word: str, scope: Scope) -> bool:
    """Whether a word of which only the beginning is known is two known ones, “projeofisi”."""
    return len(word) > LONG and word.isalpha() and not scope.number_of(word) and bool(two_known(word, scope))


def two_known(word: str, scope: Scope) -> tuple[str, ...]:
    cuts = [(word[:place], word[place:]) for place in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)]
    known = {*scope.known(parts_of(cuts))}
    return next((parts for parts in cuts if known.issuperset(parts)), ())


def written_apart(words: list[str], scope: Scope) -> dict[str, list[str]]:
    """By word, what it is together with its neighbour where the vocabulary knows that too, “trakya kent”."""
    found: dict[str, list[str]] = {}
    for first, second in pairwise(words):
        whole = first + second
        if len(first) > 2 and len(second) > 2 and whole.isalpha() and scope.known([whole]):
            found.setdefault(first, []).append(whole)
            found.setdefault(second, []).append(whole)
    return found


def month_of(word: str, language: str) -> int:
    """The number of the month that a word names, with an ending or without, “kasımdaki”; none is 0."""
    if word == "may":
        return 0
    return MONTH_NUMBERS.get(word, 0) or MONTHS_BY_STEM[language].get(stem_of(IN_A_MONTH.sub("", word), language), 0)


def with_months(group: Group, language: str) -> None:
    """A month without a year also means what happens in it, of this year or of those beside it."""
    month = month_of(group.typo_for or group.word, language)
    if month:
        this = timezone.localdate().year
        group.months = tuple(f"{year}-{month:02}" for year in (this - 1, this, this + 1))
        group.tokens.update({f"m_{day.replace('-', '')}": STEM for day in group.months})


def plain_group(word: str, language: str) -> Group:
    worth = [EXACT, STEM, BEGINNING]
    return Group(word, dict(zip(forms(word, language), worth, strict=False)))


def with_synonyms(words: list[str], place: int, scope: Scope) -> Group:
    """The group of a word, with what means the same as it, or as it and its neighbours."""
    language = scope.language
    group = plain_group(words[place], language)
    for parts, meant in scope.synonyms.get(forms(words[place], language)[:2][-1], ()):
        if is_said(parts, words, place, language):
            for other in meant:
                if len(other) == 1:
                    for form in forms(other[0], language)[:2]:
                        group.tokens.setdefault(form, SYNONYM)
                else:
                    # By their stems where they are short, else by their beginnings.
                    group.joint.append([forms(part, language)[-1] for part in other])
    return group


def is_said(parts: list[str], words: list[str], place: int, language: str) -> bool:
    """Whether the words from one of these places on are the parts, and the one at the place is among them."""
    for start in range(max(place - len(parts) + 1, 0), place + 1):
        here = words[start : start + len(parts)]
        if len(here) == len(parts) and all(map(partial(are_forms_of_one, language=language), here, parts)):
            return True
    return False


def are_forms_of_one(word: str, other: str, language: str) -> bool:
    return not set(forms(word, language)[:2]).isdisjoint(forms(other, language)[:2])


def joined(words: list[str], scope: Scope) -> list[str]:
    """Neighbours that the vocabulary knows as one word, “kadın hanı”, unless they are at home apart."""
    result = list(words)
    for first, second in pairwise(words):
        both = first + second
        if len(first) > 1 and len(both) > 4 and both.isalpha() and first in result and second in result:
            apart = min(scope.number_of(first), scope.number_of(second))
            if scope.known([both]) and scope.number_of(both) >= apart:
                place = result.index(first)
                result[place : place + 2] = [both]
    return result


def mended(group: Group, scope: Scope) -> list[Group]:
    """An unknown word read as two that are known, or as the most frequent word that is nearly the same."""
    word = group.word
    cuts = [(word[:place], word[place:]) for place in range(2, len(word) - 2)]
    known = {*scope.known(part for part in parts_of(cuts) if len(part) > 3)}
    # A whole word that is nearly the same is likelier than two; a short one has too many that are.
    is_one = len(word) >= LONG and bool(scope.known(changed_once(word)))
    for parts in cuts if not is_one else ():
        if all((len(part) < 4 or part in known) and scope.number_of(part) for part in parts):
            return [plain_group(part, scope.language) for part in parts]
    # “işilanı”, where “ilanı” is written in other cases only.
    for parts in cuts if not scope.known(changed_once(word)) else ():
        if all(map(scope.number_of, parts)):
            return [plain_group(part, scope.language) for part in parts]
    best = nearest(word, scope)
    if best:
        group.typo_for = best
        meant = with_synonyms([best], 0, scope)
        group.tokens.update({token: TYPO * worth for token, worth in meant.tokens.items()})
        group.joint += meant.joint
    return [group]


def parts_of(cuts: list[tuple[str, str]]) -> list[str]:
    return [part for parts in cuts for part in parts]
