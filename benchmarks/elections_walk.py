"""What the clerk and the members do in `benchmarks.elections`, and what everybody has to see after it."""

import html
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import openpyxl
from django.urls import reverse

from benchmarks.elections import ELECTIONS, Clock, Wire
from benchmarks.elections_compared import differences, followed, lasts
from members.checks.models import ListingCheck
from members.checks.rounds import members_of_today
from members.elections.models import Elections
from members.people.composition import composition_of, seats_owed
from members.people.mayors import mayors_of
from members.people.models import OfficeHolder
from tests import factories as make
from tests.addresses import address
from tests.members.exchange.tables import saved
from tests.members.standards.oparl.reading import Mirror
from tests.pages.demo.test_elections import somebody, written
from unions.models import Organ, OutgoingMail, Union
from unions.tenancy import scope
from unions.text.turkish import upper

MAYOR = {
    "tr": re.compile(r"<dt>[^<]*[Bb]aşkan[^<]*</dt><dd>([^<]*)</dd>"),
    "en": re.compile(r"<dt>Mayor</dt><dd>([^<]*)</dd>"),
}
NAME = re.compile(r'class="person-name">(?:<a [^>]*>)?([^<]+)')
FORMERLY = re.compile(r'<section[^>]*>\s*<h2 class="hang">(?:Önceki görevler|Formerly)</h2>.*?</section>', re.DOTALL)
NEXT = re.compile(r'<a href="([^"]+)" rel="next"')
EMPTY = {"This seat is vacant", "Bu üyelik boş"}


class Walk:
    """One union: a clerk and some members in the browser, readers and a follower over the wire."""

    def __init__(self, code: str, browser: Any, port: int, clock: Clock, answers: int):
        self.code, self.browser, self.clock, self.answering = code, browser, clock, answers
        self.origin = f"http://{code}.localhost:{port}"
        self.wire = Wire(port, f"{code}.localhost")
        self.clicks = self.member_clicks = self.looks = 0
        self.wrongs: list[str] = []
        self.is_stepped = False

    def run(self) -> int:
        self.union = Union.objects.get(code=self.code)
        with scope.of(self.union):
            self.prepare()
            with self.window() as page:
                self.page = page
                self.take_through()
            self.tell()
        return len(self.wrongs)

    # What the office knows

    def prepare(self) -> None:
        rows = members_of_today()
        self.members = [row.municipality for row in rows]
        self.owed = {row.municipality_id: seats_owed(row) or 1 for row in rows}
        self.organs = {kind: Organ.objects.filter(kind=kind).first() for kind in ["assembly", "executive", "president"]}
        self.former = mayors_of({})
        self.coming = {
            place.pk: self.former.get(place.pk) if number % 3 == 0 else somebody(number, "Yeni")
            for number, place in enumerate(self.members)
        }
        for number, place in enumerate(self.members):
            self.coming[place.pk] = self.coming[place.pk] or somebody(number, "Yeni")
        self.delegates = {
            place.pk: [somebody(number, f"Asıl{'abcdefgh'[each]}") for each in range(self.owed[place.pk])]
            for number, place in enumerate(self.members)
        }
        self.substitutes = {
            place.pk: [somebody(number, f"Ydk{'abcdefgh'[each]}") for each in range((self.owed[place.pk] + 1) // 2)]
            for number, place in enumerate(self.members)
        }
        self.before = {
            str(seat.person) for seat in OfficeHolder.objects.current().exclude(seat="appointed").with_person()
        }
        # What is on record by now: mayors and delegates by member, as the office has said so far.
        self.mayors: dict[int, str] = dict(self.former)
        self.seated: dict[int, set[str]] = {}
        self.follower = Mirror(self.wire, "tr").read_all()
        self.follower_en = Mirror(self.wire, "en").read_all()
        self.asked = self.clock.now

    # What the clerk does

    @contextmanager
    def window(self) -> Iterator[Any]:
        context = self.browser.new_context(
            viewport={"width": 1280, "height": 900}, locale="tr-TR", reduced_motion="reduce"
        )
        context.set_default_timeout(300_000)
        page = context.new_page()
        page.on("pageerror", lambda error: self.wrongs.append(f"script error: {error}"))
        page.on("response", self.see)
        try:
            yield page
        except Exception:
            print(f"At {page.url}: {page.locator('body').inner_text()[:3000]}")
            raise
        context.close()

    def see(self, response: Any) -> None:
        if response.status >= 400:
            self.wrongs.append(f"{response.status}: {response.url}")

    def sign_in(self) -> None:
        user = make.make_staff(self.union, "manager", first_name="Ayşe", last_name="Kâtip")
        self.page.goto(self.origin + reverse("admin:login") + "?next=" + reverse("admin:index"))
        self.page.fill("#id_username", user.username)
        self.page.fill("#id_password", make.PASSWORD)
        with self.page.expect_navigation(wait_until="load"):
            self.page.click("#login-form [type=submit]")

    def click(self, selector: str, *, page: Any = None) -> None:
        """Press what leads on."""
        page = page or self.page
        with page.expect_navigation(wait_until="load"):
            page.locator(selector).first.click()
        if page is self.page:
            self.clicks += 1
        else:
            self.member_clicks += 1
        self.clock.now += timedelta(minutes=2)

    def follow(self, words: str) -> None:
        self.click(f"a:has-text('{words}')")

    def take_through(self) -> None:
        self.look("before", at=self.members[:3])
        self.sign_in()
        self.step()
        self.ask_members()
        self.enter_answers()
        self.import_sheet("listings", "Başkanlar")
        self.mayors = dict(self.coming)
        self.look("mayors of all members from the workbook")
        self.import_sheet("office-holders", "Delegeler", self.answer_of_delegates)
        self.seated = {key: {*self.delegates[key], *self.substitutes[key]} for key in self.delegates}
        self.look("delegates of all members from the workbook")
        self.count()
        self.compare_followers()

    def step(self) -> None:
        """From the start page: what ends, one confirmation."""
        self.follow("mahallî idareler seçimleri yapıldı")
        if self.page.input_value("[name=held_on]") != ELECTIONS:
            self.wrongs.append(f"the step offers {self.page.input_value('[name=held_on]')}")
        self.click("#elections_form [type=submit].default")
        self.is_stepped, self.mayors = True, {}
        self.elections = Elections.objects.latest("pk")
        self.overview = self.page.url
        self.look("the step")

    def ask_members(self) -> None:
        self.follow("hatırlat")
        self.click("button[value=ask]:has-text('tüm')")
        self.look("members are asked")

    def enter_answers(self) -> None:
        """Some members answer behind their link; staff enter each answer by one button."""
        for place in self.members[1 :: max(1, len(self.members) // self.answering)][: self.answering]:
            check = ListingCheck.objects.get(round=self.elections.check_round, membership__municipality=place)
            with self.window() as page:
                self.answer(place, check, page)
            self.look(f"{place} has answered", at=[place])
            self.page.goto(self.origin + reverse("admin:members_listingcheck_changelist") + "?state__exact=proposed")
            self.click("#result_list tbody th a")
            for group in self.page.locator("fieldset:has([type=radio]), ul:has([type=radio])").all():
                if not group.locator(":checked").count():
                    group.locator("[type=radio]").first.check()
                    self.clicks += 1
            self.click("[name=accept]")
            if self.page.locator(".errorlist, .errornote").count():
                self.wrongs.append(f"{place}: {self.page.locator('.errorlist, .errornote').all_inner_texts()}")
            self.mayors[place.pk] = self.coming[place.pk]
            self.seated[place.pk] = {*self.delegates[place.pk], *self.substitutes[place.pk]}
            self.look(f"the answer of {place} is entered", at=[place])

    def answer(self, place: Any, check: ListingCheck, page: Any) -> None:
        """What a municipality does with the link in its mail."""
        mail = OutgoingMail.objects.filter(to=check.email).order_by("-pk").first()
        page.goto(self.origin + re.search(r"(/tr/kart-kontrolu/\S+)", mail.full_text)[1])
        self.click("main form button", page=page)
        page.fill("[name=mayor]", self.coming[place.pk])
        page.fill("[name=mayor_since]", "26.03.2029")
        for kind, people in [("elected", self.delegates[place.pk]), ("substitute", self.substitutes[place.pk])]:
            for number, name in enumerate(people):
                page.fill(f"[name={kind}_{number}]", name)
                page.select_option(f"[name={kind}_{number}_origin]", "council")
                self.member_clicks += 2
        page.fill("[name=elected_on]", "26.03.2029")
        self.click("form[enctype] [type=submit]", page=page)
        if page.locator("[aria-invalid=true]").count():
            self.wrongs.append(f"{place} is refused: {page.locator('main').inner_text()[:2000]}")

    def import_sheet(self, kind: str, sheet: str, answers: Any = None) -> None:
        """Choose the file and its sheet, answer what is asked, save."""
        self.page.goto(self.overview)
        with self.page.expect_navigation(wait_until="load"):
            self.page.locator(f"a[href*='kind={kind}']").click()
        self.clicks += 1
        upload = {"name": "sonuçlar.xlsx", "mimeType": "application/octet-stream", "buffer": self.workbook()}
        self.page.set_input_files("#id_file", upload)
        self.clicks += 1
        self.click("#importrun_form [type=submit]")
        self.click(f"[name=_pick][value='file-sheet={sheet}']")
        if answers:
            answers()
        self.choose_members()
        if not self.page.locator("[name=_write]").count():
            self.wrongs.append(f"{kind}: {self.page.locator('#content').inner_text()[:2000]}")
            return
        self.click("[name=_write]")
        if self.page.locator("[name=_write]").count():
            self.wrongs.append(f"{kind} is not saved: {self.page.locator('#content').inner_text()[:2500]}")

    def answer_of_delegates(self) -> None:
        for key, value in [("organ", self.organs["assembly"].pk), ("since", self.elections.term_id)]:
            button = self.page.locator(f"[name=_pick][value='file-{key}={value}']:not([aria-pressed])")
            if button.count():
                self.click(f"[name=_pick][value='file-{key}={value}']")

    def choose_members(self) -> None:
        """Where a name fits two places, the one that is a member is meant."""
        keys = {str(place.pk) for place in self.members}
        selects = self.page.locator("select[name^=answer]").all()
        for select in selects:
            values = select.locator("option").evaluate_all("options => options.map(each => each.value)")
            meant = [value for value in values if value in keys]
            if meant:
                select.select_option(meant[0])
                self.clicks += 1
        if selects:
            self.click("section [name=_choose]")

    def workbook(self) -> bytes:
        """The results as an office has them: a title above, capitals, abbreviations, a total, a hidden sheet."""
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "Başkanlar"
        sheet.append(["25 MART 2029 MAHALLİ İDARELER SEÇİMİ SONUÇLARI"])
        sheet.append([])
        sheet.append(["S.NO", "BELEDİYESİ", "BELEDİYE BAŞKANI", "PARTİSİ", "OY ORANI"])
        for number, place in enumerate(self.members):
            sheet.append([number + 1, written(place, number), self.coming[place.pk], "Bağımsız", 0.45])
        sheet.append(["TOPLAM", None, None, None, len(self.members)])
        people = book.create_sheet("Delegeler")
        people.append(["Belediye", "Adı", "Soyadı", "Asıl / Yedek"])
        for number, place in enumerate(self.members):
            for kind, names in [("ASIL", self.delegates[place.pk]), ("Yedek", self.substitutes[place.pk])]:
                for name in names:
                    first, last = name.split(" ", 1)
                    people.append([written(place, number + 1), first, upper(last) if number % 2 else last, kind])
        book.create_sheet("not").sheet_state = "hidden"
        return saved(book)

    # What everybody sees

    def look(self, when: str, *, at: list[Any] | None = None) -> None:
        """Readers, programs and the follower name whom the office has named by now, and nobody else.

        `at` are the members concerned, whose own pages are read; otherwise those of all.
        """
        self.looks += 1
        self.concerned = self.members if at is None else at
        print(f"  {self.code}: {when}", file=sys.stderr, flush=True)
        self.clock.now += timedelta(minutes=1)
        for follower in [self.follower, self.follower_en]:
            follower.read_changes(self.asked)
        self.asked = self.clock.now - timedelta(minutes=1)
        language = ["tr", "en"][self.looks % 2]
        for wrong in [*self.wrong_cards(language), *self.wrong_organs(language), *self.wrong_data(language)]:
            self.wrongs.append(f"{when}, {language}: {wrong}")

    def gone(self) -> set[str]:
        """Who held a seat before the elections and is not known to hold one now."""
        here = {name for name in self.mayors.values() if name}
        here |= {name for names in self.seated.values() for name in names}
        return self.before - here if self.is_stepped else set()

    def wrong_cards(self, language: str) -> Iterator[str]:
        table = self.wire.get(address("open_data_file", "en", word="members", extension="json"))
        rows = {row["municipality"]: row for row in table.json()["rows"]}
        listed = self.all_pages(address("member_list", language))
        for name in self.gone():
            if name in listed:
                yield f"the list of members names {name}"
        for place in self.members:
            expected = [self.mayors[place.pk]] if self.mayors.get(place.pk) else []
            if (rows[place.name]["mayor"] or None) != (expected[0] if expected else None):
                yield f"the table names {rows[place.name]['mayor']} for {expected}, {place}"
        for place in self.concerned:
            expected = [self.mayors[place.pk]] if self.mayors.get(place.pk) else []
            text = self.wire.get(address("member_detail", language, slug=place.slug)).text
            found = [html.unescape(name) for name in MAYOR[language].findall(text)]
            if found != expected:
                yield f"the page of {place} names {found} for {expected}"
            for name in self.gone():
                if name in html.unescape(FORMERLY.sub("", text)):
                    yield f"the page of {place} names {name}, who has left"

    def wrong_organs(self, language: str) -> Iterator[str]:
        for kind, organ in self.organs.items():
            slug = getattr(organ, f"slug_{language}")
            text = FORMERLY.sub("", self.all_pages(address("organ_detail", language, slug=slug)))
            shown = {html.unescape(name).strip() for name in NAME.findall(text)} - EMPTY
            if self.is_stepped and (wrong := differences(shown, self.expected(kind))):
                yield f"{kind}: {wrong}"

    def expected(self, kind: str) -> set[str]:
        if kind != "assembly":
            return set()
        return {*filter(None, self.mayors.values())} | {name for names in self.seated.values() for name in names}

    def wrong_data(self, language: str) -> Iterator[str]:
        """Popolo, the table of office holders and the follower of OParl hold the same assembly."""
        if not self.is_stepped:
            return
        today = self.clock.now.date()
        popolo = self.wire.get(f"/popolo/{language}.json").json()
        names = {person["id"]: person["name"] for person in popolo["persons"]}
        for kind, organ in self.organs.items():
            shown = {
                names[row["person_id"]]
                for row in popolo["memberships"]
                if row.get("organization_id") == f"organ-{organ.pk}"
                and "person_id" in row
                and lasts(row.get("start_date"), row.get("end_date"), today)
            }
            if wrong := differences(shown, self.expected(kind)):
                yield f"Popolo, {kind}: {wrong}"
            for follower in [self.follower, self.follower_en]:
                if wrong := differences(followed(follower, organ, today), self.expected(kind)):
                    yield f"OParl {follower.language}, {kind}: {wrong}"

    def all_pages(self, path: str) -> str:
        """A list with all its further pages."""
        texts, query = [self.wire.get(path).text], ""
        while found := NEXT.search(texts[-1]):
            query = html.unescape(found[1]).partition("?")[2]
            texts.append(self.wire.get(f"{path}?{query}").text)
        return "".join(texts)

    def count(self) -> None:
        """The composition of the new assembly, and what the overview says of it."""
        composition = composition_of(self.organs["assembly"], self.clock.now.date())
        counted = (composition.by_office, composition.elected, composition.substitutes)
        due = (len(self.members), sum(self.owed.values()), sum(map(len, self.substitutes.values())))
        if counted != due:
            self.wrongs.append(f"composition {counted} for {due}")
        self.wrongs += [f"composition: {finding.text}" for finding in composition.findings]
        self.page.goto(self.overview)
        self.counted = counted

    def compare_followers(self) -> None:
        for follower in [self.follower, self.follower_en]:
            follower.read_changes(self.asked)
            whole = Mirror(self.wire, follower.language).read_all().objects
            for key in {*whole, *follower.objects}:
                if whole.get(key) != follower.objects.get(key):
                    self.wrongs.append(f"OParl, {follower.language}: {key} differs from a full walk")
        self.objects = len(self.follower.objects)

    def tell(self) -> None:
        print(f"{self.code}: {len(self.members)} members; mayors, delegates, substitutes: {self.counted}")
        print(f"  clicks of the clerk {self.clicks}, of {self.answering} members {self.member_clicks}")
        print(f"  looked {self.looks} times at {self.wire.asked} pages and files; {self.objects} objects of OParl")
        print(f"  contradictions: {len(self.wrongs)}")
        for wrong in self.wrongs[:40]:
            print(f"    {wrong[:2600]}")
