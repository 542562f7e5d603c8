from django.urls import reverse

from pages.models import MenuItem
from tests import factories as make
from tests.factories import make_menu_item, make_page
from tests.staff_client import address, staff_client, superuser_client


def test_list_names_entries_by_their_label_page_or_section_in_few_queries(union, django_assert_max_num_queries):
    desk = superuser_client(union)
    for number in range(20):
        make_menu_item(page=make_page(title_tr=f"Sayfa {number}"), position=number)
    make_menu_item(section="organ_list", label_tr="Kurullar", position=30)

    with django_assert_max_num_queries(20):
        text = desk.get(reverse("admin:pages_menuitem_changelist")).content.decode()

    assert "Kurullar" in text
    assert all(f"Sayfa {number}<" in text for number in range(20))


def test_entries_are_found_by_the_page_they_lead_to(union):
    make_menu_item(page=make_page(title_tr="Hizmetler"))
    make_menu_item(section="organ_list", label_tr="Kurullar")

    response = superuser_client(union).get(reverse("admin:pages_menuitem_changelist"), q="hizmet")

    assert [str(entry) for entry in response.context["cl"].result_list] == ["Hizmetler"]


def test_a_new_entry_comes_last_and_the_list_shows_trees(union):
    manager = staff_client(union)
    news, about = [make.make_menu_item(union=union, label_tr=name, position=n) for n, name in [(1, "A"), (2, "B")]]
    below = make.make_menu_item(union=union, label_tr="A1", parent=news, position=7)

    for parent, name in [("", "C"), (news.pk, "A2")]:
        manager.save(address("add", model=MenuItem), label_tr=name, section="news_list", parent=parent)

    rows = manager.get(address("changelist", model=MenuItem)).context["cl"].result_list
    assert [str(row) for row in rows] == ["A", "A1", "A2", "B", "C"]
    assert about.position < MenuItem.all_unions.get(label_tr="C").position
    assert below.position < MenuItem.all_unions.get(label_tr="A2").position
