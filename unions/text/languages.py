"""The language in which a text of a row is shown.

A translated field has a column for each language. If the column of the reader's language is empty, the Turkish text is
shown, and the page marks it as Turkish.
"""

from django.utils.translation import get_language

FIRST_LANGUAGE = "tr"
# Where the session of somebody who is signing in holds the language that they chose.
LANGUAGE_KEY = "language"

# A page is translated into a language if these of its fields are.
ESSENTIAL_FIELDS = ["title", "name", "text", "body"]


def active_language() -> str:
    return (get_language() or FIRST_LANGUAGE)[:2]


def has_languages(row: object, field: str) -> bool:
    """Whether the field has a column for each language."""
    return hasattr(row, f"{field}_{FIRST_LANGUAGE}")


def language_of(row: object, field: str, language: str | None = None) -> str:
    """The language in which the field is shown to a reader of a language: that language, or Turkish."""
    language = language or active_language()
    if not has_languages(row, field) or getattr(row, f"{field}_{language}", None):
        return language
    return FIRST_LANGUAGE


def is_borrowed(row: object, field: str) -> bool:
    """Whether a reader sees the Turkish text because there is none in the active language."""
    return language_of(row, field) != active_language() and bool(getattr(row, f"{field}_{FIRST_LANGUAGE}"))


def is_translated(row: object, language: str) -> bool:
    """Whether the row's page is translated into the language: every essential text in Turkish is also in it."""
    return all(
        getattr(row, f"{field}_{language}") or not getattr(row, f"{field}_{FIRST_LANGUAGE}")
        for field in ESSENTIAL_FIELDS
        if has_languages(row, field)
    )
