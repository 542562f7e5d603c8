"""How a row of a file names a municipality, and what is asked where it does not say which one it means."""

import pytest

from members.exchange.entries import LEAVE_OUT
from tests import factories as make
from tests.members.exchange.runs import plan, problem_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["Belediye", "Başkan"], ["Çorlı", "Ali"]], "Doğru belediyeyi seçin"),
        ([["Belediye", "Başkan"], ["Xyzistan", "Ali"]], "ya da adı dosyada düzeltin"),
        ([["Belediye", "Başkan"], ["", "Ali"]], "adı yazılmamış"),
    ],
)
def test_a_problem_of_a_row_is_explained_in_turkish(corlu, rows, words):
    assert words in problem_of("listings", *rows)


def test_one_answer_counts_for_all_rows_with_the_same_words(corlu):
    make.make_organ()
    rows = [["Adı Soyadı", "Organ", "Belediye"], ["Ali Ak", "Meclis", "Çorlı"], ["Can Boz", "Meclis", "Çorlı"]]
    questions = {problem.question.key for problem in plan("office-holders", *rows).problems}
    [key] = questions

    answered = plan("office-holders", *rows, answers={key: str(corlu.pk)})
    left_out = plan("office-holders", *rows, answers={key: LEAVE_OUT})

    assert [entry.rows[-1].municipality for entry in answered.new] == [corlu, corlu]
    assert (left_out.left_out, left_out.entries) == ([2, 3], [])


def test_a_code_that_no_municipality_has_is_refused(corlu):
    assert "kod" in problem_of("listings", ["Belediye kodu", "Belediye"], ["99-yok", ""])


def test_a_code_decides_whatever_the_name_says(corlu):
    [entry] = plan("listings", ["Belediye kodu", "Belediye", "Başkan"], ["59-corlu", "Başka bir ad", "Ali"]).new

    assert entry.rows[-1].municipality == corlu
