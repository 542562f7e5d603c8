"""What a union has from its first day: pages and menus in both languages."""

import pytest

from pages.facts.factbook import standard_entries
from pages.models import MenuItem, Page
from unions.institution.founding import Founding, equip, found_union
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


def test_a_new_union_has_menus_and_legal_pages_and_drafts_for_what_only_it_can_say():
    union = found_union(Founding("Ege Belediyeler Birliği", code="ege"))
    with scope.of(union):
        public = set(Page.objects.published().values_list("source_key", flat=True))
        drafts = set(Page.objects.drafts().values_list("source_key", flat=True))
        places = set(MenuItem.objects.values_list("place", flat=True))
        written = {(type(row), row.source_key) for model in [Page, MenuItem] for row in model.objects.all()}

    assert public == {"site:accessibility", "site:privacy", "site:information", "site:joining"}
    assert drafts == {"site:disclosure"}
    assert places == {"main", "footer"}
    assert written <= {(entry.model, entry.key) for entry in standard_entries()}


def test_every_text_is_held_in_both_languages_and_says_where_it_comes_from():
    for entry in standard_entries():
        languages = {name[-2:] for name in entry.values if name.endswith(("_tr", "_en"))}
        assert languages == {"tr", "en"}, entry
        assert entry.staff_note.startswith("Kaynak: ")


def test_a_changed_menu_stays_when_the_union_is_completed_again():
    union = found_union(Founding("Ege Belediyeler Birliği", code="ege"))
    with scope.of(union):
        entry = MenuItem.objects.get(source_key="menu:members")
        entry.label_tr = "Belediyelerimiz"
        entry.save()

        equip(union)

        assert MenuItem.objects.get(source_key="menu:members").label_tr == "Belediyelerimiz"


def test_an_own_menu_entry_to_a_section_is_not_joined_by_the_standard_one():
    union = found_union(Founding("Ege Belediyeler Birliği", code="ege"))
    with scope.of(union):
        MenuItem.objects.filter(section__in=["tender_list", "vacancy_list"]).delete()
        own = MenuItem.objects.create(section="tender_list", label_tr="İhalelerimiz")

        equip(union)

        assert list(MenuItem.objects.filter(section="tender_list")) == [own]
        assert MenuItem.objects.filter(section="vacancy_list").count() == 1
