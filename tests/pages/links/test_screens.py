"""Staff find things to link to by their names, and see where they are linked from."""

import pytest
from django.urls import reverse

from pages.models import Page
from tests import factories as make
from tests.staff_client import address, staff_client

pytestmark = pytest.mark.django_db


def offered(client, **query) -> list[dict]:
    return client.get(reverse("admin:pages_links_choose"), **query).json()["results"]


def test_the_chooser_offers_all_kinds_by_rank_and_says_what_readers_cannot_see(union, things):
    client = staff_client(union)

    results = offered(client, q="ITFAIYE")

    assert [each["reference"].split("-")[0] for each in results] == [
        "/b/page",
        "/b/page",
        "/b/member",
        "/b/post",
        "/b/decision",
        "/b/person",
    ]
    assert [bool(each["state"]) for each in results] == [False, True, False, False, False, False]
    assert offered(client, reference=results[0]["reference"]) == results[:1]
    assert offered(client, q="") == offered(client, q="\x00") == offered(client, q="yok böyle") == []
    assert offered(client, reference="/b/page-999") == offered(client, reference="/b/x-1") == []


def test_what_readers_cannot_open_is_listed_with_the_field_to_mend(union, things):
    client = staff_client(union)
    broken = make.make_post(title_tr="Kırık", body_en='<p><a href="/tr/yok/">x</a></p>', body_tr="<p>a</p>")
    Page.objects.filter(pk=things.pk).update(status="draft")

    listed = client.get(reverse("admin:pages_links")).text
    form = client.get(address("change", broken)).text

    assert listed.count("/change/#id_") == 2
    assert f'/yonetim/pages/post/{broken.pk}/change/#id_body_en"' in listed
    assert "/tr/yok/" in listed
    assert reverse("admin:pages_links_of", args=["pages.post", broken.pk]) in form
    assert "/tr/yok/" in client.get(reverse("admin:pages_links_of", args=["pages.post", broken.pk])).text


def test_lists_of_links_cost_the_same_however_many_there_are(union, things, django_assert_max_num_queries):
    client = staff_client(union)
    text = '<p><a href="/tr/itfaiye/">söz</a> <a href="/tr/yok/">x</a></p>'
    for number in range(30):
        make.make_post(title_tr=f"Haber {number}", body_tr=text)

    with django_assert_max_num_queries(25):
        listed = client.get(reverse("admin:pages_links_here", args=[f"page-{things.pk}"])).text

    assert listed.count("/change/#id_") == 31
