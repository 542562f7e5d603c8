import pytest
from django.core.exceptions import ValidationError

from pages.models import Page
from pages.tree.models import reserved_words
from tests.factories import make_page
from unions.models import PathRedirect


@pytest.fixture
def tree(union):
    """A page with three beneath it, and one beneath the first of them."""
    top = make_page(title_tr="İdare", title_en="Administration")
    children = [make_page(parent=top, title_tr=title, position=n) for n, title in enumerate("ABC", start=1)]
    return top, children, make_page(parent=children[0], title_tr="Alt")


def test_path_is_made_of_the_words_of_all_pages_above(tree):
    top, children, low = tree

    assert (low.path_tr, children[0].path_tr) == ("idare/a/alt", "idare/a")
    assert low.paths_above() == ["idare", "idare/a"]
    assert list(Page.objects.at("idare/a/alt", "tr")) == [low]
    assert set(Page.objects.beneath(top)) == {*children, low}


def test_new_word_changes_the_paths_of_all_pages_beneath_and_leaves_redirects(tree):
    top, _children, low = tree
    top.slug_tr = "yonetim"
    top.save()

    low.refresh_from_db()
    assert low.path_tr == "yonetim/a/alt"
    assert PathRedirect.objects.filter(old_path="/tr/idare/a/alt/", new_path="/tr/yonetim/a/alt/").exists()


def test_family_is_what_stands_above_beside_and_right_beneath(tree):
    top, children, low = tree

    assert set(Page.objects.family_of(children[0])) == {top, *children, low}
    assert set(Page.objects.family_of(low)) == {top, children[0], low}


def test_page_is_never_put_beneath_itself(tree):
    top, children, low = tree

    assert set(Page.objects.outside(children[0])) == {top, *children[1:]}
    assert low not in Page.objects.outside(children[0])


@pytest.mark.parametrize(("place", "expected"), [(0, "CAB"), (1, "ACB"), (2, "ABC")])
def test_page_is_put_at_a_place_among_those_beside_it(tree, place, expected):
    top, children, _low = tree

    children[2].put_at(place)

    assert "".join(page.title_tr for page in Page.objects.filter(parent=top)) == expected
    assert Page.objects.last_position_beneath(top) == 3


@pytest.mark.parametrize(("language", "word"), [("tr", "uyeler"), ("en", "members"), ("tr", "ihaleler")])
def test_words_of_the_site_itself_are_reserved_at_the_top_only(tree, language, word):
    top = tree[0]

    with pytest.raises(ValidationError) as refused:
        Page(title_tr="Sayfa", **{f"slug_{language}": word}).clean()
    Page(title_tr="Sayfa", parent=top, **{f"slug_{language}": word}).clean()

    assert refused.value.error_dict[f"slug_{language}"][0].code == "slug_reserved"
    assert word in reserved_words()


def test_title_like_a_word_of_the_site_gets_another_address(union):
    assert make_page(title_tr="Üyeler").slug_tr == "uyeler-2"
