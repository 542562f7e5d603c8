import pytest
from django.test import RequestFactory

from pages.frame.context_processors import site
from pages.models import MenuItem
from tests.factories import (
    make_headquarters,
    make_host,
    make_legal_basis,
    make_menu_item,
    make_page,
    make_post,
)
from tests.pages.addresses import address
from trakyakent_site.hosts import union_of
from unions.models import ContactPoint, UnionName


def frame(client, path="/en/news/"):
    """What surrounds the content of a page."""
    return client.get(path).context


def test_page_of_a_union_without_anything_has_an_empty_frame(client, union):
    context = frame(client)

    assert (list(context["menu"]), list(context["footer_menu"]), list(context["contact_points"])) == ([], [], [])
    assert not context["headquarters"]
    assert not context["founding_act"]
    assert not context["former_name"]


def test_nothing_of_another_union_surrounds_the_page(client, union, other_union):
    make_menu_item(union=other_union, link="/yabanci/")
    make_headquarters(union=other_union, district="Yabancı", phone="+90 111 111 11 11")
    make_legal_basis(union=other_union, title_tr="Yabancı karar", is_founding_act=True)
    make_host(union=other_union, host="yabanci.example")

    text = client.get("/tr/").text

    for trace in ["yabanci", "Yabancı", "111 11 11"]:
        assert trace not in text


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
    # As the middleware hands it over: with its main host.
    request.union = union_of(f"{union.code}.localhost")
    request.resolver_match = None

    with django_assert_num_queries(3):
        context = {name: part for name, part in site(request).items() if str(part)}

    assert len(context["menu"]) == len(context["contact_points"]) == count
    assert context["founding_act"].kind == "law"
