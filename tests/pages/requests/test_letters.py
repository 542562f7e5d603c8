"""Letters on paper: what stands on them, in which language, and who may print them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from pages.requests import steps
from tests import factories as make
from tests.staff_client import staff_client


def letter_url(row, step: str) -> str:
    return reverse("admin:pages_request_letter", args=[row.pk, step])


def plain(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def test_the_letter_of_an_answer_has_head_subject_reference_text_and_ways_of_appeal(union):
    clerk = staff_client(union)
    seat = make.make_headquarters(street="Örnek Sokak")
    make.make_contact_point(headquarters=seat, kind="kep", value="birlik@hs01.kep.tr")
    union.detsis_number = "12345678"
    union.save()
    row = make.make_request(
        email="",
        answer_by="post",
        received_on=date(2026, 3, 2),
        closed_at=timezone.now(),
        answered_on=date(2026, 3, 9),
        outcome="refused",
        ground="privacy",
        answer="Sayın Ayşe Yılmaz,\n\nBelge <özel> hayata ilişkindir.",
    )
    make.make_request_file(request=row, title="ek-1.pdf", is_answer=True)
    make.make_request_file(request=row, title="gelen.pdf")
    page = plain(clerk.get(letter_url(row, "answer")))

    for text in [
        *["TRAKYA BELEDİYELER BİRLİĞİ", "Örnek Sokak", "birlik@hs01.kep.tr", "12345678", "<dt>Konu</dt>", "İlgi:"],
        *["Bilgi edinme başvurunuz", "2 Mart 2026 tarihli", f"{row} sayılı", "9 Mart 2026", "Hürriyet Mah. 5"],
        *[
            "Belge &lt;özel&gt; hayata",
            "Gerekçe",
            "Bilgi Edinme Değerlendirme Kuruluna",
            "İmza",
            "ek-1.pdf",
            'lang="tr"',
        ],
    ]:
        assert text in page, text
    assert "gelen.pdf" not in page
    assert letter_url(row, "answer") in plain(clerk.get(reverse("admin:pages_request_change", args=[row.pk])))
    assert clerk.get(letter_url(row, "transfer")).status_code == 404
    assert clerk.get(letter_url(row, "draft")).status_code == 404
    row.erase()
    assert clerk.get(letter_url(row, "answer")).status_code == 404


def test_each_step_has_its_letter_in_the_language_of_the_applicant(union):
    clerk, today = staff_client(union), timezone.localdate()
    row = make.make_request(
        language="en",
        name="Ann Example",
        extended_on=today,
        extension_reason="Other unit.",
        cost=12,
        cost_notified_on=today,
    )
    for step, texts in {
        "extension": ["The answer takes longer", "Other unit.", "Dear Ann Example,", ">Subject<", "Reference:"],
        "cost": ["costs 12.00 lira", 'lang="en"'],
        "draft": ["Dear Ann Example,", "Law 4982", "nothing has been saved"],
    }.items():
        page = plain(clerk.get(letter_url(row, step)))
        assert [text for text in texts if text not in page] == [], step
    passed_on = make.make_request(
        kind="petition", outcome="transferred", transferred_to="Valilik", closed_at=timezone.now()
    )
    assert "Valilik" in plain(clerk.get(letter_url(passed_on, "transfer")))
    own = make.make_request(
        kind="data_subject", rights="erasure", outcome="granted", answer="Silindi.", answered_on=today
    )
    own.seal_identity_number("10000000146")
    own.save()
    page = plain(clerk.get(letter_url(own, "answer")))
    assert "10000000146" in page
    assert "Kişisel Verileri Koruma Kuruluna" in page


def test_a_draft_goes_out_only_once_the_answer_is_written_in_it(union):
    row = make.make_request()
    for untouched in [steps.drafted_answer(row), "Sayın Ayşe,\r\n …\r\nSaygılarımızla"]:
        with pytest.raises(ValidationError) as refused:
            steps.answer(row, outcome="granted", text=untouched, origin="https://birlik.example")
        assert "text" in refused.value.error_dict
    row.refresh_from_db()
    assert row.is_open
    steps.answer(row, outcome="granted", text="Evet… hepsi ektedir.", origin="https://birlik.example")
    assert not row.is_open
