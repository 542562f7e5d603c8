"""A clerk of each demonstration takes its union through the elections of 2029; nobody sees a wrong in between."""

from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from members.checks.rounds import members_of_today
from members.elections.models import Elections
from members.exchange.models import ImportRun
from members.people.composition import composition_of, seats_owed
from members.people.mayors import mayors_of
from members.people.models import OfficeHolder
from tests.addresses import address
from tests.conftest import Reader
from tests.members.exchange.tables import saved
from tests.pages.demo.demonstration import MEMBERS
from tests.staff_client import staff_client
from unions.models import Organ
from unions.text.turkish import upper

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ELECTIONS = date(2029, 3, 25)
FIRST = ["Abdül", "Bahri", "Cevat", "Çetin", "Damla", "Eşref", "Füsun", "Güler", "Halit", "Ilgaz", "İpek", "Jülide"]
LAST = ["Akıncı", "Bağcı", "Çağlı", "Dağlı"]


def somebody(number: int, kind: str) -> str:
    return f"{FIRST[number % 12]} {kind}{LAST[number % 4].lower()}{'abdf'[number // 12]}"


class Walk:
    """A clerk's clicks, and what everybody sees after each of them."""

    def __init__(self, union, monkeypatch):
        self.union, self.clicks, self.pages = union, 0, 0
        self.now = datetime(2029, 3, 26, 7, tzinfo=UTC)
        monkeypatch.setattr("django.utils.timezone.now", lambda: self.now)
        self.clerk = staff_client(union, language="tr")
        self.reader = Reader(headers={"host": f"{union.code}.localhost"})
        self.assembly = Organ.objects.assembly()
        self.members = [membership.municipality for membership in members_of_today()]
        self.owed = [seats_owed(membership) or 1 for membership in members_of_today()]
        self.former = mayors_of({})
        self.present = {
            place.pk: self.former[place.pk]
            if number % 3 == 0 and self.former.get(place.pk)
            else somebody(number, "Yeni")
            for number, place in enumerate(self.members)
        }

    def post(self, path: str, **data) -> str:
        self.clicks += 1
        answer = self.clerk.post(path, data)
        assert answer.status_code == 302, answer.text[-3000:]
        self.now += timedelta(minutes=2)
        if not {"_pick", "_choose", "file"} & data.keys():
            # What is said of a file changes no record.
            self.nobody_sees_a_wrong()
        return answer.url

    def nobody_sees_a_wrong(self):
        """Cards, organ page and open data name the same people, and none who has left."""
        seats = list(OfficeHolder.objects.current().with_person())
        mayors = {seat.municipality_id: str(seat.person) for seat in seats if seat.seat == "ex_officio"}
        cards = self.reader.get(address("member_list", "tr")).text
        table = self.reader.get(address("open_data_file", "en", word="members", extension="json")).json()["rows"]
        shown = {row["municipality"]: row["mayor"] or None for row in table}
        wrongs: list = [
            (place.name, shown[place.name], mayors.get(place.pk))
            for place in self.members
            if shown[place.name] != mayors.get(place.pk)
        ]
        gone = {self.former[place.pk] for place in self.members if self.former.get(place.pk)} - {*mayors.values()}
        wrongs += [name for name in gone if name in cards]
        page = self.reader.get(address("organ_detail", "tr", slug=self.assembly.slug_tr)).text
        wrongs += [
            str(seat.person) for seat in seats if seat.organ_id == self.assembly.pk and str(seat.person) not in page
        ]
        assert wrongs == []

    def imported(self, content: bytes, kind: str, sheet: str, **answers) -> ImportRun:
        """Choose the file and its sheet, answer what is asked, save."""
        path = self.post("/yonetim/members/importrun/add/", kind=kind, file=SimpleUploadedFile("sonuç.xlsx", content))
        self.post(path, _pick=f"file-sheet={sheet}")
        for key, answer in answers.items():
            self.post(path, _pick=f"file-{key}={answer}")
        page = self.clerk.get(path)
        asked = {shown.field: shown for shown in page.context["problems"]}
        if asked:
            self.clicks += len(asked)
            self.post(path, _choose="1", **{field: self.answer(shown) for field, shown in asked.items()})
            page = self.clerk.get(path)
        assert page.context["problems"] == [], [shown.problem for shown in page.context["problems"]]
        self.post(path, _write="Kaydet", digest=page.context["plan"].digest)
        run = ImportRun.objects.latest("pk")
        assert run.state == "written"
        return run

    def answer(self, shown) -> str:
        """What somebody who knows the members chooses: the one that is a member."""
        keys = {str(place.pk) for place in self.members}
        found = [value for value, _label in shown.options if value in keys]
        assert len(found) == 1, (shown.problem, shown.options[:5])
        return found[0]

    def results(self) -> bytes:
        """The results as an office has them: a title above, capitals, abbreviations, a total, several sheets."""
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "Başkanlar"
        sheet.append(["25 MART 2029 MAHALLİ İDARELER SEÇİMİ SONUÇLARI"])
        sheet.append([])
        sheet.append(["S.NO", "BELEDİYESİ", "BELEDİYE BAŞKANI", "PARTİSİ", "OY ORANI"])
        for number, place in enumerate(self.members):
            sheet.append([number + 1, written(place, number), self.present[place.pk], "Bağımsız", 0.45])
        sheet.append(["TOPLAM", None, None, None, len(self.members)])
        delegates = book.create_sheet("Delegeler")
        delegates.append(["Belediye", "Adı", "Soyadı", "Asıl / Yedek"])
        for number, place in enumerate(self.members):
            for each in range(self.owed[number]):
                delegates.append([written(place, number), *somebody(number, f"Asıl{'abcdefgh'[each]}").split(), "ASIL"])
            for each in range((self.owed[number] + 1) // 2):
                delegates.append([written(place, number), *somebody(number, f"Ydk{'abcdefgh'[each]}").split(), "Yedek"])
        book.create_sheet("not").sheet_state = "hidden"
        return saved(book)


def written(place, number: int) -> str:
    """One of the ways in which offices write a municipality."""
    if place.kind == "metropolitan":
        return f"{upper(place.name)} BŞB."
    return [
        f"{upper(place.name)} BLD.",
        f"{place.province} / {place.name}",
        f"{place.name} Belediyesi ",
        f"{place.name} ({place.province})",
        f"{upper(str(place.province))}-{upper(place.name)} BELEDİYE BAŞKANLIĞI",
    ][number % 5]


def test_a_clerk_takes_the_demonstration_through_the_elections(union, monkeypatch):
    walk = Walk(union, monkeypatch)
    content = walk.results()
    assert "25 Mart 2029" in walk.clerk.get("/yonetim/").text.replace("\xa0", " ")

    overview = walk.post("/yonetim/members/elections/add/", held_on="25.03.2029")
    elections = Elections.objects.get()
    assert not OfficeHolder.objects.on(walk.now.date()).exclude(seat="appointed").exists()
    walk.imported(content, "listings", "Başkanlar")
    walk.imported(content, "office-holders", "Delegeler", organ=walk.assembly.pk, since=elections.term_id)

    composition = composition_of(walk.assembly, walk.now.date())
    assert (composition.by_office, composition.elected) == (MEMBERS[union.code], sum(walk.owed))
    assert [finding.text for finding in composition.findings] == []
    page = walk.clerk.get(overview)
    assert page.context["complete"] == MEMBERS[union.code]
    assert walk.clicks <= 12, walk.clicks
