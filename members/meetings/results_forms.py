"""The forms of the screen on which the results of a meeting are recorded."""

import re
from collections import Counter
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.meetings.models import Attendance, RollCallVote
from members.people.models import OfficeHolder
from unions.law import findings
from unions.law.findings import Finding
from unions.models import AgendaItem, Decision, Meeting
from unions.text.dates import DayFormField
from unions.values.fields import PersonNameFormField

CITATION = re.compile(r"(?P<year>[0-9]{4})/(?:(?P<series>[A-Za-z]+)-)?(?P<number>[0-9]{1,9})")
UNRECORDED = ("", _("not recorded"))
# How it was voted, where that is not the usual way.
HOW_VOTED = ["majority", "present", "chair_side", "is_repeated", "lot"]
VOTES = ["votes_for", "votes_against", "votes_abstaining"]


class StateForm(forms.Form):
    """How the meeting ended, and what its quorum is counted from."""

    state = forms.ChoiceField(choices=Meeting.State.choices, label=_("state"))
    full_number = forms.IntegerField(
        min_value=1,
        max_value=32767,
        required=False,
        label=_("full number of members"),
        help_text=_("If empty, the number of seats held on that day."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, meeting: Meeting, **kwargs):
        initial = {"state": meeting.state, "full_number": meeting.full_number, "version": meeting.version}
        super().__init__(data, initial=initial, **kwargs)


class OthersForm(forms.Form):
    """What is recorded for everyone whose line is left blank."""

    state = forms.ChoiceField(
        choices=[UNRECORDED, *Attendance.State.choices[:3]],
        required=False,
        label=_("everyone whose line is left blank"),
        help_text=_("Mark the exceptions below and everyone else here in one step."),
    )
    vote = forms.ChoiceField(
        choices=[("", "—"), *RollCallVote.Option.choices],
        required=False,
        label=_("vote of everyone present whose vote is left blank"),
    )

    def __init__(self, data=None, *, takes_votes: bool, **kwargs):
        super().__init__(data, prefix="others", **kwargs)
        if not takes_votes:
            del self.fields["vote"]


class AttendanceForm(forms.Form):
    """Whether the holder of one seat attended, and how they voted in a roll call."""

    state = forms.ChoiceField(choices=[UNRECORDED, *Attendance.State.choices], label=_("state"), required=False)
    represented_by = PersonNameFormField(max_length=120, label=_("represented by"), required=False)
    vote = forms.ChoiceField(choices=[("", "—"), *RollCallVote.Option.choices], label=_("vote"), required=False)

    def __init__(self, data=None, *, seat: OfficeHolder, attendance: Attendance | None, vote: str | None, **kwargs):
        initial = {"state": attendance.state, "represented_by": attendance.represented_by} if attendance else {}
        super().__init__(data, prefix=f"seat-{seat.pk}", initial={**initial, "vote": vote}, **kwargs)
        self.seat = seat
        self.attendance = attendance
        stand_in = cast(PersonNameFormField, self.fields["represented_by"])
        stand_in.on_record = initial.get("represented_by", "")
        if vote is None:
            # No roll call is being recorded.
            del self.fields["vote"]
        for name in self.fields:
            self.fields[name].widget.attrs["aria-label"] = f"{seat.person}: {self.fields[name].label}"

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("state") == Attendance.State.REPRESENTED and not cleaned.get("represented_by"):
            self.add_error("represented_by", ValidationError(_("Who attended instead?"), code="stand_in_missing"))
        return cleaned

    def save(self, meeting: Meeting, others: str) -> Attendance | None:
        """Change or delete the recorded line; a new one is returned unsaved, to be saved together with the others."""
        state, stand_in = self.cleaned_data["state"] or others, self.cleaned_data["represented_by"]
        attendance = self.attendance
        if attendance is None:
            return Attendance(meeting=meeting, seat=self.seat, state=state, represented_by=stand_in) if state else None
        if not state:
            attendance.delete()
        elif (attendance.state, attendance.represented_by) != (state, stand_in):
            attendance.state, attendance.represented_by = state, stand_in
            attendance.save()
        return None


class ResultForm(forms.Form):
    """What was decided on one agenda item; without a number, nothing was."""

    matter = forms.CharField(
        max_length=300,
        required=False,
        label=_("subject"),
        help_text=_("Fill this in only if the meeting added an item that was not in the call."),
    )
    number = forms.IntegerField(min_value=1, required=False, label=_("decision no."))
    title_tr = forms.CharField(max_length=300, required=False, label=_("subject in Turkish"))
    title_en = forms.CharField(max_length=300, required=False, label=_("subject in English"))
    votes_for = forms.IntegerField(min_value=0, max_value=32767, required=False, label=_("for"))
    votes_against = forms.IntegerField(min_value=0, max_value=32767, required=False, label=_("against"))
    votes_abstaining = forms.IntegerField(min_value=0, max_value=32767, required=False, label=_("abstention"))
    is_unanimous = forms.BooleanField(required=False, label=_("unanimous"))
    is_secret = forms.BooleanField(required=False, label=_("secret ballot"))
    outcome = forms.ChoiceField(
        choices=[("", _("as the votes decide")), *Decision.Outcome.choices[1:]], required=False, label=_("outcome")
    )
    majority = forms.ChoiceField(choices=Decision.Majority.choices, required=False, label=_("majority needed"))
    present = forms.IntegerField(
        min_value=0,
        max_value=32767,
        required=False,
        label=_("present at the vote"),
        help_text=_("If some had left or came late."),
    )
    chair_side = forms.ChoiceField(
        choices=[("", "—"), *Decision.Side.choices], required=False, label=_("side of the chair")
    )
    is_repeated = forms.BooleanField(required=False, label=_("repeated ballot"))
    lot = forms.ChoiceField(choices=[("", "—"), *Decision.Side.choices], required=False, label=_("lot"))
    legal_ground_tr = forms.CharField(max_length=200, required=False, label=_("legal basis of the decision"))
    amends = forms.CharField(
        max_length=20, required=False, label=_("earlier decision"), help_text=_("As cited: 2025/14.")
    )
    amendment = forms.ChoiceField(
        choices=[("", "—"), *Decision.Amendment.choices], required=False, label=_("effect on that decision")
    )
    override_reason = forms.CharField(max_length=300, required=False, label=_("reason for departing from a rule"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    VALUES = [
        "number",
        "title_tr",
        "title_en",
        *VOTES,
        "is_unanimous",
        "is_secret",
        "outcome",
        *HOW_VOTED,
        "legal_ground_tr",
        "amends",
        "amendment",
        "override_reason",
    ]
    RARE = [*HOW_VOTED, "legal_ground_tr", "amends", "amendment", "override_reason"]

    # An empty English text is stored as none at all; without an outcome the votes decide.
    VALUE_IF_EMPTY = {"title_en": None, "outcome": Decision.Outcome.UNRECORDED, "majority": Decision.Majority.SIMPLE}

    def __init__(
        self,
        data=None,
        *,
        item: AgendaItem,
        decision: Decision | None = None,
        is_closed: bool = False,
        attended: int | None = None,
        **kwargs,
    ):
        """`attended` is how many attended the meeting of the decision, where that is on record."""
        self.attended = attended
        initial: dict[str, Any] = {"title_tr": item.title_tr, "title_en": item.title_en}
        if decision:
            initial = {name: getattr(decision, name) for name in [*self.VALUES, "version"]}
            initial["amends"] = decision.amends.citation if decision.amends else ""
            initial["outcome"] = "" if self.follows_votes(decision, attended) else decision.outcome
        super().__init__(data, prefix=f"item-{item.pk or 'new'}", initial=initial, **kwargs)
        self.item = item
        self.decision = decision
        self.is_closed = is_closed
        self.findings: list[Finding] = []
        if item.pk:
            del self.fields["matter"]
        for name in ["title_tr", "title_en"]:
            self.fields[name].widget.attrs["lang"] = name[-2:]
        for field in self.fields.values():
            # A public decision is shown, but not changed.
            field.disabled = is_closed

    @staticmethod
    def follows_votes(decision: Decision, attended: int | None) -> bool:
        """Whether the outcome is the one that the votes give, and so changes with them."""
        return decision.outcome in [Decision.Outcome.UNRECORDED, decision.voted_outcome(attended)]

    def propose_outcome(self) -> None:
        """Say beside the outcome what the recorded votes give."""
        if self.decision is None or self.decision.votes is None:
            return
        voted = self.decision.voted_outcome(self.attended)
        text = Decision.Outcome(voted).label if voted else _("equal votes; enter below what broke the tie")
        self.fields["outcome"].help_text = _("By the votes: %(outcome)s.") % {"outcome": text}

    @property
    def common_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.RARE]

    @property
    def rare_fields(self) -> list[forms.BoundField]:
        """Fields that most decisions leave empty; they are folded away."""
        return [field for field in self.visible_fields() if field.name in self.RARE]

    @property
    def shows_rare_fields(self) -> bool:
        usual = ["", None, False, Decision.Majority.SIMPLE]
        return any(field.errors or field.value() not in usual for field in self.rare_fields)

    def check(self, present: int) -> None:
        """Keep the rules that the recorded decision breaks, given how many members attended."""
        self.findings = findings.of_decision(self.decision, present=present) if self.decision else []
        self.propose_outcome()

    def clean_amends(self):
        text = self.cleaned_data["amends"]
        if not text:
            return None
        parts = CITATION.fullmatch(text.strip())
        decision = cited_decision(parts) if parts else None
        if decision is None:
            raise ValidationError(_("There is no decision with this number: %(text)s."), "no_such", {"text": text})
        return decision

    def clean(self):
        cleaned = super().clean()
        if self.is_closed or "number" not in cleaned or cleaned["number"] is not None:
            return cleaned
        # Entries must not be lost because the number is missing.
        entries = set(self.changed_data) - {"title_tr", "title_en", "version", "matter", "majority"}
        if self.decision:
            self.add_error("number", ValidationError(_("This decision is already recorded."), code="kept"))
        elif entries:
            self.add_error("number", ValidationError(_("Enter the number of the decision."), code="number_missing"))
        return cleaned

    @property
    def is_left_out(self) -> bool:
        """Whether there is nothing to save: no decision, or one that this person may not change."""
        return self.is_closed or self.cleaned_data.get("number") is None

    @property
    def is_untouched(self) -> bool:
        return self.decision is not None and set(self.changed_data) <= {"version"}

    def make_item(self, meeting: Meeting) -> None:
        """Record an item that the meeting added to its agenda."""
        matter = self.cleaned_data.get("matter", "")
        if self.item.pk is None and (matter or not self.is_left_out):
            self.item.meeting, self.item.is_outside_call = meeting, True
            self.item.title_tr = matter or self.cleaned_data["title_tr"]
            self.item.save()

    def make(self, meeting: Meeting, votes: Counter | None, steps: dict) -> Decision | None:
        """The decision as the form has it, not yet saved; None where there is nothing to save.

        Roll-call votes give the numbers where none were entered; steps are dates for decisions without their own.
        """
        if self.is_left_out:
            return None
        decision = self.decision or Decision(agenda_item=self.item, organ=meeting.organ, date=meeting.day)
        is_changed = not self.is_untouched
        if is_changed:
            self.copy_values(decision)
        if votes and all(getattr(decision, name) is None for name in VOTES):
            set_votes(decision, votes)
            is_changed = True
        missing = missing_steps(decision, steps)
        for name, day in missing.items():
            setattr(decision, name, day)
        decision.union = meeting.union
        return decision if is_changed or missing else None

    def copy_values(self, decision: Decision) -> None:
        """Give the decision the values of the form."""
        if self.decision:
            decision.version = self.cleaned_data["version"] or decision.version
        for name in self.VALUES:
            value = self.cleaned_data.get(name)
            setattr(decision, name, value or self.VALUE_IF_EMPTY.get(name, value))

    def add_errors(self, error: ValidationError) -> None:
        """Show the errors of the model at the fields of the form where it has them."""
        errors_by_field = error.error_dict if hasattr(error, "error_dict") else {"__all__": error.error_list}
        for name, errors in errors_by_field.items():
            field = {"title": "title_tr", "legal_ground": "legal_ground_tr"}.get(name, name)
            # The model complains twice of a missing title: of the field and of its translation.
            if field != "title_tr" or not self.errors.get(field):
                self.add_error(field if field in self.fields else None, errors)


class StepsForm(forms.Form):
    """Dates that the decisions of a meeting usually share: one letter to the governor, one notice of the summaries."""

    final_on = DayFormField(required=False, label=_("final on"))
    sent_to_governor_on = DayFormField(required=False, label=_("sent to the governor on"))
    summary_published_on = DayFormField(required=False, label=_("summary published on"))


def set_votes(decision: Decision, votes: Counter) -> None:
    """Enter the counted roll call as the numbers of the vote."""
    decision.votes_for = votes[RollCallVote.Option.FOR]
    decision.votes_against = votes[RollCallVote.Option.AGAINST]
    decision.votes_abstaining = votes[RollCallVote.Option.ABSTAINING]


def missing_steps(decision: Decision, steps: dict) -> dict:
    """The dates that the decision does not have yet; one that was sent back waits until it is upheld."""
    if decision.sent_back_on and not decision.upheld_on:
        return {}
    return {name: day for name, day in steps.items() if day and getattr(decision, name) is None}


def cited_decision(parts: re.Match) -> Decision | None:
    year, series, number = int(parts["year"]), (parts["series"] or "").upper(), int(parts["number"])
    return Decision.objects.cited(year, series, number).with_organ().first()
