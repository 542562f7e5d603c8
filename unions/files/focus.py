"""The point of a picture that stays in sight where a page shows a part of it only."""

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.forms import Media, NumberInput
from django.forms.widgets import Script
from django.utils.translation import gettext_lazy as _

CENTRE = 50
# In per cent. The style sheet has a class for each step: the policy of our pages allows no style in the page itself.
STEP = 10


class FocusInput(NumberInput):
    """Per cent of the width or height; a script lets people click the point in the picture instead."""

    def __init__(self, attrs: dict | None = None):
        super().__init__({"min": 0, "max": 100, **(attrs or {})})

    @property
    def media(self) -> Media:
        return Media(js=[Script("administration/focus.js", defer=True)])  # type: ignore[list-item]  # of Django 5.2


class FocusField(models.PositiveSmallIntegerField):
    """Where the point lies, in per cent from the left or from the top."""

    default_validators = [MaxValueValidator(100)]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", CENTRE)
        super().__init__(*args, **kwargs)

    def db_check(self, connection: Any) -> str:
        return '"{}" BETWEEN 0 AND 100'.format(self.db_type_parameters(connection)["column"])

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        return super().formfield(*args, **{**kwargs, "widget": FocusInput, "max_value": 100})


class PictureFocus(models.Model):
    """A row with a picture, of which lists and cards show a part: the part around this point."""

    picture_focus_x = FocusField(
        _("focus from the left, %"),
        help_text=_("The point of the picture that always stays in sight. Click it in the picture, or enter it."),
    )
    picture_focus_y = FocusField(_("focus from the top, %"))

    class Meta:
        abstract = True


# How forms of the administration show both beside each other.
FOCUS_FIELDS = ("picture_focus_x", "picture_focus_y")


def classes_of(row: Any) -> str:
    """The classes of the style sheet that move the crop to the point, in steps of ten per cent; none for the centre."""
    points = [("fx", getattr(row, "picture_focus_x", CENTRE)), ("fy", getattr(row, "picture_focus_y", CENTRE))]
    steps = [(axis, round(min(max(point or 0, 0), 100) / STEP)) for axis, point in points]
    return " ".join(f"{axis}{step}" for axis, step in steps if step != CENTRE // STEP)
