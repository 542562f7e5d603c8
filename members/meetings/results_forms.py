"""The clerk's desk after a meeting: who was there, what was decided and by which votes, recorded on one screen."""

import re
from collections import Counter
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from simple_history.utils import bulk_create_with_history

from members.meetings import sitting
from members.meetings.models import Attendance, RollCallVote
from members.people.models import OfficeHolder
from unions import law
from unions.law import findings
from unions.law.findings import Finding, article_in_words
from unions.models import AgendaItem, Decision, Meeting
from unions.models.versions import StaleVersion
from unions.publishing.states import Publishable

CITATION = re.compile(r"(?P<year>[0-9]{4})/(?:(?P<series>[A-Za-z]+)-)?(?P<number>[0-9]{1,9})")
UNRECORDED = ("", _("not recorded"))
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
VOTES = ["votes_for", "votes_against", "votes_abstaining"]
STEPS = ["final_on", "sent_to_governor_on", "summary_published_on"]


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
    """What is recorded of all those whose line was left open."""

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
    """Whether the holder of one seat was there, and how they voted where the vote is taken by name."""

    state = forms.ChoiceField(choices=[UNRECORDED, *Attendance.State.choices], label=_("state"), required=False)
    represented_by = forms.CharField(max_length=120, label=_("represented by"), required=False)
    vote = forms.ChoiceField(choices=[("", "—"), *RollCallVote.Option.choices], label=_("vote"), required=False)

    def __init__(self, data=None, *, seat: OfficeHolder, attendance: Attendance | None, vote: str | None, **kwargs):
        initial = {"state": attendance.state, "represented_by": attendance.represented_by} if attendance else {}
        super().__init__(data, prefix=f"seat-{seat.pk}", initial={**initial, "vote": vote}, **kwargs)
        self.seat = seat
        self.attendance = attendance
        if vote is None:
            # Nothing is voted on by name.
            del self.fields["vote"]
        for name in self.fields:
            self.fields[name].widget.attrs["aria-label"] = f"{seat.person}: {self.fields[name].label}"

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("state") == Attendance.State.REPRESENTED and not cleaned.get("represented_by"):
            self.add_error("represented_by", ValidationError(_("Who attended instead?"), code="stand_in_missing"))
        return cleaned

    def save(self, meeting: Meeting, others: str) -> Attendance | None:
        """Change or delete the line on record; a new one is only made, to be saved together with the others."""
        state, stand_in = self.cleaned_data["state"] or others, self.cleaned_data["represented_by"]
        known = self.attendance
        if known is None:
            return Attendance(meeting=meeting, seat=self.seat, state=state, represented_by=stand_in) if state else None
        if not state:
            known.delete()
        elif (known.state, known.represented_by) != (state, stand_in):
            known.state, known.represented_by = state, stand_in
            known.save()
        return None


class ResultForm(forms.Form):
    """What was decided on one agenda item; left without a number, nothing was decided on it."""

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
        "legal_ground_tr",
        "amends",
        "amendment",
        "override_reason",
    ]
    RARE = ["legal_ground_tr", "amends", "amendment", "override_reason"]

    def __init__(
        self, data=None, *, item: AgendaItem, decision: Decision | None = None, is_closed: bool = False, **kwargs
    ):
        initial: dict[str, Any] = {"title_tr": item.title_tr, "title_en": item.title_en}
        if decision:
            initial = {name: getattr(decision, name) for name in [*self.VALUES, "version"]}
            initial["amends"] = decision.amends.citation if decision.amends else ""
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
            # What is public is shown, and left as it is.
            field.disabled = is_closed

    @property
    def common_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.RARE]

    @property
    def rare_fields(self) -> list[forms.BoundField]:
        """What most decisions do without; shown behind a word of its own."""
        return [field for field in self.visible_fields() if field.name in self.RARE]

    @property
    def shows_rare_fields(self) -> bool:
        return any(field.errors or field.value() for field in self.rare_fields)

    def take_note(self, present: int) -> None:
        """Remember what the law says of the decision on record, if so many were there."""
        self.findings = findings.of_decision(self.decision, present=present) if self.decision else []

    def clean_amends(self):
        text = self.cleaned_data["amends"]
        if not text:
            return None
        parts = CITATION.fullmatch(text.strip())
        series = (parts["series"] or "").upper() if parts else ""
        numbers = {"year": parts["year"], "number": parts["number"], "series": series} if parts else None
        decision = Decision.objects.filter(**numbers).select_related("organ").first() if numbers else None
        if decision is None:
            raise ValidationError(_("There is no decision with this number: %(text)s."), "no_such", {"text": text})
        return decision

    def clean(self):
        cleaned = super().clean()
        if self.is_closed or "number" not in cleaned or cleaned["number"] is not None:
            return cleaned
        # What was typed must not vanish because a number is missing.
        typed = [name for name in self.changed_data if name not in ["title_tr", "title_en", "version"]]
        if self.decision:
            self.add_error("number", ValidationError(_("This decision is already recorded."), code="kept"))
        elif [name for name in typed if name != "matter"]:
            self.add_error("number", ValidationError(_("Enter the number of the decision."), code="number_missing"))
        return cleaned

    @property
    def is_left_out(self) -> bool:
        """Whether there is nothing to be saved: no decision, or one that this person may not change."""
        return self.is_closed or self.cleaned_data.get("number") is None

    @property
    def is_untouched(self) -> bool:
        return self.decision is not None and set(self.changed_data) <= {"version"}

    def make_item(self, meeting: Meeting) -> None:
        """Put a matter on record that the meeting took up by itself."""
        matter = self.cleaned_data.get("matter", "")
        if self.item.pk is None and (matter or not self.is_left_out):
            self.item.meeting, self.item.is_outside_call = meeting, True
            self.item.title_tr = matter or self.cleaned_data["title_tr"]
            self.item.save()

    def make(self, meeting: Meeting, votes: Counter | None, steps: dict) -> Decision | None:
        """The decision as the form has it, not yet saved; None where there is nothing to be saved.

        Votes by name give the numbers where none were typed; steps are days for decisions that have none yet.
        """
        if self.is_left_out:
            return None
        is_untouched = self.is_untouched
        decision = self.decision or Decision(agenda_item=self.item, organ=meeting.organ, date=meeting.day)
        if self.decision and not is_untouched:
            decision.version = self.cleaned_data["version"] or decision.version
        for name in [] if is_untouched else self.VALUES:
            value = self.cleaned_data.get(name)
            # Without an English text there is none, rather than an empty one.
            setattr(decision, name, value or None if name == "title_en" else value)
        if votes and all(getattr(decision, name) is None for name in VOTES):
            decision.votes_for = votes[RollCallVote.Option.FOR]
            decision.votes_against = votes[RollCallVote.Option.AGAINST]
            decision.votes_abstaining = votes[RollCallVote.Option.ABSTAINING]
            is_untouched = False
        for name, day in steps.items():
            if day and getattr(decision, name) is None and not (decision.sent_back_on and not decision.upheld_on):
                setattr(decision, name, day)
                is_untouched = False
        decision.union = meeting.union
        return None if is_untouched else decision

    def add_errors(self, error: ValidationError) -> None:
        """The model's complaints, at the fields of the form where it has them."""
        complaints = error.error_dict if hasattr(error, "error_dict") else {"__all__": error.error_list}
        for name, errors in complaints.items():
            shown = {"title": "title_tr", "legal_ground": "legal_ground_tr"}.get(name, name)
            known = {each.message for each in self.errors.as_data().get(shown, [])}
            if shown != "title_tr" or not known:
                self.add_error(shown if shown in self.fields else None, errors)


class StepsForm(forms.Form):
    """Days that the decisions of a meeting usually share: one letter to the governor, one notice of the summaries."""

    final_on = forms.DateField(required=False, label=_("final on"), widget=DAY)
    sent_to_governor_on = forms.DateField(required=False, label=_("sent to the governor on"), widget=DAY)
    summary_published_on = forms.DateField(required=False, label=_("summary published on"), widget=DAY)


class ResultsScreen:
    """Attendance and results of one meeting, filled in together and saved together or not at all.

    `by_name` is the agenda item whose vote is being taken down by name.
    """

    def __init__(
        self, meeting: Meeting, data=None, *, may_change=lambda decision: True, roll_call_item: int | None = None
    ):
        self.meeting = meeting
        self.data = data
        self.has_failed = self.is_stale = False
        self.decisions: list[Decision] = []
        self.results = [*self._results(may_change), ResultForm(data, item=AgendaItem(meeting=meeting))]
        self.by_name = next((form for form in self.results if form.item.pk == roll_call_item and roll_call_item), None)
        self.attendance = self._attendance()
        known = [form.attendance for form in self.attendance if form.attendance]
        for form in self.results:
            form.take_note(sum(each.state in Attendance.COUNTED for each in known))
        self.state = StateForm(data, meeting=meeting)
        self.others = OthersForm(data, takes_votes=self.takes_votes)
        self.steps = StepsForm(data, prefix="steps")
        self.next_number = sitting.next_number(meeting.organ, meeting.day.year)

    def _results(self, may_change) -> list[ResultForm]:
        decisions: dict[int | None, Decision] = {}
        rows = Decision.objects.filter(agenda_item__meeting=self.meeting).select_related("organ", "amends__organ")
        for decision in rows.annotate(named=Count("roll_call")).order_by("number"):
            decisions.setdefault(decision.agenda_item_id, decision)
        forms = []
        for item in self.meeting.agenda_items.all():
            decision = decisions.get(item.pk)
            if decision:
                decision.agenda_item = item
            is_closed = decision is not None and not may_change(decision)
            forms.append(ResultForm(self.data, item=item, decision=decision, is_closed=is_closed))
        return forms

    def _attendance(self) -> list[AttendanceForm]:
        known = sitting.by_seat(self.meeting)
        decision = self.by_name.decision if self.by_name else None
        votes = {vote.seat_id: vote.option for vote in decision.roll_call.all()} if decision else {}
        return [
            AttendanceForm(
                self.data,
                seat=seat,
                attendance=known.get(seat.pk),
                vote=votes.get(seat.pk, "") if self.takes_votes else None,
            )
            for seat in sitting.seats_on(self.meeting.organ, self.meeting.day)
        ]

    @property
    def takes_votes(self) -> bool:
        return self.by_name is not None and not self.by_name.is_closed

    @property
    def has_results(self) -> bool:
        """Whether anything is on record that only a meeting which took place can have."""
        return any(form.attendance for form in self.attendance) or any(form.decision for form in self.results)

    def save(self, *, publish: bool = False) -> bool:
        """Save everything that was filled in. False, and nothing saved, where something has to be mended."""
        self.has_failed = not (self._are_forms_valid() and self._are_votes_right() and self._write(publish))
        return not self.has_failed

    def findings(self) -> list[Finding]:
        """What the law says of the decisions that have just been recorded."""
        return [found for decision in self.decisions for found in decision.findings()]

    def _are_forms_valid(self) -> bool:
        # All of them, so that everything to be mended is marked at once.
        return all([form.is_valid() for form in [self.state, self.others, self.steps, *self.attendance, *self.results]])

    def _are_votes_right(self) -> bool:
        """Whether votes by name can stand beside what else was typed."""
        for form in self.results:
            is_named = bool(self.votes) if form is self.by_name else bool(getattr(form.decision, "named", False))
            if is_named and form.cleaned_data.get("is_secret"):
                form.add_error(
                    "is_secret", ValidationError(_("A secret ballot has no roll-call votes."), code="secret")
                )
        if self.votes and self.by_name:
            self._compare_votes(self.by_name)
        for seat_form in self.attendance:
            if seat_form.cleaned_data.get("vote") and self._state_of(seat_form) not in Attendance.COUNTED:
                text = _("Only those present can vote (%(article)s).")
                article = article_in_words(law.RULES[law.votes_possible].article)
                seat_form.add_error("vote", ValidationError(text, "not_there", {"article": article}))
        return all(form.is_valid() for form in [*self.attendance, *self.results])

    def _compare_votes(self, form: ResultForm) -> None:
        if form.cleaned_data.get("number") is None:
            form.add_error("number", ValidationError(_("Enter the number of the decision."), code="number_missing"))
        typed = [form.cleaned_data.get(name) for name in VOTES]
        counted = [self.votes[option] for option in RollCallVote.Option.values]
        if any(vote is not None for vote in typed) and [vote or 0 for vote in typed] != counted:
            text = _("The roll call gives %(for)s for, %(against)s against and %(abstaining)s abstaining.")
            numbers = dict(zip(RollCallVote.Option.values, counted, strict=True))
            form.add_error("votes_for", ValidationError(text, "other_votes", numbers))

    @property
    def votes(self) -> Counter:
        """The votes by name that were typed, counted."""
        return Counter(vote for vote in map(self._vote_of, self.attendance) if vote)

    def _state_of(self, form: AttendanceForm) -> str:
        return form.cleaned_data["state"] or self.others.cleaned_data["state"]

    def _vote_of(self, form: AttendanceForm) -> str:
        """The vote on a line; where it is left open, that of all others who were there."""
        vote = form.cleaned_data.get("vote", "")
        others = self.others.cleaned_data.get("vote", "")
        return vote or (others if self._state_of(form) in Attendance.COUNTED else "")

    def _write(self, publish: bool) -> bool:
        read = self.state.cleaned_data
        try:
            with transaction.atomic():
                self.meeting.state = read["state"]
                self.meeting.full_number = read["full_number"]
                self.meeting.version = read["version"]
                if publish and self.meeting.status == Publishable.Status.DRAFT:
                    self.meeting.status = Publishable.Status.PUBLISHED
                self.meeting.save()
                lines = [form.save(self.meeting, self.others.cleaned_data["state"]) for form in self.attendance]
                bulk_create_with_history([line for line in lines if line], Attendance)
                if not self._save_decisions(publish):
                    raise _Unsaved
                self._save_votes()
        except _Unsaved:
            return False
        except StaleVersion:
            self._tell_of_others()
            return False
        return True

    def _save_decisions(self, publish: bool) -> bool:
        complete = True
        for form in self.results:
            form.make_item(self.meeting)
            votes = self.votes if form is self.by_name else None
            decision = form.make(self.meeting, votes, self.steps.cleaned_data)
            if publish and not form.is_left_out:
                known = decision or form.decision
                decision = (self._published(known) if known else None) or decision
            if decision is None:
                continue
            try:
                decision.full_clean(exclude=["union", "slug"])
                decision.save()
                form.decision = decision
                self.decisions.append(decision)
            except ValidationError as error:
                complete = False
                form.add_errors(error)
        return complete

    def _published(self, decision: Decision) -> Decision | None:
        """The decision made public; None if it is no draft."""
        if decision.status != Publishable.Status.DRAFT:
            return None
        decision.status = Publishable.Status.PUBLISHED
        return decision

    def _save_votes(self) -> None:
        decision = self.by_name.decision if self.takes_votes and self.by_name else None
        if decision is None:
            return
        known = {vote.seat_id: vote for vote in decision.roll_call.all()}
        for form in self.attendance:
            option, vote = self._vote_of(form), known.get(form.seat.pk)
            if vote and not option:
                vote.delete()
            elif option and (not vote or vote.option != option):
                vote = vote or RollCallVote(decision=decision, seat=form.seat)
                vote.option = option
                vote.save()

    def _tell_of_others(self) -> None:
        """Say that somebody was faster, and take note of what is stored: whoever saves now has been told of it."""
        self.is_stale = True
        text = _(
            "Someone else has changed this meeting in the meantime. Nothing has been saved; your entries are "
            "still here. Save again to replace theirs."
        )
        self.state.add_error(None, ValidationError(text, code="stale"))
        stored = {"version": Meeting.objects.get(pk=self.meeting.pk).version}
        versions = dict(Decision.objects.filter(agenda_item__meeting=self.meeting).values_list("pk", "version"))
        for form in self.results:
            if form.decision and form.decision.pk in versions:
                stored[form.add_prefix("version")] = versions[form.decision.pk]
        data = {**self.data.dict(), **{name: str(version) for name, version in stored.items()}}
        for each in [self.state, *self.results]:
            each.data = data


class _Unsaved(Exception):
    """Takes back what a transaction has written so far."""
