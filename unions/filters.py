"""Forms that narrow a list by its address."""

from django import forms
from django.http import HttpRequest

from unions import parameters


class FilterForm(forms.Form):
    """Fields named as in `unions.parameters`, asked with GET; a value that means nothing is told at its field."""

    def __init__(self, request: HttpRequest):
        words = {parameters.word(name): parameters.read(request.GET, name) for name in self.base_fields}
        super().__init__(data=words)
        self.request = request

    def add_prefix(self, field_name):
        return parameters.word(field_name)

    @property
    def values(self) -> dict:
        """What the list is narrowed by; fields left empty or filled with nonsense narrow nothing."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    @property
    def clear_url(self) -> str:
        """Where the whole list is, if this is not it."""
        return self.request.path if parameters.known(self.request.GET) else ""
