"""A whole round of listing checks as people live it, with real mail: who answers, who corrects, who never does."""

import re
from contextlib import ExitStack

import pytest
from django.urls import reverse

from tests import factories as make
from tests.browser.conftest import DESKTOP, PHONE, new_window
from tests.browser.test_admin import Desk
from tests.mail_server import mail_server
from unions.background.mail_worker import MailWorker
from unions.tenancy import scope

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def union():
    union = make.make_union(code="trakya", name="Trakya Belediyeler Birliği", accent_hue=140)
    with scope.of(union):
        for name in ["Babaeski", "Çorlu", "Vize"]:
            municipality = make.make_municipality(name=name, slug=name.lower().replace("ç", "c"), kind="district")
            make.make_listing(
                municipality=municipality, phone="+90 282 111 11 11", email=f"{municipality.slug}@x.example"
            )
            make.make_membership(municipality=municipality)
            make.make_office_holder(municipality=municipality, person=make.make_person(name=f"{name} Üyesi"))
        yield union


def words_of(window) -> str:
    """What a page says; telephones hold blanks that do not break."""
    return window.page.content().replace("\u00a0", " ").replace("&nbsp;", " ")


@pytest.fixture
def mailbox(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    with mail_server() as mailbox:
        settings.EMAIL_PORT = mailbox.port
        yield mailbox


@pytest.fixture
def window(browser, live_server):
    """Opens a window of somebody who has not been here before."""
    with ExitStack() as windows:
        yield lambda size=DESKTOP: Desk(windows.enter_context(new_window(browser, size)), live_server.url)


def link_to(mailbox, name: str) -> str:
    """The link in the first mail to a municipality."""
    [text, *_later] = [
        mail for mail, address in zip(mailbox.mails, mailbox.recipients, strict=True) if address.startswith(name)
    ]
    return re.search(r"http://\S+?(/tr/kart-kontrolu/\S+)", text)[1]


def test_a_round_from_the_first_mail_to_the_public_page(union, window, live_server, mailbox):
    def click(desk, text):
        with desk.page.expect_navigation(wait_until="load"):
            desk.page.get_by_role("button", name=text).click()

    wrongs = []

    def look(desk, place):
        wrongs.extend(f"{place}: {wrong}" for wrong in desk.wrongs())
        if desk.overflow() > 0:
            wrongs.append(f"{place}: {desk.overflow()} dots too wide")

    manager = window()
    manager.sign_in(make.make_staff(union, "manager"))
    manager.open(reverse("admin:members_checkround_add"))
    manager.page.fill("#id_title", "Bahar")
    manager.page.fill("#id_due_on", "31.12.2099")
    manager.save()
    click(manager, "3 üyenin tümüne sor")
    round_page = manager.page.url.removeprefix(live_server.url)
    look(manager, "round")
    MailWorker().step()
    assert sorted(mailbox.recipients) == ["babaeski@x.example", "corlu@x.example", "vize@x.example"]

    # One confirms, on a telephone, by one click.
    first = window(PHONE)
    first.open(link_to(mailbox, "babaeski"))
    look(first, "link")
    click(first, "Kartımızı aç")
    look(first, "listing on a telephone")
    click(first, "Hepsi doğru")
    assert "Teşekkür ederiz" in first.page.inner_text("h1")

    # One corrects; what is hidden until it is needed appears.
    second = window()
    second.open(link_to(mailbox, "corlu"))
    click(second, "Kartımızı aç")
    assert not second.page.is_visible("#id_phone")
    second.page.check("#id_choice_phone_1")
    second.page.fill("#id_phone", "0282 222 22 22")
    second.page.check("#id_choice_mayor_1")
    second.page.fill("#id_mayor", "Yanlışlıkla")
    second.page.check("#id_choice_mayor_0")
    look(second, "listing")
    click(second, "Yanıtı gönder")
    [proposed] = second.page.locator("ins").all_inner_texts()
    assert proposed.replace("\u00a0", " ").endswith("+90 282 222 22 22")
    look(second, "thanks")

    # Nothing of it is public yet; the manager decides.
    public = reverse("member_detail", args=["corlu"])
    reader = window()
    reader.open(public)
    assert "282 222 22 22" not in words_of(reader)
    manager.open(reverse("admin:members_listingcheck_changelist") + "?state__exact=proposed")
    manager.page.click("#result_list tbody th a")
    manager.page.get_by_label("kabul et").check()
    look(manager, "review")
    click(manager, "Kararları uygula")
    manager.open(reverse("admin:members_listingcheck_changelist") + "?state__exact=confirmed")
    manager.page.check("#result_list tbody [type=checkbox]")
    manager.page.select_option("[name=action]", "accept_confirmations")
    click(manager, "Git")

    # The third never answers and is reminded.
    manager.open(round_page)
    click(manager, "Yanıt vermeyen bir üyeye hatırlat")
    MailWorker().step()
    assert mailbox.recipients.count("vize@x.example") == 2
    assert mailbox.recipients.count("corlu@x.example") == 2
    for name, shown in [("corlu", ["+90 282 222 22 22", "onayladı"]), ("babaeski", ["onayladı"]), ("vize", ["henüz"])]:
        reader.open(reverse("member_detail", args=[name]))
        for text in shown:
            assert text in words_of(reader)
    look(reader, "public page")
    assert reader.page.context.cookies() == []
    assert wrongs == []
