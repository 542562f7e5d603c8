"""Which language a text of a row is really in.

Fields of two languages have a column each. Where the column of the reader's language is empty the Turkish one is
shown, and whoever shows it has to say so.
"""

from django.utils.translation import get_language

FIRST_LANGUAGE = "tr"

# The fields that make a page: without them in a language, the page is not translated into it.
ESSENTIAL_FIELDS = ["title", "name", "text", "body"]


def active_language() -> str:
    return (get_language() or FIRST_LANGUAGE)[:2]


def has_languages(row: object, field: str) -> bool:
    """Whether the field is held once a language."""
    return hasattr(row, f"{field}_{FIRST_LANGUAGE}")


def language_of(row: object, field: str, language: str | None = None) -> str:
    """The language in which the field is shown to a reader of the language: that one, or Turkish."""
    language = language or active_language()
    if not has_languages(row, field) or getattr(row, f"{field}_{language}", None):
        return language
    return FIRST_LANGUAGE


def is_borrowed(row: object, field: str) -> bool:
    """Whether a reader sees the Turkish text because there is none in the active language."""
    return language_of(row, field) != active_language() and bool(getattr(row, f"{field}_{FIRST_LANGUAGE}"))


def is_translated(row: object, language: str) -> bool:
    """Whether the row's page is really in the language: what is said in Turkish is said in it too."""
    return all(
        getattr(row, f"{field}_{language}") or not getattr(row, f"{field}_{FIRST_LANGUAGE}")
        for field in ESSENTIAL_FIELDS
        if has_languages(row, field)
    )
