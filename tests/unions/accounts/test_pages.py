import pytest

from tests import factories as make
from tests.unions.accounts.visitor import SIGN_IN, Visitor

pytestmark = pytest.mark.django_db


def test_the_sign_in_wears_the_clothes_of_the_union(union):
    other = make.make_union(code="konya", name="Konya Belediyeler Birliği", accent_hue=200)

    pages = [Visitor(each).get(SIGN_IN).content.decode() for each in [union, other]]

    for each, page in zip([union, other], pages, strict=True):
        assert f"renk-{each.accent_hue}-{each.sign_hue}.css" in page
    assert ["Konya" in page for page in pages] == [False, True]


@pytest.mark.parametrize(
    ("query", "language", "word"),
    [("", "tr", "Giriş yap"), ("?lang=en", "en", "Log in"), ("?lang=xx", "tr", "Giriş yap")],
)
def test_the_sign_in_speaks_both_languages(union, query, language, word):
    answer = Visitor(union).get(SIGN_IN + query)

    assert answer["Content-Language"] == language
    assert word in answer.content.decode()
