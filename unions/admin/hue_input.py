"""The field for a hue: a number of degrees, or the code of a colour, and beside it what is drawn in it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import IntegerField, Media, TextInput
from django.forms.widgets import Script
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unions.institution.colours import hue_in

SHOWN_LETTERS = "AB"
TAKES_CODES = gettext_lazy("The code of a colour, such as #1e6b3a, is taken as well; a light one is drawn darker.")


class HueInput(TextInput):
    """A number from 0 to 359, with a sample that follows it while it is typed; without a script, after saving."""

    def __init__(self, attrs=None):
        super().__init__({"size": 8, "autocomplete": "off", "spellcheck": "false", **(attrs or {})})

    @property
    def media(self) -> Media:
        return Media(js=[Script("administration/hue.js", defer=True)])  # type: ignore[list-item]  # of Django 5.2

    def render(self, name, value, attrs=None, renderer=None):
        number = super().render(name, value, attrs, renderer)
        shown = int(value) if str(value).isdecimal() and int(value) < 360 else 0
        sample = reverse("drawn_emblem", kwargs={"hue": shown, "initials": SHOWN_LETTERS})
        return format_html(
            '<span class="hue-input">{}<img src="{}" alt="" title="{}" width="44" height="44" data-hue-sample></span>',
            number,
            sample,
            _("Sample of the colour"),
        )


class HueField(IntegerField):
    """A hue in degrees; the code of a colour is taken as its hue."""

    widget = HueInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "help_text": format_lazy("{} {}", kwargs.get("help_text", ""), TAKES_CODES)})

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(hue_in(value))
        except ValueError as error:
            raise ValidationError(str(error), code="no_hue") from error
