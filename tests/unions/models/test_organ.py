"""The organs of a union."""

from datetime import datetime

import pytest
from django.utils import timezone

from tests import factories as make
from unions.models import Meeting, Organ

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("typed", "months"), [("5,11", [5, 11]), ("", [])])
def test_the_months_of_the_ordinary_meetings_are_numbers(typed, months):
    assert Organ(meeting_months=typed).months == months


def test_organs_that_the_law_requires_are_missing_until_they_are_on_record(union):
    assert Organ.all_unions.missing_by_law() == ["assembly", "executive", "president"]

    make.make_organ(union=union, kind="executive")
    make.make_organ(union=union, kind="committee")

    assert Organ.all_unions.missing_by_law() == ["assembly", "president"]


def test_the_assembly_is_found_among_the_organs(union):
    make.make_organ(union=union, kind="committee")
    assert Organ.all_unions.assembly() is None

    assembly = make.make_organ(union=union, kind="assembly")

    assert Organ.all_unions.assembly() == assembly


def test_rows_are_offered_by_the_years_and_organs_that_have_some(union):
    executive = make.make_organ(union=union, kind="executive")
    meetings = {
        year: make.make_meeting(
            organ=executive, starts_at=timezone.make_aware(datetime(year, 5, 14, 10)), title_tr=f"Toplantı {year}"
        )
        for year in [2024, 2026]
    }
    make.make_organ(union=union, kind="committee")

    assert Meeting.all_unions.years() == [2026, 2024]
    assert Meeting.all_unions.organs() == [executive]
    assert list(Meeting.all_unions.narrowed(year=2024, organ=executive)) == [meetings[2024]]
