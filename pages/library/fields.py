"""Fields of forms that take a file from a library, or a new one from the person's machine; first those for pictures."""

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
from unions.models import UnionOwned
from unions.publishing.addresses import LANGUAGES

# What a form sends beside the file: the number of an entry of the library.
CHOICE = "-library"
LONGEST_NUMBER = 18


@dataclass(frozen=True)
class Choice:
    """An entry of a library as it was sent: its number, which may be anything that people type."""

    text: str
    model: type[UnionOwned]

    @property
    def row(self) -> Any:
        """The entry of the union; nothing for a number that none has, or one of another union."""
        is_number = self.text.isdecimal() and self.text.isascii() and len(self.text) <= LONGEST_NUMBER
        return self.model.objects.filter(pk=int(self.text)).first() if is_number else None


class LibraryInput(AdminFileWidget):
    """The field of a file, and beside it the number of an entry of a library; a script shows what there is."""

    model: type[UnionOwned]
    template: str
    # The names of the addresses at which entries are chosen and added.
    choose: str
    upload: str
    # The largest file that the library takes, where the script does not know it by itself.
    most_bytes = 0

    @property
    def media(self) -> Media:
        scripts = [Script(f"administration/{name}.js", defer=True) for name in ("sending", "library")]
        return Media(js=scripts, css={"all": ["administration/library.css"]})  # type: ignore[arg-type]  # of Django 5.2

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        upload = super().value_from_datadict(data, files, name)
        number = (data.get(f"{name}{CHOICE}") or "").strip()
        return Choice(number, self.model) if number and not isinstance(upload, File) else upload

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return bool(super().value_omitted_from_data(data, files, name)) and f"{name}{CHOICE}" not in data

    def use_required_attribute(self, initial: Any) -> bool:
        # What the library has will do, too.
        return False

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        choice = value if isinstance(value, Choice) else None
        file = super().render(name, None if choice else value, attrs, renderer)
        about = {
            "name": f"{name}{CHOICE}",
            "id": f"{(attrs or {}).get('id', name)}{CHOICE}",
            "number": choice.text if choice else "",
            "entry": choice.row if choice else None,
            "choose": reverse(f"admin:{self.choose}"),
            "upload": reverse(f"admin:{self.upload}"),
            "most_bytes": self.most_bytes,
        }
        return mark_safe(file + render_to_string(self.template, about))  # noqa: S308  # both are templates


class LibraryField(forms.FileField):
    """A file from either place; one of the library is the name of its stored file, which the row then names too."""

    # The column of the library's entry that names its file, and what is said where there is none.
    column: str
    unknown: Any

    def clean(self, data: Any, initial: Any = None) -> Any:
        if not isinstance(data, Choice):
            return super().clean(data, initial)
        entry = data.row
        if entry is None:
            raise ValidationError(self.unknown, code="no_entry", params={"number": data.text[:LONGEST_NUMBER]})
        return getattr(entry, self.column).name

    def bound_data(self, data: Any, initial: Any) -> Any:
        # Shown again in a form that was refused.
        return data if isinstance(data, Choice) else super().bound_data(data, initial)

    def has_changed(self, initial: Any, data: Any) -> bool:
        if isinstance(data, Choice) and isinstance(initial, FieldFile):
            entry = data.row
            return entry is None or getattr(entry, self.column).name != initial.name
        return bool(super().has_changed(initial, data))


class LibraryPictureInput(LibraryInput):
    model = Picture
    template = "admin/library/choice.html"
    choose, upload = "pages_picture_choose", "pages_picture_upload"


class LibraryPictureField(LibraryField):
    """A picture of the library, or a new one from the person's machine."""

    widget = LibraryPictureInput
    column = "picture"
    unknown = _("The library has no picture with the number %(number)s. Please choose one from the library.")


class WithLibraryPictures(UnionOwnedForm):
    """A form whose picture brings the words and the point that the library has for it, where nobody typed others."""

    def clean(self) -> Any:
        for name, field in self.fields.items():
            choice = self._raw_value(name) if isinstance(field, LibraryPictureField) else None
            if isinstance(choice, Choice) and name in self.changed_data and (picture := choice.row) is not None:
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
