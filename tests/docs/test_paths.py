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


@pytest.mark.parametrize("document", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_the_documents_of_the_layout_name_files(document):
    assert len(named_paths((ROOT / document).read_text(encoding="utf-8"))) > 20


def test_every_number_of_the_checks_is_explained():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    explained = {*re.findall(r"`(?:unions|pages)\.(E\d{3})`", text), *re.findall(r"`(E\d{3})`", text)}

    for app in ["unions", "pages"]:
        docstrings = (ROOT / app / "checks.py").read_text(encoding="utf-8")
        assert set(re.findall(r"\b(E\d{3})\b", docstrings)) <= explained
