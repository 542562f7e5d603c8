import pytest
from django.urls import reverse

from pages.models import Page
from pages.tree.admin import MoveForm
from tests.factories import make_page, make_staff


@pytest.fixture
def pages(union):
    """A page with two beneath it, and another one beside it."""
    top = make_page(title_tr="Üst", position=1)
    return {
        "top": top,
        "first": make_page(parent=top, title_tr="Birinci", position=1),
        "second": make_page(parent=top, title_tr="İkinci", position=2),
        "other": make_page(title_tr="Öteki", position=2),
    }


@pytest.mark.parametrize(
    ("where", "target", "expected"),
    [
        ("first", "top", ["Öteki", "Birinci", "İkinci"]),
        ("last", "top", ["Birinci", "İkinci", "Öteki"]),
        ("after", "first", ["Birinci", "Öteki", "İkinci"]),
        ("before", "first", ["Öteki", "Birinci", "İkinci"]),
    ],
)
def test_page_is_moved_beside_or_beneath_another(pages, where, target, expected):
    form = MoveForm({"where": where, "target": pages[target].pk}, page=pages["other"])

    assert form.is_valid(), form.errors
    form.save()

    assert [page.title_tr for page in Page.objects.filter(parent=pages["top"])] == expected
    assert Page.objects.get(pk=pages["other"].pk).path_tr == "ust/oteki"


def test_page_cannot_be_moved_beneath_itself(pages):
    form = MoveForm({"where": "last", "target": pages["first"].pk}, page=pages["top"])

    assert form.errors["target"]


def test_page_cannot_take_an_address_that_is_in_use(pages):
    make_page(parent=pages["top"], title_tr="Öteki")

    form = MoveForm({"where": "last", "target": pages["top"].pk}, page=pages["other"])

    assert form.non_field_errors()


def test_new_page_is_the_last_beneath_its_parent(client, union, pages):
    client.force_login(make_staff(union, "publisher"))

    client.post(
        reverse("admin:pages_page_add"),
        {"title_tr": "Yeni", "parent": pages["top"].pk, "status": "draft"},
    )

    assert Page.objects.get(title_tr="Yeni").position == 3


def test_list_draws_pages_in_by_their_depth_and_leads_to_moving_them(client, union, pages):
    client.force_login(make_staff(union, "publisher"))

    text = client.get(reverse("admin:pages_page_changelist")).text

    assert '<span class="depth-1">Birinci</span>' in text
    assert reverse("admin:pages_page_move", args=[pages["first"].pk]) in text
