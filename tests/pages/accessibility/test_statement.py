"""The accessibility statement follows from tests and findings, and keeps the text of the staff."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from pages.models import Page
from pages.obligations import board
from tests import factories as make
from unions.institution.founding import equip

pytestmark = pytest.mark.django_db


def met(union) -> set[str]:
    return {line.duty.key for line in board.lines(union) if line.is_met}


@pytest.fixture
def page(union):
    equip(union)
    page = Page.objects.get(source_key="site:accessibility")
    page.body_tr = "<p>Birliğin kendi sözü.</p>"
    page.save()
    return page


def test_nothing_recorded_is_said_plainly(page, union, reader):
    english = reader.get(page.address("en")).text

    assert "The review commission has not published a test yet." in english
    assert "No barrier is on record at present." in english
    assert "TİHEK" in english
    assert "Accessibility Logo" not in english
    assert not {"accessibility_test", "review_commission"} & met(union)


def test_latest_test_open_barriers_commission_report_and_contact_are_shown(page, union, reader):
    unit = make.make_unit(name_tr="Bilgi İşlem", name_en="IT Unit", email="engel@birlik.example")
    make.make_accessibility_review(tested_on=date(2024, 5, 4), method_tr="Eski yöntem")
    make.make_accessibility_review(
        tested_on=date(2026, 5, 4),
        method_tr="Kontrol listesi",
        method_en="By the checklist",
        commission_tr="Genel sekreter\nBilgi işlem sorumlusu",
        commission_en="General secretary\nHead of IT",
        commission_since=date(2026, 1, 5),
        report=make.pdf_upload(),
        contact=unit,
    )
    make.make_accessibility_finding(
        title_en="Dots of the map", page="/tr/uyeler/harita/", planned_until=date(2027, 1, 1)
    )
    make.make_accessibility_finding(title_tr="Giderilen engel", title_en="Gone", resolved_on=date(2026, 6, 1))

    turkish, english = (reader.get(page.address(language)).text for language in ["tr", "en"])

    assert all(text in turkish for text in ["Birliğin kendi sözü.", "Bilgi işlem sorumlusu", "/tr/uyeler/harita/"])
    assert all(text in english for text in ["By the checklist", "Head of IT", "Dots of the map", "IT Unit", ".pdf"])
    assert "engel@birlik.example" in english
    assert all(text not in english + turkish for text in ["Eski yöntem", "Gone", "Giderilen engel"])
    assert {"accessibility_test", "review_commission", "accessibility_complaint"} <= met(union)


def test_logo_needs_its_day(union):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_accessibility_review(logo=make.picture_upload())

    assert make.make_accessibility_review(logo=make.picture_upload(), logo_on=date(2026, 7, 1)).logo
