"""How easy the public pages are to read: `python -m benchmarks.reading`.

Turkish is judged by the formula of Ateşman (1997), English by that of Flesch (1948). Both count words in a sentence and
syllables in a word and give 100 for what a child reads and 0 for what only specialists do: from 70 a text is easy, from
50 plain, from 30 hard. Counted are the sentences of our own: those of the templates of each part of the site, of the
facts and of the demonstration. Names, labels and what editors write are not.
"""

import gettext
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.tables import table

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "trakyakent_site/locale/tr/LC_MESSAGES/django.mo"
# Pages of staff, and what a municipality is asked.
NOT_PUBLIC = {"admin", "mfa", "accounts"}
TAG = re.compile(
    r'\{% translate "(?P<line>[^"]*)"|\{% blocktranslate[^%]*%\}(?P<block>.*?)\{% endblocktranslate %\}', re.DOTALL
)
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\{? ?\w+ ?\}?\}")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# What does not end a sentence.
ABBREVIATION = re.compile(r"\b(?:md?|art|arts|no|sa|vb|Dr|Prof)\.(?= )")
PLURAL = "{% plural %}"
SHORTEST = 4
TURKISH_VOWELS = re.compile("[aeıioöuüâîû]", re.IGNORECASE)
ENGLISH_VOWELS = re.compile("[aeiouy]+")


class Reading(NamedTuple):
    """How many sentences, words and syllables a text has."""

    sentences: int
    words: int
    syllables: int

    @property
    def ease_in_turkish(self) -> float:
        return 198.825 - 40.175 * self.syllables / self.words - 2.610 * self.words / self.sentences

    @property
    def ease_in_english(self) -> float:
        return 206.835 - 1.015 * self.words / self.sentences - 84.6 * self.syllables / self.words


def sentences_of(text: str) -> list[list[str]]:
    """The words of each sentence; what is too short to be one, such as a label, is left out."""
    plain = re.sub(r"<(?:/p|/li|/h\d|/td|/th|br)[^>]*>", ". ", text)
    plain = PLACEHOLDER.sub("Ada", re.sub(r"<[^>]+>", "", plain))
    pieces = re.split(r"[.!?:;]+(?:\s|$)", ABBREVIATION.sub(lambda match: match[0][:-1], plain))
    found = [WORD.findall(piece) for piece in pieces]
    return [words for words in found if len(words) >= SHORTEST]


def syllables(word: str, language: str) -> int:
    """Each vowel of a Turkish word is a syllable; in English each group of vowels but a silent e at the end."""
    if language == "tr":
        return max(1, len(TURKISH_VOWELS.findall(word.replace("İ", "i"))))
    lower = word.lower()
    groups = len(ENGLISH_VOWELS.findall(lower))
    is_silent = lower.endswith("e") and not lower.endswith(("le", "ee")) or lower.endswith(("ed", "es")) and groups > 1
    return max(1, groups - is_silent)


def reading(texts: list[str], language: str) -> Reading | None:
    sentences = [words for text in texts for words in sentences_of(text)]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return None
    return Reading(len(sentences), len(words), sum(syllables(word, language) for word in words))


def texts_of_templates() -> Iterator[tuple[str, str, str]]:
    """The name of each part of the public site, with a text in Turkish and in English."""
    with CATALOGUE.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    for path in sorted((ROOT / "templates").rglob("*.html")):
        folders = path.relative_to(ROOT / "templates").parts[:-1]
        if NOT_PUBLIC.intersection(folders):
            continue
        part = "/".join(folder for folder in folders if folder != "includes") or "frame and errors"
        for match in TAG.finditer(path.read_text(encoding="utf-8")):
            texts = [
                re.sub(r"\{\{ (\w+) \}\}", r"%(\1)s", text) for text in (match["line"] or match["block"]).split(PLURAL)
            ]
            english = texts[-1]
            yield part, catalogue.ngettext(*texts, 2) if len(texts) > 1 else catalogue.gettext(english), english


def texts_of_files() -> Iterator[tuple[str, str, str]]:
    """The texts of the facts and of the demonstration that stand in both languages."""
    for folder in ["pages/founding", "pages/facts", "pages/demo/texts"]:
        for path in sorted((ROOT / folder).glob("*.toml")):
            for turkish, english in in_both_languages(tomllib.loads(path.read_text(encoding="utf-8"))):
                yield f"{folder.removesuffix('/texts')}: {path.stem}", turkish, english


def in_both_languages(value) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and {"tr", "en"} <= value.keys() and isinstance(value["tr"], str):
        yield value["tr"], value["en"]
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from in_both_languages(each)


def readings() -> dict[str, tuple[Reading, Reading]]:
    """Turkish and English by part of the site, where there are sentences."""
    texts: dict[str, list[tuple[str, str]]] = {}
    for part, turkish, english in [*texts_of_templates(), *texts_of_files()]:
        texts.setdefault(part, []).append((turkish, english))
    texts["all"] = [pair for pairs in texts.values() for pair in pairs]
    found = {}
    for part, pairs in texts.items():
        turkish = reading([turkish for turkish, _english in pairs], "tr")
        english = reading([english for _turkish, english in pairs], "en")
        if turkish and english:
            found[part] = (turkish, english)
    return found


def shown() -> str:
    rows = [
        [
            part,
            turkish.sentences,
            f"{turkish.words / turkish.sentences:.1f}",
            f"{turkish.ease_in_turkish:.0f}",
            f"{english.words / english.sentences:.1f}",
            f"{english.ease_in_english:.0f}",
        ]
        for part, (turkish, english) in readings().items()
    ]
    heads = ["part of the site", "sentences", "words, tr", "Ateşman", "words, en", "Flesch"]
    return table(heads, rows)


if __name__ == "__main__":
    print(shown())
