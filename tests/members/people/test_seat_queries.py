from datetime import date

from members.people.models import OfficeHolder
from tests.factories import make_office_holder, make_organ, make_person


def test_a_substitute_does_not_sit(union):
    substitute = make_office_holder(seat="substitute")

    assert not substitute.sits_in(substitute.organ, date(2026, 1, 1))
    assert not OfficeHolder.objects.seated().exists()


def test_people_stand_in_the_order_of_the_turkish_alphabet(union):
    organ = make_organ()
    for name in ["Zeki", "Çetin", "Cem", "İnci", "Işık"]:
        make_office_holder(organ=organ, person=make_person(name=name))

    assert [holder.person.name for holder in OfficeHolder.objects.in_order()] == [
        "Cem",
        "Çetin",
        "Işık",
        "İnci",
        "Zeki",
    ]
