"""The text editor: its boxes have names of their own, and its tools speak the language of the administration."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from pages.models import Post
from tests import factories as make
from tests.browser.examining import accessibility
from tests.browser.test_admin import desk, opened, union  # noqa: F401 - its fixtures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BOXES = ".prose-editor [role=textbox]"
NAMES = """(boxes) => boxes.map((box) => [
    document.getElementById(box.getAttribute("aria-labelledby"))?.textContent.trim(), box.lang])"""
TOOLS = """(tools) => tools.map((tool) => tool.getAttribute("aria-label") || tool.title || tool.textContent)"""
# What the package writes by itself.
ENGLISH = {
    "bold",
    "italic",
    "insert link",
    "remove link",
    "unordered list",
    "ordered list",
    "blockquote",
    "undo",
    "redo",
}


def test_editors_are_named_and_their_tools_speak_turkish(desk):  # noqa: F811 - the fixture
    desk.open(reverse("admin:pages_post_add"))
    boxes = desk.page.locator(BOXES)
    expect(boxes).to_have_count(2)
    expect(boxes.last).to_have_attribute("aria-labelledby", re.compile("."))

    names = boxes.evaluate_all(NAMES)
    tools = desk.page.locator(".prose-menubar button").evaluate_all(TOOLS)

    assert len({name for name, _language in names}) == 2
    assert all(name for name, _language in names)
    assert [language for _name, language in names] == ["tr", "en"]
    assert len(tools) > 40
    assert ENGLISH.isdisjoint(tools)
    assert not [
        each for each in tools if each[:1].isascii() and each.split()[0] in ["Add", "Delete", "heading", "Heading"]
    ]
    assert accessibility(desk.page, "aria-input-field-name", "aria-toggle-field-name", "button-name") == []
    assert desk.wrongs() == []


PASTED = Path(__file__).parent.parent / "unions" / "text" / "pasted"
PASTE = """(box, html) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
WORDS_OF_DIALOG = """(dialog) => [...dialog.querySelectorAll("h3, label, option, button")].map((e) => e.textContent)"""
FOCUSED = """() => [document.activeElement.id || document.activeElement.name,
    document.activeElement.getAttribute("aria-label")]"""
# From the title of an announcement to the button that saves it.
MOST_STOPS = 12


def test_an_announcement_is_written_with_the_keyboard(desk):  # noqa: F811 - the fixture
    """Few stops to the button, one for each toolbar; what is pasted from Word is clean; Ctrl+S saves."""
    page, organ = desk.page, make.make_organ(title_tr="Meclis kurulu")
    # What is kept while somebody types has tests of its own; the database of a test takes one writer at a time.
    page.route(f"**{reverse('admin:unsaved')}*", lambda route: route.fulfill(json={}))
    desk.open(reverse("admin:pages_post_add"))
    expect(page.locator(".prose-menubar button[tabindex='0']")).to_have_count(2)

    page.focus("#id_title_tr")
    stops = []
    while not stops or stops[-1][0] != "_draft":
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUSED))
        assert len(stops) <= MOST_STOPS, stops
    box = page.locator(BOXES).first
    box.focus()
    page.keyboard.press("Shift+Tab")
    walked = [page.evaluate(FOCUSED)[1]]
    for key in ["ArrowRight", "ArrowRight", "End", "ArrowRight", "ArrowLeft"]:
        page.keyboard.press(key)
        walked.append(page.evaluate(FOCUSED)[1])

    assert walked == ["Paragraf", "Madde imli liste", "Numaralı liste", "Yinele", "Paragraf", "Yinele"]

    page.locator("[data-name=table]").first.click()
    dialog = page.locator(".prose-editor-dialog[open]")
    expect(dialog.locator("option").first).to_have_text("Evet")
    assert dialog.evaluate(WORDS_OF_DIALOG) == [
        "Tablo özellikleri",
        "Satır sayısı",
        "Sütun sayısı",
        "Başlık satırı olsun",
        "Evet",
        "Hayır",
        "Tablo ekle",
        "Vazgeç",
    ]
    dialog.locator("[type=submit]").click()
    expect(box.locator("th")).to_have_count(3)

    box.press("Control+a")
    page.locator("[data-name=link]").first.click()
    expect(page.locator(".link-chooser [role=combobox]")).to_be_focused()
    page.keyboard.type("mec")
    expect(page.locator(".link-chooser [role=option]").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("input[name=href]")).to_have_value(f"/b/organ-{organ.pk}")
    page.keyboard.press("Escape")

    box.press("Control+a")
    box.press("Delete")
    box.evaluate(PASTE, (PASTED / "word_desktop.html").read_text(encoding="utf-8"))
    expect(box.locator("h3")).to_have_text("Neler değişiyor?")
    page.fill("#id_title_tr", "İtfaiye")
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Control+s")

    right = (PASTED / "right.html").read_text(encoding="utf-8").replace("\n", "")
    body = Post.all_unions.get(title_tr="İtfaiye").body_tr
    assert re.sub(r"</?tbody>| (?:col|row)span=\"1\"| (?:rel|data-type)=\"[a-z ]*\"", "", body) == right
    assert urlsplit(page.url).path.endswith("/change/")
    box = page.locator(".submit-row").last.bounding_box()
    assert box["y"] + box["height"] <= page.viewport_size["height"]
    assert desk.wrongs() == []
