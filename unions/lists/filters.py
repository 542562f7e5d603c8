"""Forms that filter a list by the parameters of its address."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.forms.boundfield import BoundField
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from unions.lists import parameters
from unions.tenancy.requests import UnionRequest
from unions.text.dates import DayFormField, read_day, written_day

FIRST_DAY = date(1900, 1, 1)


class WordSelect(forms.Select):
    """Choices that the addresses name by words of the language of the page."""

    def __init__(self, parameter: str, field: forms.Field) -> None:
        super().__init__(attrs=field.widget.attrs, choices=cast(Any, field).choices)
        self.parameter = parameter

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        return {**option, "value": parameters.written(self.parameter, str(value))}


class HiddenWord(forms.HiddenInput):
    """A choice that is kept, named by the word of the language."""

    def __init__(self, parameter: str) -> None:
        super().__init__()
        self.parameter = parameter

    def format_value(self, value: Any) -> str | None:
        return parameters.written(self.parameter, str(value)) if value else None


class FilterForm(forms.Form):
    """A GET form with fields named as in `unions.lists.parameters`; an invalid value gives an error at its field."""

    def __init__(self, request: UnionRequest) -> None:
        data = {parameters.word(name): parameters.read(request.GET, name) for name in self.base_fields}
        parameters.lead_on(request)
        super().__init__(data=data)
        for name, field in self.fields.items():
            if name in parameters.VALUES and type(field.widget) is forms.Select:
                field.widget = WordSelect(name, field)
        self.data: dict[str, str] = data
        self.request = request
        # What the page narrows decides by which address search engines keep it, and what its title says.
        request.filter_form = self

    def choice(self, name: str) -> forms.ChoiceField:
        """A field whose choices depend on the rows."""
        return cast(forms.ChoiceField, self.fields[name])

    def add_prefix(self, field_name: str) -> str:
        # Django also calls this with the field's id, for a name that is not used here.
        return parameters.word(field_name) if field_name in self.fields else super().add_prefix(field_name)

    @property
    def values(self) -> dict:
        """The filters of the list; empty and invalid fields filter nothing."""
        # Validates the form, the first time only.
        _errors = self.errors
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    @property
    def fields_in_sight(self) -> list[BoundField]:
        """The text to search for; all fields of a form that folds none."""
        folded = {field.name for field in self.folded_fields}
        return [field for field in self if field.name not in folded]

    @cached_property
    def folded_fields(self) -> list[BoundField]:
        """The fields that stand behind “Filter”, if more than one would keep a phone's reader from the list."""
        others = [field for field in self.visible_fields() if field.name != "text"]
        return others if "text" in self.fields and len(others) > 1 else []

    @property
    def is_unfolded(self) -> bool:
        """Whether a folded field filters the list or has an error to tell."""
        return any(self.data[field.html_name] or field.errors for field in self.folded_fields)

    @property
    def facets(self) -> set[str]:
        """The names of the choices made that narrow the list to a part worth a page of its own."""
        choices = {name for name in self.values if isinstance(self.fields[name], forms.ChoiceField)}
        return choices - {"order", "view", "size"}

    def values_in(self, language: str) -> dict[str, str]:
        """The parameters of the address as the same page in another language has them."""
        return parameters.values_in(self.request.GET)

    @property
    def chosen_in_words(self) -> list[str]:
        """What narrows or changes the list, for its title: the labels of what was chosen, a text in quotes."""
        words = []
        for name in (name for name in self.values if name != "day"):
            typed = self.data[self.add_prefix(name)]
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                words.append(next((str(label) for value, label in choices_of(field) if str(value) == typed), typed))
            else:
                words.append(f"“{typed}”" if name == "text" else typed)
        return words

    @cached_property
    def shown(self) -> tuple:
        """Everything that the fields show, as plain values."""
        fields = [
            (
                name,
                str(field.label),
                self.data[self.add_prefix(name)],
                tuple((str(value), str(label)) for value, label in getattr(field, "choices", ())),
                tuple((attribute, str(value)) for attribute, value in field.widget.attrs.items()),
                tuple(str(error) for error in self.errors.get(name, ())),
            )
            for name, field in self.fields.items()
        ]
        return type(self).__qualname__, *fields

    @property
    def clear_url(self) -> str:
        """The address of the whole list; empty if this is it."""
        return self.request.path if parameters.values_in(self.request.GET) else ""


def choices_of(field: forms.ChoiceField) -> Iterator[tuple[Any, Any]]:
    """The choices of a field, those of its groups too."""
    for value, label in cast(Iterable[tuple[Any, Any]], field.choices):
        if isinstance(label, (list, tuple)):
            yield from label
        else:
            yield value, label


class DayInput(forms.TextInput):
    """A line of text, in which a day that was read is shown as the language writes it."""

    def __init__(self) -> None:
        super().__init__(attrs={"autocomplete": "off", "size": 12})

    def format_value(self, value: Any) -> str | None:
        try:
            return written_day(read_day(str(value))) if value else None
        except ValidationError:
            return str(value)


class DayField(DayFormField):
    """A day for which a list is shown."""

    widget = DayInput

    def __init__(self, **kwargs: Any) -> None:
        within = MinValueValidator(FIRST_DAY, _("There are no records that far back."))
        super().__init__(validators=[within], **kwargs)


class DayFilter(FilterForm):
    """A list as it was on a day."""

    day = DayField(label=_("Day"), required=False)
