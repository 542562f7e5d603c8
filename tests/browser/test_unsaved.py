"""What is typed survives a closed tab and a lost connection in a real browser, on one walk."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from pages.models import Post
from tests.browser.conftest import PATIENCE
from tests.browser.test_admin import desk, opened, union  # noqa: F401 - fixtures
from unions.models import UnsavedWork

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KEPT = "Metniniz saklandı"


def wait_until_all_is_sent(page):
    """The browser keeps a copy until the server has the text."""
    for _attempt in range(PATIENCE // 100):
        if not page.evaluate("Object.keys(localStorage).length"):
            return
        page.wait_for_timeout(100)
    raise AssertionError("Something stays in the browser.")


def test_a_closed_tab_and_a_lost_connection_lose_nothing(desk):  # noqa: F811
    add, context = reverse("admin:pages_post_add"), desk.page.context
    desk.open(add)
    desk.page.locator("#id_title_tr").press_sequentially("Sekme kapandı")
    desk.page.locator(".prose-editor [contenteditable]").first.click()
    desk.page.keyboard.type("Uzun bir metin")
    state = desk.page.locator("[data-unsaved]")
    expect(state).to_contain_text(KEPT)
    wait_until_all_is_sent(desk.page)
    assert not Post.all_unions.exists()
    desk.page.close()

    page = desk.page = context.new_page()
    desk.open(reverse("admin:index"))
    page.locator(".unsaved a", has_text="Sekme kapandı").click()
    expect(page.locator("#id_title_tr")).to_have_value("Sekme kapandı")
    expect(page.locator(".prose-editor [contenteditable]").first).to_have_text("Uzun bir metin")
    assert page.evaluate("window.violations ?? []") == []

    # Without a connection the browser keeps it; the next page that has one sends it.
    context.set_offline(True)
    page.locator("#id_title_tr").press("End")
    page.locator("#id_title_tr").press_sequentially(" – sürüyor")
    expect(page.locator("[data-unsaved]")).to_contain_text("Bağlantı yok")
    page.close()
    context.set_offline(False)
    page = desk.page = context.new_page()
    desk.open(add)
    expect(page.locator("[data-unsaved]")).to_contain_text("sunucuya ulaşmamış metin")
    page.locator("[data-unsaved] a").click()
    page.locator(".unsaved a", has_text="Sekme kapandı – sürüyor").click()
    desk.save()

    assert Post.all_unions.get().title_tr == "Sekme kapandı – sürüyor"
    assert Post.all_unions.get().body_tr == "<p>Uzun bir metin</p>"
    desk.open(add)
    wait_until_all_is_sent(page)
    assert not UnsavedWork.objects.filter(is_closed=False).exists()
