"""The form in which staff say who the people are whom a municipality has named, and since when they sit."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.checks.accepting import Answer, Decided, Entry, MayorChange
from members.people.mayors import SINCE_LABEL
from members.people.models import OfficeHolder, Person
from unions.text.partial_dates import PartialDate, PartialDateFormField

NEW = "new"
Seat = OfficeHolder.Seat


@dataclass(frozen=True)
class Row:
    """One person named, with the questions that only staff can answer."""

    entry: Entry
    who: forms.BoundField | None
    other_mayor: forms.BoundField | None


class AcceptForm(forms.Form):
    """Who is who, since when, and what becomes of another mayor; only what is not certain is asked."""

    members_since = PartialDateFormField(label=gettext_lazy("Delegates and substitutes since"), required=False)

    def __init__(self, data=None, *, answer: Answer):
        self.answer = answer
        super().__init__(data)
        self.mayor = next((entry for entry in answer.new if entry.person.seat == Seat.EX_OFFICIO), None)
        self.delegates = [entry for entry in answer.new if entry.person.seat != Seat.EX_OFFICIO]
        if self.mayor:
            self.fields["mayor_since"] = PartialDateFormField(label=SINCE_LABEL, required=False)
            self.initial["mayor_since"] = self.mayor.person.since
        if self.delegates:
            self.initial["members_since"] = self.delegates[0].person.since
        else:
            del self.fields["members_since"]
        for entry in answer.new:
            self._ask(entry)

    def _ask(self, entry: Entry) -> None:
        if entry.namesakes:
            choices = [(str(person.pk), in_words(person)) for person in entry.namesakes]
            choices.append((NEW, _("someone else of the same name")))
            label = _("Who is %(name)s?") % {"name": entry.person.full_name}
            self.fields[f"who_{entry.number}"] = forms.ChoiceField(
                label=label, choices=choices, widget=forms.RadioSelect, required=False
            )
        if entry.other_mayor:
            words = {"person": entry.other_mayor.person}
            choices = [
                (MayorChange.UNTIL_THEN, _("%(person)s was mayor until then") % words),
                (MayorChange.MISTAKE, _("%(person)s was entered by mistake after the elections") % words),
                (MayorChange.SAME, _("It is the same person; only the spelling changes")),
            ]
            label = _("On record as mayor: %(person)s") % words
            self.fields["other_mayor"] = forms.ChoiceField(
                label=label, choices=choices, widget=forms.RadioSelect, required=False
            )

    @property
    def rows(self) -> list[Row]:
        rows = []
        for entry in self.answer.entries:
            who, other = f"who_{entry.number}", "other_mayor"
            rows.append(
                Row(
                    entry,
                    self[who] if who in self.fields else None,
                    self[other] if entry.other_mayor and other in self.fields else None,
                )
            )
        return rows

    def clean(self):
        cleaned = super().clean()
        is_same = cleaned.get("other_mayor") == MayorChange.SAME
        for entry in self.answer.new:
            name = f"who_{entry.number}"
            if name in self.fields and not cleaned.get(name) and not (is_same and entry is self.mayor):
                message = _("A person of this name is on record. Is it the same one?")
                self.add_error(name, ValidationError(message, code="who"))
        if "other_mayor" in self.fields and not cleaned.get("other_mayor"):
            message = _("What became of the mayor on record?")
            self.add_error("other_mayor", ValidationError(message, code="other_mayor"))
        for name in ["mayor_since", "members_since"]:
            if name in self.fields and name not in self.errors and not (is_same and name == "mayor_since"):
                self._refuse_day(name, cleaned.get(name))
        return cleaned

    def _refuse_day(self, name: str, day: PartialDate | None) -> None:
        other = self.mayor.other_mayor if self.mayor else None
        if day is None:
            self.add_error(name, ValidationError(_("Since when?"), code="since_missing"))
        elif day.earliest > timezone.localdate():
            self.add_error(name, ValidationError(_("This day has not come yet."), code="future"))
        elif name == "mayor_since" and other and other.start_date and self._ends_before(other.start_date, day):
            message = _("%(person)s became mayor only on %(day)s.")
            words = {"person": other.person, "day": other.start_date.display()}
            self.add_error(name, ValidationError(message, code="before", params=words))

    def _ends_before(self, start: PartialDate, day: PartialDate) -> bool:
        """Whether the mayor on record would leave before the first day."""
        is_ended = self.cleaned_data.get("other_mayor") == MayorChange.UNTIL_THEN
        return is_ended and day.latest <= start.earliest

    def decided(self) -> dict[int, Decided]:
        """What staff have said, by the number of the entry."""
        values = self.cleaned_data
        decided = {}
        for entry in self.answer.new:
            word = values.get(f"who_{entry.number}", "")
            person = next((each for each in entry.namesakes if str(each.pk) == word), None)
            since = values.get("mayor_since" if entry is self.mayor else "members_since")
            other = values.get("other_mayor", "") if entry is self.mayor else ""
            decided[entry.number] = Decided(person, since, other)
        return decided


def in_words(person: Person) -> str:
    """A person with the latest seats, so that staff can tell namesakes apart."""
    seats = [
        " ".join(
            filter(None, [str(seat.municipality or ""), str(seat.organ), seat.start_date and seat.start_date.display()])
        )
        for seat in person.offices.with_person().latest_first()[:3]
    ]
    return f"{person}: {'; '.join(seats)}" if seats else _("%(person)s, who holds no seat") % {"person": person}
