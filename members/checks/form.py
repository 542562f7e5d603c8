"""The form in which a municipality says what is correct in its listing and what should be different."""

from dataclasses import dataclass
from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.checks import answers
from members.checks.delegates import Reported
from members.checks.delegates_form import DelegatesForm
from members.checks.models import Correction, ListingCheck
from members.directory.models import Listing
from members.people.mayors import mayor_of
from members.people.models import OfficeHolder
from unions.files.kept_fields import refuse_gone
from unions.files.uploads import check_picture
from unions.models import Organ
from unions.text.languages import active_language
from unions.text.turkish import capfirst
from unions.values.fields import ValueFormField

Kind = Correction.Kind
RIGHT, OTHER = "right", "other"
CHOICES = [(RIGHT, gettext_lazy("correct")), (OTHER, gettext_lazy("should be:"))]
LINES = [Kind.MAYOR, Kind.PHONE, Kind.FAX, Kind.EMAIL, Kind.WEBSITE]
AREAS = [Kind.ADDRESS, Kind.TEXT]


@dataclass(frozen=True)
class Line:
    """One value of the listing, with the two fields that confirm or correct it."""

    label: str
    present: str
    choice: forms.BoundField
    proposal: forms.BoundField


class CheckForm(forms.Form):
    """The listing field by field, the seats, a crest and a remark; a value left as it is counts as correct."""

    answered_by = forms.CharField(
        label=gettext_lazy("Your name and office"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Not published."),
    )
    crest = forms.FileField(
        label=gettext_lazy("New crest"),
        required=False,
        help_text=gettext_lazy("JPEG, PNG or WebP, up to 10 MB. Shown only once the union has accepted it."),
    )
    missing_seat = forms.CharField(
        label=gettext_lazy("Who is missing?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Delegates and office holders of your municipality who are missing from the union's list."
        ),
    )
    remark = forms.CharField(
        label=gettext_lazy("Anything else"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    listing_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data=None, files=None, *, check: ListingCheck):
        self.check = check
        self.listing = answers.listing_of(check) or Listing(municipality=check.municipality)
        # After elections mayor and delegates are asked for by name, in a part of their own.
        self.delegates = DelegatesForm(data, check=check) if check.asks_for_delegates else None
        self.seats = [seat for seat in answers.seats_of(check) if not self._is_asked_by_name(seat)]
        super().__init__(data, files, initial={"listing_version": answers.version_of(self.listing)})
        self.kinds = [kind for kind in [*LINES, *AREAS] if kind != Kind.MAYOR or self.delegates is None]
        self.present = {kind: getattr(self.listing, kind) or "" for kind in self.kinds}
        if Kind.MAYOR in self.present:
            self.present[Kind.MAYOR] = mayor_of(check.municipality, self.listing)
        for kind in self.kinds:
            self._add(kind, str(kind.label), self._proposal(kind), self.present[kind])
        for seat in self.seats:
            field = forms.CharField(max_length=300, required=False)
            self._add(f"seat_{seat.pk}", str(seat.organ), field, "")
            self.fields[f"seat_{seat.pk}"].label = _("%(field)s should be") % {"field": seat_in_words(seat)}

    def _is_asked_by_name(self, seat: OfficeHolder) -> bool:
        return self.delegates is not None and seat.organ.kind == Organ.Kind.ASSEMBLY

    def is_valid(self) -> bool:
        # Both parts are checked, so that every error is shown at once.
        is_valid = super().is_valid()
        return (self.delegates is None or self.delegates.is_valid()) and is_valid

    def reported(self) -> list[Reported]:
        """The mayor and the delegates named, where the round asks for them."""
        return self.delegates.reported() if self.delegates else []

    def _proposal(self, kind: str) -> forms.Field:
        model_field = cast(models.Field, Listing._meta.get_field(kind))
        field = cast(forms.Field, model_field.formfield(required=False))
        if kind in AREAS:
            field = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
        if isinstance(field, ValueFormField):
            # A value of former times that is not understood may stay until somebody corrects it.
            field.on_record = self.present[Kind(kind)]
        return field

    def _add(self, name: str, label: str, proposal: forms.Field, present: str) -> None:
        label = capfirst(str(label), active_language())
        self.fields[f"choice_{name}"] = forms.ChoiceField(
            label=label, choices=CHOICES, widget=forms.RadioSelect, required=False, initial=RIGHT
        )
        proposal.label = _("%(field)s should be") % {"field": label}
        proposal.widget.attrs["data-present"] = proposal.prepare_value(present)
        self.fields[name] = proposal
        self.initial[name] = present

    @property
    def lines(self) -> list[Line]:
        return [self._line(kind, self._as_written(kind, self.present[kind])) for kind in self.kinds]

    def _as_written(self, name: str, present: str) -> str:
        """A value of the listing as its field shows it."""
        return self.fields[name].prepare_value(present)

    @property
    def seat_lines(self) -> list[Line]:
        return [self._line(f"seat_{seat.pk}", holder_in_words(seat)) for seat in self.seats]

    def _line(self, name: str, present: str) -> Line:
        choice = self[f"choice_{name}"]
        return Line(str(choice.label), present, choice, self[name])

    def clean_crest(self):
        upload = self.cleaned_data["crest"]
        if upload:
            check_picture(upload)
        return upload

    def clean(self):
        cleaned = super().clean()
        refuse_gone(self)
        for name in [*self.present, *(f"seat_{seat.pk}" for seat in self.seats)]:
            if name not in cleaned:
                continue
            choice = cleaned.get(f"choice_{name}")
            is_unchanged = is_same_text(cleaned[name], self.present.get(name, ""))
            if choice == OTHER and is_unchanged:
                self.add_error(name, ValidationError(_("Please enter the correct value."), code="unchanged"))
            elif choice == RIGHT and not is_unchanged:
                message = _("You marked this as correct but also entered a different value. Which one applies?")
                self.add_error(name, ValidationError(message, code="contradiction"))
        return cleaned

    def corrections(self) -> list[Correction]:
        """What the municipality wants to be different."""
        corrections = [
            Correction(kind=kind, old=present, proposed=self.cleaned_data[kind] or "")
            for kind, present in self.present.items()
            if not is_same_text(self.cleaned_data[kind], present)
        ]
        corrections += [
            Correction(kind=Kind.SEAT, office_holder=seat, old=seat_in_words(seat), proposed=proposed)
            for seat in self.seats
            if (proposed := self.cleaned_data[f"seat_{seat.pk}"])
        ]
        if self.cleaned_data["missing_seat"]:
            corrections.append(Correction(kind=Kind.MISSING_SEAT, proposed=self.cleaned_data["missing_seat"]))
        if self.cleaned_data["crest"]:
            old = self.listing.crest.name.rsplit("/", 1)[-1] if self.listing.crest else ""
            corrections.append(Correction(kind=Kind.CREST, old=old, upload=self.cleaned_data["crest"]))
        return corrections

    def refresh_version(self) -> None:
        """Carry the present version of the listing: whoever sends the form again has seen it."""
        data = cast(QueryDict, self.data).copy()
        data["listing_version"] = str(answers.version_of(self.listing))
        self.data = data


def is_same_text(proposed: str | None, present: str) -> bool:
    """Whether two texts say the same; browsers change the ends of lines."""
    return " ".join((proposed or "").split()) == " ".join(present.split())


def seat_in_words(seat) -> str:
    return f"{seat.organ}: {holder_in_words(seat)}"


def holder_in_words(seat) -> str:
    return f"{seat.person} · {seat.get_role_display()}, {seat.get_seat_display()}"
