"""What is proposed in the box of the search, by keyboard and by mouse."""

import pytest

pytestmark = pytest.mark.browser

OPTIONS = "#search-proposals [role=option]"


@pytest.mark.parametrize("language", ["tr", "en"])
def test_proposals_are_reached_by_keyboard_and_told_to_screen_readers(opened, language):
    with opened() as reader:
        page = reader.page
        reader.open("trakyakent", f"/{language}/")
        box = page.locator("#search")
        # As it is without a script.
        assert box.get_attribute("role") is None
        box.click()
        page.keyboard.type("be")
        page.locator(OPTIONS).first.wait_for()
        count = page.locator(OPTIONS).count()
        assert page.locator(".search-box [role=status]").inner_text().startswith(f"{count} ")
        assert box.get_attribute("role") == "combobox"
        assert box.get_attribute("aria-expanded") == "true"
        assert box.get_attribute("aria-activedescendant") is None

        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        assert box.get_attribute("aria-activedescendant") is None
        page.keyboard.press("ArrowUp")
        last = page.locator(OPTIONS).last
        assert box.get_attribute("aria-activedescendant") == last.get_attribute("id")
        assert last.get_attribute("aria-selected") == "true"
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

        page.keyboard.press("Escape")
        assert box.get_attribute("aria-expanded") == "false"
        assert box.input_value() == "be"

        page.keyboard.press("ArrowDown")
        page.locator(OPTIONS).first.wait_for()
        page.keyboard.press("ArrowDown")
        address = page.locator(OPTIONS).first.get_attribute("data-address")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.url == address
