"""What editing costs a person: `python -m benchmarks.editing ADDRESS USER PASSWORD` does the tasks of a press office in Chromium.

Counted are clicks (a pointer action; a choice in a list and a file count two), keys (every sign that is typed, and every
key pressed) and loads of pages, from the form on; and the stops of Tab from the title to the button that saves. The
address is that of a demonstration in which nothing matters: the tasks write there, and delete what they wrote.
"""

import io
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
    from pypdf import PdfWriter

    path = folder / "basvuru-formu.pdf"
    writer = PdfWriter()
    writer.add_blank_page(300, 300)
    buffer = io.BytesIO()
    writer.write(buffer)
    path.write_bytes(buffer.getvalue())
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
    """An announcement in both languages with a picture and a document that its text links to, scheduled."""
    from_now = timezone.localtime() + timedelta(days=3)
    hand.begin(f"{site}/yonetim/pages/post/add/")
    hand.choose("#id_kind", "announcement")
    for name, text in [
        ("title_tr", "Eğitim başvuruları başladı"),
        ("title_en", "Training: applications open"),
        ("summary_tr", "Personel eğitimi için başvurular alınıyor."),
        ("summary_en", "Staff may apply for the training now."),
    ]:
        hand.click(f"#id_{name}")
        hand.write(text)
    for code, text in [
        ("tr", "Başvuru formunu doldurup birliğe gönderin. "),
        ("en", "Please fill in the form and send it. "),
    ]:
        editor = f".field-body_{code} .ProseMirror, #id_body_{code} ~ * .ProseMirror, .prose-editor:has(#id_body_{code}) .ProseMirror"
        hand.click(editor)
        hand.write(text)
    hand.click(".field-body_tr .ProseMirror, .prose-editor:has(#id_body_tr) .ProseMirror")
    hand.tell("announcement, texts alone")
    hand.upload("#id_picture", [photograph])
    for code, text in [("tr", "Derslik"), ("en", "Classroom")]:
        hand.click(f"#id_picture_alt_{code}")
        hand.write(text)
    hand.tell(f"announcement with picture, without {file.name} and moment ({from_now:%d.%m.%Y})")


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


def main(site: str, user: str, password: str) -> None:
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
        gallery(hand, site, photographs[:PICTURES])
        there_and_back(hand, site)
        stops(hand, site)
        announcement(hand, site, photographs[-1], document(folder))
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:4])
