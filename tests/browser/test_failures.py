"""What somebody sees in a real browser whose form could not be saved, and what pressing the button does."""

import pytest
from django.db import OperationalError
from django.urls import reverse
from playwright.sync_api import expect

from pages.models import Post
from tests import factories as make
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.examining import accessibility
from tests.browser.test_admin import desk, opened, union  # noqa: F401 - fixtures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Olağanüstü toplantı çağrısı: “gündem” & ekleri <b>"


def read_only(self, *args, **kwargs):
    raise OperationalError("attempt to write a readonly database")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_post_that_could_not_be_saved_is_saved_by_trying_again(opened, union, monkeypatch, size):  # noqa: F811
    with opened(size) as desk:  # noqa: F811
        desk.sign_in(make.make_superuser())
        desk.open(reverse("admin:pages_post_add"))
        desk.page.fill("#id_title_tr", TITLE)
        with monkeypatch.context() as broken:
            broken.setattr(Post, "save_base", read_only)
            desk.save()

        expect(desk.page.get_by_role("heading", level=1)).to_have_text("Gönderdikleriniz kaydedilemedi")
        expect(desk.page.locator("body")).to_contain_text(TITLE)
        expect(desk.page.locator("#site-name")).to_have_text("Trakya Belediyeler Birliği")
        assert desk.page.title().startswith("Gönderdikleriniz kaydedilemedi | ")
        assert not Post.all_unions.exists()
        assert desk.overflow() <= 0
        assert accessibility(desk.page) == []
        assert desk.wrongs() == []

        with desk.page.expect_navigation(wait_until="load"):
            desk.page.get_by_role("button", name="Yeniden dene").click()

        assert Post.all_unions.get().title_tr == TITLE
