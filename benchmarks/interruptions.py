"""Texts that are lost when work is interrupted: `python -m benchmarks.interruptions [STEPS] [SEED]`.

A person types in a real browser and is interrupted at a random moment, from the first second on: the tab is closed or
crashes, the session ends, the network is cut, also in mid-upload, the server is killed or its disk is full,
the form is refused, somebody else saves the same entry, a link is clicked. What is found afterwards is compared with
what was typed; only what was typed within the last second before the interruption may be missing.
DATA_DIR is that of a demonstration in which nothing matters: server and browser are started here, and write there.
"""

import os
import random
import secrets
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

from benchmarks.server_that_breaks import ServerProcess

WAIT = 60_000
HOST = "trakyakent.localhost"
WORDS = [
    "belediye",
    "birlik",
    "toplantı",
    "çağrı",
    "eğitim",
    "başvuru",
    "ışık",
    "şenlik",
    "ölçüm",
    "gündem",
    "İzmir",
    "üye",
]
# What was typed later than this before the interruption may be missing.
LAST_SECOND = 1.0


class Person:
    """Somebody who types, and what the clock said at each key."""

    def __init__(self, browser: Any, server: ServerProcess, chance: random.Random, account: tuple[str, str]):
        self.browser, self.server, self.chance, self.account = browser, server, chance, account
        self.site = f"http://{HOST}:{server.port}/yonetim"
        self.context = browser.new_context(viewport={"width": 1280, "height": 900})
        self.context.set_default_timeout(WAIT)
        self.page = self.context.new_page()
        self.sign_in()

    def sign_in(self) -> None:
        self.page.goto(f"{self.site}/login/?next=/yonetim/yarim/")
        self.page.fill("#id_username", self.account[0])
        self.page.fill("#id_password", self.account[1])
        with self.page.expect_navigation(wait_until="commit"):
            self.page.keyboard.press("Enter")

    def new_tab(self) -> None:
        self.page = self.context.new_page()

    def open_form(self, path: str) -> None:
        self.path = path
        # Whoever is quick types before the page is whole.
        self.page.goto(self.site + path, wait_until=self.chance.choice(["commit", "domcontentloaded", "load"]))
        self.page.locator("#id_title_tr").wait_for()

    def choose_field(self) -> None:
        self.is_body = self.chance.random() < 0.4
        if self.is_body:
            self.field = self.page.locator(".prose-editor [contenteditable]").first
            self.field.wait_for()
        else:
            self.field = self.page.locator("#id_title_tr")
        self.field.click()
        self.page.keyboard.press("Control+End")
        self.before = self.read()
        self.keys: list[tuple[float, str]] = []

    def type(self) -> None:
        text = " " + " ".join(self.chance.choices(WORDS, k=self.chance.randint(1, 3)))
        if len(self.before) > 150 and not self.keys:
            self.page.keyboard.press("Control+A")
            self.before = ""
        typed = self.keys[-1][1] if self.keys else self.before
        for sign in text:
            self.page.keyboard.insert_text(sign)
            typed += sign
            self.keys.append((time.monotonic(), typed))

    def read(self) -> str:
        return self.field.inner_text().rstrip("\n") if self.is_body else self.field.input_value()

    def token(self) -> str:
        return self.page.evaluate("document.querySelector('input[name=_work]')?.value || ''")

    def owed(self, moment: float) -> tuple[str, str]:
        """The least that has to be found after an interruption at that moment, and all that was typed."""
        least = [typed for at, typed in self.keys if at <= moment - LAST_SECOND]
        return (least[-1] if least else self.before), self.keys[-1][1]


# What interrupts. Each leaves the person with a page that can be used again, and gives the moment from which on
# nothing that was typed could be kept.


def tab(person: Person) -> float:
    moment = time.monotonic()
    person.page.close()
    person.new_tab()
    return moment


def crash(person: Person) -> float:
    moment = time.monotonic()
    # The page that would answer is gone.
    with suppress(Exception):
        person.page.goto("chrome://crash", timeout=1000)
    person.page.close()
    person.new_tab()
    return moment


def session(person: Person) -> float:
    for cookie in person.context.cookies():
        if "csrf" not in cookie["name"]:
            person.context.clear_cookies(name=cookie["name"])
    person.type()
    person.page.wait_for_timeout(person.chance.randint(0, 1500))
    if person.chance.random() < 0.5:
        moment = time.monotonic()
        person.page.close()
        person.new_tab()
    else:
        moment = time.monotonic() + LAST_SECOND
        with person.page.expect_navigation(wait_until="load"):
            person.page.locator("[name=_draft], [name=_publish]").first.click()
    person.sign_in()
    return moment


def network(person: Person) -> float:
    person.context.set_offline(True)
    person.type()
    person.page.wait_for_timeout(person.chance.randint(0, 1500))
    moment = tab(person)
    person.context.set_offline(False)
    return moment


def upload(person: Person) -> float:
    """The network is cut while a form with a picture is on its way."""
    from PIL import Image

    path = Path(os.environ["DATA_DIR"]) / "interrupted.png"
    Image.frombytes("RGB", (400, 300), random.randbytes(360_000)).save(path)
    person.page.locator("#id_picture").set_input_files(str(path))
    person.context.set_offline(True)
    moment = time.monotonic() + LAST_SECOND
    person.page.locator("[name=_draft], [name=_publish]").first.click()
    person.page.wait_for_timeout(200)
    person.page.close()
    person.context.set_offline(False)
    person.new_tab()
    return moment


def server_crash(person: Person) -> float:
    person.server.kill()
    person.type()
    person.page.wait_for_timeout(person.chance.randint(0, 1500))
    moment = tab(person)
    person.server.start()
    return moment


def full(person: Person) -> float:
    """No disk is left for what is typed: the server says so, and the browser keeps it."""
    person.context.route("**/yarim/", lambda route: route.fulfill(status=503, body="database or disk is full"))
    person.type()
    person.page.wait_for_timeout(person.chance.randint(0, 1500))
    moment = tab(person)
    person.context.unroute("**/yarim/")
    return moment


def refused(person: Person) -> float:
    person.page.evaluate("document.querySelector('#id_publish_at_0').value = 'yarın'")
    moment = time.monotonic() + LAST_SECOND
    with person.page.expect_navigation(wait_until="load"):
        person.page.locator("[name=_draft], [name=_publish]").first.click()
    tab(person)
    return moment


def conflict(person: Person) -> float:
    """Somebody else has saved the entry; what was typed is shown beside that, and then the tab is closed."""
    row = row_of(person.path)
    if row is not None:
        row.staff_note = f"Not {person.chance.random()}"
        row.save()
    moment = time.monotonic() + LAST_SECOND
    with person.page.expect_navigation(wait_until="load"):
        person.page.locator("[name=_draft], [name=_publish]").first.click()
    tab(person)
    return moment


def link(person: Person) -> float:
    moment = time.monotonic() + LAST_SECOND
    with person.page.expect_navigation(wait_until="load"):
        person.page.locator(".breadcrumbs a").first.click()
    return moment


KINDS = [tab, crash, session, network, upload, server_crash, full, refused, conflict, link]


# What is found afterwards


def row_of(path: str) -> Any:
    from pages.models import Post

    key = path.split("/")[3]
    return Post.objects.filter(pk=int(key)).first() if key.isdecimal() else None


def shown(person: Person, address: str) -> str:
    person.page.goto(person.site + address, wait_until="load")
    person.field = person.page.locator(".prose-editor [contenteditable]" if person.is_body else "#id_title_tr").first
    person.field.wait_for()
    return person.read()


def found_again(person: Person, token: str, least: str) -> str:
    """What the person gets back: the unsaved work that is offered, or what was stored."""
    from pages.models import Post

    person.page.goto(f"{person.site}/", wait_until="load")
    # What the browser still holds goes to the server from here.
    for _attempt in range(WAIT // 50):
        if person.page.evaluate("Object.keys(localStorage).every((key) => !key.startsWith('unsaved:'))"):
            break
        person.page.wait_for_timeout(50)
    text = shown(person, f"{person.path}?_work={token}")
    if not " ".join(text.split()).startswith(" ".join(least.split())):
        # It was stored: as the next version of what readers see, or as a new entry.
        newest = Post.objects.order_by("-pk").values_list("pk", flat=True)[0]
        address = person.path if person.path != NEW else f"/pages/post/{newest}/change/"
        text = shown(person, f"{address}?_next=1")
    return text


NEW = "/pages/post/add/"


def step(person: Person, paths: list[str], kind: Any) -> str:
    """One interruption; a text that was lost, in words, or nothing."""
    # Half of the time what was taken up is worked on.
    if person.page.locator("#id_title_tr").count() == 0 or person.chance.random() < 0.5:
        person.open_form(person.chance.choice(paths))
    person.choose_field()
    person.type()
    person.page.wait_for_timeout(person.chance.choice([0, 0, 300, 900, 1500, 3000, 6000]))
    if person.chance.random() < 0.5:
        person.type()
    token = person.token()
    moment = kind(person)
    least, whole = person.owed(moment)
    text = found_again(person, token, least)
    # A browser leaves out spaces at the ends of a paragraph.
    text, least, whole = (" ".join(each.split()) for each in (text, least, whole))
    if text.startswith(least) and whole.startswith(text[: len(whole)]):
        return ""
    return f"{kind.__name__} at {person.path}: {least!r} of {whole!r}, found {text!r}"


def posts() -> list[str]:
    """A draft, what readers see, and a new entry."""
    from pages.models import Post

    rows = [Post.objects.filter(status=status).order_by("-pk").first() for status in ["draft", "published"]]
    return [NEW, *(f"/pages/post/{row.pk}/change/" for row in rows if row is not None)]


def new_account(seed: int) -> tuple[str, str]:
    """Name and password of an administrator for this measurement alone."""
    from django.contrib.auth import get_user_model

    name, password = f"kesinti-{seed}-{secrets.token_hex(3)}", secrets.token_urlsafe(18)
    get_user_model().objects.create_superuser(name, f"{name}@birlik.example", password)
    return name, password


def main(steps: int = 100, seed: int = 1) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trakyakent_site.settings")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    import django

    django.setup()
    from django.utils import timezone
    from playwright.sync_api import sync_playwright

    from unions.models import Union, UnsavedWork
    from unions.tenancy import scope

    chance, server, lost, tried = random.Random(seed), ServerProcess(), [], Counter()  # steps of a measurement
    began = timezone.now()
    with sync_playwright() as playwright, scope.of(Union.objects.get(code="trakyakent")):
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            server.start()
            person = Person(browser, server, chance, new_account(seed))
            for number in range(steps):
                kind = KINDS[number % len(KINDS)]
                wrong = step(person, posts(), kind)
                tried[kind.__name__] += 1
                print(number + 1, kind.__name__, wrong or "kept", flush=True)
                if wrong:
                    lost.append(wrong)
                if number % 20 == 19:
                    # A person may have only so much lying about.
                    UnsavedWork.objects.filter(saved_at__gte=began).delete()
                    person.page.goto("about:blank")
        finally:
            server.stop()
    print(f"interruptions: {sum(tried.values())} ({', '.join(f'{name} {n}' for name, n in tried.items())})")
    print(f"texts lost: {len(lost)}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
