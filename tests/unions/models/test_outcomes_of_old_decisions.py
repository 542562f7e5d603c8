"""What decisions recorded before outcomes were kept become."""

from datetime import date
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from tests import factories as make
from unions.models import Decision

pytestmark = pytest.mark.django_db

derive = import_module("unions.migrations.0009_outcomes_of_old_decisions").derive
derive_acceptances = import_module("members.migrations.0007_outcomes_of_acceptances").derive

OLD = {
    "more for it": ({"votes_for": 18, "votes_against": 12}, "accepted"),
    "more against it": ({"votes_for": 12, "votes_against": 18}, "rejected"),
    "rejected and yet implemented": (
        {"votes_for": 12, "votes_against": 18, "carried_out_on": date(2026, 6, 1)},
        "rejected",
    ),
    "as many that abstained": ({"votes_for": 12, "votes_against": 3, "votes_abstaining": 12}, "rejected"),
    "tied": ({"votes_for": 15, "votes_against": 15}, "unrecorded"),
    "against the votes for a reason": (
        {"votes_for": 12, "votes_against": 18, "override_reason": "Tutanakta böyle"},
        "unrecorded",
    ),
    "nobody voted": ({"votes_for": 0, "votes_against": 0}, "unrecorded"),
    "unanimous": ({"is_unanimous": True}, "accepted"),
    "implemented": ({"carried_out_on": date(2026, 6, 1)}, "accepted"),
    "upheld": ({"sent_back_on": date(2026, 5, 14), "upheld_on": date(2026, 6, 1)}, "accepted"),
    "a text and a number": ({"text_tr": "<p>Kabulüne karar verildi.</p>"}, "unrecorded"),
    "votes against alone": ({"votes_against": 18}, "unrecorded"),
}


def old_decision(**fields) -> Decision:
    decision = make.make_decision(date=date(2026, 5, 12), **{**fields, "outcome": "postponed"})
    Decision.objects.filter(pk=decision.pk).update(outcome="unrecorded")
    return decision


def outcome_of(decision: Decision) -> str:
    editor = SimpleNamespace(connection=connection)
    derive(apps, editor)
    derive_acceptances(apps, editor)
    decision.refresh_from_db()
    return decision.outcome


@pytest.mark.parametrize(("fields", "outcome"), OLD.values(), ids=OLD)
def test_old_decisions_get_the_outcome_that_their_record_proves(union, fields, outcome):
    assert outcome_of(old_decision(**fields)) == outcome


def test_what_adopted_a_document_or_accepted_a_member_was_accepted(union):
    adopting, accepting = old_decision(), old_decision()
    make.make_paper(union=union, decision=adopting)
    make.make_membership(union=union, acceptance=accepting)

    assert (outcome_of(adopting), outcome_of(accepting)) == ("accepted", "accepted")


def test_a_majority_below_the_quarter_is_rejected_and_says_why(union):
    organ = make.make_organ(union=union, seat_count=80)
    decision = old_decision(organ=organ, votes_for=18, votes_against=3)

    assert outcome_of(decision) == "rejected"
    assert "20 oy gerekiyordu" in decision.override_reason
