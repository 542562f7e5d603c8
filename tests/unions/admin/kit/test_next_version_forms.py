"""The form of a row as it waits in its next version, with parts and files."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pages.models import Gallery
from tests import factories as make
from tests.staff_client import address, read_form
from tests.unions.admin.kit.drafts import press, public_post, stored
from unions.admin.kit.next_versions import next_url
from unions.models import NextVersion, UnsavedWork

pytestmark = pytest.mark.django_db


def test_what_is_not_changed_makes_no_draft_and_looking_makes_none(union, ayse):
    post = public_post(union)
    ayse.get(address("change", post), _next="1")

    press(ayse, post, "_draft")

    assert not NextVersion.objects.exists()


def test_two_people_who_write_one_draft_see_both_texts_and_the_first_is_kept(union, ayse, veli):
    post = public_post(union)
    of_veli = veli.form(address("change", post))
    press(ayse, post, "_draft", title_tr="Ayşe'nin taslağı")

    both = press(veli, post, "_draft", form=of_veli, title_tr="Veli'nin taslağı")

    assert both.status_code == 409
    [conflict] = both.context["conflicts"]
    assert ("Veli'nin taslağı", "Ayşe'nin taslağı") in [(each.yours, each.stored) for each in conflict.differences]
    assert NextVersion.objects.get().written_by == ayse.user
    form = read_form(both)
    assert form["title_tr"] == "Veli'nin taslağı"
    assert press(veli, post, "_draft", form=form).status_code == 302
    assert NextVersion.objects.get().written_by == veli.user
    assert ["title_tr", "Ayşe'nin taslağı"] in [
        list(pair) for pair in UnsavedWork.objects.get(user=ayse.user, is_closed=False).fields
    ]


def test_parts_and_files_wait_with_it(union, ayse):
    gallery = make.make_gallery(union=union, photos=2)
    picture = make.picture_upload("yeni.jpg")
    form = {name: value or "" for name, value in ayse.form(address("change", gallery)).items()}
    count = int(form["photos-TOTAL_FORMS"])
    added = {
        "photos-TOTAL_FORMS": str(count + 1),
        f"photos-{count}-picture": picture,
        f"photos-{count}-caption_tr": "Yeni",
        f"photos-{count}-picture_alt_tr": "Bir yol",
        "photos-0-caption_tr": "Düzeltilmiş",
        "photos-1-DELETE": "on",
    }

    assert press(ayse, gallery, "_draft", form=form, **added).status_code == 302

    assert sorted(gallery.photos.values_list("caption_tr", flat=True)) == ["Açılış", "Açılış"]
    changes = ayse.get(next_url(gallery)).context["changes"]
    assert len(changes) >= 3
    assert press(ayse, gallery, "_publish").status_code == 302
    assert sorted(Gallery.all_unions.get().photos.values_list("caption_tr", flat=True)) == ["Düzeltilmiş", "Yeni"]


def test_the_hour_of_a_next_version_is_kept_beside_that_of_the_entry(union, ayse):
    post = public_post(union)
    day = (timezone.localtime() + timedelta(days=3)).strftime("%d.%m.%Y")

    press(ayse, post, "_schedule", title_tr="Sonra", publish_at_0=day, publish_at_1="09:00")

    assert (stored(post).title_tr, stored(post).publish_at, stored(post).status) == ("Yayımda", None, "published")
    draft = NextVersion.objects.get()
    assert timezone.localtime(draft.publish_at).strftime("%d.%m.%Y %H:%M") == f"{day} 09:00"
