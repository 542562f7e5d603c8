from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from pages.requests.models import Request
from tests import factories as make
from tests.staff_client import staff_client
from unions.models import OutgoingMail


def letter_url(row, step: str) -> str:
    return reverse("admin:pages_request_letter", args=[row.pk, step])


def plain(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def test_a_draft_is_printed_as_typed_and_nothing_is_saved_or_sent(union):
    clerk, row = staff_client(union), make.make_request()
    typed = {"text": "Sayın <b>Ayşe</b>,\n\nOlmaz.", "outcome": "refused", "ground": "privacy"}
    page = plain(clerk.post(letter_url(row, "draft"), typed))

    assert "Sayın &lt;b&gt;Ayşe&lt;/b&gt;," in page
    assert "Bilgi Edinme Değerlendirme Kuruluna" in page
    wrong = plain(clerk.post(letter_url(row, "draft"), {"text": "x", "outcome": "nobody", "ground": "kept_by_law"}))
    assert "başka bir kanun" not in wrong
    row.refresh_from_db()
    assert (row.answer, row.outcome, row.is_open) == ("", "", True)
    assert not OutgoingMail.objects.exists()


def test_a_letter_is_printed_by_those_who_answer_and_in_their_union_alone(union):
    row = make.make_request(answer="Evet.", answered_on=timezone.localdate(), outcome="granted")
    other = make.make_union()
    assert staff_client(other).get(letter_url(row, "answer")).status_code in [302, 403, 404]
    make_late = make.make_request(received_on=timezone.localdate() - timedelta(days=60))
    assert "özür dileriz" in plain(staff_client(union).get(letter_url(make_late, "draft")))
    assert Request.objects.filter(outcome="granted").count() == 1
