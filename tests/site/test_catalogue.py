"""The Turkish catalogue is complete, and what is compiled is what stands in it."""

import ast
import gettext
import shutil
import subprocess
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.core.management import call_command

from trakyakent_site.django_wording import TEXTS

pytestmark = pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is not installed")

MESSAGES = settings.BASE_DIR / "trakyakent_site" / "locale" / "tr" / "LC_MESSAGES"
SOURCES = ["unions", "members", "pages", "trakyakent_site", "templates"]


def gettext_tool(*arguments):
    done = subprocess.run(arguments, capture_output=True, text=True, check=True, timeout=60)
    return done.stdout


def entries(text):
    """The strings of a catalogue, as its own readable lines."""
    return [line for line in text.splitlines() if line.startswith(("msgid", "msgctxt"))]


def marked_strings(path, *arguments):
    return set(entries(gettext_tool("msgattrib", "--no-obsolete", "--no-wrap", "--no-location", *arguments, str(path))))


@pytest.mark.parametrize("choice", ["--untranslated", "--only-fuzzy"])
def test_every_string_has_its_turkish(choice):
    assert marked_strings(MESSAGES / "django.po", choice) <= {'msgid ""'}


def test_every_marked_string_is_in_the_catalogue(tmp_path, monkeypatch):
    for source in SOURCES:
        shutil.copytree(settings.BASE_DIR / source, tmp_path / source, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(settings, "LOCALE_PATHS", [str(tmp_path / "trakyakent_site" / "locale")])

    call_command("makemessages", locale=["tr"], no_wrap=True, no_location=True, no_obsolete=True, verbosity=0)

    collected = marked_strings(tmp_path / "trakyakent_site" / "locale" / "tr" / "LC_MESSAGES" / "django.po")
    missing = sorted(collected - marked_strings(MESSAGES / "django.po"))
    assert not missing, f"{len(missing)} strings are not in the catalogue: {' '.join(missing[:10])}"


def test_what_is_asked_of_the_catalogue_inside_of_other_strings_is_in_it_too():
    """The command that collects strings does not look into f-strings."""
    with (MESSAGES / "django.mo").open("rb") as file:
        known = {key if isinstance(key, str) else key[0] for key in gettext.GNUTranslations(file)._catalog}
    asked = [
        (path.relative_to(settings.BASE_DIR).as_posix(), call.lineno, call.args[0].value)
        for source in SOURCES[:-1]
        for path in (settings.BASE_DIR / source).rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in {"_", "gettext", "gettext_lazy"}
        if call.args and isinstance(call.args[0], ast.Constant)
    ]

    assert len(asked) > 2000
    assert [where for where in asked if where[2] not in known] == []


def test_catalogue_is_kept_as_the_command_writes_it():
    """Sorted and without line numbers: so that moved code changes nothing, and branches seldom touch the same lines."""
    kept = (MESSAGES / "django.po").read_text(encoding="utf-8")

    written = gettext_tool(
        "msgattrib", "--no-wrap", "--no-location", "--no-obsolete", "--sort-output", str(MESSAGES / "django.po")
    )

    assert kept == written, "Run bin/messages."


def test_compiled_catalogue_is_that_of_the_source(tmp_path):
    gettext_tool("msgfmt", "--check", "-o", str(tmp_path / "django.mo"), str(MESSAGES / "django.po"))

    with (tmp_path / "django.mo").open("rb") as fresh, (MESSAGES / "django.mo").open("rb") as kept:
        assert gettext.GNUTranslations(fresh)._catalog == gettext.GNUTranslations(kept)._catalog


def test_what_we_say_otherwise_than_django_is_still_said_by_django():
    own = gettext.GNUTranslations((MESSAGES / "django.mo").open("rb"))._catalog
    djangos = set()
    for path in Path(django.__file__).parent.rglob("locale/tr/LC_MESSAGES/django.mo"):
        with path.open("rb") as file:
            djangos |= set(gettext.GNUTranslations(file)._catalog)
    plurals = [("%(count)s %(name)s was changed successfully.", number) for number in (0, 1)]

    assert set(TEXTS) <= djangos & set(own)
    assert set(plurals) <= djangos & set(own)
    assert own["Password change"] == "Parola değişikliği"
