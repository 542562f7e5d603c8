"""The page of what is typed stands beside its form on a wide screen and follows the typing."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import factories as make
from tests.browser.test_admin import desk, opened, union  # noqa: F401 - fixtures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_preview_beside_the_form_follows_what_is_typed(union, desk):  # noqa: F811 - the fixtures
    post = make.make_post(union=union, title_tr="Yayımda", title_en="Public")
    page = desk.page
    page.set_viewport_size({"width": 1280, "height": 900})
    desk.open(reverse("admin:pages_post_change", args=[post.pk]))

    page.click("[data-preview-pane]")
    shown = page.frame_locator(".preview-pane iframe")
    expect(shown.locator("h1")).to_have_text("Yayımda")
    page.locator("#id_title_tr").press("End")
    page.locator("#id_title_tr").press_sequentially(" olan")
    expect(shown.locator("h1")).to_have_text("Yayımda olan")
    page.locator(".preview-pane button").nth(1).click()
    expect(shown.locator("h1")).to_have_text("Public")

    import os

    os.environ.get("RV") and page.screenshot(path="/tmp/rv7.png")
    assert desk.overflow() <= 0
    # The frame runs no script of the page, and the browser says so.
    assert [wrong for wrong in desk.wrongs() if "sandboxed" not in wrong] == []
    page.set_viewport_size({"width": 768, "height": 900})
    expect(page.locator(".preview-pane")).to_be_hidden()
    expect(page.locator("[data-preview-pane]")).to_be_hidden()
    post.refresh_from_db()
    assert post.title_tr == "Yayımda"
