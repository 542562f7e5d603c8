"""Days on which offices work; the calendar itself is tried in `test_requests`."""

from datetime import date

from unions import law


def test_a_term_of_no_days_ends_at_once():
    assert law.working_days_after(date(2026, 5, 30), 0) == date(2026, 5, 30)
    assert law.working_days_between(date(2026, 5, 30), date(2026, 5, 30)) == 0


def test_a_term_of_an_applicant_does_not_end_on_a_holiday():
    assert law.end_on_working_day(date(2026, 5, 27)) == date(2026, 6, 1)
    assert law.end_on_working_day(date(2026, 5, 26)) == date(2026, 5, 26)


def test_half_days_count_and_holidays_do_not():
    eve, feast = date(2026, 5, 26), date(2026, 5, 27)

    assert (law.is_half_day(eve), law.is_working_day(eve), law.is_holiday(eve)) == (True, True, False)
    assert (law.is_half_day(feast), law.is_working_day(feast), law.is_holiday(feast)) == (False, False, True)


def test_the_years_of_the_table_are_certain_and_those_beyond_are_not():
    assert law.are_holidays_certain(date(2024, 1, 1), date(2027, 12, 31))
    assert not law.are_holidays_certain(date(2027, 1, 1), date(2035, 1, 1))
