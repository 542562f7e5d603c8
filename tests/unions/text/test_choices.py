"""A choice offers first what people mean by the words that they type."""

from datetime import date, datetime

import pytest
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import ResolverMatch, reverse
from django.utils import timezone

from members.municipalities.models import Municipality
from tests import factories as make
from tests.staff_client import staff_client
from tests.tables import table
from unions.text.choices import best_first

pytestmark = pytest.mark.django_db

MEMBERSHIP, SEAT, ITEM = "members.membership.municipality", "members.officeholder.person", "unions.agendaitem.meeting"
DECISION, PAGE, ROLL_CALL = "unions.paper.decision", "pages.page.parent", "members.rollcallvote.seat"

# Where, what is typed, and with what the list begins.
TYPED = [
    (
        MEMBERSHIP,
        "Konak",
        ["Konak (İzmir)", "Konak Yaylası (Kırklareli)", "Konaklı (Kırklareli)", "Yeni Konak (Kilis)"],
    ),
    (MEMBERSHIP, "KONAK", ["Konak (İzmir)", "Konak Yaylası (Kırklareli)"]),
    (MEMBERSHIP, "konakl", ["Konaklı (Kırklareli)"]),
    (MEMBERSHIP, "Konak Belediyesi", ["Konak (İzmir)"]),
    (MEMBERSHIP, "yeni konak", ["Yeni Konak (Kilis)"]),
    (MEMBERSHIP, "arako", ["Arakonak (Kilis)"]),
    (MEMBERSHIP, "konak izmir", ["Konak (İzmir)"]),
    (MEMBERSHIP, "izmir konak", ["Konak (İzmir)"]),
    (MEMBERSHIP, "Babaeski", ["Babaeski (Kırklareli)", "Alpullu (Kırklareli)"]),
    (MEMBERSHIP, "Merkez", ["Merkez (Kilis)", "Merkezefendi (İzmir)", "Ada (Kilis)"]),
    (MEMBERSHIP, "kirklareli", ["Kırklareli (il belediyesi)", "Alpullu (Kırklareli)"]),
    (MEMBERSHIP, "İZMİR", ["İzmir (büyükşehir belediyesi)"]),
    (MEMBERSHIP, "ışık", ["Işık (Kilis)", "Işıklı (Kilis)"]),
    (MEMBERSHIP, "isik", ["Işık (Kilis)", "Işıklı (Kilis)"]),
    (MEMBERSHIP, "ISIK", ["Işık (Kilis)", "Işıklı (Kilis)"]),
    (SEAT, "Yılmaz", ["Yılmaz Er", "Ali Yılmaz", "Zeki Yılmaz", "Ece Yılmazer", "Can Akyılmaz"]),
    (SEAT, "yilmaz zeki", ["Zeki Yılmaz"]),
    (SEAT, "Zeki Y", ["Zeki Yılmaz"]),
    (ROLL_CALL, "Yılmaz", ["Yılmaz Er, üye", "Ali Yılmaz, üye"]),
    (ROLL_CALL, "Babaeski", ["Babaeski Can, üye", "Ali Yılmaz, üye"]),
    (DECISION, "2024/1", ["2024/1 Bütçe", "2024/17 Kira", "2024/12 Taşınmaz kirası"]),
    (DECISION, "2024/17", ["2024/17 Kira"]),
    (DECISION, "2024 17", ["2024/17 Kira"]),
    (DECISION, "kira", ["2024/17 Kira", "2023/17 Kira bedeli", "2024/12 Taşınmaz kirası"]),
    (DECISION, "17", ["2024/17 Kira", "2023/17 Kira bedeli"]),
    (DECISION, "12.05.2024", ["2024/12 Taşınmaz kirası"]),
    (ITEM, "3 Mayıs 2024", ["Olağan toplantı (3 Mayıs 2024)"]),
    (ITEM, "03.05.2024", ["Olağan toplantı (3 Mayıs 2024)"]),
    (ITEM, "2024-05-03", ["Olağan toplantı (3 Mayıs 2024)"]),
    (ITEM, "Kasım 2024", ["Olağan toplantı (4 Kasım 2024)"]),
    (ITEM, "olağan toplantı", ["Olağan toplantı (4 Kasım 2024)", "Olağan toplantı (3 Mayıs 2024)"]),
    (PAGE, "tarihçe", ["Tarihçe — /kurumsal/tarihce/", "Tarihçe — /tarihce/", "Tarihçemiz — /tarihcemiz/"]),
]


def offered(client, place: str, typed: str) -> list[str]:
    app, model, field = place.split(".")
    about = {"app_label": app, "model_name": model, "field_name": field, "term": typed}
    return [each["text"] for each in client.get(reverse("admin:autocomplete"), **about).json()["results"]]


@pytest.fixture
def names(union):
    """Municipalities, people, decisions, meetings and pages whose names are alike."""
    provinces = {name: make.make_province(name=name) for name in ["İzmir", "Kırklareli", "Kilis"]}
    rows = [("Alpullu", "Kırklareli", "town", "Babaeski"), ("Arakonak", "Kilis", "town", "Konak")]
    rows += [(name, "Kırklareli", "district", name) for name in ["Babaeski", "Konaklı", "Konak Yaylası"]]
    rows += [(name, "Kilis", "town", "Merkez") for name in ["Yeni Konak", "Işıklı", "Işık", "Ada"]]
    rows += [("Merkez", "Kilis", "district", "Merkez"), ("Merkezefendi", "İzmir", "metropolitan_district", "")]
    rows += [("Konak", "İzmir", "metropolitan_district", "Konak"), ("İzmir", "İzmir", "metropolitan", "")]
    rows += [("Kırklareli", "Kırklareli", "province", "Merkez")]
    for name, province, kind, district in rows:
        make.make_municipality(name=name, province=provinces[province], kind=kind, district_name=district)
    people = {
        name: make.make_person(union=union, name=name)
        for name in ["Can Akyılmaz", "Zeki Yılmaz", "Yılmaz Er", "Ece Yılmazer", "Ali Yılmaz", "Babaeski Can"]
    }
    babaeski = Municipality.objects.get(name="Babaeski")
    for name, person in people.items():
        make.make_office_holder(person=person, municipality=babaeski if name == "Ali Yılmaz" else None)
    for number, title, day in [
        (11, "Araç", date(2024, 5, 11)),
        (17, "Kira", date(2024, 5, 13)),
        (1, "Bütçe", date(2024, 5, 1)),
        (17, "Kira bedeli", date(2023, 5, 13)),
        (12, "Taşınmaz kirası", date(2024, 5, 12)),
    ]:
        make.make_decision(union=union, number=number, title_tr=title, date=day)
    for day in [datetime(2024, 5, 3, 10), datetime(2024, 11, 4, 23, 30)]:
        make.make_meeting(union=union, title_tr="Olağan toplantı", starts_at=timezone.make_aware(day))
    top = make.make_page(union=union, title_tr="Kurumsal")
    make.make_page(union=union, title_tr="Tarihçemiz")
    make.make_page(union=union, parent=top, title_tr="Tarihçe")
    make.make_page(union=union, title_tr="Tarihçe")
    make.make_page(union=union, title_tr="Birliğin tarihçesi")
    return staff_client(union)


@table("place, typed, first", TYPED)
def test_a_choice_begins_with_what_is_called_so(names, place, typed, first):
    results = offered(names, place, typed)

    assert results[: len(first)] == first


def test_every_search_of_the_administration_ranks_its_choices(union):
    """A chooser that somebody adds tomorrow asks one of these."""
    choice = ResolverMatch(lambda: None, (), {}, url_name="autocomplete")
    request = RequestFactory().get("/")
    request.user, request.resolver_match = AnonymousUser(), choice
    unranked, searched = [], 0
    for model, model_admin in admin.site._registry.items():
        if not model_admin.get_search_fields(request):
            continue
        searched += 1
        rows, _ = model_admin.get_search_results(request, model._default_manager.all(), "a b")
        list(rows[:1])
        unranked += [] if "CASE WHEN" in str(rows.query) else [model._meta.label]

    assert unranked == []
    assert searched > 40


def test_words_that_hold_nothing_leave_the_order_as_it_was(union):
    rows = Municipality.objects.all()

    assert best_first(rows, " … ", ["name"]) is rows
