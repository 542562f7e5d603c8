"""Annual documents from a file, with the decisions that adopted them."""

from datetime import date

import pytest

from tests import factories as make
from tests.members.exchange.runs import plan, written
from unions.models import Paper

pytestmark = pytest.mark.django_db

HEADINGS = ["Belge Türü", "Yılı", "Karar No", "Kabul Tarihi"]


def test_a_list_of_documents_is_read_with_its_decisions(union):
    budget = make.make_decision(number=17, date=date(2022, 11, 4))
    rows = [
        HEADINGS,
        ["Bütçe", "2023", "2022/17", ""],
        ["KESİN HESAP", "2022 yılı", "", ""],
        ["Faaliyet Raporu", "2022", "17", "04.11.2022"],
        ["ek bütçe", "2023", "", ""],
    ]
    written("papers", *rows)

    stored = set(Paper.objects.values_list("kind", "year", "decision", "status"))
    assert stored == {
        ("budget", 2023, budget.pk, "draft"),
        ("final_accounts", 2022, None, "draft"),
        ("activity_report", 2022, budget.pk, "draft"),
        ("supplementary_budget", 2023, None, "draft"),
    }
    again = plan("papers", *rows)
    assert (len(again.same), again.new, again.changed, again.problems) == (4, [], [], [])


def test_the_day_alone_asks_which_decision_is_meant(union):
    make.make_decision(number=17, date=date(2022, 11, 4))
    second = make.make_decision(number=18, date=date(2022, 11, 4))
    [problem] = plan("papers", HEADINGS, ["Bütçe", "2023", "", "04.11.2022"]).problems

    answered = plan(
        "papers", HEADINGS, ["Bütçe", "2023", "", "04.11.2022"], answers={problem.question.key: str(second.pk)}
    )

    assert answered.new[0].rows[-1].decision == second


def test_what_is_not_understood_is_refused(union):
    make.make_decision(number=17, date=date(2022, 11, 4))
    wrong = []
    for row, words in {
        ("Rapor", "2023", "", ""): "Rapor",
        ("", "2023", "", ""): "boş",
        ("Bütçe", "", "", ""): "boş",
        ("Bütçe", "23", "", ""): "23",
        ("Bütçe", "2023", "2022/18", ""): "2022/18",
        ("Bütçe", "2023", "17", ""): "Yıl",
        ("Bütçe", "2023", "2022/17", "05.11.2022"): "2022/17",
        ("Bütçe", "2023", "", "05.11.2022"): "karar",
    }.items():
        refused = plan("papers", HEADINGS, list(row))
        messages = " ".join(problem.message for problem in refused.problems)
        if not refused.problems or refused.entries or words.casefold() not in messages.casefold():
            wrong.append((row, words, messages))

    assert wrong == []


def test_two_rows_about_one_document_are_refused(union):
    refused = plan("papers", HEADINGS, ["Bütçe", "2023", "", ""], ["yıllık bütçe", "2023", "", ""])

    assert (refused.entries, [problem.row for problem in refused.problems]) == ([], [2, 3])
