from datetime import date, timedelta

import pytest

from pages.demo.meeting_plan import OPENING, MeetingPlan, next_sitting, ordinary_day, term_on

MONTHS = [5, 11]
DAYS = [date(2026, 11, 29), date(2027, 4, 1), date(2028, 2, 29), date(2028, 12, 31)]


def test_ordinary_meetings_are_on_wednesdays_clear_of_holidays():
    assert ordinary_day(2026, 5, is_spring=True) == date(2026, 5, 13)
    assert ordinary_day(2026, 11, is_spring=False) == date(2026, 11, 25)


@pytest.mark.parametrize("today", DAYS)
def test_all_meetings_are_over_but_the_next(today):
    *past, coming = MeetingPlan(today, MONTHS).sittings

    assert all(sitting.day < today for sitting in past)
    assert coming.day >= today
    assert coming.state == "planned"
    assert [sitting.day for sitting in past] == sorted(sitting.day for sitting in past)


@pytest.mark.parametrize("today", DAYS)
def test_a_meeting_without_quorum_is_followed_by_its_second_sitting(today):
    plan = MeetingPlan(today, MONTHS)
    [first] = [sitting for sitting in plan.sittings if sitting.state == "inquorate"]
    [second] = [sitting for sitting in plan.sittings if sitting.is_second]

    assert first.second_day == second.day == first.day + timedelta(days=2)
    assert first.called_on == second.called_on
    # More than half are needed on the first day, more than a quarter on the second.
    assert first.present(100) <= 50
    assert 25 < second.present(100) <= 50


def test_the_assembly_opens_after_the_elections():
    [opening] = [sitting for sitting in MeetingPlan(DAYS[0], MONTHS).sittings if sitting.pattern == "opening"]

    assert (opening.day, opening.is_extraordinary) == (OPENING, True)
    assert [term_on(day) for day in [date(2024, 3, 30), date(2024, 3, 31), OPENING]] == [0, 1, 1]


def test_the_board_is_elected_anew_two_years_into_the_term():
    plan = MeetingPlan(date(2026, 11, 29), MONTHS)
    [renewal] = [sitting for sitting in plan.springs if "board" in sitting.items and sitting.pattern == "spring"]

    assert plan.board_renewed_on(OPENING) == renewal.day == date(2026, 5, 13)


def test_an_extraordinary_meeting_is_called_where_no_ordinary_one_is_near():
    near, far = next_sitting(date(2026, 11, 1), MONTHS), next_sitting(date(2026, 7, 1), MONTHS)

    assert (near.day, near.is_extraordinary) == (date(2026, 11, 25), False)
    assert (far.day, far.is_extraordinary) == (date(2026, 7, 15), True)
