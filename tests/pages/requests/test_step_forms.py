from django.urls import reverse

from tests.pages.requests.filling import text_of
from unions.models import OutgoingMail


def page_of(row) -> str:
    return reverse("admin:pages_request_change", args=[row.pk])


def test_a_refused_step_keeps_what_was_typed(clerk, late):
    typed = {"act": "answer", "version": late.version, "outcome": "refused", "ground": "", "text": "Uzun bir gerekçe"}
    answer = clerk.post(page_of(late), typed)
    assert answer.status_code == 200
    assert "Uzun bir gerekçe" in text_of(answer)
    stale = clerk.post(page_of(late), {**typed, "ground": "privacy", "version": 77})
    assert stale.status_code == 409
    assert "Uzun bir gerekçe" in text_of(stale)
    assert clerk.post(page_of(late), {"act": "nothing"}).status_code == 302
    assert clerk.post(page_of(late), {"act": "extend", "version": late.version, "reason": "Geç"}).status_code == 200
    late.refresh_from_db()
    assert late.is_open
    assert OutgoingMail.objects.count() == 0
