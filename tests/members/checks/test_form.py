"""What a municipality proposes in the form, and what the form refuses."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from members.checks.models import Correction
from tests import factories as make
from tests.members.checks.walkthrough import opened, send, the_check

pytestmark = pytest.mark.django_db


def test_corrections_are_proposed_and_not_yet_shown(check_round, visitor, member, reader):
    seat = make.make_office_holder(municipality=member.municipality)
    opened(visitor)
    address = reverse("member_detail", args=["corlu"])
    before = reader.get(address).content

    answer = send(
        visitor,
        choice_phone="other",
        phone="0282 222 22 22",
        website="www.corlu.example",
        choice_fax="right",
        **{f"choice_seat_{seat.pk}": "other", f"seat_{seat.pk}": "Görevden ayrıldı"},
        missing_seat="Veli Kaya, meclis üyesi",
        crest=make.picture_upload("arma.png"),
        remark="Teşekkürler",
        answered_by="Zeynep Ak, yazı işleri",
    )

    assert answer.status_code == 302, answer.content.decode()
    proposed = {each.kind: (each.old, each.proposed) for each in Correction.objects.all()}
    assert proposed == {
        "phone": ("+90 282 111 11 11", "+90 282 222 22 22"),
        "website": ("", "https://www.corlu.example"),
        "seat": (Correction.objects.get(kind="seat").old, "Görevden ayrıldı"),
        "missing_seat": ("", "Veli Kaya, meclis üyesi"),
        "crest": ("", ""),
    }
    assert reader.get(address).content == before
    upload = Correction.objects.get(kind="crest").upload
    assert reader.get(f"/dosya/{upload.name}").status_code == 404


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"email": "olmayan adres", "choice_email": "other"}, "e-posta"),
        ({"website": "javascript:alert(1)", "choice_website": "other"}, "www.corlu.bel.tr"),
        ({"phone": "0284 abc", "choice_phone": "other"}, "telefon numarası"),
        ({"email": "ınfo@corlu.bel.tr", "choice_email": "other"}, "info@corlu.bel.tr"),
        ({"choice_phone": "other"}, "Lütfen doğrusunu yazın"),
        ({"choice_phone": "right", "phone": "0282 222 22 22"}, "Hangisi geçerli"),
        ({"mayor": "x" * 121, "choice_mayor": "other"}, "121"),
        ({"crest": ContentFile(b"<svg onload=alert(1)>", name="arma.png")}, "JPEG, PNG"),
        ({"listing_version": "hiç"}, "tam sayı"),
        ({"phone": "0282\x00"}, "Null"),
    ],
    ids=[
        "e-mail",
        "script",
        "no number",
        "dotless letter",
        "nothing written",
        "contradiction",
        "too long",
        "no picture",
        "version",
        "null byte",
    ],
)
def test_bad_input_is_explained_and_kept(check_round, visitor, values, said):
    opened(visitor)

    answer = send(visitor, remark="Yazdıklarım durmalı", **values)

    assert answer.status_code == 422
    assert "Henüz hiçbir şey gönderilmedi" in answer.content.decode()
    assert "Yazdıklarım durmalı" in answer.content.decode()
    assert not the_check().is_answered
