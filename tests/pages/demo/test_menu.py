import pytest

from pages.kinds import KINDS
from pages.models import MenuItem
from tests.pages.demo.demonstration import run

pytestmark = pytest.mark.slow


def test_menu_entries_of_the_demonstration_lead_to_its_pages(demo):
    entries = MenuItem.all_unions.filter(is_demo=True)

    assert all(entry.page.is_demo for entry in entries if entry.page)
    assert all(entry.get_absolute_url() for entry in entries)


def test_the_menus_lead_to_the_list_of_every_page_type(union):
    sections = set(MenuItem.objects.values_list("section", flat=True))

    assert {kind.list_name for kind in KINDS} <= sections


def test_tenders_and_vacancies_stand_beneath_the_news(union):
    entries = MenuItem.objects.filter(section__in=["tender_list", "vacancy_list"]).order_by("position")

    assert [(entry.section, entry.parent.section) for entry in entries] == [
        ("tender_list", "news_list"),
        ("vacancy_list", "news_list"),
    ]


def test_an_entry_of_the_union_itself_is_not_repeated(union):
    MenuItem.objects.filter(section="tender_list").delete()
    own = MenuItem.objects.create(section="tender_list", label_tr="İhalelerimiz")

    run("loaddemo")

    assert list(MenuItem.objects.filter(section="tender_list")) == [own]
