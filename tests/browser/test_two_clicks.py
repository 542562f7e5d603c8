"""What people come for lies two clicks from the home page: desktop and phone, both unions, both languages."""

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from unions.publishing.addresses import LANGUAGES

pytestmark = pytest.mark.browser

WORDS = {
    "tr": {
        "decree": "Kuruluş kararı",
        "legal basis": "Hukuki dayanak",
        "no decree": "Kuruluş kararı henüz kaydedilmedi.",
        "gazette": "28 Kasım 2000 tarihli ve 24244 sayılı Resmî Gazete",
        "committee": "Birlik Encümeni",
        "president": "Birlik başkanı",
        "duties": "Amaç ve görevler",
        "union": "Birlik",
        "members": "Üyeler",
    },
    "en": {
        "decree": "Founding decree",
        "legal basis": "Legal basis",
        "no decree": "The founding act is not yet on record.",
        "gazette": "Official Gazette of 28 November 2000, no. 24244",
        "committee": "Executive Committee",
        "president": "President",
        "duties": "Aims and duties",
        "union": "The union",
        "members": "Members",
    },
}
MEMBERS = {"trakyakent": "Çorlu", "konya": "Beyşehir"}


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def home(request, reader):
    """The home page of a union, where every click is counted."""
    reader.page.set_viewport_size(request.param)
    return lambda union, language: Visitor(reader, union, language)


class Visitor:
    """Someone who comes to the home page, looks for words and clicks on them."""

    def __init__(self, reader, union, language):
        self.page = reader.page
        self.words = WORDS[language] | reader.server.built["answers"][union][language]
        self.clicks = 0
        reader.open(union, f"/{language}/")

    def click(self, *links: str):
        """Click the first of these links that stands in the page or in its foot."""
        self.follow(next(found for link in links if (found := self.shown(link)).count()).first)

    def choose(self, entry: str):
        """Click an entry of the menu; to open the menu of a phone leads nowhere yet, and is not counted."""
        if self.page.locator(".menu-open").is_visible():
            self.page.locator(".menu-open").click()
        self.follow(self.page.locator("#menu").get_by_role("link", name=entry, exact=True))

    def follow(self, link):
        self.clicks += 1
        assert self.clicks <= 2
        with self.page.expect_navigation():
            link.click()

    def shown(self, link: str):
        return self.page.locator("main, footer").get_by_role("link", name=link, exact=True)

    def sees(self, words: str) -> bool:
        return self.page.locator("main").get_by_text(words).first.is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_founding_decree_is_found(home, language):
    visitor = home("trakyakent", language)

    visitor.click(visitor.words["decree"], visitor.words["legal basis"])

    assert visitor.sees("2000/1461")
    assert visitor.sees(visitor.words["gazette"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_no_founding_decree_is_recorded_this_is_said(home, language):
    visitor = home("konya", language)

    visitor.click(visitor.words["legal basis"])

    assert visitor.sees(visitor.words["no decree"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("union", ["trakyakent", "konya"])
def test_members_of_the_executive_committee_are_found(home, union, language):
    visitor = home(union, language)

    visitor.click(visitor.words["committee"])

    people = visitor.page.locator("main .person")
    assert people.count() > 2
    assert visitor.words["president"] in people.first.inner_text()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("union", ["trakyakent", "konya"])
def test_duties_are_found(home, union, language):
    visitor = home(union, language)

    if not visitor.shown(visitor.words["duties"]).count():
        visitor.choose(visitor.words["union"])
    visitor.click(visitor.words["duties"])

    assert visitor.sees(visitor.words["first duty"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("union", ["trakyakent", "konya"])
def test_telephone_number_of_a_member_is_found(home, union, language):
    visitor = home(union, language)

    visitor.click(visitor.words["members"])
    on_the_card = (
        visitor.page.locator(".member-card", has_text=MEMBERS[union])
        .locator("a[href^='tel:'] .call-number")
        .inner_text()
    )
    visitor.click(MEMBERS[union])

    assert on_the_card
    assert visitor.page.locator("main a[href^='tel:']").first.inner_text() == on_the_card


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("union", ["trakyakent", "konya"])
def test_last_decision_is_found(home, union, language):
    visitor = home(union, language)

    visitor.click(visitor.words["last decision"])

    assert visitor.page.locator(".life-line").is_visible()
    assert visitor.page.locator("h1").inner_text() == visitor.words["last decision"]
