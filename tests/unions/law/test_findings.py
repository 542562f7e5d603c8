"""What the law refuses of a record, at which field and on which article, and what it only warns of."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from tests import factories as make
from tests.unions.records import REASON, at, complaints, decision_of, item_with_people

pytestmark = pytest.mark.django_db


def test_votes_above_those_present_are_refused(assembly):
    item = item_with_people(assembly, present=2)

    found = complaints(decision_of(assembly, agenda_item=item, votes_for=2, votes_against=1))

    assert list(found) == ["votes_for"]
    assert "more votes (3)" in found["votes_for"]
    assert "Law 5393, art. 22" in found["votes_for"]


def test_as_many_votes_as_people_are_fine(assembly):
    item = item_with_people(assembly, present=3)

    assert complaints(decision_of(assembly, agenda_item=item, votes_for=2, votes_against=1)) == {}


def test_votes_are_not_compared_with_a_list_that_nobody_has_kept(assembly):
    item = item_with_people(assembly, present=0)

    assert complaints(decision_of(assembly, agenda_item=item, votes_for=20)) == {}


@pytest.mark.parametrize("full_number", [8, None])
def test_a_motion_with_more_against_than_for_was_not_accepted(assembly, full_number):
    item = item_with_people(assembly, present=5)
    item.meeting.full_number = full_number
    item.meeting.save()
    decision = decision_of(assembly, agenda_item=item, votes_for=2, votes_against=3)

    found = complaints(decision_of(assembly, agenda_item=item, votes_for=2, votes_against=3, outcome="accepted"))

    assert complaints(decision) == {}
    assert decision.outcome == "rejected"
    assert list(found) == ["outcome"]
    assert "it had 2 and needed 3" in found["outcome"]
    assert "Law 5393, art. 22" in found["outcome"]


def test_votes_against_alone_do_not_tell_the_outcome(assembly):
    found = complaints(decision_of(assembly, votes_against=18))

    assert list(found) == ["votes_for"]
    assert "0 if no one did" in found["votes_for"]


def test_a_vote_below_the_quorum_of_a_meeting_that_was_not_held_is_refused(assembly):
    meeting = make.make_meeting(
        organ=assembly, starts_at=at("2025-05-14"), agenda=["Bütçe"], full_number=80, state="inquorate"
    )
    decision = decision_of(assembly, agenda_item=meeting.agenda_items.get(), votes_for=18, votes_against=3)

    assert list(complaints(decision)) == ["agenda_item"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"votes_for": 90, "votes_against": 0}, "votes_for"),
        ({"votes_for": 40, "votes_against": 41}, "votes_for"),
        ({"votes_for": 40, "votes_against": 0, "present": 81}, "present"),
        ({"votes_for": 20, "votes_against": 0, "present": 0}, "votes_for"),
    ],
)
def test_there_are_no_more_votes_than_members(assembly, fields, field):
    meeting = make.make_meeting(organ=assembly, starts_at=at("2025-05-14"), agenda=["Bütçe"], full_number=80)

    found = complaints(decision_of(assembly, agenda_item=meeting.agenda_items.get(), **fields))

    assert list(found) == [field]


def test_those_present_at_the_vote_count_where_some_had_left(assembly):
    item = item_with_people(assembly, present=9)
    votes = {"votes_for": 4, "votes_against": 3, "agenda_item": item}

    assert "needed 5" in complaints(decision_of(assembly, outcome="accepted", **votes))["outcome"]
    assert complaints(decision_of(assembly, outcome="accepted", present=7, **votes)) == {}


@pytest.mark.parametrize("outcome", ["rejected", "referred", "withdrawn", "postponed"])
def test_a_motion_that_was_not_accepted_is_not_implemented(assembly, outcome):
    days = {"sent_to_governor_on": date(2025, 5, 20), "carried_out_on": date(2025, 6, 2)}

    found = complaints(decision_of(assembly, outcome=outcome, **days))

    assert list(found) == ["carried_out_on"]


def test_a_unanimous_rejection_is_a_rejection(assembly):
    decision = decision_of(assembly, is_unanimous=True, votes_for=0, votes_against=30)

    assert complaints(decision) == {}
    decision.save()
    assert decision.outcome == "rejected"


def test_nothing_is_decided_after_the_quorum_was_lost(assembly):
    meeting = make.make_meeting(organ=assembly, starts_at=at("2025-05-14"), agenda=["Açılış", "Bütçe", "Tarife"])
    meeting.agenda_items.filter(number=2).update(quorum_lost=True)
    items = list(meeting.agenda_items.all())

    assert complaints(decision_of(assembly, agenda_item=items[0])) == {}
    for item in items[1:]:
        assert "item 2" in complaints(decision_of(assembly, agenda_item=item))["agenda_item"]


def test_an_ordinary_meeting_adds_items_only_in_its_first_sitting_of_the_month(assembly):
    make.make_meeting(organ=assembly, starts_at=at("2025-05-12"), state="held")
    meeting = make.make_meeting(organ=assembly, starts_at=at("2025-05-14"), slug_tr="ikinci")
    item = make.make_agenda_item(meeting=meeting, is_outside_call=True)

    assert "first sitting of the month" in complaints(decision_of(assembly, agenda_item=item))["agenda_item"]


WAYS = {
    "sent back late": ({"sent_back_on": date(2025, 5, 20)}, "sent_back_on"),
    "final without being upheld": (
        {"sent_back_on": date(2025, 5, 16), "final_on": date(2025, 5, 20)},
        "final_on",
    ),
    "final before it was upheld": (
        {"sent_back_on": date(2025, 5, 16), "final_on": date(2025, 5, 20), "upheld_on": date(2025, 6, 2)},
        "final_on",
    ),
    "carried out and never sent": ({"carried_out_on": date(2025, 6, 2)}, "carried_out_on"),
    "carried out before it was sent": (
        {"carried_out_on": date(2025, 5, 20), "sent_to_governor_on": date(2025, 5, 21)},
        "carried_out_on",
    ),
}


@pytest.mark.parametrize(("days", "field"), WAYS.values(), ids=WAYS)
def test_a_way_the_law_does_not_know_is_refused_at_its_field(assembly, days, field):
    found = complaints(decision_of(assembly, **days))

    assert list(found) == [field]
    assert "Law 5393, art. 23" in found[field]


@pytest.mark.parametrize(("days", "_field"), WAYS.values(), ids=WAYS)
def test_a_reason_on_record_lets_it_pass_and_the_finding_stays(assembly, days, _field):
    decision = decision_of(assembly, override_reason=REASON, **days)

    assert complaints(decision) == {}
    assert [found.is_certain for found in decision.findings()] == [True]


@pytest.mark.parametrize(
    "days",
    [
        {"sent_back_on": date(2025, 5, 19)},
        {"sent_back_on": date(2025, 5, 19), "upheld_on": date(2025, 11, 5), "final_on": date(2025, 11, 5)},
        {"sent_to_governor_on": date(2025, 5, 20), "carried_out_on": date(2025, 5, 20)},
    ],
)
def test_the_ways_of_the_law_are_open(assembly, days):
    assert complaints(decision_of(assembly, **days)) == {}


def test_only_decisions_of_the_assembly_wait_for_the_governor(assembly):
    executive = make.make_organ(kind="executive", decision_series="E")

    assert complaints(decision_of(executive, carried_out_on=date(2025, 5, 20))) == {}


def test_an_item_of_another_organs_meeting_is_refused(assembly):
    executive = make.make_organ(kind="executive", decision_series="E")
    item = make.make_meeting(organ=executive, starts_at=at("2025-05-14"), agenda=["Atama"]).agenda_items.get()

    found = complaints(decision_of(assembly, agenda_item=item))

    assert list(found) == ["agenda_item"]
    assert "Law 5355" in found["agenda_item"]


def test_a_number_is_given_once_a_year(assembly):
    make.make_decision(organ=assembly, number=7, date=date(2025, 1, 8))

    assert list(complaints(decision_of(assembly))) == ["number"]
    assert complaints(decision_of(assembly, date=date(2026, 5, 14))) == {}


def test_organs_that_count_apart_may_use_the_same_number(assembly):
    make.make_decision(organ=assembly, number=7, date=date(2025, 1, 8))
    executive = make.make_organ(kind="executive", decision_series="E")

    assert complaints(decision_of(executive)) == {}


IMPOSSIBLE = {
    "an amendment of nothing": {"amendment": "repeals"},
    "unanimous with votes against": {"is_unanimous": True, "votes_for": 5, "votes_against": 1},
    "upheld without having been sent back": {"upheld_on": date(2025, 5, 20)},
    "sending is before the date of the decision": {"sent_to_governor_on": date(2025, 5, 13)},
    "final is before the date of the decision": {"final_on": date(2025, 5, 13)},
}


@pytest.mark.parametrize("fields", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_the_impossible_is_refused_whatever_the_reason(assembly, fields):
    decision = decision_of(assembly, override_reason=REASON, **fields)

    assert complaints(decision)
    with pytest.raises(IntegrityError), transaction.atomic():
        decision.save()


def test_who_names_an_earlier_decision_says_what_happens_to_it(assembly):
    earlier = make.make_decision(organ=assembly, number=1, date=date(2025, 1, 8))

    assert complaints(decision_of(assembly, amends=earlier))
    assert complaints(decision_of(assembly, amends=earlier, amendment="repeals")) == {}


def test_what_breaks_no_tie_is_refused_and_a_doubtful_tie_is_named(union):
    def found(**fields):
        decision = make.make_decision(**{"outcome": "accepted", **fields})
        named = [(finding.field, finding.is_certain) for finding in decision.findings()]
        decision.delete()
        return named

    secret, tie = {"is_secret": True, "is_repeated": True}, {"votes_for": 10, "votes_against": 10}
    wrong = [
        (fields, found(**fields), expected)
        for fields, expected in [
            ({"votes_for": 12, "votes_against": 10, "chair_side": "against"}, [("chair_side", True)]),
            ({"votes_for": 12, "votes_against": 10, "chair_side": "for"}, [("chair_side", True)]),
            ({"votes_for": 12, "votes_against": 10, "lot": "against"}, [("lot", True)]),
            ({"votes_for": 12, "votes_against": 10, "lot": "against", **secret}, [("lot", True)]),
            ({**tie, "chair_side": "for"}, []),
            (
                {**tie, "votes_abstaining": 3, "chair_side": "for"},
                [("chair_side", False)],
            ),
            ({**tie, "lot": "for", **secret}, []),
            ({**tie, "votes_abstaining": 1, "lot": "for", **secret}, [("lot", False)]),
            ({"votes_for": 12, "votes_against": 10}, []),
        ]
        if found(**fields) != expected
    ]

    assert wrong == []


def test_what_was_derived_is_said_with_its_rule(union):
    def said(**fields):
        with translation.override("en"):
            return make.make_decision(**fields).derivation

    assert said(votes_for=12, votes_against=10) == (
        "Accepted: 12 voted for it, and 12 were needed (Law 5393, art. 22)."
    )
    assert said(votes_for=10, votes_against=12).startswith("Rejected: 10 voted for it")
    assert said(votes_for=10, votes_against=10, chair_side="for").startswith("Accepted: the votes are equal")
    assert said(votes_for=10, votes_against=10).startswith("Open: the votes are equal")
    assert said(is_unanimous=True) == ""


def test_steps_in_the_wrong_order_are_named(union):
    decision = make.make_decision(
        date=date(2024, 5, 1), final_on=date(2024, 5, 10), sent_to_governor_on=date(2024, 5, 3),
        carried_out_on=date(2024, 7, 1),
    )  # fmt: skip
    assert [finding.field for finding in decision.findings()] == ["sent_to_governor_on"]

    make.make_court_ruling(decision=decision, kind="annulment", ruled_on=date(2024, 6, 1))
    decision = type(decision).objects.get(pk=decision.pk)
    assert [finding.field for finding in decision.findings()] == ["sent_to_governor_on", "carried_out_on"]
    assert "2024" in decision.findings()[0].message
