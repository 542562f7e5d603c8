"""The next version of what readers see: stored incomplete, compared, published or discarded, and nothing gets lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pages.models import Gallery
from tests import factories as make
from tests.staff_client import address, read_form, staff_client
from unions.admin.kit.next_versions import NUMBER, next_url
from unions.models import Generation, NextVersion, UnsavedWork

pytestmark = pytest.mark.django_db


def public_post(union, **values):
    return make.make_post(union=union, **{"title_tr": "Yayımda", "title_en": "Public", **values})


def press(client, row, button, /, form=None, **changes):
    """Open the form of a row, or take the one given, change fields and press a button."""
    path = address("change", row)
    return client.post(path, {**(form or client.form(path)), button: "1", **changes})


def stored(row):
    return type(row).all_unions.get(pk=row.pk)


def test_a_draft_waits_beside_what_readers_see_and_becomes_one_version(union, ayse):
    post = public_post(union)
    number, versions = Generation.objects.get(union=union).number, post.history.count()

    answer = press(ayse, post, "_draft", title_tr="Sonraki", title_en="")

    assert answer.status_code == 302
    assert (stored(post).title_tr, stored(post).version, post.history.count()) == ("Yayımda", 1, versions)
    assert Generation.objects.get(union=union).number == number
    assert "Sonraki" not in ayse.get(post.get_absolute_url()).text
    page = ayse.get(address("change", post))
    assert "Okurlar henüz görmüyor" in page.text
    assert (read_form(page)["title_tr"], page.context["errors"]) == ("Sonraki", [])
    assert read_form(ayse.get(address("change", post), _live="1"))["title_tr"] == "Yayımda"

    compared = ayse.get(next_url(post))
    [change, *_others] = compared.context["changes"]
    assert (change.before, change.after) == ("Yayımda", "Sonraki")
    shown = ayse.get(f"{next_url(post)}tr/")
    assert "Sonraki" in shown.text
    assert (stored(post).title_tr, post.history.count()) == ("Yayımda", versions)

    press(ayse, post, "_publish")

    assert (stored(post).title_tr, stored(post).title_en or "") == ("Sonraki", "")
    assert post.history.count() == versions + 1
    assert not NextVersion.objects.exists()
    assert "Sonraki" in ayse.get(stored(post).get_absolute_url()).text


def test_a_draft_may_be_incomplete_and_what_is_published_may_not(union, ayse):
    post = public_post(union)

    assert press(ayse, post, "_draft", title_tr="", publish_at_0="yarın").status_code == 302
    assert ayse.get(next_url(post)).context["mistakes"]
    assert ayse.get(f"{next_url(post)}tr/").status_code == 200
    refused = press(ayse, post, "_publish")

    assert refused.status_code == 200
    assert "title_tr" in refused.context["adminform"].form.errors
    assert stored(post).title_tr == "Yayımda"
    assert NextVersion.objects.count() == 1


def test_what_is_not_changed_makes_no_draft_and_looking_makes_none(union, ayse):
    post = public_post(union)
    ayse.get(address("change", post), _next="1")

    press(ayse, post, "_draft")

    assert not NextVersion.objects.exists()


def test_two_people_lose_nothing_whoever_publishes_first(union, ayse, veli):
    post = public_post(union, summary_tr="Özet")
    of_ayse, of_veli = (client.form(address("change", post)) for client in (ayse, veli))
    press(ayse, post, "_draft", form=of_ayse, title_tr="Ayşe'nin başlığı")
    # Veli has not seen the draft and publishes directly: it stays, and says what differs.
    assert press(veli, post, "_publish", form=of_veli, summary_tr="Veli'nin özeti").status_code == 302

    page = ayse.get(address("change", post))
    assert page.status_code == 409
    form = read_form(page)
    assert (form["title_tr"], form["summary_tr"]) == ("Ayşe'nin başlığı", "Veli'nin özeti")
    press(ayse, post, "_publish", form=form)
    assert (stored(post).title_tr, stored(post).summary_tr) == ("Ayşe'nin başlığı", "Veli'nin özeti")

    # The other order: the draft first.
    of_veli = veli.form(address("change", post))
    press(ayse, post, "_draft", title_tr="İkinci")
    press(ayse, post, "_publish")
    late = press(veli, post, "_publish", form=of_veli, title_tr="Geç kalan")
    assert late.status_code == 409
    assert stored(post).title_tr == "İkinci"


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


def test_discarding_leaves_what_readers_see_and_can_be_taken_up_again(union, ayse):
    post = public_post(union)
    press(ayse, post, "_draft", title_tr="Vazgeçilen")
    path = f"{next_url(post)}sil/"

    assert "Vazgeçilen" in ayse.get(path).text
    ayse.post(path, {NUMBER: "7"})
    assert NextVersion.objects.exists()
    ayse.post(path, {NUMBER: "1"})

    assert not NextVersion.objects.exists()
    assert stored(post).title_tr == "Yayımda"
    [work] = ayse.get(address("change", post)).context["unsaved"]["others"]
    assert ayse.form(address("change", post), _work=work.token)["title_tr"] == "Vazgeçilen"


def test_an_editor_prepares_the_next_version_and_publishes_nothing(union):
    post = public_post(union)
    editor = staff_client(union, "editor")
    path = address("change", post)
    assert 'name="title_tr"' not in editor.get(path).text

    form = editor.form(path, _next="1")
    assert press(editor, post, "_publish", form=form, title_tr="Sızan").status_code == 403
    assert press(editor, post, "_save", form=form, title_tr="Sızan").status_code == 403
    assert press(editor, post, "_draft", form=form, title_tr="Hazırlanan", status="published").status_code == 302

    assert stored(post).title_tr == "Yayımda"
    assert read_form(editor.get(path))["title_tr"] == "Hazırlanan"
    assert staff_client(union, "auditor").get(next_url(post)).context["changes"]
    assert staff_client(union, "auditor").post(f"{next_url(post)}sil/", {NUMBER: "1"}).status_code == 403


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


def test_withdrawing_keeps_the_draft_and_the_draft_is_not_stale_by_it(union, ayse):
    post = public_post(union)
    press(ayse, post, "_draft", title_tr="")

    press(ayse, post, "_withdraw", withdrawal_reason_tr="Yanlış")

    assert (stored(post).status, stored(post).title_tr) == ("withdrawn", "Yayımda")
    page = ayse.get(address("change", post))
    assert (page.status_code, read_form(page)["title_tr"]) == (200, "")


def test_the_hour_of_a_next_version_is_kept_beside_that_of_the_entry(union, ayse):
    post = public_post(union)
    day = (timezone.localtime() + timedelta(days=3)).strftime("%d.%m.%Y")

    press(ayse, post, "_schedule", title_tr="Sonra", publish_at_0=day, publish_at_1="09:00")

    assert (stored(post).title_tr, stored(post).publish_at, stored(post).status) == ("Yayımda", None, "published")
    draft = NextVersion.objects.get()
    assert timezone.localtime(draft.publish_at).strftime("%d.%m.%Y %H:%M") == f"{day} 09:00"
