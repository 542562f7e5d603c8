from django.utils import timezone

from members.directory.cards import cards_of
from members.directory.member_list import members_on
from tests.factories import make_listing, make_membership, make_municipality, make_union


def test_card_shows_what_the_union_has_on_record(rf, union):
    corlu = make_municipality(name="Çorlu")
    make_listing(municipality=corlu, mayor="Ömer Şen", phone="+90 282 111 22 33")
    saray = make_municipality(name="Saray")
    make_listing(union=make_union(), municipality=saray, mayor="Başka Birlik")
    for municipality in [corlu, saray]:
        make_membership(municipality=municipality)
    request = rf.get("/")
    request.union = union

    today = timezone.localdate()

    cards = cards_of(request, members_on(today), today)

    assert [(card.row.name, card.mayor, card.phone) for card in cards] == [
        ("Çorlu", "Ömer Şen", "+90 282 111 22 33"),
        ("Saray", "", ""),
    ]
