"""The pictures of the handbook: `DATA_DIR=… python -m benchmarks.handbook_pictures ADDRESS USER PASSWORD`.

Shows the screens of a fresh demonstration, which runs at the address with that DATA_DIR, in both languages, and keeps
each as a small WebP in `static/handbook/<language>/`. The handbook names them by the names that stand here.
"""

import io
import os
import sys
from pathlib import Path
from typing import Any

from PIL import Image

FOLDER = Path(__file__).resolve().parent.parent / "static" / "handbook"
MOST_BYTES = 60_000
WIDTH = 1040
HEIGHT = 800
KEPT = {"tr": "Metniniz saklandı", "en": "Your text is kept"}
# Screen, and what has to be in sight.
SCREENS = {
    "buttons": ("/yonetim/pages/post/add/", ".submit-row"),
    "home": ("/yonetim/", "#tasks-heading"),
    "form": ("/yonetim/pages/post/{post}/change/", "#id_title_tr"),
    "list": ("/yonetim/pages/post/", "#changelist"),
    "library": ("/yonetim/pages/picture/", "#content-main"),
    "languages": ("/yonetim/diller/", ".language-board"),
    "history": ("/yonetim/pages/post/{post}/history/", "#content-main"),
    "audit": ("/yonetim/pages/page/denetim/", "#content-main"),
    "meetings": ("/yonetim/unions/meeting/hazirla/", "#content-main"),
    "duties": ("/yonetim/pages/dutyrecord/board/", "#content-main"),
    "import": ("/yonetim/members/importrun/add/", "#content-main"),
}


def small(picture: bytes) -> bytes:
    """The picture as WebP, as good as its size allows."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for quality in (70, 55, 40, 25):
        kept = io.BytesIO()
        image.save(kept, "WEBP", quality=quality, method=6)
        if kept.tell() <= MOST_BYTES:
            break
    return kept.getvalue()


def shown(page: Any, site: str, name: str, post: str) -> bytes:
    path, place = SCREENS[name]
    page.goto(site + path.format(post=post), wait_until="networkidle")
    part = page.locator(place).first
    part.wait_for()
    # The days that are left to set up a second factor are another matter.
    page.evaluate(
        'document.querySelectorAll(\'.messagelist-note:has([href*="2fa"], [href*="adim"])\').forEach((e) => e.remove())'
    )
    if name == "buttons":
        # The buttons are one row, at the foot of the window.
        page.locator("#id_title_tr").press_sequentially("Eğitim başvuruları başladı")
        page.locator("#id_title_tr").blur()
        page.get_by_text(KEPT[page.evaluate("document.documentElement.lang")]).wait_for()
        page.evaluate("scrollTo(0, 0)")
        box = part.bounding_box()
        return page.screenshot(clip={"x": 0, "y": 0, "width": WIDTH, "height": box["y"] + box["height"]})
    return page.screenshot()


def publish_again(page: Any, address: str) -> None:
    """A history has something to show."""
    page.goto(address, wait_until="load")
    page.locator("#id_summary_tr").press("Control+End")
    page.locator("#id_summary_tr").press_sequentially(" Başvurular birliğin sitesinden yapılır.")
    with page.expect_navigation(wait_until="load"):
        page.locator("[name=_publish]").click()


def speak(user: str, language: str) -> None:
    """The administration speaks the language that the person has chosen in the account."""
    from unions.models import User

    User.objects.filter(username=user).update(language=language)


def main(site: str, user: str, password: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trakyakent_site.settings")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    import django

    django.setup()
    from playwright.sync_api import sync_playwright

    total = 0
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for language in ["tr", "en"]:
            speak(user, language)
            context = browser.new_context(
                viewport={"width": WIDTH, "height": HEIGHT},
                locale=language,
                timezone_id="Europe/Istanbul",
                reduced_motion="reduce",
            )
            page = context.new_page()
            page.goto(f"{site}/yonetim/login/?lang={language}&next=/yonetim/pages/post/")
            page.fill("#id_username", user)
            page.fill("#id_password", password)
            with page.expect_navigation(wait_until="load"):
                page.keyboard.press("Enter")
            # The list of models at the side takes room and is in each picture the same.
            page.evaluate("localStorage.setItem('django.admin.navSidebarIsOpen', 'false')")
            post = page.locator("#result_list tbody th a").first.get_attribute("href").split("/")[-3]
            publish_again(page, f"{site}/yonetim/pages/post/{post}/change/")
            (FOLDER / language).mkdir(parents=True, exist_ok=True)
            for name in SCREENS:
                kept = small(shown(page, site, name, post))
                (FOLDER / language / f"{name}.webp").write_bytes(kept)
                total += len(kept)
                print(f"{language}/{name}: {len(kept):,} bytes")
            context.close()
        browser.close()
    speak(user, "tr")
    print(f"together: {total:,} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
