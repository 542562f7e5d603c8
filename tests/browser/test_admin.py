"""The admin in a real browser: every page, and what staff do there from day to day."""

import re
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from members.checks.models import CheckRound
from pages.kinds import KINDS, kinds_of
from pages.models import Page, Post
from tests import factories as make
from tests.browser.conftest import DESKTOP, PATIENCE, PHONE, REMEMBER_VIOLATIONS, new_window
from tests.browser.examining import accessibility, in_the_dark
from tests.publications import make_parts, make_publication
from unions.models import AgendaItem, ContactPoint, Headquarters, Meeting
from unions.tenancy import scope

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Both languages, the text editor, dates, files, parts: what a phone has to bear.
RICHEST = ["unions.meeting", "unions.headquarters", "unions.decision", "pages.post", "pages.gallery", "pages.page"]

# Nobody adds or deletes these: what a municipality has answered, what citizens have sent and what was mailed.
WRITTEN_BY_OTHERS = ["members.ListingCheck", "unions.OutgoingMail", "pages.Request"]
# A role is not added, but accepted; an invitation is not deleted, but withdrawn, elections are taken back.
NOT_ADDED = [*WRITTEN_BY_OTHERS, "unions.StaffRole", "members.RememberedAnswer"]
NOT_DELETED = [*WRITTEN_BY_OTHERS, "unions.Invitation", "members.Elections"]


class Desk:
    """A browser window in the admin, and everything that went wrong in it."""

    def __init__(self, page, origin):
        self.page, self.origin = page, origin
        self.complaints = []
        page.add_init_script(REMEMBER_VIOLATIONS)
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("request", self.see_request)
        page.on("response", self.see_response)

    def hear(self, message):
        if message.type in ["error", "warning"] and message.location.get("url") != self.page.url:
            self.complaints.append(f"console: {message.text}")

    def see_request(self, request):
        if urlsplit(request.url).scheme.startswith("http") and not request.url.startswith(self.origin):
            self.complaints.append(f"asks another host: {request.url}")

    def see_response(self, response):
        if response.status >= 400 and not response.request.is_navigation_request():
            self.complaints.append(f"{response.status}: {response.url}")

    def open(self, path):
        return self.page.goto(self.origin + path, wait_until="load")

    def sign_in(self, user):
        self.open(reverse("admin:login") + "?next=" + reverse("admin:index"))
        self.page.fill("#id_username", user.username)
        self.page.fill("#id_password", make.PASSWORD)
        with self.page.expect_navigation(wait_until="load"):
            self.page.click("#login-form [type=submit]")

    def save(self):
        """Save the entry in the state that it has."""
        state = self.page.locator("input[name=status]")
        is_public = state.count() and state.input_value() != "draft"
        named = "_publish" if is_public else "_draft"
        button = "_save" if self.page.locator("[name=_save]").count() else named
        with self.page.expect_navigation(wait_until="load"):
            self.page.click(f"[name={button}]")

    def wrongs(self) -> list[str]:
        found = self.complaints + [f"policy: {each}" for each in self.page.evaluate("window.violations")]
        self.complaints = []
        return found

    def overflow(self) -> int:
        """By how many dots the page is wider than its window, once its scripts have come to rest."""
        for _attempt in range(PATIENCE // 100):
            found = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            if found <= 0:
                break
            self.page.wait_for_timeout(100)
        return found


@pytest.fixture
def union():
    union = make.make_union(code="trakya", name="Trakya Belediyeler Birliği", accent_hue=140)
    with scope.of(union):
        yield union


@pytest.fixture
def opened(browser, live_server, at_rest):
    @contextmanager
    def open_window(size=DESKTOP, **options):
        with new_window(browser, size, **options) as page:
            yield Desk(page, live_server.url)
        at_rest()

    return open_window


@pytest.fixture
def desk(union, opened):
    """A superuser's desk: nothing of the admin is hidden from it."""
    with opened() as desk:
        desk.sign_in(make.make_superuser())
        yield desk


def one_of_each(union) -> dict:
    """A row of every model of the admin."""
    municipality = make.make_municipality()
    gallery = make.make_gallery(photos=2)
    seat = make.make_headquarters(phone="+90 282 111 11 11")
    organ = make.make_organ()
    meeting = make.make_meeting(organ=organ, agenda=["Açılış", "Bütçe"], starts_at=timezone.now() - timedelta(days=9))
    decision = make.make_decision(organ=organ, date=timezone.localdate() - timedelta(days=30))
    check = make.make_correction(
        listing_check=make.make_listing_check(state="proposed", answered_at=timezone.now())
    ).listing_check
    statute = make.make_legal_basis(kind="statute", title_tr="Tüzük")
    event = make.make_event()
    page = make.make_page()
    make.make_page(parent=page, title_tr="Alt sayfa")
    request = make.make_request()
    rows = [
        union,
        make.make_union_name(name_tr="Eski ad", end_date="2019"),
        make.make_emblem(),
        statute,
        make.make_statute_change(statute=statute),
        seat,
        seat.contact_points.get(),
        make.make_duty(),
        make.make_unit(),
        make.make_duty_record(),
        request,
        make.make_request_log_entry(request=request),
        make.make_accessibility_review(),
        make.make_accessibility_finding(),
        make.make_accessibility_contact(),
        make.make_security_contact(),
        make.make_history_event(),
        organ,
        make.make_organ_power(organ=organ),
        make.make_term(),
        meeting,
        meeting.agenda_items.first(),
        decision,
        make.make_court_ruling(decision=decision),
        make.make_elections(),
        make.make_statute(),
        make.make_subject(),
        make.make_agenda_paper(agenda_item=meeting.agenda_items.first()),
        make.make_attendance(meeting=meeting),
        make.make_roll_call_vote(),
        make.make_paper(),
        make.make_budget_figures(paper=make.make_paper(kind="final_accounts")),
        make.make_redirect(),
        make.make_staff(union, "editor").staff_roles.get(),
        make.make_invitation(),
        make.make_user(),
        municipality.province,
        municipality,
        make.make_membership(municipality=municipality),
        make.make_listing(municipality=municipality),
        make.make_population_figure(municipality=municipality),
        make.make_import_run(),
        make.make_remembered_answer(),
        check.round,
        check,
        make.make_outgoing_mail(),
        make.make_person(),
        make.make_office_holder(organ=organ, person=make.make_person(name="Başka Biri"), municipality=municipality),
        page,
        make.make_post(body_tr="<p>Metin</p>"),
        event,
        *make_parts(event).values(),
        make.make_document(),
        gallery,
        gallery.photos.first(),
        make.make_picture(),
        make.make_menu_item(page=page),
    ]
    for model in {kind.model for kind in KINDS} - {type(row) for row in rows}:
        publication = make_publication(next(kinds_of(model)))
        rows += [publication, *make_parts(publication).values()]
    return {type(row): row for row in rows}


def addresses_of(model, row) -> list[str]:
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    paths = [reverse(f"{name}_changelist"), *([reverse(f"{name}_add")] if model._meta.label not in NOT_ADDED else [])]
    pages = ["change", "history", *(["delete"] if model._meta.label not in NOT_DELETED else [])]
    paths += [reverse(f"{name}_{page}", args=[row.pk]) for page in pages]
    if hasattr(model, "history"):
        record = model.history.filter(id=row.pk).first()
        paths.append(reverse(f"{name}_record", args=[row.pk, record.history_id]))
    return paths


def test_every_page_of_the_admin_is_quiet_and_fits_a_phone(union, desk):
    rows = one_of_each(union)
    paths = [reverse("admin:index"), reverse("admin:password_change")]
    paths += [reverse("admin:app_list", args=[label]) for label in ["unions", "members", "pages"]]
    paths.append(reverse("admin:members_checkround_run", args=[rows[CheckRound].pk]))
    paths.append(reverse("admin:pages_page_move", args=[rows[Page].pk]))
    for model in admin.site._registry:
        paths += addresses_of(model, rows[model])
    wrongs = []

    for path in paths:
        desk.page.set_viewport_size(DESKTOP)
        answer = desk.open(path)
        found = [f"answered {answer.status}"] if answer.status != 200 else []
        for size in [DESKTOP, PHONE]:
            desk.page.set_viewport_size(size)
            width = desk.overflow()
            if width > 0:
                found.append(f"{width} dots too wide at {size['width']}")
        wrongs += [f"{path}: {wrong}" for wrong in found + desk.wrongs()]

    assert wrongs == []
    assert set(rows) == set(admin.site._registry)


def test_the_pages_that_staff_use_most_are_accessible_by_day_and_by_night(union, opened):
    rows = {model._meta.label_lower: row for model, row in one_of_each(union).items()}
    user = make.make_superuser()
    wrongs = []

    with opened() as desk:
        desk.open(reverse("admin:login"))
        wrongs += violations(desk, "log-in")
        desk.sign_in(user)
        pages = [reverse("admin:index")]
        for label in RICHEST:
            pages += addresses_of(type(rows[label]), rows[label])
        for path in pages:
            desk.page.emulate_media(color_scheme="light")
            desk.open(path)
            wrongs += violations(desk, path)

    assert not wrongs, "\n".join(wrongs)


# What the stock admin and the text editor bring along and this project does not write.
NOT_OURS = {
    # The stock calendar and clock are links without an address; each has the text field beside it.
    "link-name",
    # The text editor labels its area by the words before it, not by a label.
    "aria-input-field-name",
}


def violations(desk, name) -> list[str]:
    found = accessibility(desk.page, contrast_of_samples=True) + in_the_dark(desk.page)
    return [f"{name}: {each}" for each in found if each.split()[0] not in NOT_OURS]


def test_a_manager_changes_the_telephone_and_sees_it_on_the_site(union, opened):
    seat = make.make_headquarters(phone="+90 282 111 11 11")

    with opened() as desk:
        desk.sign_in(make.make_staff(union, "manager"))
        desk.open(reverse("admin:unions_headquarters_change", args=[seat.pk]))
        desk.page.fill("[name=contact_points-0-value]", "+90 282 999 99 99")
        desk.save()

        assert ContactPoint.objects.get().value == "+90 282 999 99 99"
        desk.open("/tr/")
        expect(desk.page.get_by_text("999 99 99").first).to_be_visible()
        assert desk.wrongs() == []


def test_an_editor_writes_a_post_in_both_languages(union, opened):
    with opened() as desk:
        desk.sign_in(make.make_staff(union, "editor"))
        desk.open(reverse("admin:pages_post_add"))
        desk.page.fill("[name=title_tr]", "Iğdır'da eğitim")
        desk.page.fill("[name=title_en]", "Training in Iğdır")
        for language, text in [("tr", "Türkçe metin"), ("en", "English text")]:
            editor = desk.page.locator(f".fieldBox.field-body_{language} .tiptap")
            editor.click()
            expect(editor).to_be_focused()
            desk.page.keyboard.type(text)
            expect(editor).to_have_text(text)
        # Both at once: between two questions a note above may have come, and the page have moved.
        tops = desk.page.evaluate(
            "['tr', 'en'].map((each) => document.querySelector(`[name=title_${each}]`).getBoundingClientRect().y)"
        )
        language_of_editor = desk.page.locator(".fieldBox.field-body_en .tiptap").evaluate(
            "each => each.closest('[lang]').lang"
        )
        desk.save()

        post = Post.objects.get()
        assert (post.title_tr, post.title_en) == ("Iğdır'da eğitim", "Training in Iğdır")
        assert (post.body_tr, post.body_en) == ("<p>Türkçe metin</p>", "<p>English text</p>")
        assert (post.slug_tr, post.status) == ("igdirda-egitim", "draft")
        assert tops[0] == tops[1]
        assert language_of_editor == "en"
        assert desk.wrongs() == []


def test_on_a_phone_the_languages_are_tabs_for_the_keyboard_too(union, opened):
    post = make.make_post(title_en="News")

    with opened(PHONE) as desk:
        desk.sign_in(make.make_staff(union, "manager"))
        desk.open(reverse("admin:pages_post_change", args=[post.pk]))
        turkish, english = (desk.page.locator(f"[name=title_{language}]") for language in ["tr", "en"])
        expect(turkish).to_be_visible()
        expect(english).to_be_hidden()

        first_tab = desk.page.get_by_role("tab", selected=True).first
        first_tab.focus()
        desk.page.keyboard.press("ArrowRight")

        expect(english).to_be_visible()
        expect(turkish).to_be_hidden()
        assert desk.page.locator("[name=summary_en]").is_visible()
        assert desk.page.evaluate("document.activeElement.getAttribute('aria-selected')") == "true"
        assert desk.wrongs() == []


def test_without_scripts_both_languages_stand_on_the_phone_and_can_be_saved(union, opened):
    post = make.make_post()

    with opened(PHONE, java_script_enabled=False) as desk:
        desk.sign_in(make.make_staff(union, "manager"))
        desk.open(reverse("admin:pages_post_change", args=[post.pk]))
        desk.page.fill("[name=title_tr]", "Yeni başlık")
        desk.page.fill("[name=title_en]", "New title")
        desk.save()

    post.refresh_from_db()
    assert (post.title_tr, post.title_en) == ("Yeni başlık", "New title")


def test_a_complaint_in_the_hidden_language_opens_its_tab(union, opened):
    with opened(PHONE) as desk:
        desk.sign_in(make.make_staff(union, "manager"))
        desk.open(reverse("admin:pages_post_add"))
        desk.page.get_by_role("tab").nth(1).click()
        desk.page.fill("[name=title_en]", "News")
        desk.save()

        expect(desk.page.locator("[name=title_tr]")).to_be_visible()
        expect(desk.page.locator(".field-title_tr .errorlist").first).to_be_visible()


def agenda() -> list[str]:
    return [item.title for item in AgendaItem.objects.order_by("number")]


def test_agenda_items_are_put_in_order_by_the_keyboard(union, desk):
    meeting = make.make_meeting(agenda=["Açılış", "Bütçe", "Kapanış"])
    desk.open(reverse("admin:unions_meeting_change", args=[meeting.pk]))

    up = desk.page.locator("#agenda_items-2 .order-buttons button").first
    up.focus()
    desk.page.keyboard.press("Enter")
    status = desk.page.locator(".order-status").first.text_content()
    desk.page.keyboard.press("Enter")
    desk.save()

    assert agenda() == ["Kapanış", "Açılış", "Bütçe"]
    assert "2" in status
    assert desk.wrongs() == []


def test_agenda_items_are_put_in_order_by_dragging(union, desk):
    meeting = make.make_meeting(agenda=["Açılış", "Bütçe", "Kapanış"])
    # Tall enough that nothing has to be scrolled on the way.
    desk.page.set_viewport_size({"width": 1280, "height": 8000})
    desk.open(reverse("admin:unions_meeting_change", args=[meeting.pk]))
    first, last = (desk.page.locator(f"#agenda_items-{number}") for number in [0, 2])

    # Whatever a busy machine does late is waited for before the next thing is done, as a person would.
    first.locator("h3").hover(position={"x": 300, "y": 10})
    desk.page.mouse.down()
    end = last.locator("h3").bounding_box()
    desk.page.mouse.move(end["x"] + 300, end["y"] - 40, steps=5)
    expect(first).to_have_class(re.compile("is-dragged"))
    desk.page.mouse.move(end["x"] + 300, end["y"] + 10, steps=5)
    desk.page.mouse.up()
    expect(first).not_to_have_class(re.compile("is-dragged"))
    expect(desk.page.locator("#agenda_items-group .order-status")).to_contain_text("3")
    desk.save()

    assert agenda() == ["Bütçe", "Kapanış", "Açılış"]


def test_an_agenda_item_is_added_at_the_end(union, desk):
    meeting = make.make_meeting(agenda=["Açılış", "Bütçe"])
    desk.open(reverse("admin:unions_meeting_change", args=[meeting.pk]))

    desk.page.click("#agenda_items-group .add-row a")
    desk.page.fill("[name=agenda_items-2-title_tr]", "Kapanış")
    desk.save()

    assert agenda() == ["Açılış", "Bütçe", "Kapanış"]
    assert desk.wrongs() == []


def test_a_page_is_moved_in_the_tree(union, desk):
    make.make_page(title_tr="Çalışmalar")
    page = make.make_page(title_tr="Çalışma ilkeleri")
    desk.open(reverse("admin:pages_page_changelist"))

    desk.page.locator("tr", has_text="Çalışma ilkeleri").locator(".field-move a").click()
    desk.page.select_option("[name=where]", "last")
    desk.page.select_option("[name=target]", label="Çalışmalar")
    with desk.page.expect_navigation(wait_until="load"):
        desk.page.click(".submit-row [type=submit]")

    page.refresh_from_db()
    assert page.path_tr == "calismalar/calisma-ilkeleri"
    assert desk.page.locator(".depth-1", has_text="Çalışma ilkeleri").is_visible()
    assert desk.wrongs() == []


def test_whoever_saves_second_sees_both_texts(union, opened):
    post = make.make_post(title_tr="Başlık")
    path = reverse("admin:pages_post_change", args=[post.pk])
    ayse, veli = (make.make_staff(union, "manager", first_name=name) for name in ["Ayşe", "Veli"])

    with opened() as first, opened(PHONE) as second:
        first.sign_in(ayse)
        second.sign_in(veli)
        first.open(path)
        second.open(path)
        first.page.fill("[name=title_tr]", "Ayşe'nin başlığı")
        first.save()
        second.page.fill("[name=title_tr]", "Veli'nin başlığı")
        second.save()

        table = second.page.locator(".conflicts")
        assert all(table.get_by_text(text).first.is_visible() for text in ["Ayşe'nin başlığı", "Veli'nin başlığı"])
        assert second.page.input_value("[name=title_tr]") == "Veli'nin başlığı"
        assert second.overflow() == 0
        second.save()

    post.refresh_from_db()
    assert post.title_tr == "Veli'nin başlığı"


def test_a_municipality_is_chosen_by_typing_its_plain_letters(union, desk):
    municipality = make.make_municipality(name="Şarköy")
    desk.open(reverse("admin:members_membership_add"))

    desk.page.click(".field-municipality .select2-selection")
    expect(desk.page.locator(".select2-search__field")).to_be_focused()
    desk.page.keyboard.type("sarkoy")
    desk.page.locator(".select2-results__option", has_text="Şarköy").click()
    desk.save()

    from members.membership.models import Membership

    assert Membership.objects.get().municipality == municipality
    assert desk.wrongs() == []


def test_a_meeting_and_headquarters_exist_for_those_who_only_look(union, opened):
    meeting = make.make_meeting(agenda=["Açılış"])
    seat = make.make_headquarters(phone="+90 282 111 11 11")

    with opened() as desk:
        desk.sign_in(make.make_staff(union, "auditor"))
        for model, row in [(Meeting, meeting), (Headquarters, seat)]:
            desk.open(reverse(f"admin:unions_{model._meta.model_name}_change", args=[row.pk]))
            assert desk.page.locator(".submit-row [type=submit]").count() == 0
            assert desk.wrongs() == []
