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
