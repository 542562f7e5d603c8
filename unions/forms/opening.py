"""When a form was opened, signed, in a hidden field: who sends it too fast or far too late is asked again.

The number in it is that of one filled-in form. Sent twice, it is one request.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from django.core import signing
from django.utils import timezone

from unions.tenancy import scope

NOBODY_IS_FASTER = timedelta(seconds=3)
OPEN_FOR = timedelta(hours=24)


@dataclass(frozen=True)
class Opening:
    """When a form was opened, and its number."""

    opened_at: float
    number: str

    @property
    def age(self) -> timedelta:
        return timedelta(seconds=timezone.now().timestamp() - self.opened_at)

    @property
    def is_too_fast(self) -> bool:
        return self.age < NOBODY_IS_FASTER


def salt(form: str) -> str:
    """A form of one union fits no other form and no other union."""
    return f"unions.forms.{form}.{getattr(scope.union(), 'pk', None)}"


def sign(form: str) -> str:
    """The value of the hidden field of a form that is opened now."""
    return signing.dumps([timezone.now().timestamp(), secrets.token_hex(12)], salt=salt(form))


def read(form: str, text: str) -> Opening | None:
    """The opening that a form carries; None for a changed, foreign or old one."""
    try:
        opened_at, number = cast(list[Any], signing.loads(text[:500], salt=salt(form)))
        opening = Opening(float(opened_at), str(number))
    except (signing.BadSignature, ValueError, TypeError):
        return None
    # An opening in the future means that the clock was set back; the form might never close.
    return opening if timedelta(minutes=-5) < opening.age < OPEN_FOR else None
