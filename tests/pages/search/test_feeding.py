from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from pages.models import Page, Post
from pages.search import feeding
from pages.search.follower import IndexFollower
from pages.search.index import Index, Unusable
from pages.search.models import SearchChange
from pages.search.querying import found
from pages.search.question import read
from pages.search.scope import Scope
from pages.search.sources import weight_of
from tests import factories as make
from unions.models import AgendaItem, Generation, Meeting, StatuteChange, Union, Unit

pytestmark = pytest.mark.django_db


def ask(index: Index, union: Union, text: str, language: str = "tr") -> list[str]:
    with index.answering() as connection:
        _question, hits, _facets = found(text, Scope(connection, union.pk, language), weight_of)
    return [hit.entry["path"] for hit in hits]


@pytest.fixture
def index(tmp_path):
    return Index(tmp_path / "search.sqlite3")


def follow(index: Index, union: Union) -> Index:
    assert feeding.catch_up(index, union)
    return index


def test_the_index_follows_every_way_of_writing(union, index):
    page = make.make_page(title_tr="Bisiklet yolu", title_en="Cycle path")
    assert ask(follow(index, union), union, "bisiklet") == ["/tr/bisiklet-yolu/"]
    assert ask(index, union, "cycle", "en") == ["/en/cycle-path/"]

    page.title_tr = "Tren yolu"
    page.save()
    assert not ask(follow(index, union), union, "bisiklet")
    assert ask(index, union, "tren")

    Page.objects.filter(pk=page.pk).update(title_tr="Vapur yolu")
    assert ask(follow(index, union), union, "vapur")
    assert not ask(index, union, "tren")

    Page.objects.filter(pk=page.pk).update(status="draft")
    assert not ask(follow(index, union), union, "vapur")
    Page.objects.filter(pk=page.pk).update(status="published")
    assert ask(follow(index, union), union, "vapur")

    page.refresh_from_db()
    page.delete()
    assert not ask(follow(index, union), union, "vapur")

    post = make.make_post(title_tr="Deneme haberi")
    Post.objects.bulk_create(
        [
            Post(
                union=union,
                title_tr=f"Toplu {number}",
                slug_tr=f"toplu-{number}",
                slug_en=f"bulk-{number}",
                status="published",
            )
            for number in range(2)
        ]
    )
    assert len(ask(follow(index, union), union, "toplu")) == 2
    assert ask(index, union, "deneme") == [post.get_absolute_url()]


def test_rows_that_an_entry_rests_on_bring_it_up_to_date(union, index):
    meeting = make.make_meeting(title_tr="Mayıs toplantısı")
    item = make.make_agenda_item(meeting=meeting, title_tr="Köprü yapımı")
    follow(index, union)
    assert ask(index, union, "köprü") == [meeting.get_absolute_url()]

    AgendaItem.objects.filter(pk=item.pk).update(title_tr="Tünel yapımı")
    assert ask(follow(index, union), union, "tünel") == [meeting.get_absolute_url()]
    assert not ask(index, union, "köprü")

    item.refresh_from_db()
    item.delete()
    assert not ask(follow(index, union), union, "tünel")


def test_a_change_of_a_row_is_noted_once_with_the_generation_of_its_transaction(union):
    page = make.make_page(title_tr="Bir")
    page.save()
    page.save()

    (change,) = SearchChange.objects.filter(source="page", key=str(page.pk))

    assert change.number == Generation.objects.get(union=union).number
    assert str(change).startswith("page")


def test_an_older_copy_of_the_database_is_read_anew(union, index):
    make.make_page(title_tr="Bisiklet")
    follow(index, union)
    Generation.objects.filter(union=union).update(number=1)

    assert ask(follow(index, union), union, "bisiklet")
    assert index.seen(union.pk) == 1


def test_the_follower_brings_all_unions_up_to_date_and_then_rests(union, tmp_path):
    make.make_page(title_tr="Bisiklet")
    feeding.machine_index.cache_clear()
    try:
        with override_settings(SEARCH_INDEX=tmp_path / "followed.sqlite3"):
            assert IndexFollower().step() >= 1
            assert IndexFollower().step() == 0
            assert ask(feeding.machine_index(), union, "bisiklet")
            assert feeding.machine_index().union_of_host("yok.test") is None
    finally:
        feeding.machine_index.cache_clear()


def test_inside_a_transaction_an_index_of_its_own_is_made(union):
    make.make_page(title_tr="Bisiklet")

    made, outdated = feeding.index_for(union)
    assert made.path == ":memory:"
    assert not outdated
    assert ask(made, union, "bisiklet")


def test_published_withdrawn_and_published_again_within_a_second_is_right_at_each_step(union, index):
    page = make.make_page(title_tr="Bisiklet")
    seen = []
    for status in ["withdrawn", "published", "draft", "published"]:
        page.status = status
        page.save()
        seen.append(bool(ask(follow(index, union), union, "bisiklet")))
    assert seen == [False, True, False, True]

    for status in ["withdrawn", "published"]:
        page.status = status
        page.save()
    assert ask(follow(index, union), union, "bisiklet")
    assert index.replace(union.pk, None, [], 0, 1) is False, "What was read before is dropped."


@pytest.mark.django_db(transaction=True)
def test_what_changed_is_left_out_where_the_index_cannot_follow(union, tmp_path, monkeypatch):
    hidden = make.make_page(title_tr="Bisiklet yolu")
    make.make_page(title_tr="Bisiklet parkı")
    index = Index(tmp_path / "search.sqlite3")
    monkeypatch.setattr(feeding, "machine_index", lambda: index)

    def paths() -> list[str]:
        made, outdated = feeding.index_for(union)
        with made.answering() as connection:
            return [
                hit.entry["path"]
                for hit in found("bisiklet", Scope(connection, union.pk, "tr", outdated=outdated), weight_of)[1]
            ]

    assert len(paths()) == 2
    hidden.status = "withdrawn"
    hidden.save()

    def full(*_arguments, **_more):
        raise Unusable("database or disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(index, "replace", full)
        assert paths() == ["/tr/bisiklet-parki/"]
        # With nothing to fall back on it is said so.
        index.discard()
        with pytest.raises(Unusable):
            paths()
    with index.making_anew() as is_mine:
        assert is_mine
        with pytest.raises(Unusable, match="being made"):
            paths()
    assert paths() == ["/tr/bisiklet-parki/"]


def test_more_than_a_request_bears_is_left_to_the_thread(union, index, monkeypatch):
    follow(index, union)
    monkeypatch.setattr(feeding, "MOST_IN_A_REQUEST", 0)
    make.make_page(title_tr="Bisiklet")

    assert not feeding.catch_up(index, union, in_a_request=True)
    assert not ask(index, union, "bisiklet")
    assert ask(follow(index, union), union, "bisiklet")


def test_a_meeting_is_found_by_its_number_of_the_year(union, index):
    make.make_meeting(title_tr="Kasım 2025 olağan toplantısı")
    follow(index, union)

    assert Meeting.objects.count() == len(ask(index, union, "kasım 2025 olağan"))


def test_entries_follow_the_rows_whose_names_they_show(union, index):
    organ = make.make_organ(title_tr="Denetim Kurulu")
    decision = make.make_decision(organ=organ, title_tr="Karar")
    place = make.make_municipality(name="Eskiköy")
    seat = make.make_office_holder(organ=organ, municipality=place, person=make.make_person(name="Ayşe Deneme"))
    follow(index, union)

    organ.title_tr = "İnceleme Heyeti"
    organ.save()
    place.name = "Yenişehir"
    place.save()

    follow(index, union)
    person = seat.person.get_absolute_url()
    for path in [decision.address("tr"), person]:
        assert path in ask(index, union, "inceleme heyeti")
        assert path not in ask(index, union, "denetim")
    assert person in ask(index, union, "yenişehir")


def test_units_and_changes_of_the_statute_are_found_by_their_pages(union, index):
    unit = Unit.objects.create(name_tr="Çevre Birimi", duty_tr="Atık planları", phone="0332 000 00 77")
    StatuteChange.objects.create(
        statute=make.make_legal_basis(kind="statute", title_tr="Tüzük"), subject_tr="Katılım payının hesaplanması"
    )
    follow(index, union)

    assert ask(index, union, "atık") == ["/tr/iletisim/"]
    assert "/tr/birlik/mevzuat/" in ask(index, union, "payın hesaplanması")

    unit.delete()
    assert "/tr/iletisim/" not in ask(follow(index, union), union, "atık planları")


def test_nothing_is_suggested_that_cannot_be_read(union, index):
    later = timezone.now() + timedelta(days=2)
    make.make_page(title_tr="Gökkuşağı töreni", publish_at=later)
    gone = make.make_page(title_tr="Kelebekler vadisi")
    make.make_page(title_tr="Tramvay hattı")
    follow(index, union)
    gone.status = "withdrawn"
    gone.save()
    follow(index, union)

    with index.answering() as connection:
        scope = Scope(connection, union.pk, "tr")
        meant = {text: read(text, scope).meant for text in ["gikkusagi", "kalebekler", "tranvay"]}

    assert meant == {"gikkusagi": "", "kalebekler": "", "tranvay": "tramvay"}


def test_a_member_has_the_mayor_of_its_card_and_of_the_day(union, index, monkeypatch):
    place = make.make_municipality(name="Çorlu")
    make.make_membership(municipality=place)
    make.make_listing(municipality=place, mayor="Tarık Meşeli")
    today = timezone.localdate()
    seat = make.make_office_holder(
        organ=make.make_organ(), municipality=place, seat="ex_officio", person=make.make_person(name="Zerrin Kavaklı")
    )

    def mayors() -> tuple[list[str], list[str]]:
        follow(index, union)
        return tuple(
            [path for path in ask(index, union, name) if path == place.get_absolute_url()]
            for name in ["zerrin kavaklı", "tarık meşeli"]
        )

    assert mayors() == ([place.get_absolute_url()], [])
    seat.end_date = (today + timedelta(days=1)).isoformat()
    seat.save()
    assert mayors() == ([place.get_absolute_url()], [])
    # Nothing is written on the day on which the seat has ended.
    later = timezone.now() + timedelta(days=3)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert not index.is_of_today(union.pk)
    assert mayors()[0] == []
