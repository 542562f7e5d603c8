from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from pages.obligations import board
from pages.requests.publication import RequestStatistics
from tests import factories as make
from tests.pages.requests.filling import browser
from tests.staff_client import staff_client

REPORT = reverse("admin:pages_request_report")


def closed(received_on: date, days: int, **fields):
    answered_on = received_on + timedelta(days=days)
    at = timezone.make_aware(datetime(answered_on.year, answered_on.month, answered_on.day, 12))
    return make.make_request(received_on=received_on, answered_on=answered_on, closed_at=at, **fields)


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
        "Süresinden sonra yanıtlanan",
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
