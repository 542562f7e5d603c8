"""Every public page in a real browser: both languages, desktop and phone, light and dark, with and without script."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.examining import at_widths, in_the_dark, listed, overflow_at_its_hardest, structure, unseen_focus
from tests.browser.samples import LISTS, NO_PAGE, SAMPLES
from tests.site.addresses import addresses
from unions.publishing.addresses import LANGUAGES

pytestmark = pytest.mark.browser

PAGES = [(name, variant) for name, samples in SAMPLES.items() for variant in samples]
# Whose hundred seats take long to judge, and look the same in every union.
LARGEST = ("organ_detail", "assembly")
CASES = [
    *[("trakyakent", name, variant, language) for name, variant in PAGES for language in LANGUAGES],
    *[("bos", name, "", language) for name in LISTS for language in LANGUAGES],
    # The other union's pages differ by their rows and colours only, and are seen on a phone.
    *[("konya", name, variant, "tr") for name, variant in PAGES if (name, variant) != LARGEST],
]

# What is stepped on in the same surroundings looks alike when it has the focus, and is looked at once.
LOOKS_OF_STOPS: list[str] = []
# So do words of one colour and size on one ground, on any page; of the first union every word is judged.
LOOKS_OF_WORDS: set[str] = set()

# What a reader meets where there is no page.
ERRORS = {
    "not found": (404, "tr", "trakyakent", "/tr/boyle-bir-sayfa-yok/"),
    "not found in English": (404, "en", "trakyakent", "/en/no-such-page/"),
    "withdrawn": (410, "tr", "trakyakent", "/tr/duyurular/geri-cekilen-duyuru/"),
    "withdrawn in English": (410, "en", "trakyakent", "/en/announcements/withdrawn-announcement/"),
    "not understood": (400, "tr", "trakyakent", "/broken/400"),
    "unknown host": (400, "tr", "bilinmeyen", "/"),
    "broken": (500, "tr", "trakyakent", "/broken/500"),
    "unavailable": (503, "tr", "trakyakent", "/broken/unavailable"),
}


def case_name(case):
    return "-".join(part.replace(" ", "-") for part in case if part)


def test_every_address_has_a_sample_or_a_reason():
    known = {address.key for address in addresses() if not address.is_admin}

    assert known == SAMPLES.keys() | NO_PAGE.keys()


def test_every_sample_exists_on_the_demonstration_site(server):
    missing = [name for name, path in server.built["paths"].items() if path is None and name.startswith("trakyakent")]

    assert missing == []


@pytest.mark.parametrize("case", CASES, ids=case_name)
def test_page_is_sound(reader, case):
    union, name, variant, language = case
    path = reader.server.path(*case)

    response = reader.open(union, path)

    findings = [] if response.status == 200 else [f"status {response.status}"]
    findings += structure(reader.page, language)
    findings += switch(reader, case)
    if (union, language) == ("trakyakent", LANGUAGES[0]):
        findings += unseen_focus(reader.page, LOOKS_OF_STOPS)
    sizes = [PHONE] if union == "konya" else [DESKTOP, PHONE]
    # Every word is looked at once; the other language and the other unions have other words, in other colours.
    is_first = (union, language) == ("trakyakent", LANGUAGES[0])
    # In another language a page has the same parts, and an empty one fewer; its frame is that of the home page.
    judged_at = sizes if is_first or name == "home" else [PHONE]
    findings += at_widths(
        reader.page, *sizes, judged_at=judged_at, contrast_of_samples=not is_first, known_looks=LOOKS_OF_WORDS
    )
    if language == "tr":
        findings += in_the_dark(reader.page, LOOKS_OF_WORDS)
    if union != "konya":
        # Last, since it changes the page.
        findings += overflow_at_its_hardest(reader.page)
    findings += reader.wrongs()
    assert not findings, listed(findings)


def switch(reader, case) -> list[str]:
    """Where the language switch leads astray: not to the same page in the other language."""
    union, name, variant, language = case
    found = []
    for other in LANGUAGES:
        target = reader.page.locator(f".language-switch a[lang={other}]").get_attribute("href")
        expected = reader.server.path(union, name, variant, other)
        if target != expected:
            found.append(f"the switch leads to {target} instead of {expected}")
    return found


@pytest.mark.parametrize("error", ERRORS)
def test_error_page_is_sound(reader, error):
    status, language, union, path = ERRORS[error]

    def broken(route):
        name = route.request.url.rsplit("/", 1)[1]
        route.fulfill(status=status, body=reader.server.built["error_pages"][name], content_type="text/html")

    reader.page.route("**/broken/*", broken)
    response = reader.open(union, path)

    findings = [] if response.status == status else [f"status {response.status}"]
    findings += structure(reader.page, language)
    findings += at_widths(reader.page, DESKTOP, PHONE)
    findings += in_the_dark(reader.page)
    findings += reader.wrongs()
    assert not findings, listed(findings)


@pytest.fixture(scope="module")
def scriptless(opened):
    with opened(PHONE, java_script_enabled=False) as reader:
        yield reader


@pytest.mark.parametrize("page", PAGES, ids=case_name)
def test_page_works_without_script(scriptless, page):
    scriptless.open("trakyakent", scriptless.server.path("trakyakent", *page, "tr"))

    assert scriptless.page.locator("main h1").inner_text()
    links = scriptless.page.locator("#menu a")
    assert not links.first.is_visible()
    scriptless.page.locator(".menu-open").click()
    expect(links.first).to_be_visible()
    assert scriptless.complaints == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_key_leads_past_the_menu(reader, language):
    reader.open("trakyakent", f"/{language}/")

    reader.page.keyboard.press("Tab")
    skip_link = reader.page.locator(".skip-link:focus")
    assert skip_link.bounding_box()["y"] >= 0
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_function("location.hash")
    reader.page.keyboard.press("Tab")

    expect(reader.page.locator("main :focus")).to_have_count(1)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_language_switch_is_reached_by_keyboard(reader, size):
    reader.page.set_viewport_size(size)
    here, there = [reader.server.path("trakyakent", "organ_detail", "executive", language) for language in LANGUAGES]
    reader.open("trakyakent", here)

    for _step in range(12):
        reader.page.keyboard.press("Tab")
        if reader.page.locator(".language-switch a[lang=en]:focus").count():
            break
    with reader.page.expect_navigation():
        reader.page.keyboard.press("Enter")

    assert urlsplit(reader.page.url).path == there


def test_every_stop_of_the_keyboard_is_seen(reader):
    reader.open("trakyakent", "/tr/")

    unseen = []
    for _step in range(25):
        reader.page.keyboard.press("Tab")
        style = reader.page.evaluate("""() => {
            const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
            const { top, bottom } = document.activeElement.getBoundingClientRect();
            return [outlineStyle, parseFloat(outlineWidth), bottom > 0 && top < innerHeight,
                document.activeElement.outerHTML.slice(0, 80)];
        }""")
        if style[0] == "none" or style[1] < 2 or not style[2]:
            unseen.append(style)

    assert unseen == []


def test_menu_of_a_phone_opens_and_closes_by_keyboard(reader):
    reader.page.set_viewport_size(PHONE)
    reader.open("trakyakent", "/tr/")
    opener = reader.page.locator(".menu-open")

    opener.focus()
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator("#menu")).to_be_visible()
    reader.page.keyboard.press("Escape")

    expect(reader.page.locator("#menu")).to_be_hidden()
    expect(opener).to_be_focused()


def test_list_narrows_while_typing(reader):
    reader.open("trakyakent", reader.server.path("trakyakent", "member_list", "", "tr"))
    everyone = reader.page.locator(".member-card:visible").count()

    reader.page.locator("main").get_by_role("searchbox").press_sequentially("çorlu")

    shown = reader.page.locator(".member-card:visible")
    expect(shown).to_have_count(1)
    assert everyone > 1
    expect(shown.get_by_role("link", name="Çorlu")).to_be_visible()
    expect(reader.page.get_by_role("status")).to_have_text(re.compile(r"^\s*1 belediye"))
    reader.page.wait_for_function("location.search.includes('s=')")


def test_map_follows_its_slider(reader):
    reader.open("trakyakent", reader.server.path("trakyakent", "member_map", "", "en"))
    this_year = int(reader.page.get_by_role("slider").input_value())

    reader.page.get_by_role("slider").press("ArrowLeft")

    reader.page.get_by_role("heading", name=f"Map of members in {this_year - 1}").wait_for()
    reader.page.wait_for_function(f"location.search.includes('year={this_year - 1}')")
    assert reader.wrongs() == []


def test_identity_card_and_a_decision_with_all_its_votes_print_on_one_sheet_each(reader):
    sheets = {}
    for language in LANGUAGES:
        for name, variant in [("union_detail", ""), ("decision_detail", "on its way")]:
            reader.open("trakyakent", reader.server.path("trakyakent", name, variant, language))
            printed = reader.page.pdf(format="A4", prefer_css_page_size=True)
            sheets[name, language] = len(re.findall(rb"/Type\s*/Page\b", printed))

    assert sheets == dict.fromkeys(sheets, 1)
