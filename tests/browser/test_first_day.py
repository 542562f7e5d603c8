"""A third union from nothing, by hand: every click and key from the list of unions to a site that can be shown."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from tests import factories as make
from tests.browser.conftest import new_window
from unions.models import Union

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What one thing takes someone at ease with a keyboard, in seconds (Card, Moran and Newell: keystroke-level model): the
# figure is the same on a slow machine.
A_KEY, A_CLICK, A_THOUGHT, A_PAGE = 0.28, 1.4, 1.35, 2.0
# Minutes until the site can be shown.
PROMISED = 10
MADE_UP = {
    "name_en": "Union of the Municipalities of the Northern Coast",
    "neighbourhood": "Liman Mahallesi",
    "street": "Fener Sokak",
    "building_number": "3",
    "district": "Merkez",
    "province": "Sinop",
    "phone": "0368 111 11 11",
    "email": "bilgi@kiyibir.example",
}


@dataclass
class Hands:
    """Someone at the page, whose every action is counted."""

    page: object
    clicks: int = 0
    keys: int = 0
    fields: int = 0
    pages: int = 0
    seen: list[str] = field(default_factory=list)

    def go(self, address: str):
        self.page.goto(address, wait_until="load")
        self.keys += len(urlsplit(address).netloc)
        self.pages += 1

    def follow(self, target):
        """Click what leads to another page."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.locator(target).first.click()
        self.clicks += 1
        self.pages += 1

    def click(self, target):
        self.page.locator(target).first.click()
        self.clicks += 1

    def write(self, name: str, text: str):
        self.page.fill(f"[name={name}]", text)
        self.clicks += 1
        self.keys += len(text)
        self.fields += 1

    def choose(self, name: str, value: str):
        self.page.select_option(f"[name={name}]", value)
        self.clicks += 2
        self.fields += 1

    @property
    def minutes(self) -> float:
        thoughts = self.fields + self.pages
        return (self.keys * A_KEY + self.clicks * A_CLICK + thoughts * A_THOUGHT + self.pages * A_PAGE) / 60


@pytest.fixture
def emblem(tmp_path):
    """A drawing as a union has it at hand."""
    drawing = Image.new("RGBA", (400, 400))
    ImageDraw.Draw(drawing).ellipse((10, 10, 390, 390), fill="#00606e")
    drawing.save(tmp_path / "amblem.png")
    return tmp_path / "amblem.png"


def test_a_union_from_nothing_can_be_shown_after_ten_minutes(
    browser, live_server, at_rest, emblem, record_property, settings
):
    settings.ALLOWED_HOSTS = ["*"]
    make.make_union(code="trakya", name="Trakya Belediyeler Birliği", host="localhost")
    user = make.make_superuser()
    port = urlsplit(live_server.url).port
    new_site = f"http://kiyibir.localhost:{port}"

    with new_window(browser, locale="tr-TR") as page:
        hands = Hands(page)
        page.goto(live_server.url + reverse("admin:login") + "?next=" + reverse("admin:unions_union_changelist"))
        sign_in(hands, user)
        hands.follow(".object-tools a.addlink")
        hands.write("name_tr", "Kuzey Kıyı Belediyeleri Birliği")
        hands.write("short_name", "KIYIBİR")
        hands.write("hosts", "kiyibir.localhost")
        page.set_input_files("[name=emblem]", emblem)
        # The button, the file, and the button of the window of files.
        hands.clicks += 3
        hands.write("accent_hue", "280")
        hands.follow("[name=_save]")
        after_founding = f"{hands.clicks} clicks, {hands.keys} keys, {hands.minutes:.1f} minutes"
        assert Union.objects.filter(code="kiyibir").exists()

        hands.go(f"{new_site}/yonetim/")
        sign_in(hands, user)
        hands.follow("a[href*='/unionname/']:has-text('İngilizce')")
        hands.write("name_en", MADE_UP["name_en"])
        hands.follow("[name=_save]")
        hands.follow("a[href='/yonetim/']")
        hands.follow("a[href$='/headquarters/add/']:has-text('merkez')")
        for name in ["neighbourhood", "street", "building_number", "district", "province"]:
            hands.write(name, MADE_UP[name])
        for place, kind in enumerate(["phone", "email"]):
            hands.click("#contact_points-group .add-row a")
            hands.choose(f"contact_points-{place}-kind", kind)
            hands.write(f"contact_points-{place}-value", MADE_UP[kind])
        hands.follow("[name=_save]")
        expect(page.locator(".errornote")).to_have_count(0)

        with new_window(browser) as reading:
            reading.goto(f"{new_site}/tr/", wait_until="load")
            turkish = reading.locator("body").inner_text()
            marks = reading.evaluate(
                "[...document.images].map((image) => [image.getAttribute('src'), image.naturalWidth])"
            )
            reading.goto(f"{new_site}/en/contact/", wait_until="load")
            english = reading.locator("body").inner_text()
        at_rest()

    record_property(
        "figures",
        {
            "walk": "a union from nothing",
            "founded": after_founding,
            "clicks": hands.clicks,
            "keys": hands.keys,
            "minutes": round(hands.minutes, 1),
        },
    )
    assert hands.minutes < PROMISED
    for words in ["Kuzey Kıyı Belediyeleri Birliği", "Birlik Encümeni", "Liman Mahallesi", MADE_UP["email"]]:
        assert words in turkish, words
    for words in [MADE_UP["name_en"], "Contact", "Ask for information or documents"]:
        assert words in english, words
    assert marks
    assert all(address.startswith("/dosya/") and width for address, width in marks), marks


def sign_in(hands: Hands, user):
    hands.write("username", user.username)
    hands.write("password", make.PASSWORD)
    hands.follow("#login-form [type=submit]")
