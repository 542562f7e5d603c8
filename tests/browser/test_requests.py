"""The forms of citizens in a real browser: by keyboard alone on a telephone, and a late answer from both sides."""

import re
from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pages.requests.models import Request
from tests import factories as make
from tests.browser.conftest import DESKTOP, PHONE, new_window
from tests.browser.examining import accessibility, in_the_dark, listed, overflow, unseen_focus
from tests.browser.test_admin import Desk
from tests.pages.requests.filling import FORMS, INFORMATION
from unions.forms import opening
from unions.tenancy import scope

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# More presses than any page has stops.
ENOUGH = 80
ON = "() => [document.activeElement?.name || document.activeElement?.id || '', document.activeElement?.value || '']"


@pytest.fixture
def union(settings, monkeypatch):
    # The program types without thinking.
    monkeypatch.setattr(opening, "NOBODY_IS_FASTER", timedelta(0))
    union = make.make_union(code="trakya", name="Trakya Belediyeler Birliği", accent_hue=140)
    with scope.of(union):
        yield union


@pytest.fixture
def window(browser, live_server, at_rest):
    """Opens a window of somebody who has not been here before."""
    with ExitStack() as windows:
        yield lambda size=DESKTOP: Desk(windows.enter_context(new_window(browser, size)), live_server.url)
    at_rest()


class Keyboard:
    """Whoever has no pointer: every field, choice and button is reached and used by keys."""

    def __init__(self, page):
        self.page = page
        self.presses = 0

    def press(self, key):
        self.presses += 1
        self.page.keyboard.press(key)

    def walk_to(self, name, value=""):
        """Tab until the focus stands on the field of this name, or on the choice with this value."""
        for _press in range(ENOUGH):
            on, has = self.page.evaluate(ON)
            if on == name and (not value or has == value):
                return
            # Of a group of choices the keyboard stops at one; the arrows lead to the others.
            self.press("ArrowDown" if on == name and self.is_on("radio") else "Tab")
        raise AssertionError(f"no key leads to {name} {value}")

    def is_on(self, kind):
        return self.page.evaluate("(kind) => document.activeElement.type === kind", kind)

    def fill(self, name, value):
        for one in value if isinstance(value, list) else [value]:
            if self.page.locator(f"[name={name}]:visible").count() == 0 or one == "":
                continue
            kind = self.page.locator(f"[name={name}]").first.get_attribute("type")
            self.walk_to(name, one if kind in ["radio", "checkbox"] else "")
            if kind == "checkbox" or (kind == "radio" and not self.page.evaluate("document.activeElement.checked")):
                self.press("Space")
            elif kind != "radio":
                self.page.keyboard.press("ControlOrMeta+a")
                self.page.keyboard.type(one)

    def send(self, value=""):
        with self.page.expect_navigation(wait_until="load"):
            self.walk_to_button(value)
            self.press("Enter")

    def walk_to_button(self, words):
        for _press in range(ENOUGH):
            if self.page.evaluate(
                "(words) => document.activeElement.matches('main form button')"
                " && document.activeElement.textContent.includes(words)",
                words,
            ):
                return
            self.press("Tab")
        raise AssertionError(f"no key leads to the button {words}")


def look(page, place, wrongs, known):
    """What is wrong with a state of a form on a telephone, by day and by night."""
    found = [*overflow(page), *accessibility(page, contrast_of_samples=True), *unseen_focus(page, known)]
    found += in_the_dark(page)
    page.emulate_media(color_scheme="light")
    wrongs += [f"{place}: {each}" for each in found]


def test_every_form_is_filled_in_by_keyboard_alone_and_every_state_of_it_is_sound(union, window):
    wrongs, known = [], []
    reader = window(PHONE)
    page = reader.page
    keyboard = Keyboard(page)
    for path, values in FORMS.items():
        reader.open(path)
        look(page, f"{path} empty", wrongs, known)
        reader.open(path)
        keyboard.send()
        assert page.locator("[role=alert]").is_visible(), path
        look(page, f"{path} refused", wrongs, known)
        reader.open(path)
        for name, value in values.items():
            keyboard.fill(name, value)
        keyboard.send()
        look(page, f"{path} checked", wrongs, known)
        page.evaluate("document.activeElement.blur()")
        keyboard.send("Gönder")
        assert page.get_by_role("heading", level=1).inner_text().startswith("Alındı"), path
        look(page, f"{path} received", wrongs, known)
        wrongs += [f"{path}: {wrong}" for wrong in reader.wrongs()]

    assert not wrongs, listed(wrongs)
    assert Request.objects.count() == len(FORMS)


def test_a_citizen_asks_on_a_telephone_a_clerk_answers_late_and_both_see_what_the_law_says_next(union, window):
    citizen, clerk = window(PHONE), window()
    page = citizen.page
    citizen.open(INFORMATION)
    keyboard = Keyboard(page)
    for name, value in FORMS[INFORMATION].items():
        keyboard.fill(name, value)
    keyboard.send()
    page.evaluate("document.activeElement.blur()")
    keyboard.send("Gönder")
    code = page.locator(".tracking-code").inner_text()

    def status(typed):
        citizen.open(reverse("request_status"))
        page.fill("#id_tracking", typed)
        with page.expect_navigation(wait_until="load"):
            page.click("main form button")
        return re.sub(r"\s+", " ", page.locator("main").inner_text())

    assert "Bu kodla bir başvuru bulunamadı" in status("AAAA-BBBB-CCCC")
    waiting = status(code)
    assert "Yanıt için son gün" in waiting
    assert "İtiraz" not in waiting

    # Nine weeks go by.
    request = Request.objects.get()
    request.received_on = timezone.localdate() - timedelta(days=63)
    request.save()
    assert "Birlik süresinde yanıt vermedi." in (late := status(code))
    assert "Bilgi Edinme Değerlendirme Kuruluna itiraz edebilirsiniz" in late

    clerk.sign_in(make.make_staff(union, "manager"))
    desk = clerk.page
    with desk.expect_navigation(wait_until="load"):
        desk.locator("#content .overdue a", has_text=str(request)).click()
    assert "reddedilmiş sayılır" in desk.locator("#content").inner_text()
    form = desk.locator("#step-answer")
    form.locator("[name=outcome][value=granted]").check()
    form.locator("[name=text]").fill("Sayın Ayşe Yılmaz, istediğiniz döküm aşağıdadır.")
    with desk.expect_navigation(wait_until="load"):
        form.get_by_role("button", name="Yanıtla ve kapat").click()
    wrongs = clerk.wrongs()
    assert "geç: son gün" in desk.locator("#content").inner_text()
    assert "istediğiniz döküm" in status(code)
    clerk.open(reverse("admin:pages_request_changelist"))
    with desk.expect_navigation(wait_until="load"):
        desk.get_by_role("link", name="Yıllık rapor").click()
    report = re.sub(r"\s+", " ", desk.locator("#content").inner_text())
    assert "Süresinden sonra yanıtlanan 1" in report
    assert not [*wrongs, *clerk.wrongs(), *citizen.wrongs()]
