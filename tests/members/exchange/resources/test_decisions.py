"""Decisions from a file: numbers, outcomes and votes as decision books have them."""

from datetime import date

import pytest

from members.exchange import planning
from tests import factories as make
from tests.members.exchange.runs import plan, problem_of, run_of, written
from tests.members.exchange.tables import workbook
from unions.models import Decision

pytestmark = pytest.mark.django_db


HEADINGS = ["Karar No", "Karar Tarihi", "Konusu", "Sonuç"]


@pytest.fixture
def assembly(union):
    return make.make_organ(title_tr="Birlik Meclisi")


def only(union, headings, *rows, **answers):
    organ = make.assembly_of(union)
    return plan("decisions", headings, *rows, answers={"organ": str(organ.pk), **answers})


def test_a_decision_book_is_read_as_offices_keep_it(union, assembly):
    make.make_organ(kind="executive", title_tr="Encümen", decision_series="E")
    make.make_subject(title_tr="Bütçe")
    rows = [
        ["Sıra", "Karar No", "Karar Organı", "Tarihi", "Kararın Konusu", "Sonuç", "Kabul", "Ret", "Çekimser", "Alan"],
        ["1", "2023/1", "Meclis", "04.05.2023", "Bütçe", "Oy birliği ile kabul", "", "", "", "bütçe"],
        ["2", "2/2023", "MECLİS", "4 Mayıs 2023", "Ücret tarifesi", "", "12", "18", "0", ""],
        ["3", "03", "Meclis", "2023-05-04", "Yönetmelik", "komisyona havale", "", "", "", ""],
        ["4", "2023/E-1", "Encümen", "10.06.2023", "Araç alımı", "Oy çokluğu (20 kabul, 5 ret)", "", "", "", ""],
    ]

    written("decisions", *rows)

    stored = [
        (row.citation, row.outcome, row.votes_for, row.is_unanimous, row.status)
        for row in Decision.objects.order_by("date", "number")
    ]
    assert stored == [
        ("2023/1", "accepted", None, True, "draft"),
        ("2023/2", "rejected", 12, False, "draft"),
        ("2023/3", "referred", None, False, "draft"),
        ("2023/E-1", "accepted", 20, False, "draft"),
    ]
    assert Decision.objects.get(number=1, series="").subject.title_tr == "Bütçe"
    again = plan("decisions", *rows)
    assert (len(again.same), again.new, again.changed, again.problems) == (4, [], [], [])


def test_what_is_not_understood_is_refused_at_its_row(union, assembly):
    make.make_organ(kind="executive", title_tr="Encümen", decision_series="E")
    make.make_decision(organ=assembly, number=7, date=date(2023, 5, 4))
    organ = [*HEADINGS, "Organ"]
    wrong = []
    for row, words in {
        ("2023/1", "04.05.2022", "Bütçe", "kabul", "Meclis"): "2023",
        ("2023/2024", "04.05.2023", "Bütçe", "kabul", "Meclis"): "hangi bölüm",
        ("1", "", "Bütçe", "kabul", "Meclis"): "Yıl",
        ("2023/1", "", "Bütçe", "kabul", "Meclis"): "boş",
        ("1", "04.05.2023", "", "kabul", "Meclis"): "boş",
        ("1", "04.05.2023", "Bütçe", "görüşüldü", "Meclis"): "görüşüldü",
        ("1", "04.05.2023", "Bütçe", "oy çokluğu", "Meclis"): "oy çokluğu",
        ("1", "04.05.2023", "Bütçe", "kabul", "Senato"): "Senato",
        ("1", "04.05.2023", "Bütçe", "kabul", ""): "organ",
        ("E-1", "04.05.2023", "Bütçe", "kabul", "Meclis"): "harf",
        ("1", "31.02.2023", "Bütçe", "kabul", "Meclis"): "takvim",
        ("1", "04.05.2123", "Bütçe", "kabul", "Meclis"): "",
        ("1", "04.05.2023", "Bütçe " * 60, "kabul", "Meclis"): "300",
        ("1", "05.2023", "Bütçe", "kabul", "Meclis"): "",
    }.items():
        refused = plan("decisions", organ, list(row))
        messages = " ".join(problem.message for problem in refused.problems)
        if not refused.problems or refused.entries or words.casefold() not in messages.casefold():
            wrong.append((row, words, messages))

    assert wrong == []


def test_votes_and_words_that_contradict_each_other_are_refused(union, assembly):
    headings = [*HEADINGS, "Kabul", "Ret"]
    wrong = []
    for row in [
        ["1", "04.05.2023", "Bütçe", "kabul", "12", "18"],
        ["1", "04.05.2023", "Bütçe", "ret", "18", "12"],
        ["1", "04.05.2023", "Bütçe", "Oy birliği ile kabul", "18", "2"],
        ["1", "04.05.2023", "Bütçe", "kabul (20 kabul, 5 ret)", "18", "5"],
        ["1", "04.05.2023", "Bütçe", "kabul", "10", "10"],
        ["1", "04.05.2023", "Bütçe", "kabul", "0", "0"],
    ]:
        refused = only(union, headings, row)
        if not refused.problems or refused.entries:
            wrong.append(row)

    assert wrong == []


def test_what_breaks_a_tie_has_columns_of_its_own(union, assembly):
    tied = ["04.05.2023", "Bütçe", "kabul", "10", "10"]
    headings = ["Karar No", "Tarih", "Konu", "Sonuç", "Kabul", "Ret"]
    broken = [*headings, "Gizli Oylama", "Başkanın Oyu", "İkinci Oylama", "Kura"]

    [problem] = only(union, headings, ["1", *tied]).problems
    read = only(
        union, broken, ["1", *tied, "", "kabul", "", ""], ["2", *tied, "evet", "", "evet", "lehte"],
        ["3", *tied[:2], "ret", "10", "10", "evet", "", "evet", "aleyhte"], ["4", *tied, "", "ret", "", ""],
    )  # fmt: skip

    assert problem.heading == "Başkanın oyu"
    assert "hangi yönde" in problem.message
    rows = [entry.rows[-1] for entry in read.new]
    assert [(row.outcome, row.chair_side, row.is_repeated, row.lot) for row in rows] == [
        ("accepted", "for", False, ""), ("accepted", "", True, "for"), ("rejected", "", True, "against"),
    ]  # fmt: skip
    assert [problem.row for problem in read.problems] == [5]


def test_two_rows_about_one_decision_are_refused_and_name_each_other(union, assembly):
    refused = only(union, HEADINGS, ["1", "04.05.2023", "A", "kabul"], ["2023/1", "04.05.2023", "B", "ret"])

    assert [(problem.row, "3" in problem.message or "2" in problem.message) for problem in refused.problems] == [
        (2, True), (3, True),
    ]  # fmt: skip
    assert refused.entries == []


def test_a_majority_without_an_outcome_is_asked_once_for_all_rows(union, assembly):
    rows = [["1", "04.05.2023", "A", "Oy çokluğu"], ["2", "04.05.2023", "B", "oy çokluğu"]]
    first, second = only(union, HEADINGS, *rows).problems

    assert first.question.key == second.question.key
    answered = only(union, HEADINGS, *rows, **{first.question.key: "rejected"})
    assert [entry.rows[-1].outcome for entry in answered.new] == ["rejected", "rejected"]


def test_new_decisions_become_public_only_for_whoever_may_publish(union, assembly):
    editor, publisher = make.make_staff(union, "editor"), make.make_staff(union, "publisher")
    answers = {"organ": str(assembly.pk), "status": "published"}
    row = ["1", "04.05.2023", "Bütçe", "kabul"]

    statuses = [
        plan("decisions", HEADINGS, row, answers=answers, user=user).new[0].rows[-1].status
        for user in [editor, publisher]
    ]

    assert statuses == ["draft", "published"]


def test_a_stored_text_is_changed_only_by_another_text(union, assembly):
    day = date(2023, 5, 4)
    html = "<p>Bir <strong>iki</strong></p><ul><li>üç</li></ul>"
    make.make_decision(organ=assembly, number=1, date=day, text_tr=html)
    headings = ["Karar No", "Tarih", "Karar Metni"]

    same = only(union, headings, ["1", "04.05.2023", '"Bir iki\nüç"'])
    other = only(union, headings, ["1", "04.05.2023", "<b>Dört</b> & beş"])

    assert (len(same.same), same.changed) == (1, [])
    assert other.changed[0].rows[-1].text_tr == "<p>&lt;b&gt;Dört&lt;/b&gt; &amp; beş</p>"


def test_a_number_that_excel_has_made_a_date_is_refused(union, assembly):
    content = workbook(["Karar No", "Tarih", "Konu"], [date(2023, 9, 1), date(2023, 5, 4), "Bütçe"])
    refused = planning.plan_of(run_of("decisions", content, answers={"organ": str(assembly.pk)}))

    assert "Excel" in refused.problems[0].message
    assert problem_of("decisions", ["Karar No", "Organ"], ["x", "Meclis"])
