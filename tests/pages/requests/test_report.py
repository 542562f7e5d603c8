"""The report on the requests of a year."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from pages.obligations import board
from pages.requests.report import report_of, years_with_requests
from tests import factories as make


def closed(received_on: date, days: int, **fields):
    answered_on = received_on + timedelta(days=days)
    at = timezone.make_aware(datetime(answered_on.year, answered_on.month, answered_on.day, 12))
    return make.make_request(received_on=received_on, answered_on=answered_on, closed_at=at, **fields)


def test_the_report_counts_what_the_law_asks(union):
    day = date(2025, 2, 3)
    closed(day, 5, outcome="granted")
    closed(day, 40, outcome="granted")
    closed(day, 10, outcome="refused", ground="privacy", objected_on=date(2025, 2, 20), objection="upheld")
    closed(day, 10, outcome="partly", ground="trade_secret")
    make.make_request(received_on=day, outcome="transferred", closed_at=timezone.now(), transferred_to="Valilik")
    make.make_request(received_on=day, outcome="withdrawn", closed_at=timezone.now())
    make.make_request(received_on=day)
    closed(day, 31, kind="petition", outcome="answered")
    make.make_request(kind="message", received_on=day)
    make.make_request(received_on=date(2024, 12, 31))
    report = report_of(2025)

    numbers = {line.label: line.numbers for line in [*report.lines, *report.grounds]}
    assert list(numbers.values()) == [
        [7, 1, 0],
        [3, 0, 0],
        [1, 1, 0],
        [1, 0, 0],
        [0, 0, 0],
        [2, 0, 0],
        [1, 0, 0],
        [1, 0, 0],
        [0, 1, 0],
        [1, 0, 0],
        [1, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
        [1, 0, 0],
        [1, 0, 0],
        [0, 0, 0],
        [1, 0, 0],
        [1, 0, 0],
    ]
    assert report.deadline.due_on == date(2026, 2, 28)
    assert years_with_requests() == [2025, 2024]
    assert len(list(report.sheet().rows)) == 18


def test_a_record_of_the_union_about_its_statistics_still_counts_and_leads_to_no_empty_page(union):
    make.make_duty_record(duty="statistics", text_tr="Faaliyet raporunda.")
    line = next(line for line in board.lines(union) if line.duty.key == "statistics")
    assert (line.is_met, line.url) == (True, "")
