"""The address of a page in each language, for the language switch and the canonical and hreflang links."""

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
    """The addresses of a page in all languages, as seen from one of them."""

    canonical: str
    alternates: list[tuple[str, str]]
    language_links: list[LanguageLink]


def of(request: HttpRequest, subject: Model | None = None, *, host: str = "") -> Alternates:
    """The addresses of the page that answers the request.

    `subject` is the row that the page shows; lists and other pages without one exist in every language. `host` is the
    name for search engines, if it differs from that of the request.
    """
    language = active_language()
    origin = f"{request.scheme}://{host or request.get_host()}"
    values = parameters.values_in(request.GET)
    paths = {
        code: path_in(code, request, subject) + parameters.query_string(values, code)
        for code, _name in settings.LANGUAGES
    }
    translated = [code for code in paths if subject is None or is_translated(subject, code)]
    # A page that shows Turkish text for want of a translation must not compete with the Turkish page.
    best = language if language in translated or not translated else translated[0]
    return Alternates(
        canonical=origin + paths[best],
        alternates=[(code, origin + paths[code]) for code in translated] if len(translated) > 1 else [],
        language_links=[
            LanguageLink(code, name, paths[code], is_current=code == language, is_missing=code not in translated)
            for code, name in settings.LANGUAGES
        ],
    )


def path_in(language: str, request: HttpRequest, subject: Model | None = None) -> str:
    """The path of the page in a language; the home of that language if there is none."""
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
    """The path of the home page in a language: the root of its addresses, whichever app declares it."""
    return f"{get_script_prefix()}{language}/"
