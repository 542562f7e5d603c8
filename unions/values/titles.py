"""Titles before a name and of an office, such as Prof. Dr. or 1. Hukuk Müşaviri."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unions.text.cleaning import cleaned_line
from unions.values.person_names import ADDRESS_OF_WEB

# An ordinal is a part of some titles, a longer number of none.
NUMBER = re.compile(r"\d(?!\d?\.)|\d{3}")
NO_TITLE = re.compile(r"[;:|*+=<>#_\"\[\]{}?!\\]")
HAS_ADDRESS = _("A title holds no web or e-mail address.")
HAS_NUMBER = _("A title holds no such number: “%(value)s”.")
NO_LETTERS = _("A title must contain letters.")
NOT_A_TITLE = _("“%(value)s” is not a title. Write it as before a name: Dr., Prof. Dr., Av.")


def clean(text: str) -> str:
    """The title as it is stored; an empty text is none. Raises ValidationError."""
    title = cleaned_line(str(text))
    params = {"value": title[:60]}
    for is_wrong, message, code in [
        (ADDRESS_OF_WEB.search(title), HAS_ADDRESS, "address"),
        (title and not any(map(str.isalpha, title)), NO_LETTERS, "no_letter"),
        (NUMBER.search(title), HAS_NUMBER, "number"),
        (NO_TITLE.search(title) or not all(map(str.isprintable, title)), NOT_A_TITLE, "no_title"),
    ]:
        if is_wrong:
            raise ValidationError(message, code=code, params=params)
    return title
