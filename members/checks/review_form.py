"""The form in which staff accept or refuse the corrections of one answer."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.checks.models import Correction, ListingCheck
from members.checks.review import CorrectionDecision
from members.directory.models import Listing
from members.people.mayors import SAME_LABEL, SINCE_LABEL, Change, is_same_name, refuse_unclear, seat_of_mayor
from unions.admin.kit.tasks import change_url
from unions.text.partial_dates import PartialDateFormField


class ReviewForm(forms.Form):
    """What staff decide on the corrections of one answer."""

    is_confirmed = forms.BooleanField(
        label=gettext_lazy("Show the listing as confirmed by the municipality"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Has no effect if you refuse any correction to the listing."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, check: ListingCheck, corrections: list[Correction]):
        self.corrections = [row for row in corrections if row.state == Correction.State.WAITING]
        self.seat = seat_of_mayor(check.membership.municipality_id)
        super().__init__(data, initial={"version": check.version})
        for correction in self.corrections:
            self.fields[f"decision_{correction.pk}"] = forms.ChoiceField(
                label=correction.label,
                choices=[("", _("decide later")), ("accept", _("accept")), ("refuse", _("refuse"))],
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[f"reason_{correction.pk}"] = forms.CharField(
                label=_("Reason (sent to the municipality)"), max_length=300, required=False
            )
            if self.asks_since(correction):
                self.fields[f"since_{correction.pk}"] = PartialDateFormField(label=SINCE_LABEL, required=False)
                self.fields[f"same_{correction.pk}"] = forms.BooleanField(label=SAME_LABEL, required=False)

    def asks_since(self, correction: Correction) -> bool:
        """Whether another mayor is proposed than the one who holds the seat in the assembly."""
        is_mayor = correction.kind == Correction.Kind.MAYOR and bool(correction.proposed)
        return is_mayor and self.seat is not None and not is_same_name(self.seat.person, correction.proposed)

    def change_of(self, correction: Correction) -> Change:
        since = self.cleaned_data.get(f"since_{correction.pk}")
        return Change(correction.proposed, since, bool(self.cleaned_data.get(f"same_{correction.pk}")))

    def clean(self):
        cleaned = super().clean()
        for correction in self.corrections:
            is_refused = cleaned.get(f"decision_{correction.pk}") == "refuse"
            if is_refused and not cleaned.get(f"reason_{correction.pk}"):
                message = _("Please tell the municipality why.")
                self.add_error(f"reason_{correction.pk}", ValidationError(message, code="reason_missing"))
            is_accepted = cleaned.get(f"decision_{correction.pk}") == "accept"
            if is_accepted and self.asks_since(correction) and f"since_{correction.pk}" in cleaned:
                try:
                    refuse_unclear(self.seat, self.change_of(correction))
                except ValidationError as error:
                    self.add_error(f"since_{correction.pk}", error)
        return cleaned

    def decisions(self) -> dict[int, CorrectionDecision]:
        """The decisions made on this page, by the key of the correction."""
        decisions = {}
        for correction in self.corrections:
            word, change = self.cleaned_data[f"decision_{correction.pk}"], self.change_of(correction)
            if word:
                reason = self.cleaned_data[f"reason_{correction.pk}"]
                decisions[correction.pk] = CorrectionDecision(
                    word == "accept", reason, change.since, change.is_same_person
                )
        return decisions


def row_of(correction: Correction, form: ReviewForm, listing: Listing | None) -> dict:
    """One correction with all that its line on the page shows."""
    is_text = correction.is_of_listing and correction.kind != Correction.Kind.CREST
    present = getattr(listing, correction.kind) or "" if is_text and listing else correction.old
    name = f"decision_{correction.pk}"
    return {
        "correction": correction,
        "decision": form[name] if name in form.fields else None,
        "reason": form[f"reason_{correction.pk}"] if name in form.fields else None,
        "since": form[f"since_{correction.pk}"] if f"since_{correction.pk}" in form.fields else None,
        "same": form[f"same_{correction.pk}"] if f"same_{correction.pk}" in form.fields else None,
        # Staff may have changed the value since the municipality saw it.
        "present": correction.in_words(present) if present != correction.old and name in form.fields else "",
        "seat_url": change_url(correction.office_holder) if correction.office_holder else "",
        "is_address_of_links": correction.kind == Correction.Kind.EMAIL,
    }
