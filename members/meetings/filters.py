"""The forms that narrow the lists of meetings and decisions."""

from collections.abc import Iterable
from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from unions.lists import parameters
from unions.lists.filters import FilterForm
from unions.models import Decision, Organ, Subject
from unions.tenancy.requests import UnionRequest


class OrganFilter(FilterForm):
    """Filters by organ and year, offering those that have rows."""

    organ = forms.ChoiceField(label=_("Organ"), required=False)
    year = forms.TypedChoiceField(label=_("Year"), coerce=int, required=False)

    def __init__(self, request: UnionRequest, organs: list[Organ], years: list[int]):
        super().__init__(request)
        asked = self.data.get(parameters.word("organ"), "")
        if asked and asked not in {slug for organ in organs for slug in (organ.slug_tr, organ.slug_en)}:
            # An organ without rows is not offered, and still understood: there are none of it.
            organs = [*organs, *Organ.objects.with_either_slug(asked)]
        self.organs = {organ.slug: organ for organ in organs}
        self.choice("organ").choices = [("", _("All organs")), *((organ.slug, organ.title) for organ in organs)]
        self.choice("year").choices = [("", _("All years")), *((year, year) for year in years)]
        # A link from the other language has that language's word.
        for organ in organs:
            if self.data[parameters.word("organ")] in {organ.slug_tr, organ.slug_en}:
                self.data[parameters.word("organ")] = organ.slug

    def values_in(self, language: str) -> dict[str, str]:
        """The word of an organ is its title's in each language."""
        values = super().values_in(language)
        organ = self.values.get("organ")
        return {**values, "organ": getattr(organ, f"slug_{language}")} if organ else values

    def clean_organ(self) -> Organ | None:
        return self.organs.get(self.cleaned_data["organ"])


class MeetingFilter(OrganFilter):
    """Filters by what the meeting is called and where it is, as well."""

    text = forms.CharField(label=_("Meeting, place or year"), required=False, widget=forms.SearchInput)

    field_order = ["text", "organ", "year"]


class DecisionFilter(OrganFilter):
    """Filters by subject or number as well."""

    text = forms.CharField(label=_("Subject or number"), required=False, widget=forms.SearchInput)

    subject = forms.ModelChoiceField(
        label=_("Field"), queryset=Subject.all_unions.none(), required=False, empty_label=_("All topics")
    )

    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=[("", _("All outcomes")), *Decision.Outcome.choices], required=False
    )

    field_order = ["text", "subject", "outcome", "organ", "year"]

    def __init__(self, request: UnionRequest, organs: list[Organ], years: list[int]):
        super().__init__(request, organs, years)
        cast(forms.ModelChoiceField, self.fields["subject"]).queryset = Subject.objects.all()
        # One query, however often the choices are read; without `iter` a list would ask for their number, too.
        subject = self.choice("subject")
        subject.choices = list(iter(cast(Iterable, subject.choices)))
