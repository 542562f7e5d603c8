"""A clerk takes a union of 41 members through the elections of 2029; readers and programs see no wrong in between."""

from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from members.elections.models import Elections
from members.exchange.models import ImportRun
from members.people.composition import composition_of
from members.people.models import OfficeHolder
from tests import factories as make
from tests.addresses import address
from tests.conftest import Reader
from tests.members.exchange.tables import saved
from tests.members.standards.oparl.reading import Mirror
from tests.staff_client import staff_client
from unions.models import Organ
from unions.tenancy import scope
from unions.text.turkish import upper

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ELECTIONS = date(2029, 3, 25)
MEMBERS = 41
STAYING = range(0, MEMBERS, 3)
WORDS = [
    f"{first}{last}"
    for last in ["la", "ne", "ri", "so", "tu", "va"]
    for first in ["Ba", "Ce", "Di", "Fo", "Gu", "Hı", "Kö"]
]


def former(number: int) -> str:
    return f"Eski {WORDS[number]}lı"


def present(number: int) -> str:
    return former(number) if number in STAYING else f"Yeni {WORDS[number]}lı"


class Walk:
    """A clerk's clicks, and what everybody sees after each of them."""

    def __init__(self, union, monkeypatch):
        self.now = datetime(2029, 3, 26, 9, tzinfo=UTC)
        monkeypatch.setattr("django.utils.timezone.now", self.clock)
        self.union, self.clicks = union, 0
        self.clerk = staff_client(union, language="tr")
        self.reader = Reader(headers={"host": "birlik.localhost"})
        self.follower = Mirror(Client(), "tr").read_all()
        self.asked = self.now

    def clock(self):
        return self.now

    def post(self, path: str, **data):
        self.clicks += 1
        answer = self.clerk.post(path, data)
        assert answer.status_code == 302, answer.text[-3000:]
        self.now += timedelta(minutes=2)
        self.nobody_sees_a_wrong()
        return answer.url

    def nobody_sees_a_wrong(self):
        """No page names two mayors or one who has left, and organ page, cards and open data name the same people."""
        today = [seat for seat in OfficeHolder.objects.current().with_person()]
        mayors = {seat.municipality_id: str(seat.person) for seat in today if seat.seat == "ex_officio"}
        cards = self.reader.get(address("member_list", "en")).text
        table = self.reader.get(address("open_data_file", "en", word="members", extension="json")).json()["rows"]
        shown = {row["municipality"]: row["mayor"] for row in table}
        for number, place in enumerate(self.places):
            name = mayors.get(place.pk)
            assert shown[place.name] == name, place
            gone = former(number)
            if self.is_stepped and name != gone:
                assert gone not in cards, place
        page = self.reader.get(address("organ_detail", "en", slug=self.assembly.slug_en)).text
        for seat in today:
            assert seat.organ_id != self.assembly.pk or str(seat.person) in page

    places: list = []
    assembly: Organ
    is_stepped = False


@pytest.fixture
def union(db):
    union = make.make_union(code="birlik")
    with scope.of(union):
        yield union


@pytest.fixture
def walk(union, monkeypatch):
    """41 members with mayors and two delegates each, a president and an executive committee, in the term of 2024."""
    term = make.make_term(start_date="2024-03-31")
    assembly = make.make_organ(title_tr="Birlik Meclisi", title_en="Assembly", slug_en="assembly", slug_tr="meclis")
    executive, presidency = make.make_organ(kind="executive"), make.make_organ(kind="president")
    konya = make.make_province(name="Konya", plate=42)
    places = []
    for number in range(MEMBERS):
        place = make.make_municipality(name=f"{WORDS[number]}köy", province=konya)
        make.make_membership(municipality=place, start_date="1978")
        make.make_listing(municipality=place, mayor=former(number))
        seat = {"organ": assembly, "municipality": place, "term": term, "start_date": "2024-04-10"}
        mayor = make.make_office_holder(person=make.make_person(name=former(number)), seat="ex_officio", **seat)
        make.make_office_holder(person=make.make_person(name=f"Delege {WORDS[number]}can"), **seat)
        places.append(place)
    make.make_office_holder(organ=presidency, person=mayor.person, role="president", start_date="2024-04-20", term=term)
    make.make_office_holder(organ=executive, person=mayor.person, start_date="2024-04-20", term=term)
    Walk.places, Walk.assembly = places, assembly
    return Walk(union, monkeypatch)


def results(places) -> bytes:
    """The results as an office has them: a title above, capitals, abbreviations, a total, several sheets."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Başkanlar"
    sheet.append(["25 MART 2029 MAHALLİ İDARELER SEÇİMİ SONUÇLARI"])
    sheet.append([])
    sheet.append(["S.NO", "BELEDİYESİ", "BELEDİYE BAŞKANI", "PARTİSİ", "OY ORANI"])
    for number, place in enumerate(places):
        ways = [upper(place.name), f"{place.name} Bld.", f"Konya / {place.name}", f"{place.name} Belediyesi"]
        sheet.append([number + 1, ways[number % 4], present(number), "Bağımsız", 0.45])
    sheet.append(["TOPLAM", None, None, None, MEMBERS])
    delegates = book.create_sheet("Delegeler")
    delegates.append(["Belediye", "Adı", "Soyadı", "Asıl / Yedek"])
    row = 2
    for number, place in enumerate(places):
        for kind, letter in [("ASIL", "a"), ("Yedek", "b")]:
            name = place.name if kind == "ASIL" else None
            delegates.append([name, f"{WORDS[number]}nur{letter}", "Yenidelege", kind])
        delegates.merge_cells(f"A{row}:A{row + 1}")
        row += 2
    book.create_sheet("not").sheet_state = "hidden"
    return saved(book)


def test_a_clerk_takes_41_members_through_the_elections(walk):
    content = results(walk.places)

    walk.is_stepped = True
    walk.post("/yonetim/members/elections/add/", held_on="25.03.2029")
    assert OfficeHolder.objects.on(date(2029, 3, 26)).count() == 0

    run = import_sheet(walk, content, "listings", "Başkanlar")
    assert run.changed_count + run.created_count == MEMBERS
    run = import_sheet(walk, content, "office-holders", "Delegeler", organ=str(walk.assembly.pk))
    assert run.created_count == 2 * MEMBERS

    composition = composition_of(walk.assembly, date(2029, 4, 1))
    assert (composition.by_office, composition.elected, composition.substitutes) == (MEMBERS, MEMBERS, MEMBERS)
    assert not OfficeHolder.objects.on(ELECTIONS).presidents().exists()
    assert "41" in walk.clerk.get(f"/yonetim/members/elections/{Elections.objects.get().pk}/change/").text
    # Who follows the changes by OParl has what a new client reads.
    walk.follower.read_changes(walk.asked)
    assert walk.follower.objects == Mirror(Client(), "tr").read_all().objects
    assert walk.clicks <= 15, walk.clicks


def import_sheet(walk: Walk, content: bytes, kind: str, sheet: str, **answers) -> ImportRun:
    """Choose the file, its sheet, answer what is asked, save."""
    upload = SimpleUploadedFile("sonuçlar.xlsx", content)
    path = walk.post("/yonetim/members/importrun/add/", kind=kind, file=upload)
    walk.post(path, _pick=f"file-sheet={sheet}")
    for key, answer in answers.items():
        walk.post(path, _pick=f"file-{key}={answer}")
    if kind == "office-holders":
        walk.post(path, _pick=f"file-since={Elections.objects.get().term_id}")
    page = walk.clerk.get(path)
    assert page.context["problems"] == [], [shown.problem for shown in page.context["problems"]]
    walk.post(path, _write="Kaydet", digest=page.context["plan"].digest)
    run = ImportRun.objects.latest("pk")
    assert run.state == "written"
    return run
