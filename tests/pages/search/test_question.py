from pages.search.question import read
from pages.search.scope import Scope
from pages.search.spelling import nearest
from tests.pages.search.entries import UNION
from tests.pages.search.library import library


def test_a_mended_word_is_told_and_a_known_one_is_left():
    scope = Scope(library().connection(), UNION, "tr")

    assert read("satrnç turnuvası", scope).meant == "satranc turnuvasi"
    assert read("satranç", scope).meant == ""
    assert nearest("xyzzyqw", scope) == ""
    assert nearest("abc", scope) == ""
