"""The tests' browser draws pages with fonts that readers have."""

import os

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.fonts import missing_packages

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def installed_fonts():
    missing = " ".join(missing_packages())
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"Fonts that readers have are missing, and with them every measured page is wrong: {missing}")
    if missing:
        pytest.skip(f"Pages were drawn with fonts that no reader has; install them: apt install {missing}")


@pytest.mark.usefixtures("installed_fonts")
def test_pages_are_drawn_with_the_fonts_of_a_desktop_and_of_a_phone(reader):
    reader.open("trakyakent", "/tr/")
    wide = fonts_of(reader.page, "h1", "main p")
    reader.page.set_viewport_size(PHONE)
    narrow = fonts_of(reader.page, "h1", "main p")
    reader.page.set_viewport_size(DESKTOP)

    assert wide == {"Open Sans"}
    assert narrow == {"Roboto"}


def fonts_of(page, *selectors) -> set[str]:
    """The families in which the browser draws the first of each of these elements."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    found = set()
    for selector in selectors:
        document = session.send("DOM.getDocument")["root"]["nodeId"]
        node = session.send("DOM.querySelector", {"nodeId": document, "selector": selector})["nodeId"]
        found |= {each["familyName"] for each in session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]}
    session.detach()
    return found
