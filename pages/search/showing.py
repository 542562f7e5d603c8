"""A hit as it is shown: its title, and the sentence that was met, with the words that were meant marked."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from pages.kinds import KINDS
from pages.search.querying import LETTERS, Hit
from pages.search.question import Question
from pages.search.scope import Scope, texts_of
from pages.search.tokens import forms, words_of
from unions.lists import parameters
from unions.text.turkish import WORD, format_date

# A stop behind a number or a title of one to four letters ("Dr.", "Prof.", "md.", "No.") ends no sentence.
SENTENCE = re.compile(r"(?<=[!?])\s+|(?<=[^\W\d_]{5}\.)\s+|(?<=[”\"’')]\.)\s+|(?<=[.][”\"’')])\s+|\s·\s|;\s")
LONGEST_SENTENCE = 240
READ_FOR_A_SENTENCE = 20_000
# In a longer text the places are looked for at which a word that is meant begins; so many letters around each are read.
AROUND = 300
MOST_PLACES = 40

LABELS = {
    "section": _("This site"),
    "page": _("Page"),
    "organ": _("Organs"),
    "member": _("Members"),
    "person": _("People"),
    "meeting": _("Meetings"),
    "decision": _("Decisions"),
    "paper": _("Annual documents"),
    **{kind.name: kind.title for kind in KINDS},
}
# What is said of a hit whose file could not be read.
REMARKS = {
    "scanned": _("The file is scanned: its words cannot be searched."),
    "encrypted": _("The file is protected: its words cannot be searched."),
    "broken": _("The file cannot be read: its words cannot be searched."),
    "too_long": _("The file is long: only the words of its first part can be searched."),
}
# As addresses name them.
KIND_WORDS = {
    "section": {"tr": "site", "en": "site"},
    "page": {"tr": "sayfalar", "en": "pages"},
    "organ": {"tr": "organlar", "en": "organs"},
    "member": {"tr": "uyeler", "en": "members"},
    "person": {"tr": "kisiler", "en": "people"},
    "meeting": {"tr": "toplantilar", "en": "meetings"},
    "decision": {"tr": "kararlar", "en": "decisions"},
    "paper": {"tr": "yillik-belgeler", "en": "annual-documents"},
    **{kind.name: kind.words for kind in KINDS},
}

parameters.add_values("category", KIND_WORDS)


@dataclass
class Shown:
    """What the list says of a hit; `language` is set where it is not that of the page."""

    title: SafeString
    url: str
    label: str
    date: str
    sentence: SafeString
    language: str = ""
    others: list[tuple[str, str]] = field(default_factory=list)
    remark: str = ""
    # What the union is called, where it is another one.
    union: str = ""

    @property
    def day(self) -> str:
        return format_date(date.fromisoformat(self.date))


def kind_named(word: str) -> str:
    """The kind that an address names; a word that means no kind of hit is none."""
    return word if word in KIND_WORDS else ""


def marked(text: str, wanted: set[str], language: str) -> SafeString:
    """The text with every word that is meant between <mark> and </mark>."""
    parts, end = [], 0
    for match in WORD.finditer(text):
        if is_wanted(match[0], wanted, language):
            parts += [conditional_escape(text[end : match.start()]), f"<mark>{conditional_escape(match[0])}</mark>"]
            end = match.end()
    joined = "".join([*parts, conditional_escape(text[end:])]).replace("</mark> <mark>", " ")
    return mark_safe(joined)  # noqa: S308 - every part is escaped


def is_wanted(word: str, wanted: set[str], language: str) -> bool:
    return any(not wanted.isdisjoint(forms(part, language)) for part in words_of(word))


def wanted_by(question: Question, language: str) -> set[str]:
    wanted = {token for group in question.groups for token in group.tokens}
    wanted |= {token for group in question.groups for words in group.joint for token in words}
    return wanted | {form for phrase in question.phrases for word in phrase.split() for form in forms(word, language)}


def best_sentence(texts: Iterable[str], wanted: set[str], language: str) -> str:
    """The sentence with most of the words; the first one where none has any."""
    best, most, first = "", 0, ""
    for text in texts:
        for sentence in sentences(text, wanted):
            first = first or sentence
            met = {
                word for part in WORD.findall(sentence) if is_wanted(part, wanted, language) for word in words_of(part)
            }
            if len(met) > most:
                best, most = sentence, len(met)
    return best or first


def sentences(text: str, wanted: set[str]) -> Iterator[str]:
    """The sentences of a text; of a long one, those of its beginning and those around what is meant."""
    yield from SENTENCE.split(text[:READ_FOR_A_SENTENCE])
    if len(text) > READ_FOR_A_SENTENCE and wanted:
        for place in islice(beginning_with(wanted).finditer(text, READ_FOR_A_SENTENCE), MOST_PLACES):
            start = text.rfind(" ", 0, max(place.start() - AROUND, 1)) + 1
            end = text.find(" ", place.end() + AROUND)
            around = SENTENCE.split(text[start : end if end > 0 else None])
            # The first and the last are pieces of sentences.
            yield from around[1:-1] if len(around) > 2 else around


def beginning_with(wanted: Iterable[str]) -> re.Pattern[str]:
    """Where a word begins like one of the tokens, however it is written."""
    words = {token[2:] if token[1:2] == "_" else token for token in wanted}
    # The shortest say what the longer ones say.
    short = {word for word in words if not any(word != other and word.startswith(other) for other in words)}
    written = ("".join(f"[{LETTERS.get(letter, letter)}]" for letter in word) for word in sorted(short))
    return re.compile(rf"\b(?:{'|'.join(written)})", re.IGNORECASE)


def cut(sentence: str, wanted: set[str], language: str) -> str:
    """The sentence, or as much of it around the first word that is meant as a list has room for."""
    if len(sentence) <= LONGEST_SENTENCE:
        return sentence
    places = [match.start() for match in WORD.finditer(sentence) if is_wanted(match[0], wanted, language)]
    start = max(min(places[0] if places else 0, len(sentence) - LONGEST_SENTENCE) - 40, 0)
    start = sentence.rfind(" ", 0, start) + 1
    end = sentence.rfind(" ", start, start + LONGEST_SENTENCE)
    return ("… " if start else "") + sentence[start:end].strip() + " …"


def shown(hit: Hit, question: Question, scope: Scope) -> Shown:
    row, language = hit.entry, scope.language
    wanted = wanted_by(question, language)
    texts = texts_of(row, scope)
    sentence = best_sentence([texts["summary"], texts["text"]], wanted, language)
    entries = [row, *hit.others]
    years = [(str(other["year"] or other["title"]), other["path"]) for other in entries] if hit.others else []
    return Shown(
        marked(row["title"], wanted, language),
        row["path"],
        str(LABELS[row["kind"]]),
        row["date"] if row["kind"] != "paper" else "",
        marked(cut(sentence, wanted, language), wanted, language),
        language if hit.is_foreign else "",
        sorted(years, reverse=True),
        str(REMARKS.get(texts["remark"], "")),
    )


def address(path: str, text: str, **narrowed: object) -> str:
    return path + parameters.query_string({"text": text, **narrowed})
