"""Forms that narrow the lists of what is published."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from pages.models import Document
from unions.lists.filters import FilterForm
from unions.text.languages import active_language
from unions.text.turkish import capfirst


class YearFilter(FilterForm):
    """One year of an archive, of those that have anything."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int, required=False)

    def __init__(self, request: HttpRequest, years: list[int]):
        super().__init__(request)
        self.years = years
        self.fields["year"].choices = [("", _("All years")), *((year, year) for year in years)]


class DocumentFilter(YearFilter):
    """One kind of document, or one year, or both."""

    category = forms.ChoiceField(label=_("Kind"), required=False)

    field_order = ["category", "year"]

    def __init__(self, request: HttpRequest, years: list[int]):
        super().__init__(request, years)
        kinds = [(value, capfirst(label, active_language())) for value, label in Document.Category.choices]
        self.fields["category"].choices = [("", _("All kinds")), *kinds]
