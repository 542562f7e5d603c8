"""Moving pages in the tree."""

import pytest
from django.urls import reverse

from pages.models import Page
from tests import factories as make
from tests.staff_client import staff_client

pytestmark = pytest.mark.django_db


def test_an_editor_cannot_move_a_page_with_public_pages_beneath(union):
    draft = make.make_page(union=union, status="draft")
    make.make_page(parent=draft, title_tr="Açık sayfa")
    target = make.make_page(union=union, title_tr="Hedef")
    move = reverse("admin:pages_page_move", args=[draft.pk])

    answer = staff_client(union, "editor").post(move, {"where": "last", "target": target.pk})

    assert answer.status_code == 403


def test_moving_a_page_takes_its_addresses_along(union):
    old, new = make.make_page(union=union, title_tr="Eski"), make.make_page(union=union, title_tr="Yeni")
    page = make.make_page(parent=old, title_tr="Sayfa")
    child = make.make_page(parent=page, title_tr="Alt")
    publisher = staff_client(union, "publisher")

    answer = publisher.post(reverse("admin:pages_page_move", args=[page.pk]), {"where": "last", "target": new.pk})

    assert answer.status_code == 302
    assert Page.all_unions.get(pk=child.pk).path_tr == "yeni/sayfa/alt"
    old_page = publisher.client.get("/tr/eski/sayfa/alt/")
    assert (old_page.status_code, old_page["Location"]) == (301, "/tr/yeni/sayfa/alt/")


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("before", ["Bir", "Dört", "İki", "Üç"]),
        ("after", ["Bir", "İki", "Dört", "Üç"]),
    ],
)
def test_a_page_is_put_beside_another(union, where, expected):
    pages = {
        title: make.make_page(union=union, title_tr=title, position=position)
        for position, title in enumerate(["Bir", "İki", "Üç", "Dört"], start=1)
    }

    staff_client(union).post(
        reverse("admin:pages_page_move", args=[pages["Dört"].pk]), {"where": where, "target": pages["İki"].pk}
    )

    assert [page.title for page in Page.all_unions.order_by("position")] == expected


def test_a_page_cannot_be_put_beneath_itself(union):
    page = make.make_page(union=union)
    child = make.make_page(parent=page, title_tr="Alt")

    answer = staff_client(union).post(
        reverse("admin:pages_page_move", args=[page.pk]), {"where": "last", "target": child.pk}
    )

    assert answer.status_code == 200
    assert answer.context["form"].errors["target"]


def test_a_page_whose_address_is_taken_there_stays_where_it_is(union):
    parent = make.make_page(union=union, title_tr="Üst")
    make.make_page(parent=parent, title_tr="Sayfa")
    page = make.make_page(union=union, title_tr="Sayfa")

    answer = staff_client(union).post(
        reverse("admin:pages_page_move", args=[page.pk]), {"where": "last", "target": parent.pk}
    )

    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors()
    page.refresh_from_db()
    assert page.parent is None


def test_a_page_is_not_moved_beneath_a_page_of_another_union(union):
    page = make.make_page(union=union)
    foreign = make.make_page(union=make.make_union(code="konya"), title_tr="Gizli")
    manager = staff_client(union)
    move = reverse("admin:pages_page_move", args=[page.pk])

    shown, sent = manager.get(move), manager.post(move, {"where": "last", "target": foreign.pk})

    assert "Gizli" not in shown.content.decode()
    assert sent.status_code == 200
    assert manager.get(reverse("admin:pages_page_move", args=[foreign.pk])).status_code == 404


def test_the_stock_way_to_move_a_page_does_not_exist(union):
    assert staff_client(union).post("/yonetim/pages/page/move-node/", follow=True).status_code == 404
