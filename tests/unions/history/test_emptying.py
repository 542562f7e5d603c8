from datetime import timedelta

import pytest
from django.utils import timezone

from pages.models import Gallery, Photo
from tests import factories as make
from unions.history.emptying import empty_bin
from unions.models import Deletion
from unions.models.deletion import TERM

pytestmark = pytest.mark.django_db


BIN = "/yonetim/silinenler/"


def names(page):
    return [line.deletion.name for line in page.context["lines"]]


def test_the_bin_is_emptied_by_its_term_and_the_history_goes_along(union, django_assert_max_num_queries, ayse):
    old, young = [make.make_gallery(union=union, title_tr=title, photos=1) for title in ["Eski", "Yeni"]]
    kept = make.make_gallery(union=union, title_tr="Durur", photos=1)
    old_number, young_number = old.pk, young.pk
    for gallery in [old, young]:
        gallery.delete()
    past = timezone.now() - TERM - timedelta(hours=1)
    Gallery.history.filter(history_type="-", title_tr="Eski").update(history_date=past)
    Photo.history.filter(history_type="-", gallery_id=old_number).update(history_date=past)
    Deletion.objects.filter(name="Eski").update(deleted_at=past)

    assert empty_bin() == 1

    assert list(Deletion.objects.values_list("name", flat=True)) == ["Yeni"]
    assert set(Gallery.history.values_list("title_tr", flat=True)) == {"Yeni", "Durur"}
    assert set(Photo.history.values_list("gallery_id", flat=True)) == {young_number, kept.pk}
    for number in range(30):
        make.make_post(union=union, title_tr=f"Haber {number}").delete()
    with django_assert_max_num_queries(25):
        assert len(names(ayse.get(BIN))) == 31
