"""The part of the form in which a municipality names its mayor, delegates and substitutes after local elections."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.checks.delegates import Reported, due_of, recorded_seats
from members.checks.models import ListingCheck
from members.people.models import OfficeHolder
from unions.text.partial_dates import PartialDate, PartialDateFormField
from unions.text.turkish import letters
from unions.values.fields import PersonNameFormField
from unions.values.person_names import read_person

Seat = OfficeHolder.Seat
COUNCIL, OUTSIDE = "council", "outside"
CHOICES = [
    ("", gettext_lazy("Choose …")),
    (COUNCIL, gettext_lazy("member of our council")),
    (OUTSIDE, gettext_lazy("not a member of our council")),
]
NAME_HELP = gettext_lazy("Given name and surname.")


@dataclass(frozen=True)
class Row:
    """One person of the list: the field for the name and the one that says whether it is a councillor."""

    number: int
    name: forms.BoundField
    origin: forms.BoundField

    @property
    def errors(self) -> list[str]:
        return [*self.name.errors, *self.origin.errors]


class FullNameField(PersonNameFormField):
    """Given name and surname of one person, titles before them allowed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 120, "required": False, **kwargs})

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if text and len(letters(read_person(text).name).split()) < 2:
            raise ValidationError(_("Enter given name and surname."), code="half_name")
        return text


class DelegatesForm(forms.Form):
    """Mayor, delegates and substitutes: as many rows as the statute gives the municipality seats."""

    mayor = FullNameField(label=gettext_lazy("Mayor"), required=True, help_text=NAME_HELP)
    mayor_since = PartialDateFormField(
        label=gettext_lazy("Mayor since"), required=False, help_text=gettext_lazy("For example 05.04.2024.")
    )
    elected_on = PartialDateFormField(
        label=gettext_lazy("Day on which the council elected them"),
        required=False,
        help_text=gettext_lazy("For example 05.04.2024."),
    )
    is_incomplete = forms.BooleanField(
        label=gettext_lazy("Our council has not elected all of them yet; we will report the others later"),
        required=False,
    )

    def __init__(self, data=None, *, check: ListingCheck):
        self.check, self.due = check, due_of(check)
        self.elections_on = check.round.elections_on
        seats = recorded_seats(check.membership.municipality_id)
        mayor = next((seat for seat in seats if seat.seat == Seat.EX_OFFICIO), None)
        super().__init__(data, initial={"mayor": str(mayor.person) if mayor else ""})
        delegates = [seat for seat in seats if seat.seat == Seat.ELECTED]
        substitutes = [seat for seat in seats if seat.seat == Seat.SUBSTITUTE]
        self.elected = self._add(Seat.ELECTED, max(self.due.rows, len(delegates)), delegates)
        self.substitutes = self._add(Seat.SUBSTITUTE, max(self.due.substitute_rows, len(substitutes)), substitutes)
        for name in self.errors if self.is_bound else []:
            self.fields[name].widget.attrs["aria-invalid"] = "true"

    def _add(self, seat: str, number: int, recorded: list[OfficeHolder]) -> list[tuple[str, str]]:
        """The fields of so many people, with those on record in them; the names of the fields."""
        names = []
        for place in range(number):
            name, origin = f"{seat}_{place}", f"{seat}_{place}_origin"
            words = {"number": place + 1}
            title = _("Delegate %(number)s") if seat == Seat.ELECTED else _("Substitute %(number)s")
            self.fields[name] = FullNameField(label=title % words)
            self.fields[origin] = forms.ChoiceField(label=_("Councillor?"), choices=CHOICES, required=False)
            if place < len(recorded):
                self.initial[name] = str(recorded[place].person)
                self.initial[origin] = OUTSIDE if recorded[place].is_outsider else COUNCIL
            names.append((name, origin))
        return names

    @property
    def elected_rows(self) -> list[Row]:
        return [Row(place + 1, self[name], self[origin]) for place, (name, origin) in enumerate(self.elected)]

    @property
    def substitute_rows(self) -> list[Row]:
        return [Row(place + 1, self[name], self[origin]) for place, (name, origin) in enumerate(self.substitutes)]

    def clean(self):
        cleaned = super().clean()
        for name, origin in [*self.elected, *self.substitutes]:
            if cleaned.get(name) and not cleaned.get(origin):
                message = _("Is this person a member of your council?")
                self.add_error(origin, ValidationError(message, code="origin_missing"))
            elif cleaned.get(origin) and name in cleaned and not cleaned[name]:
                message = _("Enter the name, or choose “Choose …” again.")
                self.add_error(name, ValidationError(message, code="name_missing"))
        self._refuse_doubles(cleaned)
        self._refuse_gaps(cleaned)
        self._refuse_impossible_days(cleaned)
        return cleaned

    def _refuse_doubles(self, cleaned: dict) -> None:
        """Nobody holds two seats."""
        seen: set[str] = set()
        for name in ["mayor", *(name for name, _origin in [*self.elected, *self.substitutes])]:
            key = letters(read_person(cleaned.get(name) or "").name)
            if key and key in seen:
                self.add_error(name, ValidationError(_("You have already named this person above."), code="double"))
            seen.add(key)

    def _refuse_gaps(self, cleaned: dict) -> None:
        """All that are due are named, or the municipality says that they are not elected yet."""
        if self.due.elected is None or self.due.substitutes is None or cleaned.get("is_incomplete"):
            return
        needed = [*self.elected[: self.due.elected], *self.substitutes[: self.due.substitutes.least]]
        for name, _origin in needed:
            if name in cleaned and not cleaned[name] and name not in self.errors:
                message = _("Enter the name, or say below that your council has not elected all of them yet.")
                self.add_error(name, ValidationError(message, code="missing"))

    def _refuse_impossible_days(self, cleaned: dict) -> None:
        for name in ["mayor_since", "elected_on"]:
            day: PartialDate | None = cleaned.get(name)
            if day and day.earliest > timezone.localdate():
                self.add_error(name, ValidationError(_("This day has not come yet."), code="future"))
        elected_on, elections = cleaned.get("elected_on"), self.elections_on
        if elected_on and elections and elected_on.latest < elections:
            message = _("The council that elects them was itself elected only after this day.")
            self.add_error("elected_on", ValidationError(message, code="before"))
        elif self._has_names(cleaned) and not elected_on and "elected_on" not in self.errors:
            message = _("Enter the day, or the month, in which your council elected them.")
            self.add_error("elected_on", ValidationError(message, code="day_missing"))

    def _has_names(self, cleaned: dict) -> bool:
        return any(cleaned.get(name) for name, _origin in [*self.elected, *self.substitutes])

    def reported(self) -> list[Reported]:
        """Whom the municipality names."""
        values = self.cleaned_data
        people = [named(Seat.EX_OFFICIO, values["mayor"], since=values["mayor_since"])]
        for seat, rows in [(Seat.ELECTED, self.elected), (Seat.SUBSTITUTE, self.substitutes)]:
            people += [
                named(seat, values[name], is_outsider=values[origin] == OUTSIDE, since=values["elected_on"])
                for name, origin in rows
                if values[name]
            ]
        return people


def named(seat: str, text: str, *, since: PartialDate | None, is_outsider: bool = False) -> Reported:
    written = read_person(text)
    return Reported(seat, written.name, written.title, is_outsider, since)
