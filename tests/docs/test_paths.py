"""Whoever follows the documents opens files that are there."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.tables import table

ROOT = Path(settings.BASE_DIR)
DOCUMENTS = [
    *["README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/architecture.md", "docs/law.md", "docs/words.md"],
    *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs/decisions").glob("*.md")),
]
# A path in backticks that names a file; one with <…> stands for many.
NAMED = re.compile(r"`([\w./-]+/[\w.-]+\.(?:py|toml|html|md|po|css|sh))`")
FOLDERS = re.compile(r"`((?:unions|members|pages|trakyakent_site|tests|docs|templates|benchmarks)/[\w/]*)`")
LINKED = re.compile(r"(?:\]\(|`)([\w./-]+(?:\.md|/))(?:#[\w-]+)?(?:\)|`)")
# Whose paths may be given without their beginning.
BEGINNINGS = ["", "trakyakent_site", "unions", "templates", "tests/trakyakent_site", "tests/unions"]
# Made from other files, and so in no commit.
MADE = {"css/site.css"}


def named_paths(text: str) -> set[str]:
    return {*NAMED.findall(text), *FOLDERS.findall(text)}


def is_there(path: str) -> bool:
    return any((ROOT / beginning / path).exists() for beginning in BEGINNINGS)


@table("document", DOCUMENTS)
def test_every_file_that_a_document_names_is_there(document):
    paths = named_paths((ROOT / document).read_text(encoding="utf-8"))

    assert {path for path in paths if not is_there(path)} - MADE == set()


def linked_from(document: Path) -> set[Path]:
    """The documents to which one leads: by a link, by its path in the text, or by a link to their folder."""
    text = document.read_text(encoding="utf-8")
    found = set()
    for path in LINKED.findall(text):
        for beginning in (document.parent, ROOT):
            there = (beginning / path).resolve()
            found |= set(there.glob("*.md")) if there.is_dir() else {there}
    return {each for each in found if each.suffix == ".md" and each.exists()}


def test_every_document_can_be_reached_from_the_readme():
    reached, waiting = set(), {ROOT / "README.md"}
    while waiting:
        reached |= waiting
        waiting = {each for document in waiting for each in linked_from(document)} - reached

    folders = [ROOT / folder for folder in ["docs", "unions", "members", "pages", "trakyakent_site", "deploy", "tests"]]
    every = {*ROOT.glob("*.md"), *(path for folder in folders for path in folder.rglob("*.md"))}
    assert sorted(str(path.relative_to(ROOT)) for path in every - reached) == []


@pytest.mark.parametrize("document", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_the_documents_of_the_layout_name_files(document):
    assert len(named_paths((ROOT / document).read_text(encoding="utf-8"))) > 20


def test_every_number_of_the_checks_is_explained():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    explained = {*re.findall(r"`(?:unions|pages)\.(E\d{3})`", text), *re.findall(r"`(E\d{3})`", text)}

    for app in ["unions", "pages"]:
        docstrings = (ROOT / app / "checks.py").read_text(encoding="utf-8")
        assert set(re.findall(r"\b(E\d{3})\b", docstrings)) <= explained
