import re
from pathlib import Path

import django
import pytest
import tree_queries
from django.conf import settings

from trakyakent_site import django_wording

DJANGO = Path(django.__file__).parent


def source_of(*folders: Path) -> str:
    """Code and templates, with each text on one line as a catalogue has it."""
    files = [path for folder in folders for ending in ["*.py", "*.html"] for path in folder.rglob(ending)]
    text = "".join("".join(path.read_text(encoding="utf-8").split()) for path in files).replace('""', "")
    return re.sub(r"{{(\w+)}}", r"%(\1)s", text)


@pytest.fixture(scope="module")
def source():
    return source_of(DJANGO / "contrib", DJANGO / "db", DJANGO / "views", Path(tree_queries.__file__).parent)


@pytest.mark.parametrize("text", [*django_wording.TEXTS, *django_wording.TREE_TEXTS])
def test_every_text_is_still_djangos_own_and_has_our_turkish(source, text):
    catalogue = (Path(settings.BASE_DIR) / "trakyakent_site/locale/tr/LC_MESSAGES/django.po").read_text("utf-8")

    assert "".join(text.split()) in source, "Django says it otherwise now: our Turkish is never looked up."
    assert f'msgid "{text}"\n' in catalogue
