"""Identity numbers of the republic: eleven digits, of which the last two follow from those before.

Foreigners who live in Türkiye have one as well; theirs begins with 99.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unions.text.cleaning import carried

UNREADABLE = _("An identity number has eleven digits, such as 10000000146.")
WRONG = _("These eleven digits are not an identity number: one of them must be mistyped.")


def clean(text: str) -> str:
    """The number in a typed text; an empty text is none. Raises ValidationError."""
    number = re.sub(r"[\s.\-/]", "", carried(str(text)))
    if not number:
        return ""
    if not re.fullmatch(r"[1-9][0-9]{10}", number):
        raise ValidationError(UNREADABLE, code="identity_number")
    if not is_right(number):
        raise ValidationError(WRONG, code="identity_number_sum")
    return number


def is_right(number: str) -> bool:
    """Whether the last two digits are those that follow from the others."""
    digits = [int(digit) for digit in number]
    tenth = (sum(digits[0:9:2]) * 7 - sum(digits[1:8:2])) % 10
    return digits[9] == tenth and digits[10] == sum(digits[:10]) % 10
