"""The table in which many pictures are described at once."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import ngettext

from pages.library.models import Picture
from pages.library.storing import spread_words
from unions.admin.kit.forms import UnionOwnedForm
from unions.publishing.addresses import LANGUAGES

COLUMNS = ["alt_tr", "alt_en", "is_decorative", "credit"]
# Rows of the table at once.
MOST = 50


class WordsForm(UnionOwnedForm):
    """The words of one picture, as a line of the table."""

    class Meta:
        model = Picture
        fields = COLUMNS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in COLUMNS:
            field = self.fields[name]
            field.help_text = ""
            # The head of the column says what it is, to those who see it.
            field.widget.attrs |= {"aria-label": f"{field.label}: {self.instance}"}
        for code in LANGUAGES:
            self.fields[f"alt_{code}"].widget.attrs |= {"lang": code, "class": "vTextField"}


def forms_of(pictures: Iterable[Picture], data: Any = None) -> list[WordsForm]:
    return [WordsForm(data, instance=picture, prefix=str(picture.pk)) for picture in pictures]


def words_of(picture: Any) -> dict[str, str]:
    return {f"alt_{code}": getattr(picture, f"alt_{code}") or "" for code in LANGUAGES}


def in_uses(number: int) -> str:
    """What is said of the uses that took over a description."""
    text = ngettext(
        "One entry that shows it has taken over the description.",
        "%(number)s entries that show it have taken over the description.",
        number,
    )
    return text % {"number": number}


__all__ = ["MOST", "WordsForm", "forms_of", "in_uses", "spread_words", "words_of"]
