"""The screens on which staff work on requests."""

from django.urls import reverse
from django.utils import timezone

from pages.requests.models import Request
from tests import factories as make
from tests.pages.requests.filling import text_of
from tests.staff_client import staff_client
from unions.models import OutgoingMail, StaffRole

LIST = reverse("admin:pages_request_changelist")


REPORT = reverse("admin:pages_request_report")


def page_of(row) -> str:
    return reverse("admin:pages_request_change", args=[row.pk])


def test_the_list_shows_the_clock_and_what_is_overdue_first(clerk, late):
    make.make_request(name="Yeni Gelen")
    closed = make.make_request(name="Kapanan", outcome="granted", closed_at=timezone.now())
    page = text_of(clerk.get(LIST))

    assert page.index("Geç Kalan") < page.index("Yeni Gelen") < page.index("Kapanan")
    assert "gün gecikti" in page
    assert "gün kaldı" in page
    overdue = text_of(clerk.get(f"{LIST}?state=overdue"))
    assert "Geç Kalan" in overdue
    assert "Yeni Gelen" not in overdue
    assert closed.keep_until
    assert "süresi" in text_of(clerk.get(reverse("admin:index")))


def test_a_clerk_answers_late_and_the_report_says_so(clerk, late):
    page = text_of(clerk.get(page_of(late)))
    assert "Gecikme için özür dileriz" in page
    assert "reddedilmiş sayılır" in page
    values = {"act": "answer", "version": late.version, "outcome": "granted", "text": "Sayın Geç Kalan, ektedir."}
    sent = clerk.post(page_of(late), {**values, "file": make.pdf_upload("dokum.pdf")})

    assert sent.status_code == 302
    late.refresh_from_db()
    assert late.was_answered_late
    assert OutgoingMail.objects.get().to == late.email
    report = text_of(clerk.get(f"{REPORT}?yil={late.year}"))
    assert "Süresinden sonra yanıtlanan" in report
    table = text_of(clerk.get(f"{REPORT}?yil={late.year}&bicim=csv"))
    assert "Süresinden sonra yanıtlanan;1;0;0" in table.replace('"', "")
    assert clerk.get(f"{REPORT}?yil={late.year}&bicim=xlsx").content.startswith(b"PK")


def test_requests_are_seen_by_those_who_answer_alone(union, late):
    for role, sees, answers in [
        (StaffRole.Role.EDITOR, 403, 403),
        (StaffRole.Role.PUBLISHER, 200, 200),
        (StaffRole.Role.AUDITOR, 200, 403),
    ]:
        person = staff_client(union, role)
        assert person.get(page_of(late)).status_code == sees, role
        assert person.get(REPORT).status_code == sees, role
        assert person.post(page_of(late), {"act": "answer", "version": late.version}).status_code == answers, role
    other = staff_client(make.make_union(code="baska"))
    assert other.get(page_of(late)).status_code == 404


def test_what_is_published_names_nobody(clerk, union, late, client):
    assert "Henüz yayımlanmış" in text_of(client.get("/tr/bilgi-edinme/yanitlananlar/"))
    make.make_request_log_entry(request=late, summary_tr="Eğitim harcamaları soruldu.")
    page = text_of(client.get("/tr/bilgi-edinme/yanitlananlar/"))

    assert "Eğitim harcamaları soruldu." in page
    assert "Geç Kalan" not in page
    assert Request.objects.get() == late
