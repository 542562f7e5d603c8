"""What the first visitors of a new worker would wait for is done before it answers.

Addresses, words of both languages and templates of public pages are read; all of it stays for as long as the worker
lives. The old worker goes on answering until its successor is ready, so nobody waits for this.
"""

import gc
import logging
from pathlib import Path

from django.conf import settings
from django.template import TemplateSyntaxError
from django.template.loader import get_template
from django.urls import get_resolver, reverse
from django.utils import translation

# Pages of staff are read when the first of them is asked for.
OF_READERS = ["includes", "members", "pages", "unions"]
log = logging.getLogger(__name__)


def warm() -> None:
    _addresses = get_resolver().url_patterns
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            # Finds the words of the language, and the addresses in it.
            reverse("home")
            translation.gettext("Home")
    for name in templates_of_readers():
        try:
            get_template(name)
        except TemplateSyntaxError:
            # Its page says so; the others are answered.
            log.exception("The template %s cannot be read.", name)
    # What is here now lasts: looking through it for garbage again and again took a quarter of a second each time.
    gc.collect()
    gc.freeze()


def templates_of_readers() -> list[str]:
    """The names of the templates that public pages are made of."""
    folder = Path(settings.BASE_DIR) / "templates"
    files = [*folder.glob("*.html"), *(path for part in OF_READERS for path in (folder / part).rglob("*.html"))]
    return sorted(path.relative_to(folder).as_posix() for path in files)
