"""What is proposed while somebody types."""

import json

import pytest

from pages.search import completion, feeding
from pages.search.completion import AT_ONCE, MOST_SHOWN, may_ask, proposed
from tests import factories as make
from tests.pages.search.entries import UNION, entry, index_of
from tests.tables import table

LIBRARY = [
    entry("corlu", "Çorlu Belediyesi", kind="member", weight=9),
    entry("meetings", "Toplantılar", kind="section", headings="Gündem · Bir sonraki toplantı", weight=10),
    entry("ilgin", "Ilgın Belediyesi", kind="member", weight=9),
    entry("person", "İlknur Şahin", kind="person", weight=8),
    entry("path", "Trakya bisiklet yolları", kind="project"),
    entry("news", "“Sınırsız Bisiklet Yolu” başladı"),
    entry("d12", "Bütçenin kabulü", kind="decision", citation="2026_12", headings="2026/12"),
    entry("d1", "Tarifenin kabulü", kind="decision", citation="2026_1", headings="2026/1"),
    entry("s1", "Encümenin seçimi", kind="decision", citation="2025_3", headings="2025/3"),
    entry("s2", "Encümenin seçimi", kind="decision", citation="2024_3", headings="2024/3"),
    entry("later", "Gizli duyuru", shown_from="2999-01-01T00:00:00+00:00"),
    entry("over", "Gizli haber", shown_until="2001-01-01T00:00:00+00:00"),
    entry("changed", "Gizli karar", kind="news"),
    entry("cycling", "Cycling routes", language="en"),
    *(entry(f"common{number}", f"Ortak haber {number}") for number in range(60)),
]


@pytest.fixture(scope="module")
def library():
    return index_of(*LIBRARY)


@table(
    "typed, first",
    [
        ("çor", "/tr/corlu/"),
        ("COR", "/tr/corlu/"),
        ("Çorlu", "/tr/corlu/"),
        ("ÇORLU BEL", "/tr/corlu/"),
        ("ilg", "/tr/ilgin/"),
        ("ILG", "/tr/ilgin/"),
        ("ilkn", "/tr/person/"),
        ("sah", "/tr/person/"),
        ("şahin ilk", "/tr/person/"),
        ("yolu", "/tr/news/"),
        ("bisikletin yol", "/tr/path/"),
        ("gündem", "/tr/meetings/"),
        ("2026/12", "/tr/d12/"),
        ("2026/1", "/tr/d1/"),
        ("encümen", "/tr/ara/?s=Enc%C3%BCmenin+se%C3%A7imi"),
        # Nothing that may be read now.
        ("gizli", None),
        ("cycling", None),
        ("xyz", None),
        # Whatever is typed.
        ("", None),
        ("ç", None),
        ("x" * 10_000, None),
        ("\x00\x00çor", "/tr/corlu/"),
        ("'; DROP TABLE e_1_tr; --", None),
        ('"', None),
        ('çor"*', "/tr/corlu/"),
        ("*", None),
        ("%_", None),
        ("title:çor", None),
        ("çor AND NOT NEAR(", None),
        ("^çor", "/tr/corlu/"),
        ("😀😀😀", None),
        ("مرحبا", None),
        ("a b c d e f g h i", None),
        ("-çor", "/tr/corlu/"),
    ],
)
def test_titles_are_proposed_by_the_beginnings_of_their_words(library, typed, first):
    found = proposed(library, UNION, typed, {"changed"})

    assert (found[0].path if found else None) == first


def test_a_word_of_every_title_proposes_a_few_of_best_standing(library):
    found = proposed(library, UNION, "ortak")

    assert len(found) == MOST_SHOWN
    assert len({each.path for each in found}) == MOST_SHOWN


def test_a_title_that_is_taken_out_is_proposed_no_longer():
    index = index_of(entry("a", "Bisiklet yolu"), entry("b", "Bisiklet parkı"))
    assert index.replace(UNION, {("a", "a")}, [], 1, 2)
    assert [each.path for each in proposed(index, UNION, "bisiklet")] == ["/tr/a/", "/tr/b/"]

    keyed = index_of(entry("news:1", "Bisiklet yolu"), entry("news:2", "Bisiklet parkı"))
    assert keyed.replace(UNION, {("news", "1")}, [], 1, 2)
    assert [each.path for each in proposed(keyed, UNION, "bisiklet")] == ["/tr/news:2/"]


def test_who_asks_too_often_waits_and_a_hand_that_types_never_does():
    assert all(may_ask("192.0.2.1", 100.0) for _time in range(AT_ONCE))
    assert not may_ask("192.0.2.1", 100.0)
    assert may_ask("192.0.2.2", 100.0)
    assert may_ask("192.0.2.1", 100.2)
    assert all(may_ask("192.0.2.3", place * 0.12) for place in range(1000))


@pytest.mark.django_db
def test_the_answer_is_that_of_opensearch_and_says_how_many(union, reader):
    make.make_page(title_tr="Bisiklet yolu", title_en="Cycle path")
    make.make_page(title_tr="Bisiklet parkı", title_en="Cycle park", status="draft")

    answer = reader.get("/tr/ara/oneriler/", {"s": "bisik"})
    assert answer["Content-Type"] == "application/x-suggestions+json"
    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-store" not in answer.get("Cache-Control", "")
    assert "Set-Cookie" not in answer
    typed, titles, labels, addresses, more = json.loads(answer.content)
    assert (typed, titles, labels, more) == ("bisik", ["Bisiklet yolu"], ["Sayfa"], {"told": "1 öneri"})
    origin = addresses[0].removesuffix("/tr/bisiklet-yolu/")
    assert origin == f"http://{union.main_host}"
    english = json.loads(reader.get("/en/search/suggestions/", {"q": "cycle"}).content)
    assert english[1:3] == [["Cycle path"], ["Page"]]
    assert json.loads(reader.get("/tr/ara/oneriler/", {"s": "zzz"}).content)[1:] == [[], [], [], {"told": "Öneri yok"}]
    assert reader.post("/tr/ara/oneriler/").status_code == 405
    assert 'data-proposals="/tr/ara/oneriler/"' in reader.get("/tr/ara/").content.decode()
    assert f'rel="suggestions" template="{origin}/tr/ara/oneriler/?s={{searchTerms}}"' in (
        reader.get("/opensearch-tr.xml").content.decode()
    )


@pytest.mark.django_db
def test_too_many_questions_are_refused_and_not_kept(union, reader, monkeypatch):
    monkeypatch.setattr(completion, "may_ask", lambda *_asked: False)

    answer = reader.get("/tr/ara/oneriler/", {"s": "bisik"})

    assert answer.status_code == 429
    assert json.loads(answer.content)[1] == []


@pytest.mark.django_db
def test_without_an_index_nothing_is_proposed_and_nothing_kept(union, reader, monkeypatch):
    def refuse(*_asked):
        raise feeding.Unusable("no space left")

    monkeypatch.setattr(completion, "index_for", refuse)
    answer = reader.get("/tr/ara/oneriler/", {"s": "bisik"})

    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
