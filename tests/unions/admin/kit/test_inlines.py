"""Parts of a row, edited inside its form."""

import pytest

from pages.models import Gallery, Photo
from tests import factories as make
from tests.staff_client import address, staff_client
from unions.models import AgendaItem, ContactPoint, Organ

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_a_form_whose_bookkeeping_is_forged_is_refused(union, manager):
    seat = make.make_headquarters(union=union, phone="+90 282 000 00 00")
    page = address("change", seat)

    answers = [
        manager.save(page, **{"contact_points-TOTAL_FORMS": forged, "contact_points-INITIAL_FORMS": forged})
        for forged in ["", "x", "-1", "99999"]
    ]

    assert {answer.status_code for answer in answers} <= {200, 302, 400}
    assert ContactPoint.all_unions.count() == 1


def test_a_forged_row_inside_a_form_is_not_touched(ours, theirs):
    own = make.make_headquarters(union=ours, phone="+90 282 111 11 11")
    foreign = make.make_contact_point(union=theirs, value="+90 332 222 22 22")
    manager = staff_client(ours)

    answer = manager.save(
        address("change", own), **{"contact_points-0-id": foreign.pk, "contact_points-0-value": "+90 282 000 00 00"}
    )

    assert answer.status_code == 200
    assert ContactPoint.all_unions.get(pk=foreign.pk).value == "+90 332 222 22 22"
    assert "222 22 22" not in answer.content.decode()


def test_a_forged_parent_inside_a_form_is_refused(ours, theirs):
    own = make.make_headquarters(union=ours, phone="+90 282 111 11 11")
    foreign = make.make_headquarters(union=theirs)
    manager = staff_client(ours)

    manager.save(
        address("change", own),
        **{"contact_points-0-headquarters": foreign.pk, "contact_points-0-value": "+90 282 000 00 00"},
    )

    assert not ContactPoint.all_unions.filter(union=theirs).exists()
    assert not ContactPoint.all_unions.filter(headquarters=foreign).exists()


def test_parts_are_kept_in_the_union_of_their_row(ours):
    gallery = make.make_gallery(union=ours, photos=1)

    staff_client(ours).save(address("change", gallery), **{"photos-0-caption_tr": "Yeni"})

    assert Photo.all_unions.get().caption_tr == "Yeni"
    assert Gallery.all_unions.get().union == ours
    assert AgendaItem.all_unions.count() == 0
    assert Organ.all_unions.count() == 0


@pytest.fixture
def seat(union):
    return make.make_headquarters(union=union, phone="+90 282 111 11 11")


def test_two_people_may_add_parts_at_the_same_time(seat, ayse, veli):
    page = address("change", seat)
    new = {"contact_points-TOTAL_FORMS": "2", "contact_points-1-kind": "phone", "contact_points-1-position": "0"}
    read_by_veli = veli.form(page)
    ayse.save(page, **new, **{"contact_points-1-value": "+90 282 222 22 22"})

    answer = veli.save(page, read_by_veli, **new, **{"contact_points-1-value": "+90 282 333 33 33"})

    assert answer.status_code == 302
    assert ContactPoint.all_unions.count() == 3


def test_agenda_items_put_in_another_order_are_stored_in_it(union, ayse):
    meeting = make.make_meeting(union=union, agenda=["Açılış", "Bütçe", "Kapanış"])
    page = address("change", meeting)

    ayse.save(page, **{"agenda_items-0-number": "3", "agenda_items-2-number": "1"})

    assert [item.title for item in AgendaItem.all_unions.order_by("number")] == ["Kapanış", "Bütçe", "Açılış"]
