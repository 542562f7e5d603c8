from datetime import timedelta

import pytest
from django.utils import timezone

from pages.models import Page
from tests.factories import make_page


@pytest.fixture
def tree(union):
    """Three pages, one beneath the other, and one beside the lowest."""
    top = make_page(title_tr="İdare", title_en="Administration")
    middle = make_page(parent=top, title_tr="Hizmetler", title_en="Services")
    low = make_page(parent=middle, title_tr="Eğitim", title_en="Training")
    beside = make_page(parent=middle, title_tr="Danışma", title_en="Advice")
    return top, middle, low, beside


@pytest.mark.parametrize(
    ("language", "path"), [("tr", "idare/hizmetler/egitim"), ("en", "administration/services/training")]
)
def test_page_stands_at_its_path_in_each_language(client, tree, language, path):
    response = client.get(f"/{language}/{path}/")

    assert response.status_code == 200
    assert response.context["page"] == tree[2]


def test_path_of_the_other_language_leads_to_the_right_one(client, tree):
    response = client.get("/en/idare/hizmetler/egitim/")

    assert response.status_code == 301
    assert response["location"] == "/en/administration/services/training/"


def test_page_shows_the_way_down_to_it(client, tree):
    response = client.get(tree[2].address("en"))

    assert [crumb["label"] for crumb in response.context["breadcrumbs"]] == ["Administration", "Services"]


def test_pages_that_are_not_public_are_left_out_of_the_way_and_the_surroundings(client, tree):
    top, middle, low, beside = tree
    Page.objects.filter(pk__in=[top.pk, beside.pk]).update(status="draft")

    context = client.get(low.address("en")).context

    assert [crumb["label"] for crumb in context["breadcrumbs"]] == ["Services"]
    assert context["siblings"] == [low]
    assert client.get(top.address("en")).status_code == 404


def test_page_shows_the_pages_beside_and_beneath_it(client, tree):
    top, middle, low, beside = tree

    assert client.get(top.address("tr")).context["children"] == [middle]
    assert client.get(middle.address("tr")).context["children"] == [low, beside]
    assert client.get(low.address("tr")).context["siblings"] == [low, beside]


def test_topmost_page_shows_no_pages_beside_it(client, tree):
    make_page(title_tr="Başka")

    assert client.get(tree[0].address("tr")).context["siblings"] == []


def test_empty_page_says_that_it_is_being_written(client, union):
    assert 'class="empty-state"' in client.get(make_page().address("en")).text


def test_scheduled_page_is_not_found_and_withdrawn_page_is_gone(client, union):
    scheduled = make_page(title_tr="Yarın", publish_at=timezone.now() + timedelta(days=1))
    withdrawn = make_page(title_tr="Dün", status="withdrawn", withdrawal_reason_tr="Yenisi var.")

    assert client.get(scheduled.address("tr")).status_code == 404
    response = client.get(withdrawn.address("tr"))
    assert response.status_code == 410
    assert "Yenisi var." in response.text


def test_page_of_another_union_is_not_found(client, union, other_union):
    page = make_page(union=other_union, title_tr="Yabancı")

    assert client.get(page.address("tr")).status_code == 404
    assert client.get("/en/yabanci/").status_code == 404


@pytest.mark.parametrize("path", ["yok", "yok/yok", "a/" * 200 + "a", "%00", "..%2f..", "idare//yok", "%F0%9F%98%80"])
@pytest.mark.parametrize("language", ["tr", "en"])
def test_unknown_path_is_not_found(client, tree, language, path):
    assert client.get(f"/{language}/{path}/").status_code == 404


def test_page_is_not_found_without_the_pages_above_it(client, tree):
    assert client.get("/tr/egitim/").status_code == 404


@pytest.mark.parametrize("count", [1, 3, 300])
def test_page_costs_eight_queries_however_large_the_tree_is(client, tree, django_assert_max_num_queries, count):
    top, middle, low, _beside = tree
    for parent in [top, middle, low]:
        Page.objects.bulk_create(
            Page(parent=parent, title_tr="Sayfa", slug_tr=f"sayfa-{n}", slug_en=f"page-{n}", status="published")
            for n in range(count)
        )

    with django_assert_max_num_queries(8):
        response = client.get(low.address("tr"))

    assert len(response.context["children"]) == count
