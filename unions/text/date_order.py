"""What dates of a row must keep: none that is recorded as past lies ahead, and none contradicts another.

A model names its rules in `date_rules`; forms, imports and whatever else calls `clean()` keep them. A date known by
month or year contradicts another only where it certainly does.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unions.text.partial_dates import PartialDate

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

STILL_TO_COME = _("This day is still to come. Enter one up to today (%(other)s), or leave the field empty until then.")
BEFORE_FOUNDING = _("This is before the union was founded (%(other)s). Correct the date, or the founding of the union.")
BEFORE = _("This is before the date in the field “%(name)s” (%(other)s). Correct one of the two.")
AFTER = _("This is after the date in the field “%(name)s” (%(other)s). Correct one of the two.")


@dataclass(frozen=True)
class NotInFuture:
    """The date of something that has happened."""

    field: str
    # Whether the rule applies to a row.
    applies: Callable[[Any], bool] = lambda row: True

    def error(self, row: Any) -> ValidationError | None:
        value, today = partial(known(row, self.field)), timezone.localdate()
        if value is None or value.earliest <= today or not self.applies(row):
            return None
        return complaint(STILL_TO_COME, "future", PartialDate.from_date(today))


@dataclass(frozen=True)
class NotBefore:
    """A date that follows another one, of the same row or of one that it belongs to."""

    field: str
    # The path to the other date: `council_decided_on`, `municipality.closed_on`.
    other: str
    message: "str | _StrPromise" = BEFORE

    def error(self, row: Any) -> ValidationError | None:
        value, other = partial(known(row, self.field)), partial(followed(row, self.other))
        if value is None or other is None or value.latest >= other.earliest:
            return None
        return complaint(self.message, "before", other, name=name_of(row, self.other))


@dataclass(frozen=True)
class NotAfter:
    """A date that precedes another one."""

    field: str
    other: str
    message: "str | _StrPromise" = AFTER

    def error(self, row: Any) -> ValidationError | None:
        value, other = partial(known(row, self.field)), partial(followed(row, self.other))
        if value is None or other is None or value.earliest <= other.latest:
            return None
        return complaint(self.message, "after", other, name=name_of(row, self.other))


Rule = NotInFuture | NotBefore | NotAfter


def since_founding(*fields: str) -> list[Rule]:
    """Rules for what a union cannot have had before it was founded."""
    return [NotBefore(field, "union.founded_on", BEFORE_FOUNDING) for field in fields]


def in_the_past(*fields: str) -> list[Rule]:
    return [NotInFuture(field) for field in fields]


def refuse_wrong_order(row: Any, rules: Iterable[Rule]) -> None:
    """Raise ValidationError with the complaints about the dates of a row, each at its field."""
    errors: dict[str, list[ValidationError]] = {}
    for rule in rules:
        if error := rule.error(row):
            errors.setdefault(rule.field, []).append(error)
    if errors:
        raise ValidationError(errors)


def complaint(message: "str | _StrPromise", code: str, other: PartialDate, **params: object) -> ValidationError:
    return ValidationError(message, code=f"date_{code}", params={"other": other.display(), **params})


def known(row: Any, name: str) -> object:
    """The value of a field, as precisely as the row says that it is known."""
    return row.as_known(name) if hasattr(row, "as_known") else getattr(row, name)


def partial(value: object) -> PartialDate | None:
    """A date of any kind as a partial one; what is none is checked elsewhere."""
    if isinstance(value, date):
        return PartialDate.from_date(value)
    return value if isinstance(value, PartialDate) else None


def followed(row: Any, path: str) -> object:
    """The value at the end of a path; None where a part of it is missing."""
    for name in path.split("."):
        field = row._meta.get_field(name)
        if field.is_relation and getattr(row, field.attname) is None and name != "union":
            return None
        row = row.own_union if name == "union" else known(row, name)
        if row is None:
            return None
    return row


def name_of(row: Model, path: str) -> str:
    """How the form names the other date."""
    *steps, last = path.split(".")
    model: Any = type(row)
    for step in steps:
        model = model._meta.get_field(step).related_model
    return str(model._meta.get_field(last).verbose_name)
