"""Text as it is stored: without signs that no page, feed or file can carry, and with each letter written in one way.

Word, PDF files and telephones put such signs into what people paste: control characters, marks of direction, invisible
spaces, letters in two pieces. They are removed before anything is checked, so an invisible name is an empty one.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, ClassVar, TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.choices import CallableChoiceIterator

from unions.text.languages import FIRST_LANGUAGE

# Signs that end a line: of old computers, of Word (a line within a paragraph), and of Unicode.
ENDS_OF_LINES = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
# Invisible, but visible in what they join: letters of other scripts, and people in a picture sign.
JOINERS = "\u200c\u200d"
# Signs of format that are seen: they enclose a number in Arabic and its relatives.
VISIBLE_FORMAT = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2]")
REMOVED = {"Cc", "Cf", "Cs"}
# A text of these needs no further look: most do.
HARMLESS = re.compile("[\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2027\u2030-\u2052\u20a0-\u20bf\n\t]*")
# What Python makes of the Turkish İ in lower case.
SPLIT_I = "i\u0307"


def cleaned_text(text: str) -> str:
    """A text of several lines; its lines and words stay as they are."""
    if not HARMLESS.fullmatch(text):
        text = carried_lines(from_windows(text))
    return re.sub(r"[ \t]+(?=\n)", "", text).strip(" \t\n")


def cleaned_line(text: str) -> str:
    """A text of one line, such as a name or a title: every space is one ordinary space."""
    return " ".join(cleaned_text(text).split())


def carried(text: str) -> str:
    """The text without the signs that XML, calendars and tables cannot carry, and with composed letters.

    For whatever is written out: a row that was stored by other means may still have such signs.
    """
    if HARMLESS.fullmatch(text):
        return text
    composed = unicodedata.normalize("NFC", ENDS_OF_LINES.sub(" ", text)).replace(SPLIT_I, "i")
    kept = (letter for place, letter in enumerate(composed) if is_kept(composed, place))
    return unicodedata.normalize("NFC", "".join(kept))


def carried_lines(text: str) -> str:
    """The same for a text of several lines, which stay apart."""
    return "\n".join(carried(line) for line in ENDS_OF_LINES.sub("\n", text).split("\n"))


def carried_in(value: Any) -> Any:
    """A structure of lists and mappings whose texts are all `carried`."""
    if isinstance(value, str):
        return carried(str(value))
    if isinstance(value, dict):
        return {name: carried_in(part) for name, part in value.items()}
    return [carried_in(part) for part in value] if isinstance(value, list | tuple) else value


def is_kept(text: str, place: int) -> bool:
    letter = text[place]
    if letter in JOINERS:
        return 0 < place < len(text) - 1 and not any(is_plain(text[beside]) for beside in [place - 1, place + 1])
    if letter in "\n\t" or VISIBLE_FORMAT.match(letter):
        return True
    code = ord(letter)
    is_no_character = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return not is_no_character and unicodedata.category(letter) not in REMOVED


def is_plain(letter: str) -> bool:
    """Whether nothing is joined to this sign: a Latin letter, a digit, a space, or a sign that is removed as well."""
    return letter.isspace() or letter.isdigit() or letter in JOINERS or "LATIN" in unicodedata.name(letter, "LATIN")


def from_windows(text: str) -> str:
    """Quotation marks and dashes of Windows that a wrong reading left as control characters."""
    return re.sub("[\x80-\x84\x86-\x9f]", lambda sign: sign[0].encode("latin-1").decode("cp1252", "ignore"), text)


Method = TypeVar("Method", bound=Callable)


def not_for_templates(method: Method) -> Method:
    """Marks a method that changes rows: templates do not call it."""
    method.alters_data = True  # type: ignore[attr-defined]  # an attribute of a function, which Django asks for
    return method


class CleanTextQuerySet(models.QuerySet):
    """A queryset whose bulk writes clean texts as well."""

    @not_for_templates
    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        rows = list(objs)
        for row in rows:
            row.clean_text()
        return super().bulk_create(rows, *args, **kwargs)

    @not_for_templates
    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], batch_size: int | None = None) -> int:
        rows = list(objs)
        for row in rows:
            row.clean_text()
        return super().bulk_update(rows, fields, batch_size=batch_size)

    @not_for_templates
    def update(self, **values: Any) -> int:
        return super().update(**{name: cleaned_column(self.model, name, value) for name, value in values.items()})


class CleanText(models.Model):
    """A row whose texts are cleaned before they are checked, and before they are saved by whatever way."""

    # Columns that a program fills and that must stay as they are, letter by letter.
    kept_as_written: ClassVar[list[str]] = []

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.clean_text()
        super().save(*args, **kwargs)

    def _get_FIELD_display(self, field: models.Field) -> Any:
        # Django's own translates all labels of the field to find one of them.
        label = labels_of(field).get(getattr(self, field.attname))
        return super()._get_FIELD_display(field) if label is None else str(label)  # type: ignore[misc]

    def clean_fields(self, exclude: Any = None) -> None:
        # Fields of a type of their own clean what they check, and refuse what is not understood.
        self._clean(field for field in text_fields(type(self)) if not hasattr(field, "cleaned"))
        super().clean_fields(exclude=exclude)

    def clean_text(self) -> None:
        self._clean(text_fields(type(self)))

    def _clean(self, fields: Iterable[models.Field]) -> None:
        deferred = self.get_deferred_fields()
        for field in fields:
            if field.attname not in deferred:
                setattr(self, field.attname, cleaned_value(field, self.__dict__.get(field.attname)))


@cache
def labels_of(field: models.Field) -> dict[Any, Any]:
    """The labels of a field's choices by what is stored; none where the choices are made when they are asked for."""
    return {} if isinstance(field.choices, CallableChoiceIterator) else dict(field.flatchoices)


def text_fields(model: type[models.Model]) -> list[models.Field]:
    """The columns of a model that hold what people write; of a text in two languages, those of the languages."""
    names = {field.name for field in model._meta.concrete_fields}
    in_both = {name for name in names if f"{name}_{FIRST_LANGUAGE}" in names}
    left_out = in_both | {*getattr(model, "kept_as_written", [])}
    return [field for field in model._meta.concrete_fields if is_text(field) and field.name not in left_out]


def is_text(field: models.Field) -> bool:
    return isinstance(field, models.CharField | models.TextField) and not isinstance(field, models.FileField)


def cleaned_value(field: models.Field, value: Any) -> Any:
    """The value of a text column as it is stored; what is no text, such as a database expression, stays."""
    if not isinstance(value, str):
        return value
    own = getattr(field, "cleaned", None)
    if own is not None:
        return own(value)
    return cleaned_text(value) if isinstance(field, models.TextField) else cleaned_line(value)


def cleaned_column(model: type[models.Model], name: str, value: Any) -> Any:
    """The value for a column of a model, named as `update` names it."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return value
    return cleaned_value(field, value) if isinstance(field, models.Field) and is_text(field) else value
