"""The address of a page in each language, for the language switch and the canonical and hreflang links."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Model
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils import translation

from unions.lists import parameters
from unions.lists.filters import FilterForm
from unions.tenancy.origin import origin_of
from unions.tenancy.requests import UnionRequest
from unions.text.languages import active_language, is_translated

# Parameters that say where in a list a page begins.
PLACES = {"page", "after", "before"}


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


def of(request: UnionRequest, subject: Model | None = None) -> Alternates:
    """The addresses of the page that answers the request, under the main host of the union.

    `subject` is the row that the page shows; lists and other pages without one exist in every language.
    """
    language, origin = active_language(), origin_of(request)
    paths = {code: path_in(code, request, subject) for code, _name in settings.LANGUAGES}
    translated = [code for code in paths if subject is None or is_translated(subject, code)]
    # A page that shows Turkish text for want of a translation must not compete with the Turkish page.
    best = language if language in translated or not translated else translated[0]
    form = getattr(request, "filter_form", None)
    values = {code: form.values_in(code) if form else parameters.values_in(request.GET) for code in paths}
    whole = {
        code: origin + path + parameters.query_string(values_of_page(form, values[code]), code)
        for code, path in paths.items()
    }
    links = [(code, whole[code]) for code in translated] if len(translated) > 1 else []
    return Alternates(
        canonical=whole[best],
        # Whoever reads neither language is led to that of the union.
        alternates=[*links, ("x-default", whole[first_language(request)])] if links else [],
        language_links=[
            LanguageLink(
                code,
                name,
                paths[code] + parameters.query_string(values[code], code),
                is_current=code == language,
                is_missing=code not in translated,
            )
            for code, name in settings.LANGUAGES
        ],
    )


def first_language(request: UnionRequest) -> str:
    """The language of readers of neither language: the union's first one."""
    union = getattr(request, "union", None)
    return str(union.default_language) if union else settings.LANGUAGE_CODE


def values_of_page(form: FilterForm | None, values: dict[str, str]) -> dict[str, str]:
    """The parameters of the page that search engines keep in place of this one.

    Each page of a list is one, and so is a list narrowed by one choice that it offers. What is found by a text or a
    day, several choices at once, and another order or view show rows that are indexed already: they stand for the
    whole list.
    """
    facets = form.facets if form else set()
    narrowing = {name: value for name, value in values.items() if name not in PLACES}
    if not narrowing or (len(narrowing) == 1 and narrowing.keys() == facets):
        return {name: value for name, value in values.items() if (name, value) != ("page", "1")}
    return {}


def path_in(language: str, request: UnionRequest, subject: Model | None = None) -> str:
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
