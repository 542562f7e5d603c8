"""The card of a member as another site shows it, in a frame."""

import pytest

from tests.browser.conftest import new_window

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["tr", "en"])
def test_another_site_frames_the_card_and_nothing_else(browser, server, language):
    page_path = server.path("trakyakent", "member_detail", "seated", language)
    card_path = f"{page_path}{'kart' if language == 'tr' else 'card'}/"
    frames = "".join(
        f'<iframe width="340" height="420" src="{server.address("trakyakent", path)}"></iframe>'
        for path in [card_path, page_path]
    )
    with new_window(browser) as page:
        # Another origin: a page of its own on the same machine.
        page.route("http://belediye.localhost/", lambda route: route.fulfill(body=f"<!doctype html>{frames}"))
        page.goto("http://belediye.localhost/", wait_until="load")
        card, other = page.frames[1:]

        assert card.locator("h1").inner_text()
        assert card.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert card.evaluate("document.documentElement.scrollHeight") <= 420
        assert "chrome-error" in other.url or other.locator("h1").count() == 0
