"""The forms that filter the list of members and choose the day of the map."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from members.directory.bands import bands_of
from members.directory.member_list import ORDERS, letters_of, provinces_of
from members.membership.rows import KINDS, MembershipRow
from unions.lists import parameters
from unions.lists.filters import DayField, FilterForm, HiddenWord
from unions.tenancy.requests import UnionRequest
from unions.text.languages import active_language
from unions.text.turkish import capfirst, upper

VIEWS = {"cards": _("List"), "table": _("Table")}
parameters.add_values(
    "category",
    {
        "metropolitan": {"tr": "buyuksehir", "en": "metropolitan"},
        "province": {"tr": "il", "en": "province"},
        "metropolitan_district": {"tr": "buyuksehir-ilce", "en": "metropolitan-district"},
        "district": {"tr": "ilce", "en": "district"},
        "town": {"tr": "belde", "en": "town"},
        "special_administration": {"tr": "il-ozel-idaresi", "en": "special-administration"},
        "village": {"tr": "koy", "en": "village"},
    },
)
# A list of fewer members is read at a glance.
ENOUGH_TO_FILTER = 12


class LetterField(forms.ChoiceField):
    """A letter of the Turkish alphabet, large or small."""

    widget = forms.HiddenInput

    def to_python(self, value):
        return upper(super().to_python(value))


class MemberFilter(FilterForm):
    """Members by name, province, kind, population or letter, of a day, in an order."""

    text = forms.CharField(label=_("Name"), required=False, widget=forms.SearchInput(attrs={"autocomplete": "off"}))
    province = forms.ChoiceField(label=_("Province"), required=False)
    category = forms.ChoiceField(label=_("Kind"), required=False)
    band = forms.ChoiceField(label=_("Population"), required=False)
    order = forms.ChoiceField(label=_("Order"), required=False)
    day = DayField(label=_("Members on"), required=False)
    letter = LetterField(required=False)
    view = forms.ChoiceField(required=False, widget=HiddenWord("view"), choices=list(VIEWS.items()))

    def __init__(self, request: UnionRequest, members: list[MembershipRow]):
        super().__init__(request)
        self.members = members
        kinds = dict.fromkeys(kind for kind in KINDS if any(row.kind == kind for row in members))
        named = [(kind, capfirst(str(KINDS[kind]), active_language())) for kind in kinds]
        self.letters = letters_of(members)
        self.choice("province").choices = [("", _("All provinces")), *provinces_of(members)]
        self.choice("category").choices = [("", _("All kinds")), *named]
        self.choice("band").choices = [("", _("All")), *bands_of(members)]
        # The default order has no parameter, so that each list has one address.
        self.choice("order").choices = [("" if order == "name" else order, name) for order, name in ORDERS.items()]
        self.choice("letter").choices = [(letter, letter) for letter in self.letters]

    def values_in(self, language: str) -> dict[str, str]:
        """A small letter leads to the same list as a large one, which has the address."""
        values = super().values_in(language)
        return {**values, "letter": self.values["letter"]} if self.values.get("letter") else values

    @cached_property
    def address_words(self) -> dict[str, str]:
        """The parameters of the address that this form understands, by name."""
        return {name: value for name, value in parameters.values_in(self.request.GET).items() if name in self.fields}

    def address(self, **changed) -> str:
        """The address of the list with some parameters changed, on its first page."""
        return self.request.path + parameters.query_string({**self.address_words, **changed})

    @property
    def is_worth_showing(self) -> bool:
        """Whether there are enough members to choose from; a choice that was made can always be taken back."""
        return len(self.members) >= ENOUGH_TO_FILTER or bool(self.clear_url)

    @property
    def clear_url(self) -> str:
        """The address of all members of today in the chosen view; empty if this is it."""
        view = self.address_words.get("view", "")
        return (
            self.request.path + parameters.query_string({"view": view}) if self.address_words.keys() - {"view"} else ""
        )

    @property
    def letter_links(self) -> list[dict]:
        """The alphabet, each letter with its address, after the link to all letters."""
        chosen = self.values.get("letter")
        every = {"label": "", "url": self.address(letter=""), "is_current": chosen is None}
        return [
            every,
            *(
                {"label": letter, "url": self.address(letter=letter), "is_current": letter == chosen}
                for letter in self.letters
            ),
        ]

    @property
    def letters_shown(self) -> tuple:
        """All that the links of the letters depend on."""
        return self.request.path, tuple(self.address_words.items()), tuple(self.letters), self.values.get("letter")

    @property
    def view_links(self) -> list[dict]:
        chosen = self.values.get("view", "cards")
        return [
            {"label": label, "url": self.address(view="" if view == "cards" else view), "is_current": view == chosen}
            for view, label in VIEWS.items()
        ]


class YearSlider(forms.NumberInput):
    """A year chosen by sliding."""

    input_type = "range"


class MapFilter(FilterForm):
    """A map of the members at the end of a year, each dot of one size or as large as its population."""

    year = forms.IntegerField(label=_("Year"), required=False, widget=YearSlider)
    size = forms.ChoiceField(
        label=_("Size of the dots"),
        required=False,
        choices=[("", _("All the same")), ("population", _("By population"))],
    )

    def __init__(self, request: UnionRequest, first: int, last: int):
        super().__init__(request)
        self.first, self.last = first, last
        field = self.fields["year"]
        field.validators = [MinValueValidator(first), MaxValueValidator(last)]
        field.widget.attrs = {"min": first, "max": last}
        # A slider without a value shows the middle.
        word = parameters.word("year")
        self.data[word] = self.data[word] or str(last)

    @property
    def year_shown(self) -> int:
        return self.values.get("year", self.last)

    def address(self, year: int) -> str:
        """The address of the map of a year, with the chosen size of dots; this year needs no parameter."""
        size = self.values.get("size", "")
        return self.request.path + parameters.query_string({"year": year if year != self.last else "", "size": size})

    @property
    def previous_url(self) -> str:
        return self.address(self.year_shown - 1) if self.year_shown > self.first else ""

    @property
    def next_url(self) -> str:
        return self.address(self.year_shown + 1) if self.year_shown < self.last else ""
