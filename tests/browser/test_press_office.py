"""A week of a press office, by two people at two browsers.

They write, translate, illustrate, review, schedule, correct, withdraw and restore, find each step on the page where
they are, and are interrupted on the way.
"""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from pages.models import Post
from tests import factories as make
from tests.browser.test_admin import Desk, opened, union  # noqa: F401 - fixtures
from tests.browser.test_unsaved import wait_until_all_is_sent
from unions.models import UnsavedWork

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BODY = ".prose-editor [role=textbox]"
MESSAGE = ".messagelist"


class Colleague:
    """Somebody at a desk who takes the buttons and links by the words on them."""

    def __init__(self, desk):
        self.desk, self.page = desk, desk.page

    def home(self):
        self.desk.open(reverse("admin:index"))

    def follow(self, words, within="#content-main"):
        with self.page.expect_navigation(wait_until="load"):
            self.page.locator(f"{within} a", has_text=words).first.click()

    def press(self, words):
        with self.page.expect_navigation(wait_until="load"):
            self.page.get_by_role("button", name=words, exact=True).click()

    def write(self, field, text):
        self.page.locator(f"#id_{field}").fill(text)

    def write_text(self, place, text):
        self.page.locator(BODY).nth(place).click()
        self.page.keyboard.type(text)

    def says(self, words):
        expect(self.page.locator(MESSAGE)).to_contain_text(words)

    def loses_the_tab(self):
        """The tab is closed in the middle of the work; what was typed is on the home page."""
        expect(self.page.locator("[data-unsaved]")).to_contain_text("Metniniz saklandı")
        wait_until_all_is_sent(self.page)
        context = self.page.context
        self.page.close()
        self.desk = Desk(context.new_page(), self.desk.origin)
        self.page = self.desk.page
        self.home()

    def reads(self, path):
        """What a reader gets there: the status and the text."""
        answer = self.page.context.request.get(self.desk.origin + path, headers={"Cookie": ""})
        return answer.status, answer.text()


def picture() -> dict:
    held = BytesIO()
    Image.linear_gradient("L").resize((1600, 1200)).convert("RGB").save(held, "JPEG")
    return {"name": "derslik.jpg", "mimeType": "image/jpeg", "buffer": held.getvalue()}


def test_two_people_run_a_week_of_the_press_office_and_lose_nothing(union, opened):  # noqa: F811 - the fixtures
    with opened() as one, opened() as other:
        one.sign_in(make.make_staff(union, "editor", first_name="Ayşe", last_name="Yıldız"))
        other.sign_in(make.make_staff(union, "publisher", first_name="Veli", last_name="Işık"))
        ayse, veli = Colleague(one), Colleague(other)

        # Monday: Ayşe writes, and the tab is closed in the middle.
        ayse.follow("Haber ve duyurular")
        ayse.follow("ekle", within=".object-tools")
        ayse.write("title_tr", "Eğitim başladı")
        ayse.write_text(0, "Kayıtlar sürüyor.")
        ayse.loses_the_tab()
        ayse.follow("Eğitim başladı", within=".unsaved")
        expect(ayse.page.locator(BODY).first).to_have_text("Kayıtlar sürüyor.")
        # She translates and illustrates.
        ayse.write("title_en", "The training has begun")
        ayse.write_text(1, "Registration is open.")
        ayse.page.set_input_files("#id_picture", picture())
        ayse.write("picture_alt_tr", "Derslikte öğrenciler")
        ayse.write("picture_alt_en", "Students in a classroom")
        # A first press asks for a note, a second sends it.
        ayse.page.get_by_role("button", name="Onaya gönder").click()
        ayse.page.locator("#id_review_note").fill("Bakar mısın?")
        ayse.press("Onaya gönder")
        post = Post.objects.get()
        assert (post.status, post.title_en, bool(post.picture)) == ("draft", "The training has begun", True)

        # Tuesday: Veli finds it waiting, and sends it back.
        veli.home()
        veli.follow("Eğitim başladı", within="section")
        veli.page.locator("#id_review_answer").fill("Tarih eksik.")
        veli.press("Geri gönder")
        ayse.home()
        expect(ayse.page.locator("#content-main")).to_contain_text("Tarih eksik.")
        ayse.follow("Eğitim başladı", within="section")
        if not ayse.page.locator("#id_title_tr").count():
            ayse.follow("Düzenle")
        for place, day in enumerate([" 12 Aralık.", " 12 December."]):
            ayse.page.locator(BODY).nth(place).click()
            ayse.page.keyboard.press("Control+End")
            ayse.page.keyboard.type(day)
        ayse.page.get_by_role("button", name="Onaya gönder").click()
        ayse.press("Onaya gönder")

        # Wednesday: Veli publishes; readers see it in both languages.
        veli.home()
        veli.follow("Eğitim başladı", within="section")
        veli.press("Yayımla")
        post.refresh_from_db()
        path = post.get_absolute_url()
        assert post.status == "published", veli.page.locator("#content").inner_text()
        assert ayse.reads(path)[0] == 200
        assert "12 Aralık." in ayse.reads(path)[1]

        # Ayşe corrects it beside the live one, and her session ends while she does.
        ayse.desk.open(reverse("admin:pages_post_change", args=[post.pk]) + "?_next=1")
        ayse.write("title_tr", "Eğitim artık başladı")
        ayse.loses_the_tab()
        ayse.follow("Eğitim artık", within=".unsaved")
        ayse.press("Taslağı kaydet")
        assert "Eğitim artık" not in ayse.reads(path)[1]
        # Veli has it open as well, and neither overwrites the other.
        veli.desk.open(reverse("admin:pages_post_change", args=[post.pk]) + "?_next=1")
        expect(veli.page.locator("#id_title_tr")).to_have_value("Eğitim artık başladı")
        veli.press("Yayımla")
        assert "Eğitim artık" in ayse.reads(path)[1]

        # Thursday: Veli schedules an announcement of his own.
        veli.desk.open(reverse("admin:pages_post_add"))
        veli.page.locator("#id_kind").select_option("announcement")
        veli.write("title_tr", "Bayram tatili")
        veli.write_text(0, "Kapalıyız.")
        veli.page.get_by_role("button", name="Zamanla").click()
        tomorrow = timezone.localtime() + timedelta(days=1)
        veli.write("publish_at_0", f"{tomorrow:%d.%m.%Y}")
        veli.write("publish_at_1", "09:00")
        veli.press("Zamanla")
        veli.says("Okurlar henüz görmüyor")
        assert Post.objects.get(title_tr="Bayram tatili").publish_at > timezone.now()

        # Friday: the first one is withdrawn with a reason, published again, deleted, and brought back.
        change = reverse("admin:pages_post_change", args=[post.pk])
        veli.desk.open(change)
        veli.page.get_by_role("button", name="Geri çek").click()
        veli.write("withdrawal_reason_tr", "Eğitim ertelendi.")
        veli.press("Geri çek")
        assert ayse.reads(path)[0] == 410
        assert "Eğitim ertelendi." in ayse.reads(path)[1]
        veli.desk.open(change)
        veli.press("Yeniden yayımla" if veli.page.get_by_role("button", name="Yeniden yayımla").count() else "Yayımla")
        assert ayse.reads(path)[0] == 200
        veli.desk.open(change)
        veli.follow("Sil", within=".submit-row")
        with veli.page.expect_navigation(wait_until="load"):
            veli.page.locator("form .deletelink, form [type=submit]").last.click()
        assert not Post.objects.filter(pk=post.pk).exists()
        veli.home()
        veli.follow("Silinen kayıtlar")
        veli.page.get_by_role("button", name="Geri getir").first.click()
        veli.page.wait_for_load_state("load")
        back = Post.objects.get(title_tr="Eğitim artık başladı")
        assert (back.status, back.picture_alt_en, bool(back.picture)) == ("draft", "Students in a classroom", True)

        assert not UnsavedWork.objects.filter(is_closed=False).exists()
        assert (ayse.desk.wrongs(), veli.desk.wrongs()) == ([], [])
