"""What is unverified is never printed as law: every article that the program cites was read, or is said not to be.

Sentences come from the catalogue (forms, findings, letters, pages, help texts), from the files of texts that every
union or the demonstration begins with, from templates in Turkish, and from `unions.law`.
"""

import gettext
import inspect
import re
import tomllib
from pathlib import Path

import pytest
from django.utils import translation

from unions import law
from unions.law import findings
from unions.law.provisions import ARTICLES_NOT_READ, ARTICLES_READ
from unions.law.rules import RULES, Ground

ROOT = Path(law.__file__).parents[2]
NUMBER = r"\d+(?:/\d+)?"
NUMBERS = rf"{NUMBER}(?:(?:, | and | or | ve | veya ){NUMBER})*"
CITED = re.compile(
    rf"\barts?\. ({NUMBERS})|\barticles? ({NUMBERS})|\b(?:madde|md\.|m\.) ({NUMBERS})"
    rf"|({NUMBERS})(?:\.|[’']\w+) madde(?:si|ye)?(?:n\w+)?\b"
)
LAWS = {*ARTICLES_READ, *ARTICLES_NOT_READ}
NAMED = re.compile(rf"\b({'|'.join(sorted(LAWS))})\b|(Communiqué|Tebliğ)")
SAID = ["not verified", "by analogy", "doğrulanma", "kıyas"]


def cited(text: str) -> set[tuple[str, int]]:
    """Law and article of every citation in a text; one without a law belongs to the law of unions."""
    found = set()
    for match in CITED.finditer(text):
        behind = re.match(r" of (?:the )?Law (\d{4})", text[match.end() :])
        before = [named[1] or "30356" for named in NAMED.finditer(text[: match.start()])]
        number = behind[1] if behind else before[-1] if before else "5355"
        numbers = next(group for group in match.groups() if group)
        found |= {(number, int(article.split("/")[0])) for article in re.findall(NUMBER, numbers)}
    return found


def wrongs_of(name: str, text: str) -> list[str]:
    """What is wrong with the citations of one text."""
    wrong = []
    for number, article in cited(text):
        is_read = article in ARTICLES_READ.get(number, set())
        is_said = any(words in text for words in SAID) and article in ARTICLES_NOT_READ.get(number, set())
        if not (is_read or is_said):
            wrong.append(f"{name}: {number} art. {article}: {text[:120]}")
    return wrong


def messages() -> list[tuple[str, str]]:
    with (ROOT / "trakyakent_site/locale/tr/LC_MESSAGES/django.mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    # A message in plural forms is keyed by its English text and the number of the form.
    return [(key if isinstance(key, str) else key[0], text) for key, text in catalogue.items() if key]


def texts_in(value: object, name: str = "") -> list[tuple[str, str]]:
    """The texts that readers see in a file of texts; sources and notes are for staff who check them."""
    if isinstance(value, dict):
        rows = [(f"{name}.{key}", inner) for key, inner in value.items() if key not in {"source", "note"}]
        return [row for key, inner in rows for row in texts_in(inner, key)]
    if isinstance(value, list):
        return [row for inner in value for row in texts_in(inner, name)]
    return [(name, value)] if isinstance(value, str) else []


def other_texts() -> list[tuple[str, str]]:
    """Texts outside of the catalogue: of unions from their first day, of demonstrations, and of templates."""
    files = [path for app in ["members", "pages", "unions"] for path in (ROOT / app).rglob("*.toml")]
    rows = [row for path in files for row in texts_in(tomllib.loads(path.read_text("utf-8")), path.name)]
    templates = [(path.name, path.read_text("utf-8")) for path in (ROOT / "templates").rglob("*.*")]
    catalogued = re.compile(r"{%\s*blocktrans.*?endblocktrans(?:late)?\s*%}|{%.*?%}|{#.*?#}", re.DOTALL)
    return [*rows, *((name, catalogued.sub(" ", text)) for name, text in templates)]


def test_every_citation_of_every_sentence_is_of_an_article_that_was_read_or_says_that_it_was_not():
    sentences = [(kind, text) for pair in messages() for kind, text in zip(["English", "Turkish"], pair, strict=True)]
    wrong = [line for name, text in [*sentences, *other_texts()] for line in wrongs_of(name, text)]

    assert wrong == []


def test_a_sentence_cites_the_same_articles_in_both_languages():
    wrong = [pair for pair in messages() if not pair[0].startswith("item") and cited(pair[0]) != cited(pair[1])]

    assert wrong == []


@pytest.mark.parametrize("language", ["tr", "en"])
def test_whatever_the_law_itself_writes_says_what_nobody_has_read(language):
    """Findings, terms of requests and derivations quote articles by these functions alone."""
    with translation.override(language):
        words = {"tr": "doğrulanmadı", "en": "not verified"}[language]
        quotes = {article: findings.article_in_words(article) for article in articles_of_deadlines()}
        sentences = {rule: findings.finding("x", rule, "…").text for rule in RULES}

    assert [article for article, quote in quotes.items() if words in quote] == []
    assert [rule.__name__ for rule, text in sentences.items() if (words in text) == RULES[rule].is_verified] == []
    assert words in in_words("Art. 21", language)
    assert words in in_words("2577 art. 8", language)


def in_words(article: str, language: str) -> str:
    with translation.override(language):
        return findings.article_in_words(article)


def articles_of_deadlines() -> set[str]:
    """Every article written in the code of the law."""
    modules = {inspect.getmodule(rule) for rule in RULES}
    found = {
        article
        for module in modules
        for article in re.findall(r'"((?:\d{4} a|A)rt\. [\d/]+)"', inspect.getsource(module))
    }
    grounds = {ground.article for ground in RULES.values() if not ground.is_verified}
    return found - grounds


def test_no_article_is_both_read_and_not_and_every_verified_rule_is_of_one_that_was():
    both = {name: numbers & ARTICLES_READ.get(name, set()) for name, numbers in ARTICLES_NOT_READ.items()}
    verified = [ground for ground in RULES.values() if ground.is_verified]

    assert not any(both.values())
    assert [ground.article for ground in verified if not is_read(ground)] == []


def is_read(ground: Ground) -> bool:
    found = findings.ARTICLE.match(ground.article)
    return int(found["number"]) in ARTICLES_READ.get(found["law"] or "5355", set())


def test_a_made_up_citation_and_an_unread_one_are_found():
    assert cited("Members pay (Law 5355, art. 15 and 21).") == {("5355", 15), ("5355", 21)}
    assert cited("6698 sayılı Kanun'un 10. maddesine göre") == {("6698", 10)}
    assert wrongs_of("x", "Payı ödemek üyenin borcudur (5355 sayılı Kanun, madde 21).")
    assert wrongs_of("x", "Law 5355, art. 99, which is not verified")
    assert not wrongs_of("x", "Whether art. 21 says so was not verified.")
