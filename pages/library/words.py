"""The words of pictures: who may change which of them, and the table in which many are described at once."""

from collections.abc import Iterable
from typing import Any, ClassVar, NamedTuple

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
    """The rows that show an entry of a library, by what one person may do with them."""

    # Those that they may change.
    open: list[UnionOwned]
    # Public ones of a union in which a second person publishes.
    for_two: list[UnionOwned]
    # Those that they have no right to change.
    closed: list[UnionOwned]


class OfLibraryForm(UnionOwnedForm):
    """The form of an entry: what it changes for readers at once needs the rights of the rows that show it."""

    # Set for one request.
    uses_by_right: Any = staticmethod(lambda _entry: Uses([], [], []))
    # The fields that those rows show, each with what is said where publishing takes two people.
    shown_at_once: ClassVar[dict[str, Any]] = {}

    def clean(self) -> Any:
        cleaned = super().clean()
        shown = self.shown_at_once.keys() & {*self.changed_data}
        if self.instance.pk and shown:
            uses = self.uses_by_right(self.instance)
            for name in sorted(shown):
                self.refuse(name, uses.closed, CLOSED)
                self.refuse(name, uses.for_two, self.shown_at_once[name])
        return cleaned

    def refuse(self, name: str, rows: Iterable[UnionOwned], text: Any) -> None:
        if names := list(dict.fromkeys(str(whole_of(row)) for row in rows)):
            params = {"entries": ", ".join(names[:MOST_NAMED])}
            self.add_error(name, ValidationError(text, code="closed", params=params))


class OfPictureForm(OfLibraryForm):
    shown_at_once: ClassVar = {"picture": FOR_TWO, "credit": CREDIT_FOR_TWO}


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


__all__ = [
    "OfLibraryForm",
    "OfPictureForm",
    "Uses",
    "WordsForm",
    "forms_of",
    "in_uses",
    "spread_words",
    "whole_of",
    "words_of",
]
