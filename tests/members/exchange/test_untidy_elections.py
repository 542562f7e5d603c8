"""The results of an election as an office really has them: what becomes of every row of an untidy workbook."""

import openpyxl
import pytest
from django.utils import translation

from members.exchange import planning
from tests import factories as make
from tests.members.exchange.runs import run_of
from tests.members.exchange.tables import csv_file, saved
from unions.models import Organ

pytestmark = pytest.mark.django_db


@pytest.fixture
def members(union):
    """Six members of two provinces, with the mayors of the term before; Kozan is a municipality, but no member."""
    term = make.make_term(start_date="2024-03-31")
    make.make_organ(title_tr="Birlik Meclisi", title_en="Assembly")
    tekirdag, edirne = make.make_province(name="Tekirdağ", plate=59), make.make_province(name="Edirne", plate=22)
    for name, province in [("Çorlu", tekirdag), ("Saray", tekirdag), ("Enez", edirne), ("Meriç", edirne),
                           ("İpsala", edirne), ("Havsa", edirne)]:  # fmt: skip
        place = make.make_municipality(name=name, province=province)
        make.make_membership(municipality=place, start_date="2010")
        make.make_listing(municipality=place, mayor="")
    make.make_municipality(name="Kozan", province=make.make_province(name="Adana", plate=1))
    return term


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "SONUÇLAR"
    rows = [
        ["25 MART 2029 MAHALLİ İDARELER SEÇİMİ – ÜYE BELEDİYELER"],
        [],
        ["SIRA NO", "İLİ / İLÇESİ", "SEÇİLEN BAŞKAN VE BİRLİK MECLİSİ ÜYELERİ", "ALDIĞI OY", "GEÇERLİ OY"],
        ["1", "TEKİRDAĞ / ÇORLU", "Başkan: Ali ÇELİK; Üyeler: Veli KAYA, Can ÖZ", "12.345", "30.000"],
        ["2", "TEKIRDAG/SARAY", "BAŞKAN: AYŞE IŞIK", "4500", "9000"],
        [],
        ["3", "Edirne - Enez", "Ece SU", "1.234", "2.000"],
        ["4", "EDİRNE/İPSALA", "Bşk. Cem Ay / Üye: Nur AK", "3000", "5000"],
        ["5", "EDİRNE/IPSALA", "Cem AY", "3100", "5000"],
        ["6", "ADANA/KOZAN", "Hakan Er", "100", "200"],
        [None, "EDİRNE/HAVSA", None, None, None],
        ["7", None, "Ada Can (Bağımsız)", "900", "1800"],
        ["8", "Edirne/Meriç", "Seçim iptal edildi", None, None],
        ["TOPLAM", None, None, "25.179", "53.000"],
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A1:E1")
    sheet.merge_cells("B11:B12")
    hidden = book.create_sheet("eski 2024")
    for row in [["Belediye", "Başkan"], ["Çorlu", "Eski Başkanlı"]]:
        hidden.append(row)
    hidden.sheet_state = "hidden"
    return saved(book)


def plan_of(content, kind="listings", **answers):
    with translation.override("tr"):
        return planning.plan_of(run_of(kind, content, answers=answers))


PLACES, PEOPLE = "column:ili ilcesi", "column:secilen baskan ve birlik meclisi uyeleri"


def fate_of(plan) -> dict[int, str]:
    """What becomes of each row of the sheet: what is written, or why not."""
    fates = {
        entry.number: f"{entry.label}: {entry.changes[0].after if entry.changes else '='}" for entry in plan.entries
    }
    fates |= {number: str(reason) for number, reason in plan.passed}
    for problem in plan.problems:
        fates[problem.row] = f"{problem.heading}: {problem.message}"
    return fates


def test_every_row_of_an_untidy_sheet_is_taken_rightly_or_refused_by_name(members):
    # The words above the names say too little.
    assert not any(entry.changes for entry in plan_of(workbook()).entries)

    plan = plan_of(workbook(), **{PEOPLE: "mayor"})
    fates = fate_of(plan)

    assert plan.obstacles == []
    assert fates[5] == "Saray – Tekirdağ, ilçe belediyesi: AYŞE IŞIK"
    assert fates[7] == "Enez – Edirne, ilçe belediyesi: Ece SU"
    assert sorted(fates) == [4, 5, 7, 8, 9, 10, 11, 12, 13, 14]
    for number, words in {
        4: "Belediye başkanı: Hücrede başkanın yanında başkaları da var",
        8: "tek bir kişinin adı değil",
        9: "aynı kayıtla ilgili 8. satır okunamıyor",
        10: "birliğe hiç üye olmamış",
        11: "aynı kayıtla ilgili 12. satır okunamıyor",
        12: "“(Bağımsız)”",
        13: "bir ad değil",
        14: "toplam",
    }.items():
        assert words in fates[number], (number, fates[number])
    assert plan.heading.unread == ["SIRA NO", "ALDIĞI OY", "GEÇERLİ OY"]
    assert "eski 2024" in " ".join(map(str, plan.source.notes))


def test_the_same_sheet_read_as_delegates_gives_no_one_a_seat_for_a_stranger(members):
    organ = Organ.objects.get()
    fates = fate_of(
        plan_of(workbook(), "office-holders", **{PEOPLE: "person", "organ": str(organ.pk), "since": str(members.pk)})
    )

    assert [number for number, fate in fates.items() if fate.startswith(("Ece SU", "Cem AY"))] == [7, 9]
    assert sorted(fates) == [4, 5, 7, 8, 9, 10, 11, 12, 13, 14]
    # What is wrong stands at its own cell, and says what to do.
    assert all(fates[number].startswith("Kişi: ") for number in [4, 5, 8, 11, 12, 13])
    assert "ayrı satır" in fates[4]
    assert fates[10].startswith("Belediye: Kozan")
    assert "Önce üyeliğini içe aktarın" in fates[10]


def test_a_table_may_say_province_and_district_in_one_column(members):
    rows = [["İl/İlçe", "Seçilen Belediye Başkanı"], ["Edirne/Enez", "Ece Su"], ["MERİÇ / EDİRNE", "Can Öz"]]

    plan = plan_of(csv_file(*rows))

    assert [entry.label.split(" ")[0] for entry in plan.entries] == ["Enez", "Meriç"]
