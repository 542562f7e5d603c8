"""Several unions searched at once: those that wish it, and nothing else."""

import pytest

from pages.search import results
from pages.tree.models import Page
from tests import factories as make
from unions.models import Union, UnionHost
from unions.tenancy import scope

pytestmark = pytest.mark.django_db
WISH = "Bütün birliklerde ara"


@pytest.fixture
def beside(union):
    """Another union with public and hidden rows of the same word."""
    other = make.make_union(code="komsu", name="Komşu Belediyeler Birliği", name_en="Neighbouring Union")
    make.make_page(title_tr="Bisiklet yolu", title_en="Cycle path")
    with scope.of(other):
        make.make_page(title_tr="Bisiklet köprüsü", title_en="Cycle bridge")
        make.make_page(title_tr="Gizli bisiklet planı", status="draft")
    return other


def wish(*unions, so=True):
    Union.objects.filter(pk__in=[union.pk for union in unions]).update(is_searched_with_others=so)


def test_a_union_that_does_not_wish_it_is_never_read(union, beside, reader):
    for wishing in ([], [union], [beside]):
        wish(union, beside, so=False)
        wish(*wishing)
        page = reader.get("/tr/ara/", {"s": "bisiklet"}).content.decode()
        every = reader.get("/tr/ara/", {"s": "bisiklet", "birlikler": "1"})
        assert WISH not in page, wishing
        assert "Komşu" not in every.content.decode(), wishing
        assert "köprüsü" not in every.content.decode(), wishing
        assert "no-store" not in every.get("Cache-Control", ""), wishing


def test_all_that_wish_are_found_marked_and_led_to_their_own_site(union, beside, reader):
    wish(union, beside)

    page = reader.get("/tr/ara/", {"s": "bisiklet"}).content.decode()
    assert 'href="/tr/ara/?s=bisiklet&amp;birlikler=1" rel="nofollow">' + WISH in page
    assert "köprüsü" not in page

    answer = reader.get("/tr/ara/", {"s": "bisiklet", "birlikler": "1"})
    every = answer.content.decode()
    assert "2 sonuç" in every
    assert '<a href="/tr/bisiklet-yolu/"><mark>Bisiklet</mark> yolu</a>' in every
    address = f"http://{beside.main_host}/tr/bisiklet-koprusu/"
    assert f'<a href="{address}"><mark>Bisiklet</mark> köprüsü</a>' in every
    assert "<strong>Komşu Belediyeler Birliği</strong>" in every
    assert "Örnek Belediyeler Birliği</strong>" not in every
    assert "Gizli" not in every
    # What another union withdraws must be gone at the next question.
    assert answer["Cache-Control"] == "no-store"
    assert "Bu sayfayı takip et" not in every

    english = reader.get("/en/search/", {"q": "cycle", "unions": "1"}).content.decode()
    assert "<strong>Neighbouring Union</strong>" in english
    assert "Search in this union alone" in english


def test_what_is_withdrawn_or_no_longer_wished_is_found_no_more(union, beside, reader):
    wish(union, beside)
    assert "köprüsü" in reader.get("/tr/ara/", {"s": "bisiklet", "birlikler": "1"}).content.decode()

    with scope.of(beside):
        page = Page.objects.get(title_tr="Bisiklet köprüsü")
        page.status = "draft"
        page.save()
    assert "köprüsü" not in reader.get("/tr/ara/", {"s": "bisiklet", "birlikler": "1"}).content.decode()
    with scope.of(beside):
        page.status = "published"
        page.save()
    wish(beside, so=False)
    assert "köprüsü" not in reader.get("/tr/ara/", {"s": "bisiklet", "birlikler": "1"}).content.decode()


def test_a_union_without_a_site_of_its_own_is_left_out(union, beside, reader):
    wish(union, beside)
    with scope.of(beside):
        UnionHost.objects.all().delete()

    assert WISH not in reader.get("/tr/ara/", {"s": "bisiklet"}).content.decode()


def test_those_without_a_site_take_no_place_from_others(union, beside, reader, monkeypatch):
    monkeypatch.setattr(results, "MOST_UNIONS", 1)
    before = make.make_union(code="a-sitesiz")
    UnionHost.all_unions.filter(union=before).delete()
    wish(union, before, beside)

    assert "köprüsü" in reader.get("/tr/ara/", {"s": "bisiklet", "birlikler": "1"}).content.decode()


def test_unions_beyond_the_most_are_said_not_to_be_searched(union, beside, reader, monkeypatch):
    monkeypatch.setattr(results, "MOST_UNIONS", 1)
    wish(union, beside, make.make_union(code="z-sonraki"), make.make_union(code="z-sonuncu"))
    asked = {"s": "bisiklet", "birlikler": "1"}

    assert "2 birlik daha var, bunlar burada aranmadı" in reader.get("/tr/ara/", asked).content.decode()
    assert "burada aranmadı" not in reader.get("/tr/ara/", {"s": "bisiklet"}).content.decode()


def test_whether_others_can_be_searched_is_one_question(union, beside, django_assert_num_queries):
    wish(union, beside, *[make.make_union(code=f"komsu-{number}") for number in range(4)])
    union.refresh_from_db()

    with django_assert_num_queries(1):
        assert len(results.unions_beside(union)) == 5
