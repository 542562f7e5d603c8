"""How decisions are looked for."""

import pytest

from tests import factories as make
from unions.models import Decision

pytestmark = pytest.mark.django_db


def test_decisions_are_found_by_their_topic(union):
    budget = make.make_subject(union=union)
    decision = make.make_decision(union=union, subject=budget)
    make.make_decision(organ=decision.organ, number=18)

    assert list(Decision.all_unions.of_subject(budget)) == [decision]
    assert Decision.all_unions.of_subject(None).count() == 2


def test_a_decision_knows_what_is_related_to_it(union):
    decision = make.make_decision(union=union)
    assert not Decision.all_unions.with_related_flags().get().has_papers

    make.make_paper(union=union, decision=decision)

    flagged = Decision.all_unions.with_related_flags().get()
    assert (flagged.has_papers, flagged.has_roll_call, flagged.has_accepted_memberships) == (True, False, False)
