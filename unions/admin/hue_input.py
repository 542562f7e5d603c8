"""The field for a hue: a number of degrees, and beside it what is drawn in it."""

from django.forms import Media, NumberInput
from django.forms.widgets import Script
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

SHOWN_LETTERS = "AB"


class HueInput(NumberInput):
    """A number from 0 to 359, with a sample that follows it while it is typed; without a script, after saving."""

    def __init__(self, attrs=None):
        super().__init__({"min": 0, "max": 359, **(attrs or {})})

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
