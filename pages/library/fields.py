"""The field of a form that takes a picture from the library, or a new one from the person's machine."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db.models.fields.files import FieldFile
from django.forms.widgets import Media, Script
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from pages.library.models import Picture
from unions.admin.kit.forms import InlineForm, UnionOwnedForm
from unions.files.focus import CENTRE, FOCUS_FIELDS
from unions.publishing.addresses import LANGUAGES

# What a form sends beside the file: the number of a picture of the library.
CHOICE = "-library"
LONGEST_NUMBER = 18


@dataclass(frozen=True)
class Choice:
    """A picture of the library as it was sent: its number, which may be anything that people type."""

    text: str

    @property
    def picture(self) -> Picture | None:
        """The picture of the union; nothing for a number that none has, or one of another union."""
        is_number = self.text.isdecimal() and self.text.isascii() and len(self.text) <= LONGEST_NUMBER
        return Picture.objects.filter(pk=int(self.text)).first() if is_number else None


class LibraryPictureInput(AdminFileWidget):
    """The field of a file, and beside it the number of a picture of the library; a script shows the pictures."""

    @property
    def media(self) -> Media:
        scripts = [Script(f"administration/{name}.js", defer=True) for name in ("sending", "library")]
        return Media(js=scripts, css={"all": ["administration/library.css"]})  # type: ignore[arg-type]  # of Django 5.2

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        upload = super().value_from_datadict(data, files, name)
        number = (data.get(f"{name}{CHOICE}") or "").strip()
        return Choice(number) if number and not isinstance(upload, File) else upload

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return bool(super().value_omitted_from_data(data, files, name)) and f"{name}{CHOICE}" not in data

    def use_required_attribute(self, initial: Any) -> bool:
        # A picture of the library will do, too.
        return False

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        choice = value if isinstance(value, Choice) else None
        file = super().render(name, None if choice else value, attrs, renderer)
        about = {
            "name": f"{name}{CHOICE}",
            "id": f"{(attrs or {}).get('id', name)}{CHOICE}",
            "number": choice.text if choice else "",
            "picture": choice.picture if choice else None,
            "choose": reverse("admin:pages_picture_choose"),
            "upload": reverse("admin:pages_picture_upload"),
        }
        return mark_safe(file + render_to_string("admin/library/choice.html", about))  # noqa: S308  # both are templates


class LibraryPictureField(forms.FileField):
    """A picture from either place; one of the library is the name of its stored file, which the row then names too."""

    widget = LibraryPictureInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        if not isinstance(data, Choice):
            return super().clean(data, initial)
        picture = data.picture
        if picture is None:
            text = _("The library has no picture with the number %(number)s. Please choose one from the library.")
            raise ValidationError(text, code="no_picture", params={"number": data.text[:LONGEST_NUMBER]})
        return picture.picture.name

    def bound_data(self, data: Any, initial: Any) -> Any:
        # Shown again in a form that was refused.
        return data if isinstance(data, Choice) else super().bound_data(data, initial)

    def has_changed(self, initial: Any, data: Any) -> bool:
        if isinstance(data, Choice) and isinstance(initial, FieldFile):
            picture = data.picture
            return picture is None or picture.picture.name != initial.name
        return bool(super().has_changed(initial, data))


class WithLibraryPictures(UnionOwnedForm):
    """A form whose picture brings the words and the point that the library has for it, where nobody typed others."""

    def clean(self) -> Any:
        for name, field in self.fields.items():
            choice = self._raw_value(name) if isinstance(field, LibraryPictureField) else None
            if isinstance(choice, Choice) and name in self.changed_data and (picture := choice.picture) is not None:
                self.take_over(name, picture)
        return super().clean()

    def _raw_value(self, name: str) -> Any:
        return self[name].data

    def take_over(self, name: str, picture: Any) -> None:
        for column in [f"{name}_alt_{code}" for code in LANGUAGES]:
            if column in self.fields and not self.cleaned_data.get(column):
                self.cleaned_data[column] = getattr(picture, column.removeprefix(f"{name}_")) or ""
        if all(self.cleaned_data.get(column) == CENTRE for column in FOCUS_FIELDS if column in self.fields):
            for column in FOCUS_FIELDS:
                if column in self.fields:
                    self.cleaned_data[column] = getattr(picture, column)


class InlineWithLibraryPictures(WithLibraryPictures, InlineForm):
    """The same inside the form of another row."""
