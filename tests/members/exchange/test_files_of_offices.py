"""Files as offices send them, and what becomes of each row: read, passed over, refused, or asked about."""

import time
import unicodedata
from datetime import date, datetime

import pytest
from django.utils import translation

from members.exchange import planning
from tests import factories as make
from tests.members.exchange.runs import run_of
from tests.members.exchange.tables import STRICT, csv_file, opendocument, raw_workbook, sheet_xml, workbook

pytestmark = pytest.mark.django_db

HEAD = ["İl", "Belediye", "Nüfus"]
ROWS = [["Tekirdağ", "Çorlu", 294020], ["Tekirdağ", "Saray", 51224], ["Edirne", "Enez", 10625]]
ALL = {"Çorlu": 294020, "Saray": 51224, "Enez": 10625}
TEXTS = [[str(cell) for cell in row] for row in [HEAD, *ROWS]]


@pytest.fixture
def members(union):
    tekirdag, edirne = make.make_province(name="Tekirdağ", plate=59), make.make_province(name="Edirne", plate=22)
    for name, province in [("Çorlu", tekirdag), ("Saray", tekirdag), ("Enez", edirne), ("Meriç", edirne)]:
        make.make_membership(municipality=make.make_municipality(name=name, province=province))


def plan_of(content: bytes, kind: str = "population", **answers):
    with translation.override("tr"):
        return planning.plan_of(run_of(kind, content, year=2024, answers=answers))


def figures(plan) -> dict[str, int]:
    return {entry.rows[-1].municipality.name: entry.rows[-1].population for entry in plan.entries}


def numbers(plan) -> tuple[list[int], list[int]]:
    """The rows that are passed over, and those that are refused."""
    return [number for number, _reason in plan.passed], plan.refused_rows


# Everything is read.

DATES = '<numFmts count="1"><numFmt numFmtId="164" formatCode="mmm\\-yy"/></numFmts>'
STYLES = DATES + (
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="9"/><xf numFmtId="1"/></cellXfs>'
)
BLANK_ROWS = (
    '<table:table-row table:number-rows-repeated="1048000">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)
BLANK_RUN = sheet_xml(HEAD, ROWS[0], *[[]] * 900, *ROWS[1:])
WHOLE = {
    "semicolons": csv_file(*TEXTS),
    "commas": csv_file(*TEXTS, delimiter=","),
    "tabs": csv_file(*TEXTS, delimiter="\t"),
    "UTF-8 with mark": csv_file(*TEXTS, encoding="utf-8-sig"),
    "UTF-16": csv_file(*TEXTS, encoding="utf-16"),
    "Windows-1254": csv_file(*TEXTS, encoding="cp1254"),
    "ISO-8859-9": csv_file(*TEXTS, encoding="iso-8859-9"),
    "quoted": "\n".join(";".join(f'"{cell}"' for cell in row) for row in TEXTS).encode(),
    "sep= line": b"sep=;\r\n" + csv_file(*TEXTS),
    "old Mac line ends": csv_file(*TEXTS).replace(b"\r\n", b"\r"),
    "decomposed letters": unicodedata.normalize("NFD", csv_file(*TEXTS).decode()).encode(),
    "grouped numbers": csv_file(
        HEAD, ["Tekirdağ", "Çorlu", "294.020 KİŞİ"], ["", "Saray", "51 224"], ["", "Enez", "10.625,00"]
    ),
    "XLSX": workbook(HEAD, *ROWS),
    "numbers as text": workbook(*TEXTS),
    "title rows": workbook(["TRAKYA BELEDİYELERİ"], ["31.12.2024 itibarıyla"], [], HEAD, *ROWS),
    "too small a dimension": raw_workbook(sheet_xml(HEAD, *ROWS, before='<dimension ref="A1:B2"/>')),
    "too large a dimension": raw_workbook(sheet_xml(HEAD, *ROWS, before='<dimension ref="A1:XFD1048576"/>')),
    "no dimension": raw_workbook(sheet_xml(HEAD, *ROWS)),
    "strict": raw_workbook(sheet_xml(HEAD, *ROWS), relations=STRICT),
    "macros": raw_workbook(sheet_xml(HEAD, *ROWS), others={"xl/vbaProject.bin": "x"}),
    "long blank run": raw_workbook(BLANK_RUN),
    "cells without references": raw_workbook(
        "<sheetData>"
        + "".join("<row>" + "".join(f'<c t="str"><v>{cell}</v></c>' for cell in row) + "</row>" for row in TEXTS)
        + "</sheetData>"
    ),
    "shared strings in parts": raw_workbook(
        sheet_xml(["İl", "Belediye", "Nüfus"], ["Tekirdağ", '<c t="s"><v>0</v></c>', 294020], *ROWS[1:]),
        strings="<si><r><t>Çor</t></r><r><t>lu</t></r><rPh><t>x</t></rPh></si>",
    ),
    "merged province": workbook(HEAD, ROWS[0], [None, *ROWS[1][1:]], ROWS[2], merged=("A2:A3",)),
    "two lines of headings": workbook(
        ["İl", "Belediye", "Nüfus", None],
        [None, None, "Erkek", "Toplam"],
        *([*row[:2], 1, row[2]] for row in ROWS),
        merged=("A1:A2", "B1:B2", "C1:D1"),
    ),
    "signs that nobody sees": csv_file(
        HEAD,
        ["Tekirdağ", "Çorlu\u200b", "294\u00a0020"],
        ["Tekirdağ", " Saray\u00ad ", "51\u202f224"],
        ["Edirne", "\ufeffEnez", "10625"],
    ),
    "quotes, lines and pipes in cells": csv_file(
        HEAD, ["Tekirdağ", '"Çorlu\nBelediyesi"', "294020"], ["Tekirdağ", '"Saray"', "51224"], TEXTS[3]
    ),
    "pipes": csv_file(*TEXTS, delimiter="|"),
    "UTF-16 without mark": csv_file(*TEXTS).decode().encode("utf-16-le"),
    "capitals of another language": csv_file(
        HEAD, ["TEKIRDAG", "CORLU BELEDIYESI", "294020"], ["tekırdağ", "SARAY", "51224"], ["EDIRNE", "ENEZ", "10625"]
    ),
    "every way to say where": csv_file(
        ["Belediye", "Nüfus"],
        ["Çorlu (merkez)", "294020"],
        ["Saray - Tekirdağ", "51224"],
        ["T.C. Enez Belediye Başkanlığı (Edirne)", "10625"],
    ),
    "two lines of headings as text": csv_file(
        ["İl", "Belediye", "Nüfus", ""],
        ["", "", "Erkek", "Toplam"],
        *([row[0], row[1], "1", row[2]] for row in TEXTS[1:]),
    ),
    "a group of columns above": csv_file(
        ["", "", "NÜFUS BİLGİLERİ", ""],
        ["İl", "Belediye", "Erkek", "Nüfus"],
        *([row[0], row[1], "1", row[2]] for row in TEXTS[1:]),
    ),
    "one cell with both": csv_file(["Belediye", "Nüfus"], *([f"{row[0]} ({row[1]})", str(row[2])] for row in ROWS)),
    "province last": csv_file(["Belediye", "Nüfus"], *([f"{row[1]}/{row[0].upper()}", str(row[2])] for row in ROWS)),
    "plate numbers": csv_file(
        ["Plaka", "Belediye", "Nüfus"], *([{"Tekirdağ": "59"}.get(row[0], "22"), row[1], str(row[2])] for row in ROWS)
    ),
    "plate and province": csv_file(
        ["İL KODU", "İL ADI", "BELEDİYENİN İSMİ", "NÜFUSU"],
        *([{"Tekirdağ": "59"}.get(row[0], "22"), row[0], row[1], str(row[2])] for row in ROWS),
    ),
    "a column of the year": csv_file(["Belediye", "2024 Nüfusu"], *([row[1], str(row[2])] for row in ROWS)),
    "empty sheet before": workbook(HEAD, *ROWS, sheets=("Kapak",)),
    "LibreOffice": opendocument(HEAD, *ROWS),
    "LibreOffice with blank rows": opendocument(
        HEAD,
        ROWS[0],
        BLANK_ROWS,
        *ROWS[1:],
    ),
    "results of formulas": raw_workbook(
        sheet_xml(HEAD, ["Tekirdağ", "Çorlu", "<c><f>1+1</f><v>294020</v></c>"], *ROWS[1:])
    ),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_is_read_whole(members, name):
    plan = plan_of(WHOLE[name])

    assert plan.obstacles == []
    assert (figures(plan), numbers(plan)) == (ALL, ([], []))


# Some rows are passed over, each with its reason.

PASSED = {
    "a total": (csv_file(*TEXTS, ["", "TOPLAM", "355869"]), [5]),
    "a total in the first column": (csv_file(*TEXTS, ["GENEL TOPLAM", "", "355869"]), [5]),
    "totals of provinces": (csv_file(*TEXTS, ["Edirne Toplamı", "", "10625"], ["TOPLAM:", "", "1"]), [5, 6]),
    "a total in a workbook": (workbook(HEAD, *ROWS, [None, "Toplam", "=SUM(C2:C4)"]), [5]),
    "headings again": (csv_file(*TEXTS[:2], TEXTS[0], *TEXTS[2:]), [3]),
    "a note": (csv_file(*TEXTS, ["Kaynak: TÜİK, ADNKS 2024"]), [5]),
    "a footnote": (csv_file(*TEXTS, ["* geçici rakamdır"]), [5]),
    "a row above the headings": (csv_file(["Edirne", "Meriç", "5"], *TEXTS), [1]),
    "a serial number alone": (
        csv_file(["S.No", *HEAD], *([str(n), *row] for n, row in enumerate(TEXTS[1:], 1)), ["4", "", "", ""]),
        [5],
    ),
}


@pytest.mark.parametrize("name", PASSED)
def test_rows_about_no_record_are_named_and_nothing_else_is_lost(members, name):
    content, rows = PASSED[name]
    plan = plan_of(content)

    assert (figures(plan), numbers(plan)) == (ALL, (rows, []))
    assert all(reason for reason, _numbers in plan.passed_groups)


# Some rows are refused.

REFUSED = {
    "a date that Excel has made": (workbook(HEAD, *ROWS[:2], ["Edirne", date(2026, 5, 19), 5]), "tarihe çevirmiş"),
    "a figure that is a date": (
        workbook(HEAD, *ROWS[:2], ["Edirne", "Enez", datetime(2024, 12, 1)]),
        "tarihe çevirmiş",
    ),
    "a formula without result": (workbook(HEAD, *ROWS[:2], ["Edirne", "Enez", "=1+1"]), "formül"),
    "an error": (raw_workbook(sheet_xml(HEAD, *ROWS[:2], ["Edirne", "Enez", '<c t="e"><v>#N/A</v></c>'])), "#N/A"),
    "a share": (
        raw_workbook(sheet_xml(HEAD, *ROWS[:2], ["Edirne", "Enez", '<c s="3"><v>0.12</v></c>']), styles=STYLES),
        "12%",
    ),
    "a power of ten": (csv_file(*TEXTS[:3], ["Edirne", "Enez", "1.06E+4"]), "nüfus sayısı değil"),
    "a figure about": (csv_file(*TEXTS[:3], ["Edirne", "Enez", "12 bin"]), "nüfus sayısı değil"),
    "the total of a province": (csv_file(*TEXTS[:3], ["Edirne", "", "421247"]), "adı yazılmamış"),
    "a village": (csv_file(*TEXTS[:3], ["Edirne", "Enez Köyü", "5"]), "Enez Köyü"),
    "an office of the state": (csv_file(*TEXTS[:3], ["", "Enez Kaymakamlığı", "5"]), "Enez Kaymakamlığı"),
    "a number with decimals": (workbook(HEAD, *ROWS[:2], ["Edirne", "Enez", 10.625]), "tam sayı"),
    "a name in another province": (csv_file(*TEXTS[:3], ["Tekirdağ", "Enez", "1"]), "Enez"),
    "plate against province": (
        csv_file(
            ["Plaka", *HEAD], *([{"Tekirdağ": "59"}[row[0]], *row] for row in TEXTS[1:3]), ["59", "Edirne", "Enez", "1"]
        ),
        "Enez",
    ),
    "a typing error": (csv_file(*TEXTS[:3], ["Edirne", "Enes", "10625"]), "Enes"),
    "words for a figure": (csv_file(*TEXTS[:3], ["Edirne", "Enez", "on bin"]), "on bin"),
    "no figure": (csv_file(*TEXTS[:3], ["Edirne", "Enez", "-"]), "yazılmamış"),
    "true for a figure": (
        raw_workbook(sheet_xml(HEAD, *ROWS[:2], ["Edirne", "Enez", '<c t="b"><v>1</v></c>'])),
        "DOĞRU",
    ),
    "a figure that its comma divides": (
        b"Belediye,N\xc3\xbcfus\n\xc3\x87orlu,294020\nSaray,51224\nEnez,10,625",
        "birden çok",
    ),
    "a signature": (csv_file(*TEXTS[:3], ["Hazırlayan: Ali Ak", "", ""]), "adı yazılmamış"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_row_that_is_not_understood_is_refused_at_its_number(members, name):
    content, words = REFUSED[name]
    plan = plan_of(content)

    assert figures(plan) == {"Çorlu": 294020, "Saray": 51224}
    assert plan.refused_rows == [4]
    assert words in " ".join(f"{problem.text} {problem.message}" for problem in plan.problems)


# Something is asked first.

MOJIBAKE = csv_file(*TEXTS).decode()
ASKED = {
    "two sheets": (raw_workbook(sheet_xml(HEAD, ROWS[0]), sheet_xml(HEAD, *ROWS)), {"sheet": "Sayfa2"}),
    "sheets without known headings": (
        raw_workbook(
            sheet_xml(["a", "b"], ["1", "2"]), sheet_xml(["Yer", "Kişi"], *([row[1], row[2]] for row in ROWS))
        ),
        {"sheet": "Sayfa2", "column:yer": "municipality", "column:kisi": "population"},
    ),
    "Western letters": (MOJIBAKE.translate(str.maketrans("ığşİĞŞ", "ýðþÝÐÞ")).encode(), {"letters": "western"}),
    "UTF-8 as Windows-1254": (MOJIBAKE.encode().decode("cp1254", "replace").encode(), {"letters": "utf8"}),
    "UTF-8 as Western": (MOJIBAKE.encode().decode("latin-1").encode(), {"letters": "utf8"}),
    "DOS": (csv_file(*TEXTS, encoding="cp857"), {"letters": "dos"}),
    "unknown headings": (
        csv_file(["Yer", "Kişi"], *([row[1], str(row[2])] for row in ROWS)),
        {"column:yer": "municipality", "column:kisi": "population"},
    ),
    "district for municipality": (
        csv_file(["İl", "İlçe", "Nüfus"], *TEXTS[1:]),
        {"column:ilce": "municipality"},
    ),
    "two columns of figures": (
        csv_file(
            [*HEAD[:2], "Nüfus (2023)", "Nüfus (2024)", "Nüfus (2024) düzeltilmiş"],
            *([*row, row[2], row[2]] for row in TEXTS[1:]),
        ),
        None,
    ),
    "neighbourhoods": (
        csv_file(
            ["İl", "Belediye", "Mahalle", "Toplam"],
            ["Tekirdağ", "Çorlu", "A", "294000"],
            ["Tekirdağ", "Çorlu", "B", "20"],
            ["Tekirdağ", "Saray", "C", "51224"],
            ["Edirne", "Enez", "Ç", "10000"],
            ["Edirne", "Enez", "D", "625"],
            ["Edirne", "Enez", "TOPLAM", "10625"],
        ),
        {"neighbourhoods": "sum"},
    ),
}


@pytest.mark.parametrize("name", [name for name, (_content, answers) in ASKED.items() if answers])
def test_a_question_comes_before_any_row_and_its_answer_reads_all(members, name):
    content, answers = ASKED[name]
    asked, answered = plan_of(content), plan_of(content, **answers)

    assert asked.obstacles
    assert asked.entries == []
    assert answered.obstacles == []
    assert figures(answered) == ALL


def test_what_is_hidden_is_counted_and_left_out_unless_asked_for(members):
    content = raw_workbook(
        sheet_xml(
            [*HEAD, "Kaynak"],
            *([*row, "TÜİK"] for row in ROWS),
            before='<cols><col min="4" max="4" hidden="1"/></cols>',
            attributes={3: 'hidden="1"'},
        ),
        sheet_xml(HEAD, *ROWS),
        states=("visible", "hidden"),
    )
    plan = plan_of(content)
    whole = plan_of(content, **{"hidden-rows": "read", "hidden-columns": "read"})

    assert figures(plan) == {"Çorlu": 294020, "Enez": 10625}
    assert [question.message for question in plan.questions] == [
        "Tabloda 1 satır gizli ya da süzülmüş (3).",
        "Tabloda 1 sütun gizli (“Kaynak”).",
    ]
    assert "Sayfa2" in plan.source.notes[0]
    assert figures(whole) == ALL
    assert {entry.rows[-1].source for entry in whole.entries} == {"TÜİK"}


def test_dates_of_both_calendars_are_read_and_a_month_stays_a_month(members):
    head = ["Belediye", "Giriş Tarihi"]
    row = ["Meriç", '<c s="1"><v>45323</v></c>']
    for properties, day in [("", "2024-02-01"), ('<workbookPr date1904="1"/>', "2028-02-02")]:
        plan = plan_of(raw_workbook(sheet_xml(head, row), styles=STYLES, properties=properties), "memberships")
        [entry] = plan.entries
        assert str(entry.rows[-1].start_date) == day
    month = plan_of(raw_workbook(sheet_xml(head, ["Meriç", '<c s="2"><v>45323</v></c>']), styles=STYLES), "memberships")
    assert str(month.entries[0].rows[-1].start_date) == "2024-02"


def test_rows_of_neighbourhoods_are_never_taken_for_a_municipality(members):
    rows = [
        ["İl", "Belediye", "Mahalle", "Toplam"],
        ["Edirne", "Meriç", "Merkez", "1500"],
        ["Edirne", "Meriç", "Yeni", "2522"],
    ]
    asked, own = plan_of(csv_file(*rows)), plan_of(csv_file(*rows), neighbourhoods="own")
    summed = plan_of(csv_file(*rows), neighbourhoods="sum")

    assert "mahalleleri" in asked.obstacles[0]
    assert (figures(own), own.refused_rows) == ({}, [2, 3])
    assert (figures(summed), summed.entries[0].summed) == ({"Meriç": 4022}, [2, 3])


def test_a_figure_merged_over_several_municipalities_is_nobodys(members):
    rows = [HEAD, ROWS[0], [*ROWS[1][:2], None], ROWS[2]]
    ods = [
        HEAD,
        [*TEXTS[1][:2], '<table:table-cell table:number-rows-spanned="2" office:value-type="float" office:value="9"/>'],
        [*TEXTS[2][:2], "<table:covered-table-cell/>"],
        ROWS[2],
    ]
    for content in [workbook(*rows, merged=("C2:C3",)), opendocument(*ods)]:
        plan = plan_of(content)

        assert (figures(plan), plan.refused_rows) == ({"Enez": 10625}, [2, 3])
        assert all("birleştirilmiş" in problem.message for problem in plan.problems)


def test_a_sum_without_one_of_its_rows_is_refused(members):
    rows = [["Belediye", "Mahalle", "Nüfus"], ["Meriç", "A", "1500"], ["Meriç", "B", "bin"], ["Enez", "C", "5"]]
    plan = plan_of(csv_file(*rows), neighbourhoods="sum")

    left_out = plan_of(csv_file(*rows), neighbourhoods="sum", **{"row:3": "skip"})

    assert figures(plan) == figures(left_out) == {"Enez": 5}
    assert (plan.refused_rows, left_out.refused_rows) == ([2, 3], [2])


def test_a_sum_that_may_lack_a_row_with_a_typing_error_is_refused(members):
    rows = [["Belediye", "Mahalle", "Nüfus"], ["Meriç", "A", "1500"], ["Merçi", "B", "20"], ["Enez", "C", "5"]]
    plan = plan_of(csv_file(*rows), neighbourhoods="sum")

    assert figures(plan) == {"Enez": 5}
    assert plan.refused_rows == [2, 3]


def test_several_rows_without_a_column_for_neighbourhoods_are_refused_and_the_sum_is_offered(members):
    rows = [["Belediye", "Nüfus"], ["Meriç", "1500"], ["Meriç", "2522"], ["Enez", "5"]]
    plan = plan_of(csv_file(*rows))

    assert (figures(plan), plan.refused_rows) == ({"Enez": 5}, [2, 3])
    assert [question.key for question in plan.questions] == ["neighbourhoods"]
    assert figures(plan_of(csv_file(*rows), neighbourhoods="sum")) == {"Meriç": 4022, "Enez": 5}


def test_an_empty_table_is_an_empty_import(members):
    plan = plan_of(csv_file(HEAD))

    assert plan.is_empty
    assert (plan.entries, plan.problems, plan.obstacles) == ([], [], [])


def test_thousands_of_merged_cells_cost_nothing(members):
    merges = "".join(f'<mergeCell ref="A{top}:A1048576"/>' for top in range(2, 40_000))
    content = raw_workbook(sheet_xml(HEAD, *ROWS, after=f"<mergeCells>{merges}</mergeCells>"))
    start = time.process_time()
    plan = plan_of(content)

    assert time.process_time() - start < 2
    assert len(plan.entries) == 3


def test_of_all_these_files_no_row_is_wrong_and_none_is_lost():
    assert len(WHOLE) + len(PASSED) + len(REFUSED) + len(ASKED) > 60
