"""What people enter by mistake is refused at its field, in words, and comes back whole."""

import pytest
from django.utils import timezone

from pages.models import Post
from tests.staff_client import address, read_form, staff_client
from unions.models import UnsavedWork

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(union):
    return staff_client(union)


def complaints(page) -> str:
    return " ".join(mistake.text for mistake in page.context["mistakes"])


def test_a_title_of_ten_thousand_letters_comes_back_and_is_kept(union, manager):
    path, title = address("add", model=Post), "ığ" * 5_000
    form = manager.form(path)

    page = manager.post(path, {**form, "title_tr": title, "body_tr": "<p>Metin</p>", "_publish": "1"})

    assert page.status_code == 200
    assert "10000" in complaints(page).replace(".", "")
    assert read_form(page)["title_tr"] == title
    [work] = UnsavedWork.objects.all()
    assert dict(work.fields)["title_tr"] == title
    assert not Post.all_unions.exists()


def test_what_is_to_be_published_in_the_past_is_said_to_be(union, manager):
    path = address("add", model=Post)
    form = manager.form(path)
    past = {"publish_at_0": "01.01.1990", "publish_at_1": "09:00"}

    page = manager.post(path, {**form, "title_tr": "Geçmişte", "body_tr": "<p>Metin</p>", **past, "_schedule": "1"})

    assert page.status_code == 200, Post.all_unions.values("status", "publish_at")
    assert complaints(page)
    assert not Post.all_unions.filter(publish_at__lt=timezone.now()).exists()
