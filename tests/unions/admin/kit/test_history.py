"""Who changed a row, and how an earlier state is brought back."""

import pytest
from django.urls import reverse

from pages.models import Post
from tests import factories as make
from tests.staff_client import address
from unions.models import AgendaItem, StaffRole

pytestmark = pytest.mark.django_db


def test_the_history_shows_what_people_see_and_formatting_where_only_that_differs(union, manager):
    post = make.make_post(union=union, body_tr="<p>Metin</p>")
    manager.save(address("change", post), body_tr="<p><strong>Metin</strong></p>")

    page = manager.get(address("history", post))

    [change] = page.context["entries"][0].changes
    assert (change.before, change.after) == ("<p>Metin</p>", "<p><strong>Metin</strong></p>")


def test_the_history_shows_who_changed_what(union, ayse):
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
