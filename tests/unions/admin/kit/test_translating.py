"""What a form says beside a text whose Turkish has changed since it was translated."""

import pytest

from tests import factories as make
from tests.staff_client import address
from unions.admin.kit.translating import NOTED, RIGHT, pieces_between
from unions.models import NextVersion

pytestmark = pytest.mark.django_db


def stored(row):
    return type(row).all_unions.get(pk=row.pk)


def outdated(row):
    return (stored(row).translation_state or {}).get("outdated", [])


def press(client, row, button, **changes):
    path = address("change", row)
    return client.post(path, {**client.form(path), button: "1", **changes})


def test_the_change_stands_beside_the_field_and_is_confirmed_without_an_edit(union, ayse):
    post = make.make_post(union=union, title_tr="Su kesintisi Çorlu'da", title_en="Water cut", body_tr="<p>a</p>")
    press(ayse, post, "_publish", title_tr="Su kesintisi Lüleburgaz'da")
    page = ayse.get(address("change", post)).text

    assert "<del>Çorlu</del>" in page
    assert "<ins>Lüleburgaz</ins>" in page
    assert page.count(f'name="{RIGHT}"') == 1
    version = stored(post).version

    press(ayse, post, "_publish", **{RIGHT: "|title"})

    assert outdated(post) == []
    assert (stored(post).version, stored(post).title_en) == (version + 1, "Water cut")
    assert RIGHT not in ayse.get(address("change", post)).text


def test_a_next_version_knows_when_each_of_its_texts_was_translated(union, ayse):
    post = make.make_post(union=union, title_tr="Bir", title_en="One", summary_tr="Kısa", summary_en="Short")
    press(ayse, post, "_draft", title_tr="İki", title_en="Two", summary_tr="Uzun")
    press(ayse, post, "_draft", title_tr="Üç")

    assert outdated(post) == []
    answer = ayse.get(address("change", post))
    page = answer.text
    assert [f'value="|{name}"' in page for name in ["title", "summary"]] == [True, True]
    press(ayse, post, "_publish", summary_en="Long")

    assert outdated(post) == ["title"]
    assert not NextVersion.objects.exists()


def test_what_nobody_of_ours_sent_as_states_says_nothing(union, ayse):
    post = make.make_post(union=union, title_tr="Bir", title_en="One")
    odd = ["{", "[]", '{"": 1}', '{"": {"marks": {"title": 1}}}', '{"": {"marks": []}}', "null", "[" * 200_000]
    for number, sent in enumerate(odd):
        assert press(ayse, post, "_publish", title_tr="İki " + "ve " * number, **{NOTED: sent}).status_code == 302
        assert outdated(post) == ["title"]


def test_a_part_of_an_entry_is_confirmed_alone(union, ayse):
    gallery = make.make_gallery(union=union, photos=2)
    for photo in gallery.photos.all():
        photo.caption_tr, photo.caption_en = "Açılış", "Opening"
        photo.save()
        photo.caption_tr = "Kapanış"
        photo.save()
    page = ayse.get(address("change", gallery)).text
    assert page.count("<del>Açılış</del>") == 2

    press(ayse, gallery, "_publish", **{RIGHT: "photos-1|caption"})

    assert [outdated(photo) for photo in gallery.photos.order_by("pk")] == [["caption"], []]


def test_what_stayed_is_cut_short():
    same = "uzun " * 60

    pieces = list(pieces_between(f"{same}eski {same}", f"{same}yeni {same}"))

    assert [tag for tag, _text in pieces] == ["", "del", "ins", ""]
    assert all(len(text) < 130 for _tag, text in pieces)
