"""The form by which the clerk prepares a meeting."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.meetings import sitting
from unions.models import Meeting, Organ
from unions.text.dates import MomentFormField


class PreparationForm(forms.Form):
    """What a new meeting begins with."""

    organ: "forms.ModelChoiceField[Organ]" = forms.ModelChoiceField(queryset=None, label=_("organ"))
    kind = forms.ChoiceField(choices=Meeting.Kind.choices, label=_("kind"), initial=Meeting.Kind.ORDINARY)
    title_tr = forms.CharField(max_length=200, label=_("title in Turkish"))
    title_en = forms.CharField(max_length=200, label=_("title in English"), required=False)
    starts_at = MomentFormField(label=_("date and time"), help_text=_("For example: 2026-05-12 14:00."))
    second_call_at = MomentFormField(
        label=_("second date"),
        required=False,
        help_text=_("When the organ meets if there is no quorum on the first date."),
    )
    place_tr = forms.CharField(max_length=200, label=_("place"), required=False)
    agenda_of: "forms.ModelChoiceField[Meeting]" = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("initial agenda"),
        empty_label=_("an empty agenda"),
        help_text=_("The items of an earlier meeting are copied; you can change them on the next page."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = Organ.objects.all()
        self.fields["agenda_of"].queryset = Meeting.objects.all()

    def clean(self):
        cleaned = super().clean()
        first, second = cleaned.get("starts_at"), cleaned.get("second_call_at")
        if first and second and second <= first:
            self.add_error(
                "second_call_at", ValidationError(_("The second date is before the first."), code="second_early")
            )
        return cleaned

    def save(self) -> Meeting:
        return sitting.prepare(**self.cleaned_data)
