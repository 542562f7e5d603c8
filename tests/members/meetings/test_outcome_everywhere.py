"""Whatever a clerk does with a decision, every page and every interface says the same of it."""

import json
import os
import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from icalendar import Calendar

from members.meetings import life_line
from members.meetings.results import ResultsScreen
from tests import factories as make
from tests.addresses import address
from tests.conftest import Reader
from unions.caching.store import clear_all_stores
from unions.models import CourtRuling, Decision, Meeting
from unions.publishing.states import Publishable
from unions.tenancy import scope

pytestmark = pytest.mark.django_db

# 1,000 steps: OUTCOME_STEPS=1000 pytest tests/members/meetings/test_outcome_everywhere.py
STEPS = int(os.environ.get("OUTCOME_STEPS", "60"))
STEPS_EACH = 10

numbers = st.none() | st.integers(0, 9)
sides = st.sampled_from(["", "for", "against"])
outcomes = st.sampled_from(["", "", "", "accepted", "rejected", "referred", "withdrawn", "postponed"])
reasons = st.sampled_from(["", "", "Tutanakta böyle geçiyor"])
days = st.none() | st.integers(0, 60)


class Office(RuleBasedStateMachine):
    """A clerk records, corrects, withdraws, has courts annul and lift, and later decisions amend and repeal."""

    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        clear_all_stores()
        self.union = make.make_union(code="ornek")
        self.scope = scope.of(self.union)
        self.scope.__enter__()
        self.reader = Reader(headers={"host": "ornek.localhost"})

    @initialize()
    def meet(self):
        self.today = timezone.localdate()
        self.meeting = make.make_meeting(
            union=self.union,
            starts_at=timezone.now() - timedelta(days=90),
            full_number=12,
            state="held",
            place_tr="Meclis salonu",
            agenda=["Bütçe"],
        )
        self.item = self.meeting.agenda_items.get()

    def teardown(self):
        self.scope.__exit__(None, None, None)
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)
        clear_all_stores()

    @property
    def decision(self) -> Decision | None:
        return Decision.objects.filter(agenda_item=self.item).first()

    def day(self, after: int | None) -> date | None:
        return None if after is None else self.meeting.day + timedelta(days=after)

    # What the clerk does

    @rule(
        votes=st.tuples(numbers, numbers, numbers),
        outcome=outcomes,
        reason=reasons,
        how=st.fixed_dictionaries(
            {
                "is_secret": st.booleans(),
                "is_unanimous": st.booleans(),
                "is_repeated": st.booleans(),
                "chair_side": sides,
                "lot": sides,
                "majority": st.sampled_from(Decision.Majority.values),
                "present": numbers,
            }
        ),
    )
    def record(self, votes, outcome, reason, how):
        meeting = Meeting.objects.get(pk=self.meeting.pk)
        before = self.decision
        values = {
            **dict(zip(["votes_for", "votes_against", "votes_abstaining"], votes, strict=True)),
            **how,
            # Numbers that the factory gives are lower.
            "number": 7_000_000,
            "title_tr": "Bütçenin kabulü",
            "outcome": outcome,
            "override_reason": reason,
            "version": before.version if before else None,
        }
        prefix = f"item-{self.item.pk}"
        data = {f"{prefix}-{name}": str(value) for name, value in values.items() if value not in (None, "", False)}
        data |= {"state": meeting.state, "full_number": "12", "version": str(meeting.version)}

        screen = ResultsScreen(meeting, data)
        is_saved = screen.save(publish=True)

        if not is_saved:
            # Every refusal stands at a field or form, and keeps what was typed.
            form = screen.results[0]
            assert form.errors
            assert form["votes_for"].value() == data.get(f"{prefix}-votes_for")
            after = self.decision
            assert (after and after.version) == (before and before.version)

    @rule(final=days, sent=days, back=days, upheld=days, carried=days)
    def take_steps(self, final, sent, back, upheld, carried):
        self.change(
            final_on=self.day(final),
            sent_to_governor_on=self.day(sent),
            sent_back_on=self.day(back),
            upheld_on=self.day(upheld),
            carried_out_on=self.day(carried),
        )

    def change(self, **values):
        decision = self.decision
        if decision is None:
            return
        for name, value in values.items():
            setattr(decision, name, value)
        try:
            decision.full_clean(exclude=["union", "slug"])
        except ValidationError:
            return
        decision.save()

    @rule(status=st.sampled_from(Publishable.Status.values))
    def publish_or_withdraw(self, status):
        self.change(status=status)

    @rule(kind=st.sampled_from(CourtRuling.Kind.values), after=st.integers(0, 60), lifted=days)
    def go_to_court(self, kind, after, lifted):
        if decision := self.decision:
            ruled_on = self.day(after)
            lifted_on = self.day(lifted)
            if lifted_on is None or lifted_on >= ruled_on:
                CourtRuling.objects.create(
                    decision=decision,
                    kind=kind,
                    court="Konya 2. İdare Mahkemesi",
                    ruled_on=ruled_on,
                    lifted_on=lifted_on,
                )

    @rule(does=st.sampled_from(Decision.Amendment.values), outcome=st.sampled_from(Decision.Outcome.values))
    def decide_again(self, does, outcome):
        if decision := self.decision:
            make.make_decision(
                union=self.union,
                organ=decision.organ,
                amends=decision,
                amendment=does,
                outcome=outcome,
                title_tr="Sonra",
            )

    @rule(state=st.sampled_from(["held", "inquorate", "postponed", "cancelled"]))
    def change_meeting(self, state):
        meeting = Meeting.objects.get(pk=self.meeting.pk)
        meeting.state = state
        meeting.save()

    # What readers see

    @invariant()
    def no_outcome_is_against_the_votes_without_a_reason(self):
        decision = getattr(self, "item", None) and self.decision
        if decision and not decision.override_reason:
            assert not decision.contradicts_votes()

    @invariant()
    def all_agree(self):
        decision = getattr(self, "item", None) and self.decision
        if not decision:
            return
        clear_all_stores()
        if not decision.is_public:
            assert self.reader.get(decision.address("en")).status_code in [404, 410]
            assert all(row["citation"] != decision.citation for row in self.open_data())
            return
        with override("en"):
            self.agree_on_outcome(decision, str(decision.get_outcome_display()))
            self.agree_on_force(decision)
        self.agree_on_meeting()

    def agree_on_outcome(self, decision, words):
        page, row = self.page(decision), self.row_of_list(decision)
        assert self.oparl(decision)["birlik:outcome"] == decision.outcome
        assert self.linked_data(page)["creativeWorkStatus"] == words
        assert self.row_of_data(decision)["outcome"] == decision.outcome
        assert self.popolo(decision).get("result") == {"accepted": "pass", "rejected": "fail", "unrecorded": None}.get(
            decision.outcome, decision.outcome
        )
        if decision.outcome == "unrecorded":
            assert "outcome not recorded" in row
            assert "whether the motion was accepted is not known" in page
        else:
            assert (words in row) == decision.is_without_effect
            assert f"{words[0].upper()}{words[1:]}</span>" in page
        assert ("Implemented" in page) == bool(decision.carried_out_on and not decision.is_without_effect)

    def agree_on_force(self, decision):
        page, force = self.page(decision), decision.force
        assert self.oparl(decision)["birlik:force"] == force.value
        assert self.oparl(decision).get("birlik:inForce") == force.stands
        assert self.row_of_data(decision)["in_force"] == force.value
        assert life_line.standing(decision) in page
        legal = self.linked_data(page).get("legislationLegalForce", "")
        assert legal.endswith("NotInForce") == (force.stands is False)
        assert bool(legal) == (force.stands is not None)
        row = self.row_of_list(decision)
        assert ("annulled by a court" in row) == (force == "annulled")
        assert ("repealed" in row) == (force == "repealed")

    def agree_on_meeting(self):
        meeting = Meeting.objects.get(pk=self.meeting.pk)
        if not meeting.is_public:
            return
        [entry] = Calendar.from_ical(self.reader.get(address("meeting_calendar", "en")).content).walk("VEVENT")
        page = self.reader.get(meeting.address("en")).text
        oparl = self.reader.get(f"/oparl/en/meeting/{meeting.pk}/").json()
        is_off = meeting.state != "held"
        assert (entry["status"] == "CANCELLED") == is_off
        assert oparl["cancelled"] == is_off
        assert (self.linked_data(page)["eventStatus"] != "https://schema.org/EventScheduled") == is_off

    def page(self, decision) -> str:
        answer = self.reader.get(decision.address("en"))
        assert answer.status_code == 200
        return re.sub(r"&#x27;", "'", answer.text)

    def row_of_list(self, decision) -> str:
        rows = self.reader.get(address("decision_list", "en")).text.split('<li class="row">')
        [row] = [row.split("</li>")[0] for row in rows if f'href="{decision.address("en")}"' in row]
        return row

    def linked_data(self, page: str) -> dict:
        block = re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.DOTALL)[1]
        return json.loads(block)["@graph"][0]

    def oparl(self, decision) -> dict:
        return self.reader.get(f"/oparl/en/paper/decision-{decision.pk}/").json()

    def popolo(self, decision) -> dict:
        [motion] = [
            motion
            for motion in self.reader.get("/popolo/en.json").json()["motions"]
            if motion["id"] == f"motion-{decision.pk}"
        ]
        return motion

    def open_data(self) -> list[dict]:
        return self.reader.get(address("open_data_file", "en", word="decisions", extension="json")).json()["rows"]

    def row_of_data(self, decision) -> dict:
        [row] = [row for row in self.open_data() if row["citation"] == decision.citation]
        return row


@pytest.mark.slow
def test_page_list_and_every_interface_agree_after_any_steps_of_a_clerk(db):
    run_state_machine_as_test(
        Office,
        settings=settings(
            max_examples=max(1, STEPS // STEPS_EACH),
            stateful_step_count=STEPS_EACH,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


HOW = {"is_secret": False, "is_unanimous": False, "is_repeated": False, "chair_side": "", "lot": "",
       "majority": "simple", "present": None}  # fmt: skip
STAY, PARTLY, ANNULMENT = CourtRuling.Kind.STAY, CourtRuling.Kind.PARTLY, CourtRuling.Kind.ANNULMENT
# What a clerk records of the vote, which rulings follow (kind, day, day on which it was lifted), and what is then true.
COURSES = {
    "annulled in part": ((9, 1, 0), {}, [(PARTLY, 20, None)], ("accepted", "partly")),
    "stayed, and the stay lifted": ((9, 1, 0), {}, [(STAY, 10, 30)], ("accepted", "full")),
    "stayed, the action dismissed, then annulled on appeal": (
        (9, 1, 0), {}, [(STAY, 10, 30), (ANNULMENT, 40, None)], ("accepted", "annulled")),
    "a tie with the side of the chair": ((5, 5, 0), {"chair_side": "for"}, [], ("accepted", "full")),
    "a tie against the side of the chair": ((5, 5, 0), {"chair_side": "against"}, [], ("rejected", "not_adopted")),
    "a second secret ballot": ((6, 4, 0), {"is_secret": True, "is_repeated": True}, [], ("accepted", "full")),
    "a lot after a second tied ballot": (
        (5, 5, 0), {"is_secret": True, "is_repeated": True, "lot": "against"}, [], ("rejected", "not_adopted")),
}  # fmt: skip


@pytest.mark.slow
def test_what_courts_ties_ballots_and_lots_make_of_a_decision_is_said_everywhere(db):
    wrong = []
    for name, (votes, how, rulings, expected) in COURSES.items():
        office = Office()
        office.meet()
        office.record(votes=votes, outcome="", reason="", how={**HOW, **how})
        office.take_steps(final=6, sent=8, back=None, upheld=None, carried=None)
        for kind, after, lifted in rulings:
            office.go_to_court(kind=kind, after=after, lifted=lifted)
        decision = office.decision
        found = (decision.outcome, str(decision.force.value)) if decision else None
        try:
            office.all_agree()
            if found != expected:
                wrong.append((name, found))
        finally:
            office.teardown()

    assert wrong == []
