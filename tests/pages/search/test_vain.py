"""What staff do for the search: words that mean the same, and a look at what was searched for in vain."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from pages.search import vain
from pages.search.index import Index
from pages.search.models import WordInVain
from tests import factories as make
from tests.pages.search.entries import UNION, entry
from tests.pages.search.library import ask
from unions.models.union import check_synonyms

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_held():
    vain.taken()
    yield
    vain.taken()


def test_synonyms_of_the_union_are_used_beside_those_of_all_and_without_the_database():
    index = Index(":memory:")
    entries = [entry("yem", "Yem desteği"), entry("pay", "Katılım payının ödenmesi"), entry("yol", "Köy yolları")]
    index.replace(UNION, None, entries, None, 1, synonyms="mama = yem\naidat = ödenti")

    assert ask(index, "mama") == ["yem"]
    assert ask(index, "mamalar") == ["yem"]
    assert ask(index, "aidat") == ["pay"]
    index.replace(UNION, set(), [], 1, 2, synonyms="")
    assert ask(index, "mama") == []


def test_synonyms_that_are_no_groups_are_refused():
    for text in ["", "aidat = katılım payı", "\n\na = b = c\n", "Aidat=Ödenti\nyasa = kanun"]:
        check_synonyms(text)
    for text in [
        "aidat",
        "aidat =",
        "= aidat",
        "bir iki üç dört = beş",
        "a = " + "x" * 100,
        "=".join("abcdefghijklmnop"),
    ]:
        with pytest.raises(ValidationError):
            check_synonyms(text)


def test_words_in_vain_are_counted_by_day_without_who_asked(union, reader):
    make.make_page(title_tr="Bisiklet yolu")
    for asked in [
        "zxqwv kertenkele",
        "zxqwv kertenkele",
        "bisiklet",
        "5551234567",
        "ayse@posta.example",
        "ve",
        "x" * 90,
    ]:
        assert reader.get("/tr/ara/", {"q": asked}).status_code == 200
    assert not WordInVain.objects.exists(), "Reading writes nothing."

    assert vain.write_down() == 2
    assert vain.write_down() == 0
    assert {(row.word, row.number) for row in WordInVain.objects.all()} == {("zxqwv", 2), ("kertenkele", 2)}
    vain.note(union.pk, "kertenkele")
    vain.write_down()
    assert WordInVain.objects.get(word="kertenkele").number == 3


def test_only_words_of_several_days_and_many_searches_are_shown_and_old_ones_go(union):
    today = timezone.localdate()
    other = make.make_union(code="baska")
    for word, days, number, whose in [
        ("sıkça", [0, 3], 3, union), ("bir günde", [0], 50, union), ("seyrek", [0, 1, 2], 1, union),
        ("eski", [50, 51], 50, union), ("başkasının", [0, 1], 50, other), ("çok eski", [95], 50, union),
    ]:  # fmt: skip
        for day in days:
            WordInVain.objects.create(union=whose, day=today - timedelta(days=day), word=word, number=number)

    assert vain.told_to_staff(union) == [("sıkça", 6)]
    assert vain.erase_old() == 1


def test_what_is_held_and_written_is_bounded(union, monkeypatch):
    monkeypatch.setattr(vain, "MOST_HELD", 3)
    monkeypatch.setattr(vain, "MOST_A_DAY", 2)
    for word in ["birinci", "ikinci", "ucuncu", "dorduncu", "birinci"]:
        vain.note(union.pk, word)
    vain.note(10**9, "yok")

    assert vain.write_down() == 3
    assert WordInVain.objects.count() == 2
