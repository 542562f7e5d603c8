"""Filling in the public forms as a browser without scripts does."""

import html
import re
from datetime import timedelta
from unittest import mock

from django.test import Client
from django.utils import timezone

from unions.forms import opening
from unions.models import Union
from unions.tenancy import scope

FORMS = {
    "/tr/bilgi-edinme/": {
        "text": "2025 yılı eğitim harcamalarının dökümü",
        "applicant_kind": "person",
        "name": "Ayşe Yılmaz",
        "identity_number": "10000000146",
        "postal_address": "Hürriyet Mah. 5, Süleymanpaşa, Tekirdağ",
        "answer_by": "email",
        "email": "ayse@posta.example",
    },
    "/tr/dilekce/": {
        "text": "Otobüs durağının taşınmasını istiyorum.",
        "name": "Ayşe Yılmaz",
        "postal_address": "Hürriyet Mah. 5, Tekirdağ",
        "answer_by": "post",
        "email": "",
    },
    "/tr/sikayet/": {
        "text": "Telefona kimse çıkmıyor.",
        "name": "Ayşe Yılmaz",
        "postal_address": "Hürriyet Mah. 5, Tekirdağ",
        "answer_by": "email",
        "email": "ayse@posta.example",
    },
    "/tr/iletisim/kisisel-veriler/": {
        "rights": ["whether", "erasure"],
        "text": "Eğitim başvurumdaki verilerimin silinmesini istiyorum.",
        "citizenship": "turkish",
        "name": "Ayşe Yılmaz",
        "identity_number": "10000000146",
        "nationality": "",
        "passport_number": "",
        "postal_address": "Hürriyet Mah. 5, Tekirdağ",
        "phone": "+90 282 222 22 22",
        "answer_by": "email",
        "email": "ayse@posta.example",
    },
    "/tr/iletisim/mesaj/": {"text": "Toplantı saat kaçta?", "name": "Ayşe Yılmaz", "email": "ayse@posta.example"},
    "/tr/engel/": {"page_address": "/tr/uyeler/", "text": "Klavye ile menü açılmıyor.", "name": "", "email": ""},
}
INFORMATION, PETITION, COMPLAINT, OWN_DATA, MESSAGE, BARRIER = FORMS
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
CODE = re.compile(r'class="tracking-code">([^<]+)<')


def browser(union: Union) -> Client:
    return Client(headers={"host": f"{union.code}.localhost"})


def opened_before(form: str, *, seconds: float = 60) -> str:
    """The hidden field of a form that somebody opened so long ago on the site of the first union."""
    moment = timezone.now() - timedelta(seconds=seconds)
    with scope.of(Union.objects.order_by("pk")[0]), mock.patch("django.utils.timezone.now", return_value=moment):
        return opening.sign(form)


def values_of(path: str, **changed) -> dict:
    return {**FORMS[path], "opened": opened_before(NAMES[path]), **changed}


NAMES = {
    INFORMATION: "information",
    PETITION: "petition",
    COMPLAINT: "complaint",
    OWN_DATA: "data_subject",
    MESSAGE: "message",
    BARRIER: "barrier",
}


def carried(page: str) -> dict[str, str | list[str]]:
    """The hidden fields of the page that asks whether all is right; of a field with several values, all of them."""
    form = page.partition('<form method="post"')[2]
    found: dict[str, list[str]] = {}
    for name, value in HIDDEN.findall(form):
        found.setdefault(html.unescape(name), []).append(html.unescape(value))
    return {name: values if len(values) > 1 else values[0] for name, values in found.items()}


def send(client: Client, path: str, **changed):
    """Fill in, check and send; returns the last answer."""
    checked = client.post(path, values_of(path, **changed))
    if checked.status_code != 200:
        return checked
    return client.post(path, {**carried(checked.content.decode()), "step": "send"})


def code_on(response) -> str:
    return CODE.search(response.content.decode())[1].strip()


def text_of(response) -> str:
    return response.content.decode()
