"""Accounts in a real browser: the second factor, passkeys, and the pages before the sign-in."""

import re
from contextlib import contextmanager

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from tests import factories as make
from tests.browser.conftest import DESKTOP, PHONE, new_window
from tests.browser.examining import accessibility, in_the_dark
from tests.browser.test_admin import Desk
from tests.unions.accounts.visitor import has_app, link_to, prove, set_up_app
from unions.accounts import invitations
from unions.accounts.links import Origin
from unions.models import Invitation
from unions.tenancy import scope

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def union():
    union = make.make_union(code="trakya", name="Trakya Belediyeler Birliği", accent_hue=140)
    with scope.of(union):
        yield union


@pytest.fixture
def person(union):
    return prove(make.make_staff(union, "manager", username="ayse", email="ayse@ornek.test", first_name="Ayşe"))


@pytest.fixture
def opened(browser, live_server):
    @contextmanager
    def open_window(size=DESKTOP, **options):
        with new_window(browser, size, **options) as page:
            yield Desk(page, live_server.url)

    return open_window


def with_authenticator(desk) -> None:
    """Plug a key into the browser that agrees to everything."""
    session = desk.page.context.new_cdp_session(desk.page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def press(desk, selector: str) -> None:
    with desk.page.expect_navigation(wait_until="load"):
        desk.page.click(selector)


def code_of(secret: str) -> str:
    cache.clear()
    *_before, current, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, current))


def path_of(desk) -> str:
    return re.sub(r"^https?://[^/]+|\?.*", "", desk.page.url)


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with scripts", "without"])
def test_an_app_is_set_up_and_asked_for(union, person, opened, has_scripts):
    with opened(java_script_enabled=has_scripts) as desk:
        desk.sign_in(person)
        desk.open(reverse("mfa_activate_totp"))
        secret = desk.page.text_content(".secret")
        shown = desk.page.evaluate("document.querySelector('.qr').naturalWidth") if has_scripts else 1
        desk.page.fill("#id_code", code_of(secret))
        press(desk, "#code-form [type=submit]")
        codes = desk.page.locator(".recovery-codes li").all_text_contents()
        press(desk, "#logout-form button")
        desk.sign_in(person)
        asked = path_of(desk)
        desk.page.fill("#id_code", codes[0])
        press(desk, "#code-form [type=submit]")

        assert shown > 0
        assert (len(codes), asked) == (10, reverse("mfa_authenticate"))
        assert path_of(desk) == reverse("admin:index")
        assert has_app(person)
        if has_scripts:
            assert desk.wrongs() == []


def test_a_passkey_is_made_and_signs_in_by_itself_and_after_the_password(union, person, opened):
    with opened() as desk:
        with_authenticator(desk)
        desk.sign_in(person)
        desk.open(reverse("mfa_add_webauthn"))
        desk.page.fill("#id_name", "Ofis bilgisayarı")
        desk.page.check("#id_passwordless")
        press(desk, "form[data-passkey] button")
        assert path_of(desk) == reverse("mfa_view_recovery_codes")

        press(desk, "#logout-form button")
        desk.open(reverse("admin:login"))
        press(desk, "#passkey-form button")
        assert path_of(desk) == reverse("admin:index")

        press(desk, "#logout-form button")
        desk.sign_in(person)
        assert path_of(desk) == reverse("mfa_authenticate")
        press(desk, "#passkey-form button")
        assert path_of(desk) == reverse("admin:index")

        desk.open(reverse("mfa_list_webauthn"))
        expect(desk.page.get_by_text("Ofis bilgisayarı").first).to_be_visible()
        assert desk.wrongs() == []


def test_a_passkey_that_does_not_work_is_said_in_words(union, person, opened):
    with opened() as desk:
        session = desk.page.context.new_cdp_session(desk.page)
        session.send("WebAuthn.enable")
        desk.open(reverse("admin:login"))
        desk.page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('no key')); }")
        desk.page.click("#passkey-form button")

        expect(desk.page.locator(".passkey-error")).to_be_visible()
        expect(desk.page.locator("#passkey-form button")).to_be_enabled()


def test_without_scripts_no_passkey_is_offered(union, opened):
    with opened(java_script_enabled=False) as desk:
        desk.open(reverse("admin:login"))

        expect(desk.page.locator("#passkey-form")).to_be_hidden()
        expect(desk.page.locator("#login-form")).to_be_visible()


def test_the_pages_about_accounts_are_accessible_and_fit_a_telephone(union, person, opened, live_server):
    invitation = Invitation(union=union, email="zeynep@ornek.test", role="editor")
    invitations.send(invitation, Origin("http", "localhost", live_server.url.rsplit(":", 1)[1]))
    outside = [reverse("admin:login"), reverse("forgotten_password"), link_to("zeynep@ornek.test")]
    inside = [
        reverse(name)
        for name in [
            "account_index",
            "account_address",
            "account_devices",
            "account_reauthenticate",
            "mfa_index",
            "mfa_activate_totp",
            "mfa_add_webauthn",
            "mfa_list_webauthn",
            "admin:password_change",
            "admin:unions_invitation_add",
            "admin:unions_invitation_changelist",
            "admin:unions_staffrole_changelist",
        ]
    ]
    wrongs = []

    for size in [DESKTOP, PHONE]:
        with opened(size) as desk:
            for path in [f"{path}{language}" for path in outside for language in ["", "?lang=en"]]:
                wrongs += examined(desk, path, size)
            desk.sign_in(person)
            for path in [*inside, reverse("admin:unions_invitation_change", args=[invitation.pk])]:
                wrongs += examined(desk, path, size)
    set_up_app(person)
    with opened(PHONE) as desk:
        desk.sign_in(person)
        wrongs += examined(desk, reverse("mfa_authenticate"), PHONE)

    assert not wrongs, "\n".join(wrongs)


def examined(desk, path: str, size: dict) -> list[str]:
    desk.page.emulate_media(color_scheme="light")
    desk.open(path)
    found = [f"{desk.overflow()} dots too wide"] if desk.overflow() > 0 else []
    found += desk.wrongs()
    found += [each for each in accessibility(desk.page) + in_the_dark(desk.page) if each.split()[0] != "link-name"]
    # What the examination itself brings into the page is not the page's.
    desk.wrongs()
    return [f"{path} at {size['width']}: {each}" for each in found]
