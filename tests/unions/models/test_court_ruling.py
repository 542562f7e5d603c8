"""What a court ruled on a decision."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests import factories as make
from unions import law
from unions.models import CourtRuling

pytestmark = pytest.mark.django_db


def ruling_of(decision, **fields) -> CourtRuling:
    values = {"kind": "stay", "court": "Konya 2. İdare Mahkemesi", "ruled_on": date(2026, 6, 1), **fields}
    return CourtRuling(decision=decision, union=decision.union, **values)


@pytest.fixture
def decision(union):
    return make.make_decision(union=union, date=date(2026, 5, 12))


def test_a_ruling_is_cited_with_the_numbers_that_are_known(decision):
    assert ruling_of(decision).reference == "Konya 2. İdare Mahkemesi"
    numbered = ruling_of(decision, file_number="E. 2026/123", ruling_number="K. 2026/45")
    assert numbered.reference == "Konya 2. İdare Mahkemesi, E. 2026/123, K. 2026/45"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"ruled_on": date(2026, 5, 11)}, "ruled_on"),
        ({"ruled_on": date(2099, 1, 1)}, "ruled_on"),
        ({"lifted_on": date(2026, 5, 31)}, "lifted_on"),
        ({"court": ""}, "court"),
    ],
)
def test_a_ruling_that_cannot_be_is_refused_at_its_field(decision, fields, field):
    with pytest.raises(ValidationError) as refusal:
        ruling_of(decision, **fields).full_clean()

    assert field in refusal.value.message_dict


def test_the_database_refuses_a_ruling_that_was_lifted_before_it_was_made(decision):
    with pytest.raises(IntegrityError), transaction.atomic():
        ruling_of(decision, lifted_on=date(2026, 5, 31)).save()


def test_a_ruling_binds_until_the_day_on_which_it_is_lifted(decision):
    ruling_of(decision, lifted_on=date(2026, 8, 1)).save()

    assert decision.force_on(date(2026, 7, 31)) == law.Force.STAYED
    assert decision.force_on(date(2026, 8, 1)) != law.Force.STAYED
