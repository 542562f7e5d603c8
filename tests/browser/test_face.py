"""What makes a site recognisable, and what its frame costs: heights, the menu of phones, pictures and their absence."""

import pytest

from tests.browser.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.browser

# In CSS pixels: the dark band and the menu below it.
MASTHEAD = 110
HEIGHTS = """() => Object.fromEntries([".banner", ".masthead", ".menu"].map((part) =>
    [part, document.querySelector(part)?.getBoundingClientRect().height ?? 0]))"""
COLOURS = """() => ["--deep", "--second", "--accent"].map((name) =>
    getComputedStyle(document.documentElement).getPropertyValue(name))"""
FOCUSED = """() => { const one = document.activeElement;
    return one.closest("#menu") ? [...one.closest("#menu").querySelectorAll("a, button")].indexOf(one) : -1; }"""
# What takes room on the page although there is nothing in it.
HOLES = """() => [...document.querySelectorAll("main section, main article, main li, main figure")]
    .filter((part) => part.checkVisibility() && !part.innerText.trim() && !part.querySelector("img, svg"))
    .map((part) => part.className || part.localName)"""


def test_head_is_low_and_home_has_four_screens_of_a_phone_at_most(reader):
    findings, colours = [], []
    for union in ["trakyakent", "konya"]:
        for language in ["tr", "en"]:
            reader.page.set_viewport_size(DESKTOP)
            reader.open(union, f"/{language}/")
            heights = reader.page.evaluate(HEIGHTS)
            if heights[".masthead"] + heights[".menu"] > MASTHEAD or heights[".banner"] > 40:
                findings.append(f"{union} {language}: {heights}")
            findings += [f"{union} {language}: a hole, {part}" for part in reader.page.evaluate(HOLES)]
            reader.page.set_viewport_size(PHONE)
            screens = reader.page.evaluate("document.documentElement.scrollHeight") / PHONE["height"]
            if screens > 4:
                findings.append(f"{union} {language}: {screens:.1f} screens")
        colours.append(reader.page.evaluate(COLOURS))

    assert not findings
    assert all(one != other for one, other in zip(*colours, strict=True))


def test_menu_of_a_phone_keeps_the_keyboard_until_it_is_closed(reader):
    page = reader.page
    page.set_viewport_size(PHONE)
    reader.open("trakyakent", "/tr/uyeler/")
    page.locator(".menu-open").click()
    panel = page.get_by_role("dialog", name="Ana menü")
    panel.wait_for()
    entries = panel.locator("a, button").count()

    passed = []
    for _step in range(entries + 3):
        passed.append(page.evaluate(FOCUSED))
        page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    page.wait_for_function("document.activeElement.matches('.menu-open')")

    # The button that closes it comes first; one step may lie in the browser's own bar.
    assert passed[0] == 0
    assert passed.count(-1) <= 1
    assert set(passed) - {-1} == set(range(entries))
    assert not panel.is_visible()
    assert page.evaluate("document.querySelectorAll('[inert]').length") == 0
    assert reader.wrongs() == []


def test_menu_of_a_phone_hides_the_page_beneath_without_a_script(opened):
    with opened(PHONE, java_script_enabled=False) as reader:
        reader.open("trakyakent", "/tr/uyeler/")
        reader.page.locator(".menu-open").click()

        assert reader.page.locator("#menu a").first.is_visible()
        assert not reader.page.locator("main h1").is_visible()
        reader.page.keyboard.press("Escape")
        assert reader.page.locator("main h1").is_visible()


def test_pictures_stand_at_the_right_and_above_on_phones_and_leave_no_hole(reader):
    places = """() => [...document.querySelectorAll(".rows > .row")].map((row) => {
        const picture = row.querySelector("img")?.getBoundingClientRect(), words = row.querySelector("h2");
        const text = words.getBoundingClientRect(), end = row.getBoundingClientRect().right;
        if (!picture) return {reaches: row.lastElementChild === words.parentElement};
        return {picture, ratio: picture.width / picture.height, above: picture.bottom <= text.top,
            right: picture.left >= text.right && end - picture.right < 2}; })"""
    reader.open("trakyakent", "/tr/haberler/")
    wide = reader.page.evaluate(places)
    reader.page.set_viewport_size(PHONE)
    narrow = reader.page.evaluate(places)

    with_picture = [row for row in wide if "picture" in row]
    assert 0 < len(with_picture) < len(wide)
    assert all(row["right"] and abs(row["ratio"] - 16 / 9) < 0.03 for row in with_picture)
    assert with_picture[0]["picture"]["width"] > 300
    assert {round(row["picture"]["width"]) for row in with_picture[1:]} == {160}
    assert all(row["above"] for row in narrow if "picture" in row)
    assert all(row["reaches"] for row in wide if "picture" not in row)
