"""The address of the same thing in each language: for the switch, for canonical and for hreflang."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils import translation

from unions.lists import parameters
from unions.text.languages import active_language, is_translated


@dataclass(frozen=True)
class LanguageLink:
    """One entry of the language switch."""

    code: str
    name: str
    url: str
    is_current: bool
    is_missing: bool


@dataclass(frozen=True)
class Alternates:
    """Where a page stands in all languages, seen from one of them."""

    canonical: str
    alternates: list[tuple[str, str]]
    language_links: list[LanguageLink]


def of(request: HttpRequest, subject: Model | None = None, *, host: str = "") -> Alternates:
    """The addresses of the page that answers the request.

    `subject` is the row the page is about; lists and other pages without one stand in every language. `host` is the
    name that search engines are told, if it is not the one that was asked.
    """
    language = active_language()
    origin = f"{request.scheme}://{host or request.get_host()}"
    values = parameters.values_in(request.GET)
    paths = {
        code: path_in(code, request, subject) + parameters.query_string(values, code)
        for code, _name in settings.LANGUAGES
    }
    real = [code for code in paths if subject is None or is_translated(subject, code)]
    links = [
        LanguageLink(code=code, name=name, url=paths[code], is_current=code == language, is_missing=code not in real)
        for code, name in settings.LANGUAGES
    ]
    # Text that is only borrowed from Turkish must not compete with its original.
    best = language if language in real or not real else real[0]
    return Alternates(
        canonical=origin + paths[best],
        alternates=[(code, origin + paths[code]) for code in real] if len(real) > 1 else [],
        language_links=links,
    )


def path_in(language: str, request: HttpRequest, subject: Model | None = None) -> str:
    """The path of the page in a language; that language's home where the page has none."""
    if preview := getattr(request, "preview", None):
        return str(preview.paths[language])
    with translation.override(language):
        if subject is not None and hasattr(subject, "get_absolute_url"):
            return str(subject.get_absolute_url())
        match = request.resolver_match
        if match and match.url_name:
            try:
                return reverse(match.view_name, args=match.args, kwargs=match.kwargs)
            except NoReverseMatch:
                pass
        return home_path(language)


def home_path(language: str) -> str:
    """The home of a language: the root of its addresses, whichever view answers there."""
    return f"{get_script_prefix()}{language}/"
