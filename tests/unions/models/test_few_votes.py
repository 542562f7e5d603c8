"""The reason that is filled in where few votes were not enough."""

from datetime import date

import pytest
from django.utils import translation

from tests import factories as make
from tests.unions.records import at, complaints, decision_of
from unions.models import Decision

pytestmark = pytest.mark.django_db


def test_a_majority_that_is_below_the_quarter_is_rejected_and_says_why(assembly):
    meeting = make.make_meeting(organ=assembly, starts_at=at("2025-05-14"), agenda=["Bütçe"], full_number=80)
    decision = decision_of(assembly, agenda_item=meeting.agenda_items.get(), votes_for=18, votes_against=3)

    assert complaints(decision) == {}
    decision.save()

    assert decision.outcome == "rejected"
    assert "20" in decision.override_reason


@pytest.mark.parametrize("language", ["tr", "en"])
def test_the_reason_that_is_filled_in_sets_no_other_rule_aside(assembly, language):
    votes = {"votes_for": 18, "votes_against": 3, "present": 60}
    decision = decision_of(assembly, **votes)
    with translation.override(language):
        assert complaints(decision) == {}
        decision.save()
    assert decision.override_reason

    decision.carried_out_on = date(2025, 6, 2)

    assert list(complaints(decision)) == ["carried_out_on"]


def test_the_reason_that_was_filled_in_goes_with_its_outcome(assembly):
    decision = decision_of(assembly, votes_for=18, votes_against=3, present=60)
    decision.save()

    decision.votes_for, decision.outcome = 48, Decision.Outcome.UNRECORDED
    assert complaints(decision) == {}

    assert (decision.outcome, decision.override_reason) == ("accepted", "")
