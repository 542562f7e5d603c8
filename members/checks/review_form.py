"""The form in which staff accept or refuse the corrections of one answer."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.checks.models import Correction, ListingCheck
from members.checks.review import CorrectionDecision
from members.directory.models import Listing
from unions.admin.kit.tasks import change_url


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

    def clean(self):
        cleaned = super().clean()
        for correction in self.corrections:
            is_refused = cleaned.get(f"decision_{correction.pk}") == "refuse"
            if is_refused and not cleaned.get(f"reason_{correction.pk}"):
                message = _("Please tell the municipality why.")
                self.add_error(f"reason_{correction.pk}", ValidationError(message, code="reason_missing"))
        return cleaned

    def decisions(self) -> dict[int, CorrectionDecision]:
        """The decisions made on this page, by the key of the correction."""
        answers = {
            correction.pk: (
                self.cleaned_data[f"decision_{correction.pk}"],
                self.cleaned_data[f"reason_{correction.pk}"],
            )
            for correction in self.corrections
        }
        return {pk: CorrectionDecision(word == "accept", reason) for pk, (word, reason) in answers.items() if word}


def row_of(correction: Correction, form: ReviewForm, listing: Listing | None) -> dict:
    """One correction with all that its line on the page shows."""
    is_text = correction.is_of_listing and correction.kind != Correction.Kind.CREST
    present = getattr(listing, correction.kind) or "" if is_text and listing else correction.old
    name = f"decision_{correction.pk}"
    return {
        "correction": correction,
        "decision": form[name] if name in form.fields else None,
        "reason": form[f"reason_{correction.pk}"] if name in form.fields else None,
        # Staff may have changed the value since the municipality saw it.
        "present": correction.in_words(present) if present != correction.old and name in form.fields else "",
        "seat_url": change_url(correction.office_holder) if correction.office_holder else "",
        "is_address_of_links": correction.kind == Correction.Kind.EMAIL,
    }
