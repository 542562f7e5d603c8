from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from members.meetings.life_line import standing, steps
from tests.factories import make_agenda_item, make_decision, make_meeting, make_organ
from unions.models import CourtRuling

TODAY = date(2026, 5, 20)


@pytest.fixture
def meeting(union):
    starts_at = datetime(2026, 5, 12, 14, 0, tzinfo=ZoneInfo("Europe/Istanbul"))
    return make_meeting(starts_at=starts_at, called_on=date(2026, 5, 4), state="held")


def make_ruling(decision, kind, **fields):
    return CourtRuling.objects.create(
        decision=decision, kind=kind, court="Konya 2. İdare Mahkemesi", ruled_on=date(2026, 6, 1), **fields
    )


def states(decision, meeting=None):
    return [(step.state, step.date or step.due) for step in steps(decision, meeting, TODAY)]


def test_whole_way_is_done(meeting):
    decision = make_decision(
        date=date(2026, 5, 12),
        agenda_item=make_agenda_item(meeting=meeting),
        final_on=date(2026, 5, 18),
        sent_to_governor_on=date(2026, 5, 19),
        summary_published_on=date(2026, 5, 20),
    )

    assert states(decision, meeting) == [
        ("done", date(2026, 5, 4)),
        ("done", date(2026, 5, 4)),
        ("done", date(2026, 5, 12)),
        ("done", date(2026, 5, 18)),
        ("done", date(2026, 5, 19)),
        ("done", date(2026, 5, 20)),
    ]


def test_steps_of_a_meeting_that_is_not_public_are_unknown(meeting):
    decision = make_decision(date=date(2026, 5, 12), agenda_item=make_agenda_item(meeting=meeting))

    assert states(decision, None)[:2] == [("unknown", None), ("unknown", None)]


def test_decision_may_be_sent_back_for_five_days(union):
    decision = make_decision(date=date(2026, 5, 15))

    assert states(decision)[3] == ("pending", None)


def test_after_five_days_a_missing_day_is_not_recorded_rather_than_late(union):
    decision = make_decision(date=date(2026, 5, 14))

    assert states(decision)[3:] == [("unknown", None)] * 3


def test_decision_sent_back_stays_open_until_it_is_upheld(union):
    decision = make_decision(date=date(2026, 4, 1), sent_back_on=date(2026, 4, 3))

    assert states(decision)[3:6] == [("done", date(2026, 4, 3)), ("pending", None), ("pending", None)]


@pytest.mark.parametrize(
    ("final_on", "state"), [(date(2026, 5, 13), "pending"), (date(2026, 5, 12), "overdue")], ids=["last day", "over"]
)
def test_sending_and_publishing_have_seven_days(union, final_on, state):
    decision = make_decision(date=date(2026, 5, 7), final_on=final_on)

    assert [known for known, _day in states(decision)[4:]] == [state, state]
    assert states(decision)[4][1] == final_on.replace(day=final_on.day + 7)


def test_step_before_a_recorded_one_is_not_late(union):
    decision = make_decision(date=date(2026, 1, 7), final_on=date(2026, 1, 12), summary_published_on=date(2026, 1, 15))

    assert states(decision)[4:] == [("unknown", None), ("done", date(2026, 1, 15))]


def test_other_organs_have_no_way_to_the_governor(union):
    decision = make_decision(organ=make_organ(kind="executive"), date=date(2026, 5, 12))

    assert len(steps(decision, None, TODAY)) == 3


STANDING = {
    "never touched": (
        {"final_on": date(2026, 5, 18), "sent_to_governor_on": date(2026, 5, 19)},
        [],
        "Yes: no decision",
    ),
    "amended": (
        {"final_on": date(2026, 5, 18), "sent_to_governor_on": date(2026, 5, 19)},
        ["amends"],
        "Yes, as amended by 2026/91.",
    ),
    "repealed after it was amended": ({}, ["amends", "repeals"], "No: it was repealed by decision 2026/92."),
    "sent back": ({"sent_back_on": date(2026, 5, 15)}, [], "Not unless it is upheld"),
    "not final": ({}, [], "not on record as final"),
    "not sent": ({"final_on": date(2026, 5, 18)}, [], "sent to the governor"),
}


@pytest.mark.parametrize(("way", "later", "words"), STANDING.values(), ids=STANDING)
def test_it_says_in_words_whether_the_decision_stands(union, way, later, words):
    decision = make_decision(date=date(2026, 5, 12), **way)
    for n, does in enumerate(later):
        make_decision(date=date(2026, 6, 1), number=91 + n, amends=decision, amendment=does)

    with override("en"):
        assert words in standing(decision)


def test_a_decision_of_another_organ_stands_without_the_governor(union):
    executive = make_organ(kind="executive", decision_series="E")

    with override("en"):
        assert standing(make_decision(organ=executive)).startswith("Yes")


@pytest.mark.parametrize("outcome", ["rejected", "referred", "withdrawn", "postponed"])
def test_a_motion_that_was_not_accepted_is_neither_due_nor_implemented(union, outcome):
    decision = make_decision(date=date(2026, 1, 7), outcome=outcome, carried_out_on=date(2026, 2, 1))

    with override("en"):
        labels = [step.label for step in steps(decision, None, TODAY)]

        assert labels == ["Call", "Agenda", f"Vote: {decision.get_outcome_display()}"]
        assert standing(decision).startswith("No: the motion was not accepted")


def test_an_outcome_that_is_not_on_record_is_not_taken_for_an_acceptance(union):
    with override("en"):
        assert standing(make_decision(outcome="unrecorded")).startswith("Not known")


@pytest.mark.parametrize(
    ("kind", "sentence", "label"),
    [
        ("annulment", "No: Konya 2. İdare Mahkemesi annulled it on 1 June 2026.", "Annulled by a court"),
        ("stay", "No: Konya 2. İdare Mahkemesi stayed it on 1 June 2026.", "Stayed by a court"),
        (
            "partly",
            "Yes, except the part that Konya 2. İdare Mahkemesi annulled on 1 June 2026.",
            "Annulled in part by a court",
        ),
    ],
)
def test_what_a_court_ruled_is_said_from_that_day_on(union, kind, sentence, label):
    sent = {"final_on": date(2026, 5, 18), "sent_to_governor_on": date(2026, 5, 19)}
    decision = make_decision(date=date(2026, 5, 12), **sent)
    make_ruling(decision, kind)

    with override("en"):
        assert standing(decision, date(2026, 6, 1)) == sentence
        assert standing(decision, date(2026, 5, 31)).startswith("Yes: no decision")
        assert [step.label for step in steps(decision, None, TODAY)][-1] == label


def test_a_stay_that_was_lifted_is_a_step_of_the_past(union):
    decision = make_decision(organ=make_organ(kind="executive"), date=date(2026, 5, 12))
    make_ruling(decision, "stay", lifted_on=date(2026, 8, 1))

    with override("en"):
        assert standing(decision, date(2026, 8, 1)).startswith("Yes")
        assert [step.label for step in steps(decision, None, TODAY)][-1] == "Stay lifted"


def test_a_repeal_that_was_rejected_repeals_nothing(union):
    decision = make_decision(organ=make_organ(kind="executive"))
    make_decision(organ=decision.organ, amends=decision, amendment="repeals", outcome="rejected")

    with override("en"):
        assert standing(decision).startswith("Yes: no decision")
