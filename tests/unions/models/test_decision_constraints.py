"""The database itself keeps no outcome against the votes."""

import pytest
from django.db import IntegrityError, transaction

from tests import factories as make
from tests.unions.records import REASON, complaints, decision_of
from unions.models import Decision

AGAINST_THE_VOTES = {
    "accepted by a minority": ({"outcome": "accepted", "votes_for": 12, "votes_against": 18}, "outcome"),
    "accepted by nobody": ({"outcome": "accepted", "votes_for": 0, "votes_against": 0}, "__all__"),
    "accepted by a tie": ({"outcome": "accepted", "votes_for": 15, "votes_against": 15}, "chair_side"),
    "accepted by a secret tie": (
        {"outcome": "accepted", "votes_for": 15, "votes_against": 15, "is_secret": True, "chair_side": "for"},
        "is_repeated",
    ),
    "accepted by a lot against it": (
        {
            "outcome": "accepted",
            "votes_for": 15,
            "votes_against": 15,
            "is_secret": True,
            "is_repeated": True,
            "lot": "against",
        },
        "outcome",
    ),
    "accepted against the chair": (
        {"outcome": "accepted", "votes_for": 15, "votes_against": 15, "chair_side": "against"},
        "outcome",
    ),
    "rejected by a minority": ({"outcome": "rejected", "votes_for": 18, "votes_against": 12}, "outcome"),
    "rejected although unanimous": (
        {"outcome": "rejected", "votes_for": 30, "is_unanimous": True},
        "outcome",
    ),
    "rejected although the chair was for it": (
        {"outcome": "rejected", "votes_for": 15, "votes_against": 15, "chair_side": "for"},
        "outcome",
    ),
    "rejected although the lot was for it": (
        {
            "outcome": "rejected",
            "votes_for": 15,
            "votes_against": 15,
            "is_secret": True,
            "is_repeated": True,
            "lot": "for",
        },
        "outcome",
    ),
}

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("fields", "field"), AGAINST_THE_VOTES.values(), ids=AGAINST_THE_VOTES)
def test_no_outcome_is_kept_against_the_votes_without_a_reason(assembly, fields, field):
    assert list(complaints(decision_of(assembly, **fields))) == [field]
    with pytest.raises(IntegrityError), transaction.atomic():
        decision_of(assembly, **fields).save()

    decision = decision_of(assembly, override_reason=REASON, **fields)

    assert complaints(decision) == {}
    decision.save()
    assert decision.outcome == fields["outcome"]


@pytest.mark.parametrize(
    ("change", "values"),
    [({"outcome": "accepted"}, {"votes_for": 12, "votes_against": 18}), ({"outcome": "rejected"}, {"votes_for": 18})],
)
def test_the_database_itself_refuses_an_outcome_against_the_votes(assembly, change, values):
    decision = make.make_decision(organ=assembly, **values)

    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(**change)
