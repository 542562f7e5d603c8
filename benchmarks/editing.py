"""What editing costs a person: `python -m benchmarks.editing ADDRESS USER PASSWORD` works in a browser.

Counted are clicks (a pointer action; a choice in a list and a file count two), keys (all that is typed and pressed) and
loads of pages, from the form on; and the stops of Tab from the title to the button that saves.
The address is that of a demonstration in which nothing matters: the tasks write there.
"""

import os
import random
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

PICTURES = 10
WAIT = 30_000
FORM = {"tr": "Başvuru formu", "en": "Application form"}
DESCRIPTIONS = [f"Sahil {number:02}" for number in range(1, PICTURES + 1)]


class Hand:
    """A person at a page, whose every action is counted."""

    def __init__(self, page: Any):
        self.page = page
        self.clicks = self.keys = self.loads = 0
        page.on("load", self.loaded)

    def loaded(self, *_about: object) -> None:
        self.loads += 1

    def begin(self, address: str) -> None:
        self.clicks = self.keys = self.loads = 0
        self.page.goto(address, wait_until="load")

    def click(self, selector: str) -> None:
        self.page.locator(selector).first.click()
        self.clicks += 1

    def leave(self, selector: str) -> None:
        """Click what leads to another page."""
        with self.page.expect_navigation(wait_until="load", timeout=WAIT):
            self.click(selector)

    def write(self, text: str) -> None:
        """Type into what has the focus."""
        self.page.keyboard.type(text)
        self.keys += len(text)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.keys += 1

    def choose(self, selector: str, value: str) -> None:
        self.page.locator(selector).select_option(value)
        self.clicks += 2

    def upload(self, selector: str, paths: list[Path]) -> None:
        self.page.locator(selector).set_input_files([str(path) for path in paths])
        self.clicks += 2

    def tell(self, task: str) -> None:
        print(f"{task}: {self.clicks} clicks, {self.keys} keys, {self.loads} loads")


def pictures(folder: Path) -> list[Path]:
    """Photographs that no library has yet."""
    from PIL import Image

    found = []
    for number in range(PICTURES + 1):
        path = folder / f"foto-{number:02}.jpg"
        Image.frombytes("RGB", (40, 30), random.randbytes(3600)).resize((1600, 1200)).save(path)
        found.append(path)
    return found


def document(folder: Path) -> Path:
    """A PDF of one page with some words on it."""
    words = " ".join(["Basvuru formu"] * 9)
    stream = f"BT /F1 12 Tf 20 100 Td ({words}) Tj ET"
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    text = "%PDF-1.4\n" + "".join(f"{number} 0 obj{part}endobj\n" for number, part in enumerate(parts, start=1))
    path = folder / "basvuru-formu.pdf"
    path.write_text(f"{text}trailer<</Root 1 0 R>>\n%%EOF\n", encoding="latin-1")
    return path


def gallery(hand: Hand, site: str, photographs: list[Path]) -> None:
    """A gallery of ten photographs, each described in Turkish, and published."""
    hand.begin(f"{site}/yonetim/pages/gallery/add/")
    hand.click("#id_title_tr")
    hand.write("Yaz şenliğinden kareler 2026")
    hand.upload("#id_photos-files", photographs)
    last = f"#id_photos-{len(photographs) - 1}-picture_alt_tr"
    hand.page.locator(last).wait_for(timeout=WAIT)
    hand.page.locator("#id_photos-0-picture_alt_tr:focus").wait_for(timeout=WAIT)
    for number, text in enumerate(DESCRIPTIONS):
        if number:
            hand.press("Enter")
        hand.write(text)
    hand.leave("[name=_publish]")
    hand.tell("gallery of ten")


def there_and_back(hand: Hand, site: str) -> None:
    """The gallery deleted and brought back with all its parts, from its form on."""
    form = hand.page.url
    hand.begin(form)
    hand.leave(".deletelink")
    hand.leave("form .deletelink")
    hand.leave('a[href*="silinenler"]')
    hand.leave("#content-main form button")
    hand.tell("deleted and back")


def announcement(hand: Hand, site: str, photograph: Path, file: Path) -> None:
    """A document, and an announcement in both languages with a picture and a link to it, scheduled."""
    hand.begin(f"{site}/yonetim/pages/document/add/")
    for name, text in [("title_tr", FORM["tr"]), ("title_en", FORM["en"])]:
        hand.click(f"#id_{name}")
        hand.write(text)
    hand.upload("#id_file", [file])
    hand.leave("[name=_publish]")
    # The menu at the side leads there.
    hand.leave('#nav-sidebar a[href$="/pages/post/add/"]')
    hand.choose("#id_kind", "announcement")
    texts = {
        "tr": ("Eğitim başvuruları başladı", "Personel eğitimi için başvurular alınıyor.", "Derslik"),
        "en": ("Training: applications open", "Staff may now apply for the training.", "Classroom"),
    }
    for place, (code, (title, body, _alt)) in enumerate(texts.items()):
        hand.click(f"#id_title_{code}")
        hand.write(title)
        hand.page.locator(".prose-editor [role=textbox]").nth(place).click()
        hand.clicks += 1
        hand.write(body)
        hand.press("Enter")
        hand.write(FORM[code])
        hand.press("Shift+Home")
        hand.page.locator("[data-name=link]").nth(place).click()
        hand.clicks += 1
        hand.page.locator(".link-chooser input:focus").wait_for()
        hand.write(FORM["tr"][:8])
        hand.page.locator(".link-chooser [role=option]").first.wait_for()
        hand.press("Enter")
        # Once more takes the link that was chosen.
        hand.press("Enter")
        hand.page.locator(".prose-editor-dialog[open]").wait_for(state="detached")
    hand.upload("#id_picture", [photograph])
    for code, (_title, _body, alt) in texts.items():
        hand.click(f"#id_picture_alt_{code}")
        hand.write(alt)
    hand.click("[name=_schedule]")
    moment = timezone.localtime() + timedelta(days=3)
    hand.write(f"{moment:%d.%m.%Y}")
    hand.press("Tab")
    while hand.page.locator("#id_publish_at_1:focus").count() == 0:
        hand.press("Tab")
    hand.write("09:00")
    hand.leave("[name=_schedule]")
    hand.tell("announcement with picture and document, scheduled")
    for text in hand.page.locator(".errornote, .mistakes, .messagelist").all_inner_texts():
        print(f"  {text}")


def stops(hand: Hand, site: str) -> None:
    """How often Tab is pressed from the title to the first button that saves."""
    hand.begin(f"{site}/yonetim/pages/post/add/")
    hand.click("#id_title_tr")
    number = 0
    while number < 200:
        hand.press("Tab")
        number += 1
        if hand.page.locator(".submit-row :focus").count():
            break
    print(f"stops from the title to saving: {number}")


def main(site: str, user: str, password: str, *chosen: str) -> None:
    if not settings.configured:
        settings.configure(USE_TZ=True, TIME_ZONE="Europe/Istanbul")
    from playwright.sync_api import sync_playwright

    folder = Path(tempfile.mkdtemp())
    photographs = pictures(folder)
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(WAIT)
        page.goto(f"{site}/yonetim/")
        page.fill("input[name=login], input[name=username]", user)
        page.fill("input[name=password]", password)
        with page.expect_navigation(wait_until="load"):
            page.keyboard.press("Enter")
        hand = Hand(page)
        tasks = {
            "gallery": lambda: gallery(hand, site, photographs[:PICTURES]),
            "back": lambda: there_and_back(hand, site),
            "stops": lambda: stops(hand, site),
            "announcement": lambda: announcement(hand, site, photographs[-1], document(folder)),
        }
        for name, work in tasks.items():
            if not chosen or name in chosen:
                work()
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
