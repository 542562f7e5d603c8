"""The base of forms that anybody may fill in without an account."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unions.files.kept import KEPT
from unions.files.kept_fields import KeptBoundField, refuse_gone
from unions.files.uploads import check_document
from unions.forms import opening
from unions.text.cleaning import cleaned_line, cleaned_text

TRAP, OPENED = "homepage", "opened"
LONGEST_TEXT = 10_000


class OnCondition:
    """For fields that another answer makes necessary: they are not called optional, and the form asks for them."""

    is_on_condition = True


class LineField(forms.CharField):
    """A line of text, cleaned before it is checked: a line break can begin nothing new in it."""

    def to_python(self, value: Any) -> str:
        return cleaned_line(super().to_python(value) or "")


class TextField(forms.CharField):
    """A text of several lines."""

    def __init__(self, *, rows: int = 6, **kwargs: Any) -> None:
        super().__init__(**{"max_length": LONGEST_TEXT, "widget": forms.Textarea(attrs={"rows": rows}), **kwargs})

    def to_python(self, value: Any) -> str:
        return cleaned_text(super().to_python(value) or "")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # A browser would cut off what is pasted without a word; we say how much too long it is.
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class DocumentField(forms.FileField):
    """One PDF or office document, checked by its content."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if upload:
            check_document(upload)
        return upload


@dataclass(frozen=True)
class Mistake:
    """One line of the summary of errors, and the field that it leads to."""

    text: str
    anchor: str
    label: str = ""


@dataclass(frozen=True)
class Answer:
    """A question of the form and what was answered, for the page that asks whether all is right."""

    label: str
    text: str


class PublicForm(forms.Form):
    """A form that programs fill in wrongly: a field that nobody sees, and the moment at which it was opened.

    Whoever is taken for a program is asked again with all values in place; nothing is thrown away.
    """

    # What it is called in the signature of its opening.
    form_name = ""

    homepage = LineField(
        label=gettext_lazy("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        super().__init__(data, files, **kwargs)
        self.initial[OPENED] = opening.sign(self.form_name)

    @property
    def opening(self) -> opening.Opening | None:
        return opening.read(self.form_name, self.data.get(OPENED, ""))

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        refuse_gone(self)
        if self.data.get(TRAP):
            self._replace(TRAP, "")
            text = _("A field that no one sees was filled in, perhaps by your browser. It is empty again: continue.")
            self.add_error(None, ValidationError(text, code="trap"))
        opened = self.opening
        if opened is None:
            self._replace(OPENED, opening.sign(self.form_name))
            text = _("The form was open for longer than a day. What you wrote is still here: continue.")
            self.add_error(None, ValidationError(text, code="old"))
        elif opened.is_too_fast and not self.errors:
            text = _("That was faster than anyone can write. Check it once more and continue.")
            self.add_error(None, ValidationError(text, code="fast"))
        return cleaned

    def _replace(self, name: str, value: str) -> None:
        data = cast(QueryDict, self.data).copy()
        data[name] = value
        self.data = data

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name != TRAP]

    @property
    def mistakes(self) -> list[Mistake]:
        """All errors, in the order of the fields, each with the place that it is about."""
        found = [Mistake(str(text), "") for text in self.non_field_errors()]
        return found + [
            Mistake(str(text), first_input_of(field), str(field.label))
            for field in self.shown_fields
            for text in field.errors
        ]

    def answers(self, *, is_masked: bool = False) -> Iterator[Answer]:
        """What was answered, in words; of valid forms only. Masked, an identity number shows its last two digits."""
        for field in self.shown_fields:
            value = self.cleaned_data.get(field.name)
            if value in [None, "", []]:
                continue
            if is_masked and getattr(field.field, "is_secret", False):
                value = f"{'*' * (len(str(value)) - 2)}{str(value)[-2:]}"
            yield Answer(str(field.label), written_value(field, value))

    @property
    def carried_fields(self) -> list[str]:
        """All that was filled in, as hidden fields; files as the names by which they are kept."""
        carried: list[str] = []
        for field in [*self.shown_fields, self[OPENED]]:
            if not isinstance(field.field, forms.FileField):
                carried.append(field.as_hidden(attrs={"id": False}))
            elif isinstance(field, KeptBoundField) and field.kept_token and field.chosen is not None:
                value = f"{field.kept_token}/{field.chosen.name}"
                carried.append(forms.HiddenInput().render(f"{field.html_name}{KEPT}", value))
        return carried


def first_input_of(field: forms.BoundField) -> str:
    """The id of the element to which a link about the field leads."""
    return f"{field.auto_id}_0" if field.use_fieldset else str(field.auto_id)


def written_value(field: forms.BoundField, value: Any) -> str:
    """A cleaned value as people write it."""
    if isinstance(field.field, forms.FileField):
        return str(value.name)
    if isinstance(field.field, forms.ModelChoiceField):
        return str(field.field.label_from_instance(value))
    if isinstance(field.field, forms.MultipleChoiceField):
        return "\n".join(str(label) for key, label in field.field.choices if key in value)  # type: ignore[misc, union-attr]  # a list, in our forms
    if isinstance(field.field, forms.ChoiceField):
        return str(dict(field.field.choices).get(value, value))  # type: ignore[arg-type]  # a list, in our forms
    return str(field.field.prepare_value(value))
