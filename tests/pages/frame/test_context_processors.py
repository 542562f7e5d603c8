from django.test import RequestFactory

from pages.frame.context_processors import site
from tests.factories import (
    make_staff,
)


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
