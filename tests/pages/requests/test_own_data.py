"""Requests of people about their own data: form, term of Law 6698, answer, and that nothing is published."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from pages.requests import steps
from pages.requests.mail import ways_of_appeal
from pages.requests.models import Request
from pages.requests.report import report_of
from tests import factories as make
from tests.pages.requests.filling import OWN_DATA, browser, code_on, send, values_of
from tests.staff_client import staff_client
from unions.models import OutgoingMail

ORIGIN = "https://birlik.example"
FOREIGN = {"citizenship": "foreign", "nationality": "Bulgaristan", "passport_number": "388 123-456", "phone": ""}


def codes_of(error: ValidationError) -> set:
    return {each.code for errors in error.error_dict.values() for each in errors} if error.error_dict else set()


def own(**fields) -> Request:
    return make.make_request(kind="data_subject", **{"rights": "whether,erasure", **fields})


def test_a_citizen_asks_and_follows_it_by_the_term_of_its_own_law(union):
    client = browser(union)
    empty = client.get(OWN_DATA).content.decode()
    assert "ğ) " in empty
    assert "Kişisel Verileri Koruma Kurulu" in empty
    receipt = send(client, OWN_DATA)
    row = Request.objects.get()

    assert row.rights == "whether,erasure"
    assert row.due_on == timezone.localdate() + timedelta(days=30)
    assert "6698" in row.article
    assert row.identity_number == "10000000146"
    assert row.phone == "+90 282 222 22 22"
    assert "10000000146" not in "".join(OutgoingMail.objects.values_list("body", flat=True))
    assert OutgoingMail.objects.filter(to=row.email).exists()
    standing = client.post("/tr/basvuru-durumu/", {"tracking": code_on(receipt)}).content.decode()
    assert "e) " in standing
    assert row.article in standing.replace("\u00a0", " ")


def test_a_foreigner_gives_nationality_and_passport_and_a_citizen_the_identity_number(union):
    client = browser(union)
    assert send(client, OWN_DATA, **FOREIGN, identity_number="yanlış").status_code == 200
    row = Request.objects.get()
    assert (row.nationality, row.identity_number) == ("Bulgaristan", "388 123-456")
    assert "388" not in "".join(OutgoingMail.objects.values_list("body", flat=True))

    wrong = {
        "rights": {"rights": []},
        "unknown right": {"rights": ["whether", "everything"]},
        "check sum": {"identity_number": "10000000147"},
        "no number": {"identity_number": ""},
        "no nationality": {**FOREIGN, "nationality": ""},
        "nationality without letters": {**FOREIGN, "nationality": "123"},
        "no passport": {**FOREIGN, "passport_number": ""},
        "passport of words": {**FOREIGN, "passport_number": "yok"},
        "passport in other letters": {**FOREIGN, "passport_number": "جواز"},
        "passport with a line break": {**FOREIGN, "passport_number": "1\r\nBcc: kotu@kotu.example"},
        "telephone": {"phone": "12"},
        "citizenship": {"citizenship": "both"},
        "no address": {"postal_address": " "},
        "no e-mail for the answer": {"email": ""},
    }
    taken = [
        name
        for name, changed in wrong.items()
        if client.post(OWN_DATA, values_of(OWN_DATA, **changed)).status_code != 422
    ]
    assert not taken


def test_nothing_extends_stops_passes_on_or_publishes_it(union):
    row = own()
    for step, arguments in [
        (steps.extend, ["neden"]),
        (steps.notify_cost, [Decimal(5)]),
        (steps.transfer, ["Valilik"]),
    ]:
        with pytest.raises(ValidationError):
            step(row, *arguments, origin=ORIGIN)
    row.refresh_from_db()
    assert row.is_open

    with pytest.raises(ValidationError) as refused:
        steps.answer(row, outcome="refused", text="Olmaz.", origin=ORIGIN)
    assert codes_of(refused.value) == {"required"}
    with pytest.raises(ValidationError) as refused:
        steps.answer(row, outcome="refused", text="Olmaz.", ground="privacy", origin=ORIGIN)
    assert codes_of(refused.value) == {"contradiction"}
    with pytest.raises(ValidationError):
        steps.answer(make.make_request(), outcome="refused", text="Olmaz.", ground="kept_by_law", origin=ORIGIN)
    steps.answer(row, outcome="refused", text="Saklamak zorundayız.", ground="kept_by_law", origin=ORIGIN)
    body = OutgoingMail.objects.order_by("-pk")[0].body
    assert "Kişisel Verileri Koruma Kurulu" in body
    assert "idare mahkemesi" not in body

    entry = make.make_request_log_entry(summary_tr="Bilgi istendi.")
    with pytest.raises(ValidationError):
        type(entry)(union=union, request=row, summary_tr="Ayşe sordu.").full_clean()
    type(entry).objects.bulk_create([type(entry)(union=union, request=row, summary_tr="Sızan kayıt.")])
    log = browser(union).get("/tr/bilgi-edinme/yanitlananlar/").content.decode()
    assert "Bilgi istendi." in log
    assert "Sızan kayıt." not in log
    assert report_of(row.year).lines[0].numbers == [2, 0, 0]


def test_every_answer_and_silence_can_be_complained_of_within_sixty_days(union):
    long_ago = timezone.localdate() - timedelta(days=31)
    silent, kept = own(received_on=long_ago), own()
    assert ways_of_appeal(silent)["data_board"].due_on == long_ago + timedelta(days=60)
    assert ways_of_appeal(kept) is None
    steps.answer(kept, outcome="granted", text="Verileriniz ektedir.", origin=ORIGIN)
    assert ways_of_appeal(kept)["data_board"].due_on == timezone.localdate() + timedelta(days=30)
    assert own(received_on=date(2026, 1, 1)).due_on == date(2026, 1, 31)


def test_staff_see_what_is_used_and_answer_without_the_grounds_of_other_laws(union):
    row = own(
        nationality="Bulgaristan", phone="+90 282 222 22 22", received_on=timezone.localdate() - timedelta(days=40)
    )
    page = staff_client(union).get(reverse("admin:pages_request_change", args=[row.pk])).content.decode()

    assert "e) " in page
    assert "Bulgaristan" in page
    assert "Kişisel Verileri Koruma Kurulu" in page
    assert 'value="kept_by_law"' in page
    assert 'value="trade_secret"' not in page
    assert 'id="step-transfer"' not in page
    assert 'id="step-extend"' not in page
    row.erase()
    assert (row.nationality, row.phone, row.rights) == ("", "", "whether,erasure")
