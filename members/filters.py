"""The form that narrows the list of members."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from members.models import Membership
from unions.filters import FilterForm
from unions.turkish import fold


class MemberFilter(FilterForm):
    """Members by the letters of their name, or by province."""

    text = forms.CharField(label=_("Name"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    province = forms.ChoiceField(label=_("Province"), required=False)

    def __init__(self, request: HttpRequest, members: list[Membership]):
        super().__init__(request)
        self.members = members
        provinces = {each.municipality.province for each in members}
        in_order = sorted(provinces, key=lambda province: province.sort_key)
        self.fields["province"].choices = [("", _("All provinces")), *((each.slug, each.name) for each in in_order)]

    @property
    def found(self) -> list[Membership]:
        """The members that the form's values leave."""
        words = fold(self.values.get("text", "")).split()
        province = self.values.get("province")
        return [
            each
            for each in self.members
            if province in (None, each.municipality.province.slug)
            and all(word in fold(f"{each.municipality.name} {each.municipality.province.name}") for word in words)
        ]
