"""Sums of money as offices type them: 1.250.000 or 1.250.000,50; what could mean two sums is refused."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from unions.text.line_breaks import unbroken
from unions.text.turkish import format_number

UNREADABLE = _("“%(value)s” is not a sum. Enter digits only, such as 1.250.000 or 1.250.000,50, without a currency.")
TOO_LARGE = _("“%(value)s” is larger than a sum can be here: at most twelve digits before the comma.")
# Groups of three digits are thousands, one or two digits at the end are kuruş: nothing else is a sum.
SUMS = [
    re.compile(r"(?P<whole>\d+)(?:[.,](?P<part>\d{1,2}))?"),
    re.compile(r"(?P<whole>[1-9]\d{0,2}(?:\.\d{3})+)(?:,(?P<part>\d{1,2}))?"),
    re.compile(r"(?P<whole>[1-9]\d{0,2}(?:,\d{3})+)(?:\.(?P<part>\d{1,2}))?"),
    re.compile(r"(?P<whole>[1-9]\d{0,2}(?: \d{3})+)(?:[.,](?P<part>\d{1,2}))?"),
]
LONGEST = 12


class Currency(models.TextChoices):
    TRY = "TRY", _("Turkish lira")
    EUR = "EUR", _("euro")
    USD = "USD", _("US dollar")


SIGNS = {"TRY": "TL", "EUR": "€", "USD": "$"}


def clean(text: str) -> Decimal:
    """The sum that a text means; raises ValidationError where it means none, or could mean two."""
    typed = re.sub(r"[\s\u00a0\u202f]+", " ", text).strip()
    match = next((found for pattern in SUMS if typed.isascii() and (found := pattern.fullmatch(typed))), None)
    if match is None:
        raise ValidationError(UNREADABLE, code="amount", params={"value": text.strip()[:60]})
    whole = re.sub(r"[^\d]", "", match["whole"])
    if len(whole.lstrip("0")) > LONGEST:
        raise ValidationError(TOO_LARGE, code="amount_too_large", params={"value": text.strip()[:60]})
    return Decimal(f"{whole}.{(match['part'] or '0').ljust(2, '0')}")


def written(value: Decimal | None, currency: str = Currency.TRY) -> str:
    """1.250.000 TL, 1.250.000,50 €; in English 1,250,000 TL; the number alone without a currency. Never broken."""
    if value is None:
        return ""
    decimals = 0 if value == value.to_integral_value() else 2
    return unbroken(f"{format_number(value, decimals=decimals)} {SIGNS.get(currency, '')}".strip())


class AmountFormField(forms.CharField):
    """One line of text for a sum of money."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["help_text"] = kwargs.get("help_text") or _("Digits only: 1.250.000 or 1.250.000,50.")
        kwargs.setdefault("widget", forms.TextInput(attrs={"size": 18, "inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        if value is None or isinstance(value, Decimal):
            return value
        text = super().to_python(value)
        return clean(text) if text else None

    def prepare_value(self, value: Any) -> Any:
        """A stored sum is shown as the reader's language writes it; typed text stays as it is."""
        if not isinstance(value, Decimal):
            return value
        return format_number(value, decimals=0 if value == value.to_integral_value() else 2)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class AmountField(models.DecimalField):
    """A column for a sum of money, which is never negative."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("validators", [MinValueValidator(0)])
        super().__init__(*args, **{"max_digits": LONGEST + 2, "decimal_places": 2, **kwargs})

    def deconstruct(self) -> Any:
        name, _path, arguments, options = super().deconstruct()
        return name, "django.db.models.DecimalField", arguments, options

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        # Past that of DecimalField, which hands over what a line of text does not take.
        return super(models.DecimalField, self).formfield(*args, **{"form_class": AmountFormField, **kwargs})
