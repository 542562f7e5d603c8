"""A clerk's year in the browser: call, hold, record, publish, correct; and what a citizen finds of it afterwards."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories as make
from tests.browser.conftest import new_window
from tests.browser.test_admin import Desk
from unions.models import Decision, Meeting
from unions.tenancy import scope

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SEATS = 5


@pytest.fixture
def union():
    union = make.make_union(code="trakya", name="Trakya Belediyeler Birliği", accent_hue=140)
    with scope.of(union):
        assembly = make.make_organ(title_tr="Birlik Meclisi")
        for number in range(SEATS):
            person = make.make_person(name=f"Üye {number}")
            make.make_office_holder(organ=assembly, person=person, start_date="2024-04-01")
        make.make_meeting(
            organ=assembly, title_tr="Geçen toplantı", starts_at=days(-200), state="held", agenda=["Bütçe", "Tarife"]
        )
        yield union


@pytest.fixture
def clerk(union, browser, live_server):
    with new_window(browser) as page:
        desk = Clerk(page, live_server.url)
        desk.sign_in(make.make_staff(union, "manager", first_name="Ayşe"))
        yield desk


class Clerk(Desk):
    """Somebody who fills in what the pages ask for, and presses what they offer."""

    def fill(self, **fields):
        for name, value in fields.items():
            field = self.page.locator(f"[name={name}]")
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    def item(self, number: int) -> str:
        """How the fields of an agenda item are called; 0 is the matter that was not in the call."""
        item = Meeting.objects.latest("pk").agenda_items.filter(number=number).first() if number else None
        return f"item-{item.pk if item else 'new'}"

    def decide(self, position: int, **fields):
        if fields.keys() & {"amends", "amendment", "override_reason"}:
            self.page.locator(f".result:has([name={self.item(position)}-amends]) summary").click()
        self.fill(**{f"{self.item(position)}-{name}": value for name, value in fields.items()})

    def follow(self, words: str):
        """Click the last link that has these words."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.get_by_role("link", name=words).last.click()

    def press(self, button: str):
        """Click the last button that the selector finds."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.locator(button).last.click()

    def record(self):
        self.press(".entry-screen [type=submit].default")

    def told(self) -> str:
        return " ".join(self.page.locator(".messagelist li, .errornote, .errorlist").all_inner_texts())

    def text(self) -> str:
        return self.page.locator("main, #content").first.inner_text().replace("\u00a0", " ")


def days(number: int):
    return timezone.now() + timedelta(days=number)


def day(number: int) -> str:
    return timezone.localtime(days(number)).strftime("%Y-%m-%d")


def turkish(number: int) -> str:
    return timezone.localtime(days(number)).strftime("%d.%m.%Y")


def test_a_clerk_runs_a_meeting_from_its_call_to_its_corrections(union, clerk):
    year = timezone.localtime(days(-3)).year

    # Call: prepared from the agenda of the last meeting, called ten days before, made public.
    clerk.open(reverse("admin:unions_meeting_changelist"))
    clerk.follow("Toplantı hazırla")
    clerk.fill(title_tr="Olağan toplantı", starts_at=f"{day(-3)}T10:00", place_tr="Salon")
    clerk.page.locator("[name=agenda_of]").select_option(label=str(Meeting.objects.get()))
    clerk.press("input.default")
    clerk.fill(called_on=turkish(-13))
    clerk.press("[name=_publish]")
    meeting = Meeting.objects.latest("pk")
    assert [item.title_tr for item in meeting.agenda_items.all()] == ["Bütçe", "Tarife"]
    clerk.follow("Çağrıyı yazdır")
    assert "Bütçe" in clerk.text()

    # Hold: the start page says what is missing, and leads there.
    clerk.open(reverse("admin:index"))
    clerk.follow("yapılıp yapılmadığı kayıtlı değil")
    clerk.follow("Olağan toplantı")
    clerk.follow("Sonuçları gir")

    # Record: everybody but one, a decision of one voice, and one by name.
    clerk.fill(**{"state": "held", "others-state": "present"})
    clerk.page.locator("select[name$=-state][name^=seat]").first.select_option("excused")
    clerk.decide(1, number="1", title_tr="Bütçenin kabulü", votes_for="9")
    clerk.record()
    assert "5393 sayılı Kanun" in clerk.told()
    clerk.decide(1, votes_for="4")
    clerk.record()
    clerk.decide(2, number="2", title_tr="Tarifenin kabulü")
    clerk.press("[name=_by_name]")
    clerk.page.locator("select[name$=-vote][name^=seat]").nth(1).select_option("against")
    clerk.fill(**{"others-vote": "for"})
    clerk.press("[name=_publish]")
    second = Decision.objects.get(number=2)
    assert (second.votes_for, second.votes_against, second.roll_call.count()) == (3, 1, 4)
    assert set(Decision.objects.values_list("status", flat=True)) == {"published"}

    # Sent back and upheld, on the decision's own page.
    clerk.follow("metni, geri gönderme")
    clerk.fill(sent_back_on=turkish(-1), upheld_on=turkish(0), final_on=turkish(0))
    clerk.press("[name=_publish]")
    clerk.follow("Toplantının sonuçları")

    # Publish: what all decisions share is given once.
    clerk.fill(**{"steps-final_on": day(-1), "steps-sent_to_governor_on": day(0), "steps-summary_published_on": day(0)})
    clerk.record()
    first = Decision.objects.get(number=1)
    assert {first.sent_to_governor_on, Decision.objects.get(number=2).sent_to_governor_on} == {timezone.localdate()}

    # Correct: the meeting repealed one of them by a matter that nobody had been called for.
    clerk.decide(
        0,
        matter="Tarife hatası",
        number="3",
        title_tr="Tarifenin kaldırılması",
        amends=f"{year}/2",
        amendment="repeals",
        outcome="accepted",
        override_reason="Gündeme oy birliğiyle alındı",
    )
    clerk.press("[name=_publish]")
    assert "m. 21" in clerk.told() or "madde 21" in clerk.told()
    assert clerk.wrongs() == []

    # A citizen finds who decided, when, by which votes, and whether it stands.
    clerk.open(second.address("tr"))
    # Votes lie folded by side.
    for side in clerk.page.locator("details.side summary").all():
        side.click()
    for words in ["Birlik Meclisi", "3 kabul, 1 ret", "Üye 1", f"Hayır: {year}/3 sayılı kararla"]:
        assert words in clerk.text()
    clerk.open(first.address("tr"))
    assert "Evet:" in clerk.text()
