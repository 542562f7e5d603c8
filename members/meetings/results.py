"""The screen after a meeting: who attended, what was decided and by which votes."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from simple_history.utils import bulk_create_with_history

from members.meetings import sitting
from members.meetings.models import Attendance, RollCallVote
from members.meetings.results_forms import VOTES, AttendanceForm, OthersForm, ResultForm, StateForm, StepsForm
from unions import law
from unions.history.moments import moment
from unions.law.findings import Finding, article_in_words
from unions.models import AgendaItem, Decision, Meeting
from unions.models.versions import StaleVersion
from unions.publishing.states import Publishable
from unions.reviewing.two_people import TakesTwo


class ResultsScreen:
    """Attendance and results of one meeting, filled in together and saved together or not at all.

    `roll_call_item` is the key of the agenda item whose roll-call vote is being recorded.
    """

    def __init__(
        self, meeting: Meeting, data=None, *, may_change=lambda decision: True, roll_call_item: int | None = None
    ):
        self.meeting = meeting
        self.data = data
        self.has_failed = self.is_stale = False
        # What is asked of the agenda for each decision is read once.
        prefetch_related_objects([meeting], "agenda_items")
        self.decisions: list[Decision] = []
        self.results = [*self._results(may_change), ResultForm(data, item=AgendaItem(meeting=meeting))]
        items = {form.item.pk: form for form in self.results if form.item.pk}
        self.roll_call_form = items.get(roll_call_item) if roll_call_item else None
        self.attendance = self._attendance()
        recorded = [form.attendance for form in self.attendance if form.attendance]
        present = sum(attendance.state in Attendance.COUNTED for attendance in recorded)
        for form in self.results:
            form.check(present)
        self.state = StateForm(data, meeting=meeting)
        self.others = OthersForm(data, takes_votes=self.takes_votes)
        self.steps = StepsForm(data, prefix="steps")
        self.next_number = sitting.next_number(meeting.organ, meeting.day.year)

    def _results(self, may_change) -> list[ResultForm]:
        attended = self.meeting.attendances.counted().count() or None
        decisions: dict[int | None, Decision] = {}
        for decision in Decision.objects.of_meeting(self.meeting).with_roll_call_count():
            # An item has one decision on this screen; the others are changed on their own pages.
            decisions.setdefault(decision.agenda_item_id, decision)
        return [
            self._result(item, decisions.get(item.pk), may_change, attended) for item in self.meeting.agenda_items.all()
        ]

    def _result(self, item: AgendaItem, decision: Decision | None, may_change, attended: int | None) -> ResultForm:
        if decision:
            decision.agenda_item = item
        is_closed = decision is not None and not may_change(decision)
        return ResultForm(self.data, item=item, decision=decision, is_closed=is_closed, attended=attended)

    def _attendance(self) -> list[AttendanceForm]:
        attendance = sitting.by_seat(self.meeting)
        decision = self.roll_call_form.decision if self.roll_call_form else None
        votes = {vote.seat_id: vote.option for vote in decision.roll_call.all()} if decision else {}
        return [
            AttendanceForm(
                self.data,
                seat=seat,
                attendance=attendance.get(seat.pk),
                vote=votes.get(seat.pk, "") if self.takes_votes else None,
            )
            for seat in sitting.seats_on(self.meeting.organ, self.meeting.day)
        ]

    @property
    def takes_votes(self) -> bool:
        return self.roll_call_form is not None and not self.roll_call_form.is_closed

    @property
    def has_results(self) -> bool:
        """Whether anything is recorded that only a meeting that took place can have."""
        return any(form.attendance for form in self.attendance) or any(form.decision for form in self.results)

    def save(self, *, publish: bool = False) -> bool:
        """Save everything that was filled in. False, and nothing saved, where something has to be corrected."""
        self.has_failed = not (self._are_forms_valid() and self._are_votes_right() and self._write(publish))
        return not self.has_failed

    def findings(self) -> list[Finding]:
        """The rules that the decisions just recorded break."""
        return [finding for decision in self.decisions for finding in decision.findings()]

    def _are_forms_valid(self) -> bool:
        # All of them, so that every error is marked at once.
        return all([form.is_valid() for form in [self.state, self.others, self.steps, *self.attendance, *self.results]])

    def _are_votes_right(self) -> bool:
        """Whether the roll-call votes agree with the other entries."""
        for form in self.results:
            self._refuse_roll_call_in_secret(form)
        if self.votes and self.roll_call_form:
            self._compare_votes(self.roll_call_form)
        for line in self.attendance:
            self._refuse_vote_of_absent(line)
        return all(form.is_valid() for form in [*self.attendance, *self.results])

    def _refuse_roll_call_in_secret(self, form: ResultForm) -> None:
        recorded = getattr(form.decision, "roll_call_count", 0)
        has_roll_call = bool(self.votes) if form is self.roll_call_form else bool(recorded)
        if has_roll_call and form.cleaned_data.get("is_secret"):
            form.add_error("is_secret", ValidationError(_("A secret ballot has no roll-call votes."), code="secret"))

    def _refuse_vote_of_absent(self, line: AttendanceForm) -> None:
        if line.cleaned_data.get("vote") and self._state_of(line) not in Attendance.COUNTED:
            text = _("Only those present can vote (%(article)s).")
            article = article_in_words(law.RULES[law.votes_possible].article)
            line.add_error("vote", ValidationError(text, "not_there", {"article": article}))

    def _compare_votes(self, form: ResultForm) -> None:
        """The numbers entered, if any, must be those of the roll call."""
        if form.cleaned_data.get("number") is None:
            form.add_error("number", ValidationError(_("Enter the number of the decision."), code="number_missing"))
        entered = [form.cleaned_data.get(name) for name in VOTES]
        counted = [self.votes[option] for option in RollCallVote.Option.values]
        if any(number is not None for number in entered) and [number or 0 for number in entered] != counted:
            text = _("The roll call gives %(for)s for, %(against)s against and %(abstaining)s abstaining.")
            numbers = dict(zip(RollCallVote.Option.values, counted, strict=True))
            form.add_error("votes_for", ValidationError(text, "other_votes", numbers))

    @property
    def votes(self) -> Counter:
        """The roll-call votes entered on the screen, counted."""
        return Counter(vote for vote in map(self._vote_of, self.attendance) if vote)

    def _state_of(self, form: AttendanceForm) -> str:
        return form.cleaned_data["state"] or self.others.cleaned_data["state"]

    def _vote_of(self, form: AttendanceForm) -> str:
        """The vote on a line; where it is left blank, the vote of everyone else present."""
        vote = form.cleaned_data.get("vote", "")
        others = self.others.cleaned_data.get("vote", "")
        return vote or (others if self._state_of(form) in Attendance.COUNTED else "")

    def _write(self, publish: bool) -> bool:
        try:
            with transaction.atomic():
                self._save_meeting(publish)
                lines = [form.save(self.meeting, self.others.cleaned_data["state"]) for form in self.attendance]
                bulk_create_with_history([line for line in lines if line], Attendance, default_date=moment())
                if not self._save_decisions(publish):
                    raise _Unsaved
                self._save_votes()
        except _Unsaved:
            return False
        except StaleVersion:
            self._show_conflict()
            return False
        except TakesTwo as refused:
            self.state.add_error(None, refused)
            return False
        return True

    def _save_meeting(self, publish: bool) -> None:
        values = self.state.cleaned_data
        self.meeting.state = values["state"]
        self.meeting.full_number = values["full_number"]
        self.meeting.version = values["version"]
        if publish and self.meeting.status == Publishable.Status.DRAFT:
            self.meeting.status = Publishable.Status.PUBLISHED
        self.meeting.save()

    def _save_decisions(self, publish: bool) -> bool:
        """Save every decision; False where one has errors, which are then shown at its form."""
        is_complete = True
        for form in self.results:
            decision = self._decision_of(form, publish)
            try:
                if decision:
                    self._save_decision(form, decision)
            except ValidationError as error:
                is_complete = False
                form.add_errors(error)
        return is_complete

    def _decision_of(self, form: ResultForm, publish: bool) -> Decision | None:
        """The decision of a form that has to be saved; None where nothing changes."""
        form.make_item(self.meeting)
        votes = self.votes if form is self.roll_call_form else None
        decision = form.make(self.meeting, votes, self.steps.cleaned_data)
        recorded = decision or form.decision
        if publish and not form.is_left_out and recorded and recorded.status == Publishable.Status.DRAFT:
            recorded.status = Publishable.Status.PUBLISHED
            return recorded
        return decision

    def _save_decision(self, form: ResultForm, decision: Decision) -> None:
        decision.full_clean(exclude=["union", "slug"])
        decision.save()
        form.decision = decision
        self.decisions.append(decision)

    def _save_votes(self) -> None:
        decision = self.roll_call_form.decision if self.takes_votes and self.roll_call_form else None
        if decision is None:
            return
        recorded = {vote.seat_id: vote for vote in decision.roll_call.all()}
        for form in self.attendance:
            option, vote = self._vote_of(form), recorded.get(form.seat.pk)
            if vote and not option:
                vote.delete()
            elif option and (not vote or vote.option != option):
                vote = vote or RollCallVote(decision=decision, seat=form.seat)
                vote.option = option
                vote.save()

    def _show_conflict(self) -> None:
        """Say that someone else has saved first, and take over the stored versions, so that saving again succeeds."""
        self.is_stale = True
        text = _(
            "Someone else has changed this meeting in the meantime. Nothing has been saved; your entries are "
            "still here. Save again to replace theirs."
        )
        self.state.add_error(None, ValidationError(text, code="stale"))
        data = {**self.data.dict(), **self._stored_versions()}
        for form in [self.state, *self.results]:
            form.data = data

    def _stored_versions(self) -> dict[str, str]:
        """The versions that are stored now, by the names of their fields on the screen."""
        stored = {"version": str(Meeting.objects.get(pk=self.meeting.pk).version)}
        versions = dict(Decision.objects.of_meeting(self.meeting).values_list("pk", "version"))
        for form in self.results:
            if form.decision and form.decision.pk in versions:
                stored[form.add_prefix("version")] = str(versions[form.decision.pk])
        return stored


class _Unsaved(Exception):
    """Rolls back what the transaction has written so far."""
