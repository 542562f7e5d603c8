import pytest

from pages.models import Gallery
from tests import factories as make
from tests.staff_client import address
from unions.models import Deletion

pytestmark = pytest.mark.django_db


BIN = "/yonetim/silinenler/"


def names(page):
    return [line.deletion.name for line in page.context["lines"]]


def test_a_deleted_thing_is_found_by_its_words_and_comes_back_with_one_press(union, ayse):
    gallery = make.make_gallery(union=union, title_tr="İlçe çalıştayı", photos=3)
    numbers = list(gallery.photos.values_list("pk", flat=True))
    make.make_post(union=union, title_tr="Haber").delete()
    answer = ayse.post(address("delete", gallery), {"post": "yes"}, follow=True)
    # The message after deleting leads to it.
    assert f'href="{BIN}"' in answer.content.decode()

    # Photographs went with their gallery, and come back with it: they are no lines of their own.
    assert names(ayse.get(BIN)) == ["İlçe çalıştayı", "Haber"]
    assert names(ayse.get(BIN, q="ILCE calistay")) == ["İlçe çalıştayı"]
    assert names(ayse.get(BIN, q="olmayan")) == []
    deletion = Deletion.objects.get(name="İlçe çalıştayı")
    assert str(deletion.deleted_by) in ayse.get(BIN).content.decode()
    assert ayse.get(ayse.get(BIN).context["lines"][0].url).status_code == 200

    answer = ayse.post(BIN, {"deletion": deletion.pk})

    assert answer["Location"] == address("change", gallery)
    restored = Gallery.all_unions.get(pk=gallery.pk)
    assert (restored.status, list(restored.photos.values_list("pk", flat=True))) == ("draft", numbers)
    assert names(ayse.get(BIN)) == ["Haber"]
    # A second press finds nothing to do.
    assert ayse.post(BIN, {"deletion": deletion.pk}).status_code == 404
