"""Two people who edit the same row: whoever saves second sees both texts before anything is overwritten."""

import pytest

from pages.models import Post
from tests import factories as make
from tests.staff_client import address, errors, read_form
from unions.models import ContactPoint, Headquarters, Meeting

pytestmark = pytest.mark.django_db


def differences(response):
    return {
        difference.label: difference
        for conflict in response.context["conflicts"]
        for difference in conflict.differences
    }


def test_saving_on_an_old_reading_is_refused_and_both_texts_are_shown(union, ayse, veli):
    post = make.make_post(union=union, title_tr="Başlık")
    page = address("change", post)
    read_by_veli = veli.form(page)
    ayse.save(page, title_tr="Ayşe'nin başlığı")

    answer = veli.save(page, read_by_veli, title_tr="Veli'nin başlığı")

    assert answer.status_code == 409
    assert Post.all_unions.get().title_tr == "Ayşe'nin başlığı"
    assert read_form(answer)["title_tr"] == "Veli'nin başlığı"
    [difference] = differences(answer).values()
    assert (difference.yours, difference.stored) == ("Veli'nin başlığı", "Ayşe'nin başlığı")
    assert difference.changed_by == "Ayşe Yıldız"
    assert "Ayşe Yıldız" in answer.content.decode()


def test_saving_again_overwrites_knowingly(union, ayse, veli):
    post = make.make_post(union=union, title_tr="Başlık")
    page = address("change", post)
    read_by_veli = veli.form(page)
    ayse.save(page, title_tr="Ayşe'nin başlığı")
    refused = veli.save(page, read_by_veli, title_tr="Veli'nin başlığı")

    answer = veli.post(page, read_form(refused))

    assert answer.status_code == 302
    assert Post.all_unions.get().title_tr == "Veli'nin başlığı"
    assert [record.title_tr for record in post.history.order_by("history_id")] == [
        "Başlık",
        "Ayşe'nin başlığı",
        "Veli'nin başlığı",
    ]


def test_what_a_person_never_touched_is_not_taken_back(union, ayse, veli):
    post = make.make_post(union=union, title_tr="Başlık", summary_tr="Özet")
    page = address("change", post)
    read_by_veli = veli.form(page)
    ayse.save(page, summary_tr="Ayşe'nin özeti")
    refused = veli.save(page, read_by_veli, title_tr="Veli'nin başlığı")

    veli.post(page, read_form(refused))

    post.refresh_from_db()
    assert (post.title_tr, post.summary_tr) == ("Veli'nin başlığı", "Ayşe'nin özeti")
    assert [each.is_taken_over for each in differences(refused).values()] == [False, True]


def test_fields_of_every_kind_keep_the_stored_value_where_the_person_did_not_touch_them(union, ayse, veli):
    organ, other = make.make_organ(union=union), make.make_organ(union=union, kind="executive")
    meeting = make.make_meeting(union=union, organ=organ)
    page = address("change", meeting)
    read_by_veli = veli.form(page)
    ayse.save(
        page,
        organ=other.pk,
        state="held",
        starts_at_0="2026-05-04",
        starts_at_1="10:30:00",
        called_on="2026-04-20",
        text_tr="<p>Ayşe'nin <strong>metni</strong></p>",
    )
    refused = veli.save(page, read_by_veli, title_tr="Veli'nin başlığı")
    assert refused.status_code == 409

    veli.post(page, read_form(refused))

    stored = Meeting.all_unions.get(pk=meeting.pk)
    assert stored.title_tr == "Veli'nin başlığı"
    assert (stored.organ, stored.state, str(stored.called_on)) == (other, "held", "2026-04-20")
    assert stored.starts_at.isoformat() == "2026-05-04T07:30:00+00:00"
    assert stored.text_tr == "<p>Ayşe'nin <strong>metni</strong></p>"


def test_a_form_without_its_version_contradicts_the_stored_row(union, ayse):
    post = make.make_post(union=union, title_tr="Başlık")
    page = address("change", post)
    form = ayse.form(page)
    del form["version"]

    answer = ayse.save(page, form, title_tr="Yeni")

    assert answer.status_code == 409
    assert Post.all_unions.get().title_tr == "Başlık"


def test_other_complaints_stand_beside_the_conflict(union, ayse, veli):
    page = address("change", make.make_post(union=union, title_tr="Başlık"))
    read_by_veli = veli.form(page)
    ayse.save(page, summary_tr="Ayşe'nin özeti")

    answer = veli.save(page, read_by_veli, title_tr="")

    assert answer.status_code == 409
    assert set(errors(answer)) == {"__all__", "title_tr"}


@pytest.fixture
def seat(union):
    return make.make_headquarters(union=union, phone="+90 282 111 11 11")


def test_a_part_that_was_changed_meanwhile_is_shown_beside_ones_own(seat, ayse, veli):
    page = address("change", seat)
    read_by_veli = veli.form(page)
    ayse.save(page, **{"contact_points-0-value": "+90 282 222 22 22"})

    answer = veli.save(page, read_by_veli, **{"contact_points-0-value": "+90 282 333 33 33"})

    assert answer.status_code == 409
    assert ContactPoint.all_unions.get().value == "+90 282 222 22 22"
    assert read_form(answer)["contact_points-0-value"] == "+90 282 333 33 33"
    [difference] = differences(answer).values()
    assert (difference.yours, difference.stored) == ("+90 282 333 33 33", "+90 282 222 22 22")


def test_a_part_can_be_overwritten_knowingly(seat, ayse, veli):
    page = address("change", seat)
    read_by_veli = veli.form(page)
    ayse.save(page, **{"contact_points-0-value": "+90 282 222 22 22"})
    refused = veli.save(page, read_by_veli, **{"contact_points-0-value": "+90 282 333 33 33"})

    veli.post(page, read_form(refused))

    assert ContactPoint.all_unions.get().value == "+90 282 333 33 33"


def test_a_part_that_the_person_never_touched_keeps_the_others_text(seat, ayse, veli):
    page = address("change", seat)
    read_by_veli = veli.form(page)
    ayse.save(page, **{"contact_points-0-value": "+90 282 222 22 22"})
    refused = veli.save(page, read_by_veli, street="Yeni Sokak")
    assert refused.status_code == 409

    veli.post(page, read_form(refused))

    assert ContactPoint.all_unions.get().value == "+90 282 222 22 22"
    assert Headquarters.all_unions.get().street == "Yeni Sokak"


def test_a_changed_part_that_was_deleted_meanwhile_comes_back_knowingly(seat, ayse, veli):
    make.make_contact_point(headquarters=seat, value="+90 282 444 44 44", position=2)
    page = address("change", seat)
    read_by_veli = veli.form(page)
    ayse.save(page, **{"contact_points-0-DELETE": "on"})

    refused = veli.save(page, read_by_veli, **{"contact_points-0-value": "+90 282 333 33 33"})

    assert refused.status_code == 409
    assert "Ayşe Yıldız" in refused.content.decode()
    assert [point.value for point in ContactPoint.all_unions.all()] == ["+90 282 444 44 44"]

    saved = veli.post(page, read_form(refused))

    assert saved.status_code == 302
    assert {point.value for point in ContactPoint.all_unions.all()} == {"+90 282 333 33 33", "+90 282 444 44 44"}


def test_an_untouched_part_that_was_deleted_meanwhile_stays_deleted(seat, ayse, veli):
    make.make_contact_point(headquarters=seat, value="+90 282 444 44 44", position=2)
    page = address("change", seat)
    read_by_veli = veli.form(page)
    ayse.save(page, **{"contact_points-0-DELETE": "on"})

    answer = veli.save(page, read_by_veli, street="Yeni Sokak")

    assert answer.status_code == 302
    assert [point.value for point in ContactPoint.all_unions.all()] == ["+90 282 444 44 44"]
    assert Headquarters.all_unions.get().street == "Yeni Sokak"


def test_deleting_a_part_that_was_changed_meanwhile_needs_confirmation(seat, ayse, veli):
    page = address("change", seat)
    read_by_veli = veli.form(page)
    ayse.save(page, **{"contact_points-0-value": "+90 282 222 22 22"})

    refused = veli.save(page, read_by_veli, **{"contact_points-0-DELETE": "on"})

    assert refused.status_code == 409
    assert ContactPoint.all_unions.exists()

    veli.post(page, {**read_form(refused), "contact_points-0-DELETE": "on"})

    assert not ContactPoint.all_unions.exists()
