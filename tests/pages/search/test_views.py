import pytest

from pages.search.index import Unusable
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_the_page_shows_hits_of_both_languages_marked_and_narrows_them(union, reader):
    make.make_page(title_tr="Bisiklet yolu", title_en="Cycle path", summary_tr="Sınırda bisiklet yolu var.")
    make.make_page(title_tr="Yalnız Türkçe bisiklet")
    make.make_decision(title_tr="Bisiklet yolunun yapımı")

    page = reader.get("/tr/ara/", {"q": "bisikletler"}).content.decode()
    assert '<meta name="robots" content="noindex">' in page
    assert 'rel="canonical"' not in page
    assert "3 sonuç" in page
    assert '<a href="/tr/bisiklet-yolu/"><mark>Bisiklet</mark> yolu</a>' in page
    assert "Sınırda <mark>bisiklet</mark> yolu var." in page
    assert 'name="q" value="bisikletler"' in page
    assert "?s=bisikletler&amp;tur=kararlar" in page

    narrowed = reader.get("/tr/ara/", {"s": "bisiklet", "tur": "kararlar"}).content.decode()
    assert "1 sonuç" in narrowed
    assert 'aria-current="true"' in narrowed

    english = reader.get("/en/search/", {"q": "cycle"}).content.decode()
    assert '<a href="/en/cycle-path/"><mark>Cycle</mark> path</a>' in english
    foreign = reader.get("/en/search/", {"q": "yalnız türkçe"}).content.decode()
    assert '<li class="row" lang="tr">' in foreign
    assert "In Turkish" in foreign


def test_a_misspelt_word_is_mended_in_the_letters_of_the_text(union, reader):
    make.make_page(title_tr="Belediyeler arası satranç turnuvası")

    page = reader.get("/tr/ara/", {"q": "satrnç"}).content.decode()

    assert '<a href="/tr/ara/?s=satran%C3%A7">satranç</a>' in page


def test_without_hits_the_page_says_where_to_turn(union, reader):
    make.make_contact_point(kind="phone", value="+90 282 000 00 00")

    page = reader.get("/tr/ara/", {"q": "xyzzyqw"}).content.decode()

    # Nobody knows in which language it was typed.
    assert '“<bdi lang="" translate="no">xyzzyqw</bdi>” için bir sonuç bulunamadı.' in page
    assert 'href="tel:+902820000000"' in page
    assert 'href="/tr/uyeler/"' in page


def test_odd_questions_get_a_page(union, reader):
    make.make_page(title_tr="Bisiklet yolu", title_en="Cycle path")
    asked = [{}, {"q": "x" * 10_000}, {"q": "\x00bisiklet"}, {"q": "<script>alert(1)</script>"}]
    for values in [*asked, {"q": "bisiklet", "yil": "x", "tur": "yok", "organ": "yok"}]:
        response = reader.get("/tr/ara/", values)
        assert response.status_code == 200, values
        assert "<script>alert" not in response.content.decode()
    assert reader.get("/en/search/", {"q": "cycle", "page": "99"}).status_code == 404


def test_an_answer_stands_above_the_hits(union, reader):
    make.make_contact_point(kind="phone", value="+90 282 000 00 00")

    page = reader.get("/tr/ara/", {"q": "Birliğin telefonu nedir?"}).content.decode()

    assert '<h2 id="answer">Birliğin telefonu</h2>' in page
    assert "+90 282 000 00 00" in page
    assert 'id="answer"' not in reader.get("/tr/ara/", {"q": "telefonu kim çaldı"}).content.decode()


def test_without_an_index_the_page_says_so(union, reader, monkeypatch):
    def refuse(*_arguments):
        raise Unusable("database or disk is full")

    monkeypatch.setattr("pages.search.views.index_for", refuse)

    response = reader.get("/tr/ara/", {"q": "bisiklet"})

    assert response.status_code == 200
    assert "Arama şu anda kullanılamıyor." in response.content.decode()
