"""The text editor: its boxes have names of their own, and its tools speak the language of the administration."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

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
