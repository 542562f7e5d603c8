"""The form that narrows a list of what is published."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.page_kind import Choice, PageKind
from unions.lists import parameters
from unions.lists.filters import FilterForm
from unions.tenancy.requests import UnionRequest
from unions.text.languages import active_language
from unions.text.turkish import capfirst

# A list of fewer rows is read at a glance.
ENOUGH_TO_FILTER = 12


class PublicationFilter(FilterForm):
    """A text, one year of those that have rows, one of the values of each choice that the page type offers."""

    def __init__(self, request: UnionRequest, kind: PageKind, years: list[int], count: int):
        fields: dict[str, forms.Field] = {}
        if count >= ENOUGH_TO_FILTER or parameters.read(request.GET, "text"):
            fields["text"] = forms.CharField(label=_("Title or word"), required=False, widget=forms.SearchInput)
        fields |= {choice.name: field_of(choice) for choice in kind.choices}
        if kind.has_years:
            fields["year"] = year_field(years)
        self.base_fields = fields  # type: ignore[misc]  # those of this form alone: the page type decides
        self.years, self.count = years, count
        super().__init__(request)

    @property
    def is_worth_showing(self) -> bool:
        """Whether there is anything to choose from, or a choice to take back."""
        return bool(self.years or self.count >= ENOUGH_TO_FILTER or self.clear_url)


def field_of(choice: Choice) -> forms.Field:
    values = [(value, capfirst(str(label), active_language())) for value, label in choice.choices.choices]
    return forms.ChoiceField(label=choice.label, required=False, choices=[("", choice.everything), *values])


def year_field(years: list[int]) -> forms.Field:
    choices = [("", _("All years")), *((year, year) for year in years)]
    return forms.TypedChoiceField(label=_("Year"), coerce=int, required=False, choices=choices)
