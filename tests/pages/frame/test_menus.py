from datetime import timedelta

import pytest
from django.utils import timezone

from pages.frame.menus import leads_to
from tests.factories import (
    make_menu_item,
    make_page,
    make_post,
)
from tests.pages.addresses import address


def frame(client, path="/en/news/"):
    """What surrounds the content of a page."""
    return client.get(path).context


def entries(menu):
    return [(entry.label, entries(entry.children)) for entry in menu]


def test_menu_is_nested_and_in_order(client, union):
    make_menu_item(section="organ_list", position=2)
    first = make_menu_item(section="union_detail", position=1)
    make_menu_item(section="union_history", parent=first, position=2)
    make_menu_item(section="union_duties", parent=first, position=1)
    make_menu_item(section="member_list", place="footer")

    context = frame(client)

    assert entries(context["menu"]) == [
        ("The union", [("Aims and duties", []), ("History", [])]),
        ("Organs", []),
    ]
    assert entries(context["footer_menu"]) == [("Members", [])]


def test_entry_of_a_page_that_is_not_public_is_left_out_with_what_is_beneath_it(client, union):
    tomorrow = timezone.now() + timedelta(days=1)
    hidden = make_menu_item(page=make_page(title_tr="Taslak", status="draft"))
    make_menu_item(section="member_list", parent=hidden)
    make_menu_item(page=make_page(title_tr="Yarın", publish_at=tomorrow))
    make_menu_item(page=make_page(title_tr="Açık", title_en="Open"))

    assert entries(frame(client)["menu"]) == [("Open", [])]


def test_entry_is_current_on_its_page_beneath_it_and_above_its_current_entry(client, union):
    post = make_post()
    above = make_menu_item(section="union_detail", position=1)
    make_menu_item(section="news_list", parent=above)
    make_menu_item(section="member_list", position=2)

    menu = frame(client, post.address("en"))["menu"]

    assert [entry.is_current for entry in menu] == [True, False]
    assert menu[0].children[0].is_current


def test_only_the_nearest_of_the_entries_beneath_is_current(client, union):
    above = make_menu_item(section="union_detail")
    for number, section in enumerate(["union_detail", "union_history"]):
        make_menu_item(section=section, parent=above, position=number)

    entry = frame(client, address("union_history", "en"))["menu"][0]

    assert [child.is_current for child in entry.children] == [False, True]
    assert entry.is_among_children


def test_home_is_above_everything_and_so_is_current_only_on_itself(client, union):
    make_menu_item(link=address("home", "en"))

    assert not frame(client, "/en/news/")["menu"][0].is_current
    assert frame(client, "/en/")["menu"][0].is_current


@pytest.mark.parametrize("path", ["/en/newsletter/", "/en/new/", "https://example.org/en/news/"])
def test_similar_address_is_not_beneath(db, path):
    assert not leads_to("/en/news/", path)
