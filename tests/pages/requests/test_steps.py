"""What may be done with a request, by which law, and what the applicant is told."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from pages.requests import steps
from pages.requests.models import Request
from tests import factories as make
from unions import law
from unions.models import OutgoingMail

ORIGIN = "https://birlik.example"


@pytest.fixture(autouse=True)
def a_monday(monkeypatch):
    """Monday, 2 November 2026, a week without a holiday."""
    on_day(monkeypatch, date(2026, 11, 2))


def on_day(monkeypatch, day: date):
    monkeypatch.setattr(timezone, "localdate", lambda value=None, timezone=None: value.date() if value else day)


def latest_mail() -> OutgoingMail:
    return OutgoingMail.objects.order_by("-pk")[0]


def refused(code: str, step, *arguments, **named):
    with pytest.raises(ValidationError) as error:
        step(*arguments, **named)
    codes = [each.code for each in getattr(error.value, "error_list", [])]
    codes += [each.code for errors in getattr(error.value, "error_dict", {}).values() for each in errors]
    assert code in codes


def test_a_request_for_information_is_due_in_fifteen_working_days_and_a_petition_in_thirty_days(union):
    assert make.make_request(received_on=date(2026, 11, 2)).due_on == date(2026, 11, 23)
    assert make.make_request(kind="petition", received_on=date(2026, 11, 2)).due_on == date(2026, 12, 2)
    assert make.make_request(kind="message", received_on=date(2026, 11, 2)).due_on is None


def test_an_extension_is_told_with_its_reason_and_only_in_time(union, monkeypatch):
    row = make.make_request()
    steps.extend(row, "Üye belediyelerden görüş isteniyor.", origin=ORIGIN)

    assert row.due_on == date(2026, 12, 14)
    assert "14 Aralık 2026" in latest_mail().body.replace("\u00a0", " ")
    assert "Üye belediyelerden görüş isteniyor." in latest_mail().body
    refused("too_late", steps.extend, row, "yine", origin=ORIGIN)
    late = make.make_request(received_on=date(2026, 11, 2))
    on_day(monkeypatch, date(2026, 11, 24))
    refused("too_late", steps.extend, late, "geç", origin=ORIGIN)
    refused("too_late", steps.extend, make.make_request(kind="petition"), "olmaz", origin=ORIGIN)


def test_a_cost_stops_the_clock_until_it_is_paid(union, monkeypatch):
    row = make.make_request()
    on_day(monkeypatch, date(2026, 11, 9))
    steps.notify_cost(row, Decimal("120.50"), origin=ORIGIN)

    assert row.is_stopped
    assert row.due_on == date(2026, 11, 30)
    assert "120,50" in latest_mail().body
    refused("cost_told", steps.notify_cost, row, Decimal(1), origin=ORIGIN)
    refused("day", steps.record_payment, row, date(2026, 11, 8), origin=ORIGIN)
    refused("too_early", steps.close_unpaid, row, origin=ORIGIN)
    on_day(monkeypatch, date(2026, 11, 12))
    steps.record_payment(row, date(2026, 11, 12), origin=ORIGIN)
    assert not row.is_stopped
    # Five of the fifteen had passed before the notice.
    assert row.due_on == date(2026, 11, 26)


def test_who_does_not_pay_in_time_has_given_up(union, monkeypatch):
    row = make.make_request()
    steps.notify_cost(row, Decimal(10), origin=ORIGIN)
    on_day(monkeypatch, date(2026, 11, 24))
    steps.close_unpaid(row, origin=ORIGIN)

    assert (row.outcome, row.is_stopped, row.is_open) == ("unpaid", False, False)


def test_a_request_is_passed_on_by_the_article_of_its_law(union):
    for kind, article in [("information", "4982, md. 7"), ("petition", "3071, md. 5")]:
        row = make.make_request(kind=kind)
        steps.transfer(row, "Tekirdağ Büyükşehir Belediyesi", origin=ORIGIN)
        assert row.outcome == "transferred"
        assert "Tekirdağ Büyükşehir Belediyesi" in latest_mail().body
        assert article.split(",")[0] in latest_mail().body


def test_a_refusal_names_its_ground_and_the_ways_of_appeal_with_their_terms(union):
    row = make.make_request()
    refused("required", steps.answer, row, outcome="refused", text="Hayır.", origin=ORIGIN)
    refused("required", steps.answer, row, outcome="granted", text="  ", origin=ORIGIN)
    refused("contradiction", steps.answer, row, outcome="granted", text="Ekte.", ground="privacy", origin=ORIGIN)
    refused("outcome", steps.answer, row, outcome="withdrawn", text="Ekte.", origin=ORIGIN)
    steps.answer(row, outcome="refused", text="Verilemez.", ground="trade_secret", origin=ORIGIN)

    body = latest_mail().body.replace("\u00a0", " ")
    assert "ticari sır (4982, md. 23)" in body
    assert "Bilgi Edinme Değerlendirme Kurul" in body
    # Fifteen and sixty days from 2 November; the last day of the second is 1 January, a holiday, then a weekend.
    assert "17 Kasım 2026" in body
    assert "4 Ocak 2027" in body
    assert row.answered_on == date(2026, 11, 2)
    refused("closed", steps.answer, row, outcome="granted", text="Yine.", origin=ORIGIN)


def test_a_granted_request_names_no_ways_of_appeal_and_carries_files(union):
    row = make.make_request()
    steps.answer(row, outcome="granted", text="Ektedir.", files=[make.pdf_upload("dokum.pdf")], origin=ORIGIN)

    assert "Kurul" not in latest_mail().body
    assert "/tr/basvuru-durumu/" in latest_mail().body
    assert row.files.get().is_answer


def test_an_answer_that_comes_late_says_so(union, monkeypatch):
    row = make.make_request()
    on_day(monkeypatch, date(2026, 11, 30))

    assert row.is_overdue
    # Thirty days from 2 November: silence counts as a refusal on that day, and no sooner.
    assert row.refused_on == date(2026, 12, 2)
    assert "Gecikme için özür dileriz" in steps.drafted_answer(row)
    steps.answer(row, outcome="granted", text="Ektedir.", origin=ORIGIN)
    assert row.was_answered_late
    assert row.refused_on is None


def test_an_objection_follows_a_refusal_only(union):
    row = make.make_request()
    refused("no_refusal", steps.record_objection, row, date(2026, 11, 2))
    refused("no_objection", steps.record_board_decision, row, "upheld")
    steps.answer(row, outcome="partly", text="Bir bölümü.", ground="privacy", origin=ORIGIN)
    refused("day", steps.record_objection, row, date(2026, 11, 1))
    steps.record_objection(row, date(2026, 11, 2))
    steps.record_board_decision(row, "upheld")

    assert row.objection == "upheld"


def test_the_applicant_is_written_to_in_the_language_of_the_form(union):
    row = make.make_request(language="en")
    steps.extend(row, "Members are consulted.", origin=ORIGIN)

    assert latest_mail().subject.startswith("The answer takes longer")
    assert "/en/request-status/" in latest_mail().body
    assert steps.drafted_answer(row).startswith("Dear Ayşe Yılmaz")


def test_personal_data_are_erased_at_the_end_and_the_numbers_stay(union):
    row = make.make_request()
    steps.answer(row, outcome="granted", text="Sayın Ayşe Yılmaz", files=[make.pdf_upload("a.pdf")], origin=ORIGIN)
    row.erase()

    row.refresh_from_db()
    assert {getattr(row, name) for name in row.personal_data()} == {""}
    assert row.outcome == "granted"
    assert not row.files.exists()
    columns = {field.name for field in row.history.model._meta.fields}
    assert columns.isdisjoint(row.personal_data())


def test_every_ground_of_the_law_can_be_chosen():
    of_4982 = [value for value, _label in steps.grounds_of(Request(kind="information"))]
    assert set(of_4982) == {str(ground) for ground in law.RefusalGround}
    assert set(Request.Ground.values) == {*of_4982, *Request.DATA_GROUNDS}
