"""What an organ decides, and how it is cited."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests import factories as make
from unions.models import Decision

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("series", "citation", "short_address"), [("", "2026/17", "/k/2026-17"), ("E", "2026/E-17", "/k/2026-E-17")]
)
def test_a_decision_is_cited_by_year_and_number(union, series, citation, short_address):
    organ = make.make_organ(union=union, kind="executive", decision_series=series)

    decision = make.make_decision(organ=organ, date=date(2026, 5, 14), number=17)

    assert decision.citation == citation
    assert decision.short_address == short_address


def test_a_number_is_used_once_a_year_by_each_series(union):
    assembly = make.make_organ(union=union)
    executive = make.make_organ(union=union, kind="executive", decision_series="E")
    make.make_decision(organ=assembly, date=date(2026, 5, 14), number=17)
    same = Decision(union=union, organ=assembly, date=date(2026, 11, 2), number=17, title_tr="Bütçe")
    others = [
        Decision(union=union, organ=assembly, date=date(2025, 11, 2), number=17, title_tr="Bütçe"),
        Decision(union=union, organ=executive, date=date(2026, 11, 2), number=17, title_tr="Bütçe"),
    ]

    with pytest.raises(ValidationError) as refusal:
        same.clean()
    for decision in others:
        decision.clean()

    assert list(refusal.value.message_dict) == ["number"]


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
