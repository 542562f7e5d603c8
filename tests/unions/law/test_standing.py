"""Whether a decision is in force on a day."""

from datetime import date

import pytest

from tests.tables import table
from unions import law
from unions.law import Change, Force, Motion, Progress, Ruling, RulingKind

DECIDED, DAY = date(2026, 5, 12), date(2026, 9, 1)
DONE = {"final_on": date(2026, 5, 18), "sent_to_governor_on": date(2026, 5, 19)}


def progress(motion=Motion.ACCEPTED, **steps) -> Progress:
    return Progress(motion, **{"decided_on": DECIDED, **DONE, **steps})


def ruled(kind, lifted_on=None) -> tuple[Ruling, ...]:
    return (Ruling(RulingKind(kind), date(2026, 7, 1), lifted_on),)


def later(*, repeals=True, **steps) -> Change:
    return Change(repeals, progress(decided_on=date(2026, 8, 1), **{"sent_to_governor_on": None, **steps}))


SITUATIONS = {
    "accepted and sent": (progress(), [], Force.FULL),
    "not final": (progress(final_on=None, sent_to_governor_on=None), [], Force.NOT_FINAL),
    "not sent": (progress(sent_to_governor_on=None), [], Force.NOT_SENT),
    "sent later than that day": (progress(sent_to_governor_on=date(2026, 9, 2)), [], Force.NOT_SENT),
    "needs no governor": (
        progress(final_on=None, sent_to_governor_on=None, goes_to_governor=False),
        [],
        Force.FULL,
    ),
    "sent back": (progress(sent_back_on=date(2026, 5, 14)), [], Force.SENT_BACK),
    "upheld": (progress(sent_back_on=date(2026, 5, 14), upheld_on=date(2026, 6, 1)), [], Force.FULL),
    "upheld after that day": (
        progress(sent_back_on=date(2026, 5, 14), upheld_on=date(2026, 11, 1)),
        [],
        Force.SENT_BACK,
    ),
    "rejected": (progress(Motion.REJECTED), [], Force.NOT_ADOPTED),
    "referred": (progress(Motion.REFERRED), [], Force.NOT_ADOPTED),
    "withdrawn": (progress(Motion.WITHDRAWN), [], Force.NOT_ADOPTED),
    "postponed": (progress(Motion.POSTPONED), [], Force.NOT_ADOPTED),
    "unrecorded": (progress(Motion.UNRECORDED), [], Force.UNRECORDED),
    "rejected and repealed": (progress(Motion.REJECTED), [later()], Force.NOT_ADOPTED),
    "stayed": (progress(rulings=ruled("stay")), [], Force.STAYED),
    "stay lifted": (progress(rulings=ruled("stay", date(2026, 8, 1))), [], Force.FULL),
    "stay lifted after that day": (progress(rulings=ruled("stay", date(2026, 9, 2))), [], Force.STAYED),
    "annulled": (progress(rulings=ruled("annulment")), [], Force.ANNULLED),
    "annulled and never sent": (progress(sent_to_governor_on=None, rulings=ruled("annulment")), [], Force.ANNULLED),
    "annulled in part": (progress(rulings=ruled("partly")), [], Force.PARTLY),
    "stayed, then annulled": (progress(rulings=ruled("stay") + ruled("annulment")), [], Force.ANNULLED),
    "amended": (progress(), [later(repeals=False)], Force.AMENDED),
    "repealed": (progress(), [later()], Force.REPEALED),
    "repealed and stayed": (progress(rulings=ruled("stay")), [later()], Force.REPEALED),
    "a repeal that was rejected": (progress(), [later(motion=Motion.REJECTED)], Force.FULL),
    "a repeal of unknown outcome": (progress(), [later(motion=Motion.UNRECORDED)], Force.FULL),
    "a repeal that a court annulled": (progress(), [later(rulings=ruled("annulment"))], Force.FULL),
    "a repeal that was sent back": (progress(), [later(sent_back_on=date(2026, 8, 3))], Force.FULL),
    "a repeal decided after that day": (progress(), [Change(True, progress(decided_on=date(2026, 9, 2)))], Force.FULL),
}


@table(("record", "changes", "force"), SITUATIONS.values(), ids=SITUATIONS)
def test_a_decision_is_in_force_or_not_for_a_reason(record, changes, force):
    assert law.force_on(DAY, record, changes) == force


def test_a_decision_is_not_in_force_before_it_is_taken():
    assert law.force_on(date(2026, 5, 11), progress()) == Force.NOT_YET_TAKEN


def test_an_annulled_decision_stood_before_the_court_ruled():
    record = progress(rulings=ruled("annulment"))

    assert law.force_on(date(2026, 6, 30), record) == Force.FULL
    assert law.force_on(date(2026, 7, 1), record) == Force.ANNULLED


@pytest.mark.parametrize(
    ("force", "stands"),
    [(Force.FULL, True), (Force.AMENDED, True), (Force.PARTLY, True), (Force.UNRECORDED, None), (Force.STAYED, False)],
)
def test_it_says_yes_or_no_or_that_nobody_knows(force, stands):
    assert force.stands is stands


def test_a_missing_step_and_an_effect_are_told_by_themselves():
    assert law.step_missing(DAY, progress(sent_to_governor_on=None)) == Force.NOT_SENT
    assert law.step_missing(DAY, progress()) is None
    assert law.has_effect(DAY, progress()) is True
    assert law.has_effect(DECIDED.replace(day=11), progress()) is False
