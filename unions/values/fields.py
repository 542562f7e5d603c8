"""Fields of models and forms for telephone numbers, e-mail addresses, web addresses, names of people and titles.

A value is cleaned before it is checked and refused where its type refuses it. A row that was stored before with a value
that is not understood keeps it until somebody edits it.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from unions.text.cleaning import cleaned_line
from unions.values import emails, identity_numbers, person_names, telephones, titles, web_addresses


class ValueFormField(forms.CharField):
    """A line of text that is cleaned by its type."""

    # What the type does with a typed text.
    type_of_value: Any = None
    hints: dict[str, str] = {}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        # A value on record that the form may leave as it is.
        self.on_record = ""

    def to_python(self, value: Any) -> str:
        text = cleaned_line(super().to_python(value) or "")
        if self.on_record and text in [cleaned_line(self.on_record), self.prepare_value(self.on_record)]:
            return self.on_record
        return type(self).type_of_value.clean(text)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return super().has_changed(initial or "", self.to_python(data))
        except ValidationError:
            return super().has_changed(self.prepare_value(initial) or "", data)

    def widget_attrs(self, widget: forms.Widget) -> dict:
        return {**super().widget_attrs(widget), "autocapitalize": "off", "spellcheck": "false", **self.hints}


class TelephoneFormField(ValueFormField):
    type_of_value = telephones
    hints = {"inputmode": "tel"}

    def prepare_value(self, value: Any) -> Any:
        """A stored number as people write it; typed text stays as it is."""
        return telephones.written(value) if isinstance(value, str) and ";ext=" in value else value


class EmailFormField(ValueFormField):
    type_of_value = emails
    hints = {"inputmode": "email"}


class WebAddressFormField(ValueFormField):
    type_of_value: Any = web_addresses
    hints = {"inputmode": "url"}


class SiteOrWebAddressFormField(WebAddressFormField):
    type_of_value = web_addresses.SiteOrWeb


class IdentityNumberFormField(ValueFormField):
    # A copy of the answers shows its last two signs alone.
    is_secret = True
    type_of_value = identity_numbers
    hints = {"inputmode": "numeric", "autocomplete": "off"}


class PersonNameFormField(ValueFormField):
    """The name of one person, a title before it allowed."""

    type_of_value: Any = person_names
    hints = {"autocapitalize": "words"}


class NameWithoutTitleFormField(PersonNameFormField):
    """The name of one person beside a field for the title."""

    type_of_value = person_names.WithoutTitle


class PartOfNameFormField(PersonNameFormField):
    """The given name or the surname of one person."""

    type_of_value = person_names.Part


class TitleFormField(ValueFormField):
    type_of_value = titles
    hints = {"autocapitalize": "words"}


class ValueField(models.CharField):
    """A column for values of one type."""

    type_of_value: Any = None
    form_class: type[ValueFormField] = ValueFormField
    # Whether a row that has kept a value of former times is not refused for it when something else of it changes: who
    # answers a request or publishes a meeting cannot correct a name there.
    passes_on_record = False
    # To migrations it is a plain field.
    known_to_migrations_as = "django.db.models.CharField"

    def deconstruct(self) -> Any:
        name, _path, arguments, options = super().deconstruct()
        return name, self.known_to_migrations_as, arguments, options

    def get_col(self, alias: str, output_field: models.Field | None = None) -> Any:
        """In expressions it is a column of text like any other, so that it may stand beside one."""
        return super().get_col(alias, output_field or models.CharField(max_length=self.max_length))

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        return super().clean(self._checked(value, model_instance) if isinstance(value, str) else value, model_instance)

    def _checked(self, value: str, row: models.Model | None) -> Any:
        try:
            return type(self).type_of_value.clean(value)
        except ValidationError:
            if self._is_on_record(value, row):
                return value
            raise

    def _is_on_record(self, value: str, row: models.Model | None) -> bool:
        """Whether the stored row has this very value: a step that does not touch it is not refused for it."""
        if row is None or row._state.adding or not self.passes_on_record:
            return False
        stored: models.QuerySet = models.QuerySet(type(row))
        return value in stored.filter(pk=row.pk).values_list(self.attname, flat=True)

    def cleaned(self, value: str) -> str:
        """The value as it is stored; one that is not understood stays, for staff to correct."""
        try:
            return type(self).type_of_value.clean(value)
        except ValidationError:
            return cleaned_line(value)

    def is_understood(self, value: str) -> bool:
        """Whether a stored value is one of this type; an empty one is."""
        try:
            type(self).type_of_value.clean(value)
        except ValidationError:
            return False
        return True

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        return super().formfield(*args, **{"form_class": self.form_class, **kwargs})


class TelephoneField(ValueField):
    """Up to four telephone numbers with their extensions, in canonical form; see `unions.values.telephones`."""

    type_of_value = telephones
    form_class = TelephoneFormField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 160, **kwargs})

    def searched(self, value: str) -> str:
        return telephones.searched(value)


class EmailField(ValueField):
    """One e-mail address to which mail can go."""

    type_of_value = emails
    form_class = EmailFormField
    known_to_migrations_as = "django.db.models.EmailField"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": emails.LONGEST, **kwargs})


class WebAddressField(ValueField):
    """One web address that anybody can open."""

    type_of_value: Any = web_addresses
    form_class = WebAddressFormField
    known_to_migrations_as = "django.db.models.URLField"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": web_addresses.LONGEST, **kwargs})

    def deconstruct(self) -> Any:
        name, path, arguments, options = super().deconstruct()
        if options.get("max_length") == web_addresses.LONGEST:
            del options["max_length"]
        return name, path, arguments, options


class PersonNameField(ValueField):
    """The name of one person, a title before it allowed."""

    type_of_value: Any = person_names
    form_class = PersonNameFormField
    passes_on_record = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 120, **kwargs})


class NameWithoutTitleField(PersonNameField):
    """The name of one person beside a field for the title."""

    type_of_value = person_names.WithoutTitle
    form_class = NameWithoutTitleFormField


class PartOfNameField(PersonNameField):
    """The given name or the surname of one person."""

    type_of_value = person_names.Part
    form_class = PartOfNameFormField


class TitleField(ValueField):
    """A title before a name, or that of an office."""

    type_of_value = titles
    form_class = TitleFormField
    passes_on_record = True


class SiteOrWebAddressField(ValueField):
    """An address of the site that begins with a slash, or a web address."""

    type_of_value = web_addresses.SiteOrWeb
    form_class = SiteOrWebAddressFormField
