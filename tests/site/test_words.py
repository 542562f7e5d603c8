"""The words of docs/words.md: what we decided against stands in none of our texts."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import gettext, override

from trakyakent_site.django_wording import TEXTS
from unions.text.turkish import lower

ROOT = Path(settings.BASE_DIR)
WORDS = "docs/words.md"
CATALOGUES = ["django.po", "djangojs.po"]
MESSAGES = "trakyakent_site/locale/tr/LC_MESSAGES"
COLUMNS = 6
# What a template translates stands in the catalogue. Addresses are no text.
TEMPLATE_CODE = re.compile(
    r"\{% blocktranslate.*?endblocktranslate %\}|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->", re.S
)
TAGS = re.compile(r"\b(?:class|id|href|src|name|for|type|rel|action|data-[\w-]+)=\"[^\"]*\"|</?[a-z][\w-]*|[>/]")
LINKS = re.compile(r"https?://\S+|\]\([^)]*\)|`[^`]*`")


@cache
def rows() -> list[list[str]]:
    """The rows of the word list: code, English, Turkish, rejected English, rejected Turkish, reason."""
    lines = (ROOT / WORDS).read_text(encoding="utf-8").splitlines()
    tables = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [row for row in tables if row[1] != "English" and not set(row[0]) <= {"-"}]


def rejected(language: str) -> dict[str, str]:
    """Each rejected form with the word to use."""
    kept, refused = (1, 3) if language == "en" else (2, 4)
    return {form.strip(): row[kept] for row in rows() for form in row[refused].split(";") if form.strip()}


@cache
def pattern(form: str, language: str) -> re.Pattern:
    words = re.escape(lower(form, language)).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
    return re.compile(rf"(?<![\w-]){words}(?!\w)")


def catalogue_texts(language: str):
    start = "msgid" if language == "en" else "msgstr"
    for name in CATALOGUES:
        for entry in (ROOT / MESSAGES / name).read_text(encoding="utf-8").split("\n\n"):
            lines = [line for line in entry.splitlines() if line.startswith((start, '"'))]
            text = " ".join(ast.literal_eval(line[line.index('"') :]) for line in lines)
            # The English of Django's own texts is not ours.
            if "Content-Type" not in entry and text not in TEXTS:
                yield f"{MESSAGES}/{name}", text


def template_texts():
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.is_file():
            text = TEMPLATE_CODE.sub(" ", path.read_text(encoding="utf-8"))
            yield str(path.relative_to(ROOT)), TAGS.sub(" ", text)


def texts_in(value, language: str, key: str = ""):
    """The texts of a TOML file in one language: what stands under `tr` or `en`, or under a name that ends so."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from texts_in(inner, language, name)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner, language, key)
    elif isinstance(value, str) and (key == language or key.endswith(f"_{language}")):
        yield LINKS.sub(" ", re.sub(r"<[^>]+>", " ", value))


def fact_texts(language: str):
    for path in [ROOT / "unions/tenancy/roles.toml", *sorted((ROOT / "pages").rglob("*.toml"))]:
        for text in texts_in(tomllib.loads(path.read_text(encoding="utf-8")), language):
            yield str(path.relative_to(ROOT)), text


def handbook_texts(language: str):
    path = ROOT / "docs" / "handbook" / f"{language}.md"
    for line in path.read_text(encoding="utf-8").splitlines():
        yield str(path.relative_to(ROOT)), LINKS.sub(" ", line)


def texts(language: str):
    yield from catalogue_texts(language)
    yield from template_texts()
    yield from fact_texts(language)
    yield from handbook_texts(language)


@pytest.mark.parametrize("language", ["tr", "en"])
def test_a_rejected_word_stands_nowhere(language):
    found = []
    for where, text in texts(language):
        small = lower(text, language)
        for form, word in rejected(language).items():
            if match := pattern(form, language).search(small):
                around = small[max(0, match.start() - 30) : match.end() + 30].strip()
                found.append(f"{where}: “{match[0]}” in “{around}”; use “{word}”")

    assert not found, f"{len(found)} texts use a word that {WORDS} rejects:\n" + "\n".join(found)


def test_the_word_list_can_be_read():
    for row in rows():
        assert len(row) == COLUMNS, row
        assert row[1], f"No English word: {row}"
        assert row[2], f"No Turkish word: {row}"


@pytest.mark.parametrize(("language", "kept"), [("en", 1), ("tr", 2)])
def test_no_word_is_both_used_and_rejected(language, kept):
    used = [word.strip() for row in rows() for word in row[kept].split(",")]

    assert [
        (form, word)
        for form in rejected(language)
        for word in used
        if pattern(form, language).fullmatch(lower(word, language))
    ] == []


@pytest.mark.parametrize(
    ("form", "language", "text", "is_found"),
    [
        ("oybirliğ*", "tr", "OYBİRLİĞİYLE kabul edildi", True),
        ("oybirliğ*", "tr", "Oy birliğiyle kabul edildi", False),
        ("yalnız", "tr", "Yalnız personel", True),
        ("yalnız", "tr", "Yalnızca personel", False),
        ("mail*", "tr", "E-mail", False),
        ("yearly paper*", "en", "Yearly papers of 2025", True),
        ("web site*", "en", "website", False),
    ],
)
def test_a_form_is_found_as_a_word_in_any_case(form, language, text, is_found):
    assert bool(pattern(form, language).search(lower(text, language))) is is_found


def test_the_button_that_saves_is_called_as_everywhere():
    with override("tr"):
        assert gettext("Save") == "Kaydet"
