"""The clerk's desk: forms by which a meeting is prepared and its results are recorded on one screen."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from members import sitting
from members.models import Attendance
from unions.findings import Finding
from unions.models import Decision, Meeting, Organ
from unions.versions import StaleVersion

MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class PreparationForm(forms.Form):
    """What a new meeting begins with."""

    organ = forms.ModelChoiceField(queryset=None, label=_("organ"))
    kind = forms.ChoiceField(choices=Meeting.Kind.choices, label=_("kind"), initial=Meeting.Kind.ORDINARY)
    title_tr = forms.CharField(max_length=200, label=_("title in Turkish"))
    title_en = forms.CharField(max_length=200, label=_("title in English"), required=False)
    starts_at = forms.DateTimeField(label=_("date and time"), widget=MOMENT)
    second_call_at = forms.DateTimeField(
        label=_("second date"),
        required=False,
        widget=MOMENT,
        help_text=_("When it meets if the first date has no quorum."),
    )
    place_tr = forms.CharField(max_length=200, label=_("place"), required=False)
    agenda_of = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("agenda to begin with"),
        empty_label=_("an empty agenda"),
        help_text=_("The matters of an earlier meeting are copied; change them on the next page."),
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
                "second_call_at", ValidationError(_("The second date lies before the first."), code="second_early")
            )
        return cleaned

    def save(self) -> Meeting:
        return sitting.prepare(**self.cleaned_data)


class AttendanceForm(forms.Form):
    """Whether the holder of one seat was there."""

    state = forms.ChoiceField(
        choices=[("", _("not recorded")), *Attendance.State.choices], label=_("state"), required=False
    )
    represented_by = forms.CharField(max_length=120, label=_("represented by"), required=False)

    def __init__(self, *args, seat, attendance: Attendance | None, **kwargs):
        initial = {"state": attendance.state, "represented_by": attendance.represented_by} if attendance else {}
        super().__init__(*args, prefix=f"seat-{seat.pk}", initial=initial, **kwargs)
        self.seat = seat
        self.attendance = attendance
        for name in self.fields:
            self.fields[name].widget.attrs["aria-label"] = f"{seat.person}: {self.fields[name].label}"

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("state") == Attendance.State.REPRESENTED and not cleaned.get("represented_by"):
            self.add_error("represented_by", ValidationError(_("Who stood in?"), code="stand_in_missing"))
        return cleaned

    def save(self, meeting: Meeting) -> None:
        state = self.cleaned_data["state"]
        if not state:
            if self.attendance:
                self.attendance.delete()
            return
        attendance = self.attendance or Attendance(meeting=meeting, seat=self.seat)
        attendance.state = state
        attendance.represented_by = self.cleaned_data["represented_by"]
        attendance.save()


class ResultForm(forms.Form):
    """What was decided on one agenda item; left without a number, nothing was decided on it."""

    number = forms.IntegerField(min_value=1, required=False, label=_("decision no."))
    title_tr = forms.CharField(max_length=300, required=False, label=_("subject in Turkish"))
    title_en = forms.CharField(max_length=300, required=False, label=_("subject in English"))
    votes_for = forms.IntegerField(min_value=0, max_value=32767, required=False, label=_("for"))
    votes_against = forms.IntegerField(min_value=0, max_value=32767, required=False, label=_("against"))
    votes_abstaining = forms.IntegerField(min_value=0, max_value=32767, required=False, label=_("abstaining"))
    is_unanimous = forms.BooleanField(required=False, label=_("unanimous"))
    is_secret = forms.BooleanField(required=False, label=_("secret ballot"))
    override_reason = forms.CharField(max_length=300, required=False, label=_("why a rule was set aside"))

    VALUES = [
        "number",
        "title_tr",
        "title_en",
        "votes_for",
        "votes_against",
        "votes_abstaining",
        "is_unanimous",
        "is_secret",
        "override_reason",
    ]

    def __init__(self, *args, item, decision: Decision | None, is_closed: bool = False, **kwargs):
        initial = (
            {name: getattr(decision, name) for name in self.VALUES}
            if decision
            else {"title_tr": item.title_tr, "title_en": item.title_en}
        )
        super().__init__(*args, prefix=f"item-{item.pk}", initial=initial, **kwargs)
        self.item = item
        self.decision = decision
        self.is_closed = is_closed
        for field in self.fields.values():
            # What is public is shown, and left as it is.
            field.disabled = is_closed

    def clean_number(self):
        number = self.cleaned_data["number"]
        if self.decision and number is None:
            raise ValidationError(_("This decision is recorded already; delete it on its own page."), code="kept")
        return number

    def make(self, meeting: Meeting) -> Decision | None:
        """The decision as the form has it, not yet saved; None where nothing was decided or nothing may be changed."""
        if self.cleaned_data.get("number") is None or self.is_closed:
            return None
        decision = self.decision or Decision(agenda_item=self.item, organ=meeting.organ, date=meeting.day)
        for name in self.VALUES:
            value = self.cleaned_data.get(name)
            # Without an English text there is none, rather than an empty one.
            setattr(decision, name, value or None if name == "title_en" else value)
        decision.union = meeting.union
        return decision

    def add_errors(self, error: ValidationError) -> None:
        """The model's complaints, at the fields of the form where it has them."""
        complaints = error.error_dict if hasattr(error, "error_dict") else {"__all__": error.error_list}
        for name, errors in complaints.items():
            shown = "title_tr" if name == "title" else name
            known = {each.message for each in self.errors.as_data().get(shown, [])}
            if shown != "title_tr" or not known:
                self.add_error(shown if shown in self.fields else None, errors)


class ResultsScreen:
    """Attendance and results of one meeting, filled in together and saved together or not at all."""

    def __init__(self, meeting: Meeting, data=None, *, may_change=lambda decision: True):
        self.meeting = meeting
        self.has_failed = self.is_stale = False
        self.decisions: list[Decision] = []
        known = sitting.by_seat(meeting)
        self.attendance = [
            AttendanceForm(data, seat=seat, attendance=known.get(seat.pk))
            for seat in sitting.seats_on(meeting.organ, meeting.day)
        ]
        decisions = {}
        for decision in Decision.objects.filter(agenda_item__meeting=meeting).order_by("number"):
            decisions.setdefault(decision.agenda_item_id, decision)
        self.results = [
            ResultForm(data, item=item, decision=decision, is_closed=decision is not None and not may_change(decision))
            for item in meeting.agenda_items.all()
            for decision in [decisions.get(item.pk)]
        ]
        self.state = StateForm(data, meeting=meeting)
        self.next_number = sitting.next_number(meeting.organ, meeting.day.year)

    def save(self) -> bool:
        """Save everything that was filled in. False, and nothing saved, where something has to be mended."""
        self.has_failed = not self._are_forms_valid() or not self._write()
        return not self.has_failed

    def findings(self) -> list[Finding]:
        """What the law says of the decisions that have just been recorded."""
        return [found for decision in self.decisions for found in decision.findings()]

    def _are_forms_valid(self) -> bool:
        # All of them, so that everything to be mended is marked at once.
        return all([form.is_valid() for form in [self.state, *self.attendance, *self.results]])

    def _write(self) -> bool:
        read = self.state.cleaned_data
        try:
            with transaction.atomic():
                self.meeting.state = read["state"]
                self.meeting.full_number = read["full_number"]
                self.meeting.version = read["version"]
                self.meeting.save()
                for form in self.attendance:
                    form.save(self.meeting)
                if not self._save_decisions():
                    raise _Unsaved
        except _Unsaved:
            return False
        except StaleVersion:
            self.is_stale = True
            self.state.add_error(
                None,
                ValidationError(
                    _(
                        "Somebody else has changed this meeting meanwhile. Nothing has been saved; your entries stand. "
                        "Save once more to put them in the place of the others."
                    ),
                    code="stale",
                ),
            )
            self.state.read_again(Meeting.objects.get(pk=self.meeting.pk))
            return False
        return True

    def _save_decisions(self) -> bool:
        complete = True
        for form in self.results:
            decision = form.make(self.meeting)
            if decision is None:
                continue
            try:
                decision.full_clean(exclude=["union", "slug"])
                decision.save()
                self.decisions.append(decision)
            except ValidationError as error:
                complete = False
                form.add_errors(error)
        return complete


class StateForm(forms.Form):
    """How the meeting ended, and what its quorum is counted from."""

    state = forms.ChoiceField(choices=Meeting.State.choices, label=_("state"))
    full_number = forms.IntegerField(
        min_value=1,
        max_value=32767,
        required=False,
        label=_("full number of members"),
        help_text=_("Empty: the seats held on that day."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, meeting: Meeting, **kwargs):
        initial = {"state": meeting.state, "full_number": meeting.full_number, "version": meeting.version}
        super().__init__(*args, initial=initial, **kwargs)

    def read_again(self, meeting: Meeting) -> None:
        """Take note of the stored version: whoever saves now has been told of it."""
        self.data = {**self.data.dict(), "version": str(meeting.version)}


class _Unsaved(Exception):
    """Takes back what a transaction has written so far."""
