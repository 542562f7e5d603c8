from django.urls import reverse

from tests.factories import make_menu_item, make_page
from tests.staff_client import superuser_client


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
