"""The stems of folded words, Turkish and English: what inflected words have in common."""

import re
from functools import cache, lru_cache
from typing import Any

import snowballstemmer

from unions.text.turkish import plain

STEMMERS = {"tr": "turkish", "en": "english"}
SHORTEST_STEM = 3
# A shorter stem stands within too many other words.
SHORTEST_NEEDLE = 5
# Behind a stem of five letters and more, which the stemmer of accented words cuts too short without accents.
PLURAL = re.compile(
    r"(?<=[a-z]{5})l[ae]r(?:i|in|ini|ina|ine|inda|inde|indan|inden|inin|im|imiz|iniz|a|e|da|de|dan|den)?$"
)
# How the last letter of a stem is written before a vowel, and else.
HARD = {"g": "k", "b": "p", "d": "t"}
SOFT = {hard: soft for soft, hard in HARD.items()}
# Plural, possession and case behind a stem of three or four letters, for which the first five letters are no help.
SHORT_STEM = re.compile(
    r"(?P<stem>[a-z]{3,4}?)(?:(?:lar|ler)(?:i|in|im|a|e|da|de|dan|den|inin|inda|inde|ina|ine|la|le)?"
    r"|nin|nun|in|un|s[iu]|s[iu]n[iu]n|y[iu]|i|u|[dt][ae]|[dt][ae]n|im|um|imiz|umuz|s?[iu]?nd[ae]|s?[iu]n[ae])"
)

# The commonest noun of two letters, which has endings of its own: “suyu”, “sularının”.
WATER = re.compile(r"su(?:l[ae]r\w{0,6}|y[aeu]\w{0,3}|d[ae]n?|n[iu]n)")


@cache
def stemmer(language: str) -> Any:
    return snowballstemmer.stemmer(STEMMERS[language])


def hardened(stem: str) -> str:
    """A Turkish stem as it ends without a vowel behind it: “tüzüğ-ü” is “tüzük”, “kitab-ı” is “kitap”."""
    return stem[:-1] + HARD.get(stem[-1], stem[-1]) if len(stem) > SHORTEST_STEM else stem


@lru_cache(maxsize=100_000)
def stem_of(word: str, language: str) -> str:
    """The stem, a beginning of the word. The stemmer of accented Turkish words fails on short ones without accents."""
    if language == "tr":
        if WATER.fullmatch(word):
            return "su"
        short = SHORT_STEM.fullmatch(word)
        if short:
            # “veri” and “verilerin”, “payı” and “payların”: whether the vowel belongs to the stem is not to be seen.
            return short["stem"][:SHORTEST_STEM] if short["stem"][-1] in "iu" else short["stem"]
    stem: str = plain(stemmer(language).stemWord(word))
    if language == "en":
        return stem
    is_stem = word.startswith(stem[:-1]) and len(stem) > SHORTEST_STEM
    return hardened(stem if is_stem else word)


def needles_of(word: str) -> list[str]:
    """By what a folded word is looked for within texts: its stem where that is long enough to tell it from others."""
    if not word.isalpha() or len(word) < SHORTEST_NEEDLE:
        return [word]
    english = stem_of(word, "en")
    # “agencies” and “agency” have the stem “agenci”, which is the beginning of only one of them.
    stems = {stem_of(word, "tr"), english.removesuffix("i") if word.startswith(english[:-1]) else english}
    stems.add(PLURAL.sub("", word))
    # A stem with its last letter hardened is no beginning of the word, and both are looked for.
    fitting = [stem for stem in stems if len(stem) >= SHORTEST_NEEDLE and word.startswith(stem[:-1])]
    stem = min(sorted(fitting), key=len, default=word)
    soft = SOFT.get(stem[-1])
    return [stem, stem[:-1] + soft] if soft and len(stem) > SHORTEST_NEEDLE else [stem]
