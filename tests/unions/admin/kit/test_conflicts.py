"""Two people who edit the same row: whoever saves second sees both texts before anything is overwritten."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pages.models import Post
from tests import factories as make
from tests.staff_client import address, errors, read_form, staff_client
from unions.models import AgendaItem, ContactPoint, Headquarters, Meeting, Paper, StaffRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.make_union()


@pytest.fixture
def ayse(union):
    return staff_client(union, first_name="Ayşe", last_name="Yıldız")


@pytest.fixture
def veli(union):
    return staff_client(union, first_name="Veli", last_name="Işık")


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


def test_a_third_save_meanwhile_is_noticed_again(union, ayse, veli):
    post = make.make_post(union=union, title_tr="Başlık")
    page = address("change", post)
    read_by_veli = veli.form(page)
    ayse.save(page, title_tr="Ayşe 1")
    refused = veli.save(page, read_by_veli, title_tr="Veli")
    ayse.save(page, title_tr="Ayşe 2")

    answer = veli.post(page, read_form(refused))

    assert answer.status_code == 409
    assert Post.all_unions.get().title_tr == "Ayşe 2"


def test_sending_the_same_form_twice_is_no_conflict(union, ayse):
    page = address("change", make.make_post(union=union))
    form = {**ayse.form(page), "title_tr": "Yeni"}

    first, second = ayse.post(page, form), ayse.post(page, form)

    assert (first.status_code, second.status_code) == (302, 302)


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


def test_saving_without_a_change_leaves_no_trace(union, ayse):
    post = make.make_post(union=union)

    ayse.save(address("change", post))

    post.refresh_from_db()
    assert post.version == 1
    assert post.history.count() == 1


# Parts inside a form


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


def test_deleting_a_part_that_was_changed_meanwhile_is_asked_again(seat, ayse, veli):
    page = address("change", seat)
    read_by_veli = veli.form(page)
    ayse.save(page, **{"contact_points-0-value": "+90 282 222 22 22"})

    refused = veli.save(page, read_by_veli, **{"contact_points-0-DELETE": "on"})

    assert refused.status_code == 409
    assert ContactPoint.all_unions.exists()

    veli.post(page, {**read_form(refused), "contact_points-0-DELETE": "on"})

    assert not ContactPoint.all_unions.exists()


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


# Deleting


def test_saving_a_row_that_was_deleted_meanwhile_keeps_what_was_typed(union, ayse, veli):
    post = make.make_post(union=union, title_tr="Başlık")
    page = address("change", post)
    read_by_veli = veli.form(page)
    ayse.post(address("delete", post), {"post": "yes"})

    answer = veli.save(page, read_by_veli, title_tr="Veli'nin uzun emeği")

    assert answer.status_code == 409
    assert "Veli&#x27;nin uzun emeği" in answer.content.decode()
    assert "Ayşe Yıldız" in answer.content.decode()


def test_deleting_what_was_changed_meanwhile_is_asked_again(union, ayse, veli):
    post = make.make_post(union=union)
    page = address("delete", post)
    assert 'name="version" value="1"' in veli.get(page).content.decode()
    ayse.save(address("change", post), title_tr="Ayşe'nin başlığı")

    answer = veli.post(page, {"post": "yes", "version": "1"})

    assert answer["Location"] == page
    assert Post.all_unions.exists()


def test_a_row_that_others_depend_on_is_not_deleted_and_says_why(union, ayse):
    organ = make.make_meeting(union=union, title_tr="Bağlı toplantı").organ
    page = address("delete", organ)

    answers = [ayse.get(page), ayse.post(page, {"post": "yes"})]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert "Bağlı toplantı" in answers[1].content.decode()
    organ.refresh_from_db()


def test_rows_deleted_from_a_list_leave_a_notice_at_their_addresses(union, ayse):
    from unions.models import PathRedirect

    posts = [make.make_post(union=union, title_tr=f"Haber {number}") for number in [1, 2]]

    ayse.post(
        address("changelist", model=Post),
        {"action": "delete_selected", "_selected_action": [post.pk for post in posts], "post": "yes"},
    )

    assert not Post.all_unions.exists()
    assert PathRedirect.all_unions.filter(new_path="").count() == 4


# History


def test_the_history_tells_who_changed_what(union, ayse):
    post = make.make_post(union=union, title_tr="Eski başlık")
    ayse.save(address("change", post), title_tr="Yeni başlık")

    page = ayse.get(address("history", post)).content.decode()

    assert "Ayşe Yıldız" in page
    assert "Eski başlık" in page
    assert "Yeni başlık" in page


def record_page(row, record):
    options = row._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_record", args=[record.id, record.history_id])


def test_an_earlier_state_can_be_brought_back(union, ayse):
    post = make.make_post(union=union, title_tr="Eski başlık")
    ayse.save(address("change", post), title_tr="Yeni başlık")

    answer = ayse.post(record_page(post, post.history.earliest()))

    assert answer.status_code == 302
    post.refresh_from_db()
    assert (post.title_tr, post.version) == ("Eski başlık", 3)


def test_a_deleted_row_can_be_brought_back(union, ayse):
    post = make.make_post(union=union, title_tr="Başlık", body_tr="<p>Metin</p>")
    number = post.pk
    ayse.post(address("delete", post), {"post": "yes"})

    answer = ayse.post(record_page(Post, Post.history.filter(id=number).latest()))

    assert answer.status_code == 302
    restored = Post.all_unions.get(pk=number)
    assert (restored.title_tr, restored.body_tr, restored.union) == ("Başlık", "<p>Metin</p>", union)


def test_a_state_that_contradicts_another_row_is_not_brought_back(union, ayse):
    first = make.make_post(union=union, slug_tr="haber", slug_en="news")
    ayse.save(address("change", first), slug_tr="eski-haber", slug_en="old-news")
    make.make_post(union=union, slug_tr="haber", slug_en="news")

    answer = ayse.post(record_page(first, first.history.earliest()), follow=True)

    assert answer.status_code == 200
    assert [message.level_tag for message in answer.context["messages"]] != []
    first.refresh_from_db()
    assert first.slug_tr == "eski-haber"


def test_the_history_of_a_row_names_it_even_if_what_named_it_is_gone(union, ayse):
    colleague = make.make_staff(union, "editor")
    role = StaffRole.all_unions.get(user=colleague)
    number = role.pk
    colleague.delete()
    role.pk = number

    answers = [ayse.get(reverse("admin:index")), ayse.get(address("history", role))]

    assert [answer.status_code for answer in answers] == [200, 200]


def test_a_part_whose_row_is_gone_is_not_brought_back(union, ayse):
    meeting = make.make_meeting(union=union, agenda=["Açılış"])
    item = meeting.agenda_items.get()
    record = item.history.get()
    meeting.delete()

    answer = ayse.post(record_page(item, record), follow=True)

    assert answer.status_code == 200
    assert list(answer.context["messages"])
    assert not AgendaItem.all_unions.exists()


def test_a_role_is_never_brought_back(union, ayse, veli):
    role = StaffRole.all_unions.get(user=veli.user)

    assert ayse.post(record_page(role, role.history.earliest())).status_code == 403


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(turns=st.lists(st.tuples(st.integers(0, 2), st.booleans()), min_size=1, max_size=20))
def test_whatever_the_order_of_three_editors_the_last_accepted_text_stands(union, turns):
    people = [staff_client(union) for _person in range(3)]
    post = make.make_post(union=union, title_tr="0")
    page = address("change", post)
    read = [person.form(page) for person in people]
    accepted = ["0"]

    for number, (who, opens_anew) in enumerate(turns, start=1):
        if opens_anew:
            read[who] = people[who].form(page)
        answer = people[who].save(page, read[who], title_tr=str(number))
        if answer.status_code == 302:
            accepted.append(str(number))
        else:
            assert answer.status_code == 409

    post.refresh_from_db()
    assert post.title_tr == accepted[-1]
    assert [record.title_tr for record in post.history.order_by("history_id")] == accepted


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(5))
def test_of_two_saves_at_the_same_instant_one_is_refused(union, attempt):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time.")
    post = make.make_post(union=union, title_tr="0")
    page = address("change", post)
    people = [staff_client(union) for _person in range(4)]
    forms = [{**person.form(page), "title_tr": str(number)} for number, person in enumerate(people, start=1)]
    start = Barrier(len(people))

    def send(number):
        start.wait()
        try:
            return people[number].post(page, forms[number]).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        answers = list(pool.map(send, range(len(people))))

    assert sorted(answers) == [302, 409, 409, 409]
    post.refresh_from_db()
    assert post.title_tr == str(answers.index(302) + 1)
    assert post.history.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_equal_rows_added_at_the_same_instant_one_is_refused_in_words(union):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time.")
    people = [staff_client(union) for _person in range(4)]
    page = address("add", model=Paper)
    forms = [{**person.form(page), "kind": "budget", "year": "2026"} for person in people]
    start = Barrier(len(people))

    def send(number):
        start.wait()
        try:
            return people[number].post(page, forms[number]).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        answers = list(pool.map(send, range(len(people))))

    assert sorted(answers) == [200, 200, 200, 302]
    assert Paper.all_unions.count() == 1
