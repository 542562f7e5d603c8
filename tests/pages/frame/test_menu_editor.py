"""The editor of a whole menu, as its page sends it with a script and without."""

import re

import pytest
from django.urls import reverse

from pages.frame.menus import menus_of_union
from pages.models import MenuItem
from tests import factories as make
from tests.staff_client import staff_client
from unions.tenancy import scope

pytestmark = pytest.mark.django_db

EDIT = "admin:pages_menuitem_edit"


@pytest.fixture
def bound(union):
    with scope.of(union):
        yield union


@pytest.fixture
def desk(bound):
    return staff_client(bound)


@pytest.fixture
def menu(bound):
    """Two entries on the top level, the first with one beneath it."""
    first = make.make_menu_item(label_tr="Bir", label_en="One", section="news_list", position=1)
    below = make.make_menu_item(label_tr="Alt", section="event_list", parent=first, position=1)
    second = make.make_menu_item(page=make.make_page(title_tr="Sayfa", title_en="Page"), position=2)
    return first, below, second


def fields_of(page) -> dict:
    """What a browser would send if nothing were touched."""
    fields: dict = {"entry": re.findall(r'name="entry" value="(\d+)"', page.text), "new": "3"}
    for form in page.context["editor"].forms:
        for name in form.fields:
            value = form[name].value()
            if name != "goes":
                fields[form.add_prefix(name)] = "" if value is None else value
    return fields


def send(desk, fields=None, **changes):
    path = reverse(EDIT)
    return desk.post(path, {**(fields or fields_of(desk.get(path))), **changes})


def shown(language="tr"):
    return [(entry.label, [child.label for child in entry.children]) for entry in menus_of_union()[language].main]


def test_entries_move_up_and_down_in_and_out_in_one_step(desk, menu):
    first, below, second = menu
    assert send(desk).status_code == 302
    assert shown() == [("Bir", ["Alt"]), ("Sayfa", [])]
    assert [item.version for item in MenuItem.objects.filter(pk__in=[first.pk, second.pk])] == [1, 1]

    changes = {f"{second.pk}-order": 0, f"{below.pk}-level": "1", f"{first.pk}-level": "2", f"{first.pk}-label_en": "1"}
    assert send(desk, **changes).status_code == 302
    assert shown() == [("Sayfa", ["Bir"]), ("Alt", [])]
    assert shown("en")[0] == ("Page", ["1"])


def test_new_entries_lead_to_a_section_a_page_another_thing_or_an_address(desk, menu):
    page = make.make_page(title_tr="Hakkında")
    post = make.make_post(title_tr="Şenlik", title_en="Fair")
    fields = fields_of(desk.get(reverse(EDIT)))
    values = [("section", "contact"), ("link", f"/b/page-{page.pk}"), ("link", post.get_absolute_url())]
    fields |= {f"new-{number}-{name}": value for number, (name, value) in enumerate(values)}
    fields |= {"new": "4", "new-3-link": "https://example.org/", "new-3-label_tr": "Dışarı", "new-3-level": "2"}

    assert send(desk, fields).status_code == 302
    labels = [label for label, _below in shown()]
    assert labels[2:] == ["İletişim", "Hakkında", "Şenlik"]
    assert shown()[-1][1] == ["Dışarı"]
    assert MenuItem.objects.filter(page=page, link="").exists()
    english = menus_of_union()["en"].main[-1]
    assert (english.label, english.url) == ("Fair", post.address("en"))
    post.status = "draft"
    post.save()
    # What readers cannot open is not offered to them, and its entry says so.
    assert "Şenlik" not in [label for label, _below in shown()]
    assert "taslak" in desk.get(reverse(EDIT)).text


def test_what_is_refused_keeps_what_was_typed_and_saves_nothing(desk, menu):
    first, below, second = menu
    wrong = [
        ({f"{first.pk}-label_tr": "x" * 10_000}, first, "label_tr"),
        ({f"{first.pk}-goes": "on"}, first, "goes"),
        ({f"{first.pk}-level": "2"}, first, "level"),
        ({f"{second.pk}-level": "7"}, second, "level"),
        ({f"{second.pk}-order": "x"}, second, "order"),
        ({f"{below.pk}-order": "99999999999999999999"}, below, "order"),
        ({"new-0-link": "javascript:alert(1)", "new-0-label_tr": "Kötü"}, None, "link"),
        ({"new-0-link": "/yok/", "new-0-level": "1"}, None, "label_tr"),
        ({"new-0-link": "/tr/", "new-0-section": "contact", "new-0-label_tr": "İki"}, None, None),
    ]
    fields = fields_of(desk.get(reverse(EDIT)))
    for change, item, name in wrong:
        answer = send(desk, fields, **{f"{second.pk}-label_en": "Kept", **change})
        assert answer.status_code == 422, change
        forms = {form.prefix: form for form in answer.context["editor"].forms}
        errors = forms[str(item.pk) if item else "new-0"].errors
        assert name in errors or name is None and errors, (change, errors)
        assert forms[str(second.pk)]["label_en"].value() == "Kept"
        assert shown() == [("Bir", ["Alt"]), ("Sayfa", [])]


def test_who_saves_second_sees_that_and_loses_nothing(desk, menu):
    first, below, _second = menu
    fields = fields_of(desk.get(reverse(EDIT)))
    first.label_tr = "Başkasının"
    first.save()
    below.delete()
    answer = send(desk, fields, **{f"{first.pk}-label_tr": "Benim"})
    assert answer.status_code == 409
    assert "Başka biri" in answer.text or "başka biri" in answer.text
    again = fields_of(answer)
    assert again[f"{first.pk}-label_tr"] == "Benim"
    assert send(desk, again).status_code == 302
    assert shown() == [("Benim", []), ("Sayfa", [])]


def test_thirty_entries_cost_no_more_than_three(desk, menu, django_assert_max_num_queries):
    for number in range(27):
        make.make_menu_item(page=make.make_page(title_tr=f"Sayfa {number}"), position=number + 5)
    make.make_menu_item(link="/tr/yok/", label_tr="Ölü", position=99)
    with django_assert_max_num_queries(25):
        page = desk.get(reverse(EDIT))
    assert len(page.context["editor"].items) == 31
    assert "orada bir şey yok" in page.text or "menu-state" in page.text
    assert desk.get(reverse(EDIT), menu="footer").context["editor"].items == []


def test_only_who_may_change_menus_opens_it(bound, menu):
    assert staff_client(bound, "publisher").get(reverse(EDIT)).status_code == 200
    assert staff_client(bound, "editor").get(reverse(EDIT)).status_code == 403
    other = make.make_union()
    foreign = make.make_menu_item(union=other, section="news_list")
    desk = staff_client(bound)
    send(desk, **{f"{foreign.pk}-order": "1", f"{foreign.pk}-label_tr": "Alındı", "entry": [str(foreign.pk)]})
    assert MenuItem.all_unions.get(pk=foreign.pk).label_tr != "Alındı"
