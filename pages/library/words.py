"""The words of pictures: who may change which of them, and the table in which many are described at once."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy, ngettext

from pages.library.models import Picture
from pages.library.storing import spread_words
from unions.admin.kit.forms import UnionOwnedForm
from unions.admin.kit.many_files import LineForm
from unions.models import UnionOwned
from unions.publishing.addresses import LANGUAGES

COLUMNS = ["alt_tr", "alt_en", "is_decorative", "credit"]
MOST_NAMED = 3
CLOSED = gettext_lazy("You may not change what readers see: %(entries)s. Ask someone who publishes.")
FOR_TWO = gettext_lazy(
    "Here, publishing takes two people. Choose the new picture in %(entries)s and send that to review: someone else "
    "publishes it."
)
CREDIT_FOR_TWO = gettext_lazy(
    "Here, publishing takes two people, and readers see the credit in %(entries)s. It can be changed once that is "
    "withdrawn; someone else publishes it again."
)


class Uses(NamedTuple):
    """The rows that show a picture, by what one person may do with them."""

    # Those that they may change.
    open: list[UnionOwned]
    # Public ones of a union in which a second person publishes.
    for_two: list[UnionOwned]
    # Those that they have no right to change.
    closed: list[UnionOwned]


class OfPictureForm(UnionOwnedForm):
    """The form of a picture: what it changes for readers at once needs the rights of the rows that show it."""

    # Set for one request.
    uses_by_right: Any = staticmethod(lambda _picture: Uses([], [], []))

    def clean(self) -> Any:
        cleaned = super().clean()
        shown = {"picture", "credit"} & {*self.changed_data}
        if self.instance.pk and shown:
            uses = self.uses_by_right(self.instance)
            for name in sorted(shown):
                self.refuse(name, uses.closed, CLOSED)
            if "picture" in shown:
                self.refuse("picture", uses.for_two, FOR_TWO)
            if "credit" in shown:
                self.refuse("credit", uses.for_two, CREDIT_FOR_TWO)
        return cleaned

    def refuse(self, name: str, rows: Iterable[UnionOwned], text: Any) -> None:
        if names := list(dict.fromkeys(str(whole_of(row)) for row in rows)):
            params = {"entries": ", ".join(names[:MOST_NAMED])}
            self.add_error(name, ValidationError(text, code="closed", params=params))


class WordsForm(LineForm, OfPictureForm):
    """The words of one picture, as a line of the table."""

    class Meta:
        model = Picture
        fields = COLUMNS


def whole_of(row: Any) -> Any:
    """What people call the place: for a photograph its gallery."""
    return getattr(row, row.union_from) if row.union_from else row


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


__all__ = ["OfPictureForm", "Uses", "WordsForm", "forms_of", "in_uses", "spread_words", "whole_of", "words_of"]
