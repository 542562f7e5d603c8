"""The report on the requests of a year."""

from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from pages.obligations import board
from pages.requests.models import RequestStatistics
from pages.requests.report import report_of, years_with_requests
from tests import factories as make
from tests.pages.requests.filling import browser
from tests.staff_client import staff_client

REPORT = reverse("admin:pages_request_report")


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


def test_figures_are_public_only_once_staff_publish_them_and_stay_as_they_were_counted(union):
    clerk, page = staff_client(union), "/tr/bilgi-edinme/istatistik/"
    closed(date(2025, 2, 3), 40, outcome="refused", ground="privacy")
    make.make_request(kind="data_subject", received_on=date(2025, 2, 3), rights="erasure")
    assert "Henüz istatistik yayımlanmadı" in browser(union).get(page).content.decode()
    assert "İstatistiği yayımla" in clerk.get(f"{REPORT}?yil=2025").content.decode()
    assert not met(union)

    assert clerk.post(f"{REPORT}?yil=2025", {"act": "publish"}).status_code == 302
    closed(date(2025, 3, 3), 5, outcome="granted")
    public = browser(union).get(page).content.decode()
    assert '<h2 id="year-2025">' in public
    assert "Reddedilen: özel hayat" in public
    assert met(union)
    table = browser(union).get("/tr/acik-veri/basvuru-istatistikleri.csv").content.decode("utf-8-sig")
    received, late = (
        [line for line in table.splitlines() if "bilgi edinme" in line.casefold()][:2],
        "Süresinden sonra cevaplanan",
    )
    assert ";1;" in received[0] or ",1," in received[0], received
    assert late in table
    english = browser(union).get("/en/information-request/statistics/").content.decode()
    assert "Answered late" in english

    clerk.post(f"{REPORT}?yil=2025", {"act": "publish"})
    assert RequestStatistics.objects.get().figures["received"] == [2, 0, 0]
    clerk.post(f"{REPORT}?yil=2025", {"act": "withdraw"})
    assert "year-2025" not in browser(union).get(page).content.decode()
    assert staff_client(union, role="auditor").post(f"{REPORT}?yil=2025", {"act": "publish"}).status_code == 403
    assert staff_client(make.make_union()).post(f"{REPORT}?yil=2025", {"act": "publish"}).status_code in [302, 403]
    assert not RequestStatistics.objects.exists()


def met(union) -> bool:
    return next(line for line in board.lines(union) if line.duty.key == "statistics").is_met


def test_a_record_of_the_union_about_its_statistics_still_counts_and_leads_to_no_empty_page(union):
    make.make_duty_record(duty="statistics", text_tr="Faaliyet raporunda.")
    line = next(line for line in board.lines(union) if line.duty.key == "statistics")
    assert (line.is_met, line.url) == (True, "")
