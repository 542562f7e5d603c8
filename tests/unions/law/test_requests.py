"""By when requests and petitions are answered, on the calendar of four years.

The days were counted on calendars of 2024 to 2027 that hold the holidays of Law 2429 (1 January, 23 April, 1 and 19
May, 15 July, 30 August, 29 October; half a day on 28 October and on both eves) and the days of the religious feasts
that the Presidency of Religious Affairs announces: Ramadan from 10.04.2024, 30.03.2025, 20.03.2026 and 09.03.2027 for
three days, Sacrifice from 16.06.2024, 06.06.2025, 27.05.2026 and 16.05.2027 for four. None of it is the package's.
"""

from datetime import date

import pytest

from tests.tables import table
from unions import law
from unions.law import AccessSteps, RefusalGround

# Received, the last day of fifteen working days, the last day of thirty.
ACCESS = [
    ("2024-03-25", "2024-04-18", "2024-05-13"),
    ("2024-04-08", "2024-05-06", "2024-05-27"),
    ("2024-04-09", "2024-05-07", "2024-05-28"),
    ("2024-04-22", "2024-05-15", "2024-06-05"),
    ("2024-04-30", "2024-05-22", "2024-06-12"),
    ("2024-05-31", "2024-06-26", "2024-07-18"),
    ("2024-06-14", "2024-07-10", "2024-08-01"),
    ("2024-06-15", "2024-07-10", "2024-08-01"),
    ("2024-07-12", "2024-08-05", "2024-08-26"),
    ("2024-08-29", "2024-09-20", "2024-10-11"),
    ("2024-10-25", "2024-11-18", "2024-12-09"),
    ("2024-12-20", "2025-01-13", "2025-02-03"),
    ("2025-01-01", "2025-01-22", "2025-02-12"),
    ("2025-03-14", "2025-04-08", "2025-04-30"),
    ("2025-03-28", "2025-04-22", "2025-05-15"),
    ("2025-04-22", "2025-05-15", "2025-06-10"),
    ("2025-04-30", "2025-05-23", "2025-06-17"),
    ("2025-05-16", "2025-06-11", "2025-07-02"),
    ("2025-06-04", "2025-06-27", "2025-07-21"),
    ("2025-06-05", "2025-06-30", "2025-07-22"),
    ("2025-07-14", "2025-08-05", "2025-08-26"),
    ("2025-08-29", "2025-09-19", "2025-10-10"),
    ("2025-10-27", "2025-11-18", "2025-12-09"),
    ("2025-12-31", "2026-01-22", "2026-02-12"),
    ("2026-03-02", "2026-03-24", "2026-04-14"),
    ("2026-03-18", "2026-04-09", "2026-05-04"),
    ("2026-03-19", "2026-04-10", "2026-05-05"),
    ("2026-03-22", "2026-04-10", "2026-05-05"),
    ("2026-04-22", "2026-05-15", "2026-06-11"),
    ("2026-05-15", "2026-06-11", "2026-07-02"),
    ("2026-05-25", "2026-06-18", "2026-07-09"),
    ("2026-05-26", "2026-06-19", "2026-07-10"),
    ("2026-06-26", "2026-07-20", "2026-08-10"),
    ("2026-07-14", "2026-08-05", "2026-08-26"),
    ("2026-08-28", "2026-09-18", "2026-10-09"),
    ("2026-10-27", "2026-11-18", "2026-12-09"),
    ("2026-10-28", "2026-11-19", "2026-12-10"),
    ("2026-11-30", "2026-12-21", "2027-01-12"),
    ("2027-02-22", "2027-03-18", "2027-04-08"),
    ("2027-03-08", "2027-04-01", "2027-04-22"),
    ("2027-04-22", "2027-05-14", "2027-06-09"),
    ("2027-05-14", "2027-06-09", "2027-06-30"),
    ("2027-05-20", "2027-06-10", "2027-07-01"),
    ("2027-07-14", "2027-08-05", "2027-08-26"),
    ("2027-08-27", "2027-09-20", "2027-10-11"),
    ("2027-10-28", "2027-11-19", "2027-12-10"),
]

# What kind of day it is.
DAYS = [
    ("2026-03-18", "working"),
    ("2026-03-19", "half"),
    ("2026-03-20", "holiday"),
    ("2026-03-21", "holiday"),
    ("2026-03-23", "working"),
    ("2026-05-25", "working"),
    ("2026-05-26", "half"),
    ("2026-05-27", "holiday"),
    ("2026-05-30", "holiday"),
    ("2026-05-31", "weekend"),
    ("2026-06-01", "working"),
    ("2026-10-28", "half"),
    ("2026-10-29", "holiday"),
    ("2026-10-30", "working"),
    ("2025-03-29", "half weekend"),
    ("2025-03-31", "holiday"),
    ("2025-04-01", "holiday"),
    ("2025-04-02", "working"),
    ("2025-06-05", "half"),
    ("2025-06-09", "holiday"),
    ("2025-06-10", "working"),
    ("2025-07-15", "holiday"),
    ("2024-04-09", "half"),
    ("2024-04-12", "holiday"),
    ("2024-06-15", "half weekend"),
    ("2024-06-19", "holiday"),
    ("2024-06-20", "working"),
    ("2024-10-28", "half"),
    ("2027-03-08", "half"),
    ("2027-03-11", "holiday"),
    ("2027-05-15", "half weekend"),
    ("2027-05-19", "holiday"),
    ("2027-05-20", "working"),
    ("2016-07-15", "working"),
    ("2017-07-15", "holiday"),
]

# Received, extended, cost notified, paid; by when what is due, and whether the clock is stopped.
CLOCKS = [
    ("2026-11-02", None, None, None, "2026-11-23", False),
    ("2026-11-02", "2026-11-23", None, None, "2026-12-14", False),
    ("2026-11-02", "2026-11-24", None, None, "2026-11-23", False),
    ("2026-11-02", "2026-11-01", None, None, "2026-11-23", False),
    ("2026-11-02", None, "2026-11-02", None, "2026-11-23", True),
    ("2026-11-02", None, "2026-11-09", None, "2026-11-30", True),
    ("2026-11-02", None, "2026-11-09", "2026-11-12", "2026-11-26", False),
    ("2026-11-02", None, "2026-11-23", "2026-12-01", "2026-12-01", False),
    ("2026-11-02", None, "2026-11-24", None, "2026-11-23", False),
    ("2026-11-02", None, "2026-11-02", "2026-11-03", "2026-11-24", False),
    ("2026-11-02", "2026-11-10", "2026-11-20", None, "2026-12-11", True),
    ("2026-11-02", "2026-11-10", "2026-11-20", "2026-11-27", "2026-12-21", False),
    ("2026-11-02", "2026-11-25", "2026-11-20", "2026-11-27", "2026-11-30", False),
    ("2026-05-18", None, "2026-05-25", "2026-06-01", "2026-06-16", False),
    ("2026-05-18", None, "2026-05-26", None, "2026-06-19", True),
    ("2026-05-18", "2026-05-26", "2026-06-02", "2026-06-03", "2026-07-06", False),
    ("2025-05-30", None, "2025-06-05", "2025-06-10", "2025-06-25", False),
    ("2025-03-24", "2025-04-04", None, None, "2025-05-09", False),
    ("2024-06-07", None, "2024-06-14", "2024-06-21", "2024-07-05", False),
    ("2024-12-27", None, "2025-01-02", "2025-01-03", "2025-01-21", False),
    ("2027-05-10", "2027-05-14", "2027-05-20", "2027-05-21", "2027-06-25", False),
    ("2027-03-01", None, "2027-03-08", "2027-03-12", "2027-03-26", False),
]

# Received or notified; petition, objection, court, Review Board.
TERMS = [
    ("2026-11-02", "2026-12-02", "2026-11-17", "2027-01-04", "2026-12-14"),
    ("2026-11-06", "2026-12-06", "2026-11-23", "2027-01-05", "2026-12-18"),
    ("2026-11-07", "2026-12-07", "2026-11-23", "2027-01-06", "2026-12-18"),
    ("2026-04-08", "2026-05-08", "2026-04-24", "2026-06-08", "2026-05-25"),
    ("2026-05-05", "2026-06-04", "2026-05-20", "2026-07-06", "2026-06-22"),
    ("2026-05-14", "2026-06-13", "2026-06-01", "2026-07-13", "2026-07-01"),
    ("2026-03-05", "2026-04-04", "2026-03-23", "2026-05-04", "2026-04-17"),
    ("2026-07-01", "2026-07-31", "2026-07-16", "2026-09-07", "2026-08-13"),
    ("2026-05-20", "2026-06-19", "2026-06-04", "2026-07-20", "2026-07-06"),
    ("2026-05-21", "2026-06-20", "2026-06-05", "2026-09-07", "2026-07-07"),
    ("2026-06-30", "2026-07-30", "2026-07-16", "2026-09-07", "2026-08-12"),
    ("2026-07-02", "2026-08-01", "2026-07-17", "2026-09-07", "2026-08-14"),
    ("2026-07-03", "2026-08-02", "2026-07-20", "2026-09-01", "2026-08-17"),
    ("2025-05-16", "2025-06-15", "2025-06-02", "2025-07-16", "2025-07-02"),
    ("2025-12-17", "2026-01-16", "2026-01-02", "2026-02-16", "2026-01-29"),
    ("2024-04-08", "2024-05-08", "2024-04-24", "2024-06-07", "2024-05-27"),
    ("2024-10-14", "2024-11-13", "2024-10-30", "2024-12-13", "2024-11-26"),
    ("2027-02-22", "2027-03-24", "2027-03-12", "2027-04-26", "2027-04-08"),
    ("2027-05-03", "2027-06-02", "2027-05-20", "2027-07-02", "2027-06-17"),
]


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@table("received, due, extended", ACCESS)
def test_access_is_given_within_fifteen_or_thirty_working_days(received, due, extended):
    in_time = law.AccessSteps(day(received), extended_on=day(received))
    assert law.access_clock(AccessSteps(day(received))).deadline.due_on == day(due)
    assert law.access_clock(in_time).deadline.due_on == day(extended)
    assert law.extension_notice_deadline(day(received)).due_on == day(due)
    assert law.working_days_between(day(received), day(due)) == 15


@table("text, kind", DAYS)
def test_a_day_is_a_working_day_a_half_day_or_a_holiday(text, kind):
    assert law.is_holiday(day(text)) is (kind == "holiday")
    assert law.is_half_day(day(text)) is ("half" in kind)
    assert law.is_working_day(day(text)) is (kind in ["working", "half"])


@table("received, extended, notified, paid, due, is_stopped", CLOCKS)
def test_a_timely_notice_extends_and_a_cost_stops_the_clock(received, extended, notified, paid, due, is_stopped):
    clock = law.access_clock(AccessSteps(day(received), day(extended), day(notified), day(paid)))
    assert (clock.deadline.due_on, clock.is_stopped) == (day(due), is_stopped)
    assert clock.is_overdue(date(2099, 1, 1)) is not is_stopped
    assert not clock.is_overdue(day(due))


@table("start, petition, objection, court, board", TERMS)
def test_terms_after_an_event(start, petition, objection, court, board):
    assert law.petition_deadline(day(start)).due_on == day(petition)
    assert law.objection_deadline(day(start)).due_on == day(objection)
    assert law.court_deadline(day(start)).due_on == day(court)
    assert law.board_deadline(day(start)).due_on == day(board)


# Received and answered; the answer of the union, the complaint to the Board. Days of the calendar, none put off.
OWN_DATA = [
    ("2026-11-02", None, "2026-12-02", "2027-01-01"),
    ("2026-11-02", "2026-11-02", "2026-12-02", "2026-12-02"),
    ("2026-11-02", "2026-11-12", "2026-12-02", "2026-12-12"),
    ("2026-11-02", "2026-12-02", "2026-12-02", "2027-01-01"),
    ("2026-11-02", "2026-12-03", "2026-12-02", "2027-01-01"),
    ("2026-11-02", "2027-02-01", "2026-12-02", "2027-01-01"),
    ("2026-01-30", "2026-02-20", "2026-03-01", "2026-03-22"),
    ("2028-01-31", None, "2028-03-01", "2028-03-31"),
    ("2026-02-19", "2026-03-19", "2026-03-21", "2026-04-18"),
    ("2026-05-20", None, "2026-06-19", "2026-07-19"),
]


@table("received, answered, due, complaint", OWN_DATA)
def test_terms_of_a_request_about_ones_own_data(received, answered, due, complaint):
    assert law.data_subject_deadline(day(received)).due_on == day(due)
    assert law.complaint_deadline(day(received), day(answered) if answered else None).due_on == day(complaint)


def test_a_late_notice_extends_nothing():
    received = date(2026, 11, 2)

    assert law.may_extend(received, received)
    assert law.may_extend(received, date(2026, 11, 23))
    assert not law.may_extend(received, date(2026, 11, 24))
    assert not law.may_extend(received, date(2026, 11, 1))


def test_who_does_not_pay_within_fifteen_working_days_has_given_up():
    notified, last = date(2026, 11, 9), date(2026, 11, 30)

    assert law.payment_deadline(notified).due_on == last
    assert not law.is_given_up(notified, None, last)
    assert law.is_given_up(notified, None, date(2026, 12, 1))
    assert not law.is_given_up(notified, last, date(2027, 1, 1))


def test_silence_is_a_refusal_after_thirty_days_and_never_while_the_term_of_the_answer_runs():
    received, thirtieth = date(2026, 11, 2), date(2026, 12, 2)
    petition, access = law.petition_deadline(received), law.access_clock(law.AccessSteps(received)).deadline
    extended = law.access_clock(law.AccessSteps(received, extended_on=date(2026, 11, 20))).deadline

    assert law.silent_refusal(received, petition) == thirtieth
    assert access.due_on == date(2026, 11, 23)
    assert law.silent_refusal(received, access) == thirtieth
    assert law.silent_refusal(received, extended) == extended.due_on == date(2026, 12, 14)


@pytest.mark.parametrize(("year", "last"), [(2026, date(2027, 2, 28)), (2027, date(2028, 2, 29))])
def test_the_yearly_report_is_due_by_the_end_of_february(year, last):
    assert law.yearly_report_deadline(year).due_on == last


def test_holidays_beyond_the_table_are_said_to_be_uncertain():
    assert law.are_holidays_certain(date(2026, 11, 30), date(2027, 1, 8))
    assert not law.are_holidays_certain(date(2040, 12, 1), date(2040, 12, 20))
    assert not law.are_holidays_certain(date(2026, 12, 1), date(2150, 1, 5))


def test_every_ground_of_refusal_names_an_article():
    assert all(law.article_of(ground).startswith("4982 art. ") for ground in RefusalGround)
