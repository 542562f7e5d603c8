from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from pages.frame.context_processors import leads_to, site
from pages.models import MenuItem
from tests.factories import (
    make_contact_point,
    make_headquarters,
    make_host,
    make_legal_basis,
    make_menu_item,
    make_page,
    make_post,
    make_staff,
    make_union_name,
)
from tests.pages.addresses import address
from unions.models import ContactPoint, UnionName


def frame(client, path="/en/news/"):
    """What surrounds the content of a page."""
    return client.get(path).context


def entries(menu):
    return [(entry.label, entries(entry.children)) for entry in menu]


def test_page_of_a_union_without_anything_has_an_empty_frame(client, union):
    context = frame(client)

    assert (list(context["menu"]), list(context["footer_menu"]), list(context["contact_points"])) == ([], [], [])
    assert not context["headquarters"]
    assert not context["founding_act"]
    assert not context["former_name"]


def test_union_is_named_as_today_and_as_before(client, union):
    UnionName.objects.update(start_date="2020")
    make_union_name(name_tr="İlk ad", start_date="1978", end_date="1999")
    make_union_name(name_tr="Eski ad", start_date="2000", end_date="2019")

    context = frame(client)

    assert context["union"].current_name.name_en == "Union of Thrace"
    assert context["former_name"].name_tr == "Eski ad"


def test_union_whose_name_has_not_been_recorded_goes_by_its_code(client, union):
    UnionName.objects.all().delete()

    assert f"<title>News – {union.code}</title>" in client.get("/en/news/").text


def test_founding_act_stands_at_the_foot_of_every_page(client, union):
    make_legal_basis(title_tr="Kanun", number="5355")
    make_legal_basis(
        title_en="Decision of the Council of Ministers",
        number="2000/1461",
        gazette_date="2000-11-28",
        gazette_number=24244,
        is_founding_act=True,
    )

    text = client.get("/en/news/").text

    assert "Decision of the Council of Ministers 2000/1461" in text
    assert "https://www.resmigazete.gov.tr/eskiler/2000/11/20001128.htm" in text


def test_headquarters_of_today_and_all_contact_points_stand_at_the_foot(client, union):
    make_headquarters(district="Eski", start_date="1978", end_date="1999")
    today = make_headquarters(district="Yeni", start_date="2000")
    make_contact_point(headquarters=today, value="+90 282 000 00 02", position=2)
    make_contact_point(headquarters=today, value="+90 282 000 00 01", position=1)

    context = frame(client)

    assert context["headquarters"] == today
    assert [point.value for point in context["contact_points"]] == ["+90 282 000 00 01", "+90 282 000 00 02"]
    assert context["contact_points"][0].href == "tel:+902820000001"


def test_headquarters_without_a_contact_point_are_still_shown(client, union):
    headquarters = make_headquarters()

    context = frame(client)

    assert context["headquarters"] == headquarters
    assert list(context["contact_points"]) == []


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


@pytest.mark.parametrize(
    ("fields", "label", "language"),
    [
        ({"label_tr": "Haberler", "label_en": "What is new"}, "What is new", ""),
        ({"label_tr": "Güncel"}, "Güncel", "tr"),
        ({}, "News", ""),
    ],
)
def test_words_of_an_entry_tell_their_language(client, union, fields, label, language):
    make_menu_item(section="news_list", **fields)

    entry = frame(client)["menu"][0]

    assert (entry.label, entry.language) == (label, language)


def test_entry_of_an_untranslated_page_is_marked_as_turkish(client, union):
    make_menu_item(page=make_page(title_tr="Hizmetler", title_en=""))

    assert 'lang="tr">Hizmetler</a>' in client.get("/en/news/").text


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


def test_nothing_of_another_union_surrounds_the_page(client, union, other_union):
    make_menu_item(union=other_union, link="/yabanci/")
    make_headquarters(union=other_union, district="Yabancı", phone="+90 111 111 11 11")
    make_legal_basis(union=other_union, title_tr="Yabancı karar", is_founding_act=True)
    make_host(union=other_union, host="yabanci.example")

    text = client.get("/tr/").text

    for trace in ["yabanci", "Yabancı", "111 11 11"]:
        assert trace not in text


def test_search_engines_are_told_the_main_host(client, union):
    make_host(union=union, host="www.trakya.example")

    response = client.get("/en/news/", headers={"host": "www.trakya.example"})

    assert f'rel="canonical" href="http://{union.code}.localhost/en/news/"' in response.text


def test_list_keeps_its_filter_in_the_other_language(client, union):
    make_post(date="2024-05-01")

    links = frame(client, "/en/news/?year=2024")["language_links"]

    assert [link.url for link in links] == [f"{address('news_list')}?yil=2024", "/en/news/?year=2024"]


@pytest.mark.parametrize("count", [1, 3, 300])
def test_frame_costs_three_queries_however_much_there_is(union, django_assert_num_queries, count):
    make_legal_basis(is_founding_act=True)
    headquarters, page = make_headquarters(), make_page()
    numbers = range(count)
    MenuItem.objects.bulk_create(MenuItem(page=page, position=number) for number in numbers)
    ContactPoint.objects.bulk_create(ContactPoint(headquarters=headquarters, kind="phone", value=n) for n in numbers)
    UnionName.objects.bulk_create(UnionName(name_tr="Ad", start_date=1000 + n, end_date=1001 + n) for n in numbers)
    request = RequestFactory().get("/en/", headers={"host": f"{union.code}.localhost"})
    request.union = union
    request.resolver_match = None

    with django_assert_num_queries(3):
        context = {name: part for name, part in site(request).items() if str(part)}

    assert len(context["menu"]) == len(context["contact_points"]) == count
    assert context["founding_act"].kind == "law"


def test_frame_asks_for_nothing_that_no_template_uses(union, django_assert_num_queries):
    request = RequestFactory().get("/en/")
    request.union = union

    with django_assert_num_queries(0):
        assert "menu" in site(request)


def test_admin_pages_ask_for_no_menu(client, union, django_assert_max_num_queries):
    client.force_login(make_staff(union))

    context = client.get("/yonetim/").context

    assert "menu" not in context
    assert context["union"] == union


def test_health_addresses_belong_to_no_union_and_still_answer(client, db):
    assert client.get("/canli").status_code == 200
