"""Pictures of the library in the forms of entries, with and without a script."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from pages.models import Picture, Post
from tests import factories as make
from tests.staff_client import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture(bound, picture_file):
    return make.make_picture(
        picture=picture_file("red"), alt_tr="Sahil", alt_en="Coast", picture_focus_x=20, picture_focus_y=80
    )


def test_a_chosen_picture_brings_its_words_and_its_point_and_lies_on_the_disk_once(manager, picture):
    manager.save(reverse("admin:pages_post_add"), title_tr="Şenlik", **{"picture-library": str(picture.pk)})

    post = Post.objects.get()
    assert post.picture.name == picture.picture.name
    assert (post.picture_alt_tr, post.picture_alt_en) == ("Sahil", "Coast")
    assert (post.picture_focus_x, post.picture_focus_y) == (20, 80)
    assert Picture.objects.count() == 1
    # Opened and saved once more, it stays.
    version = post.version
    manager.save(address("change", post), **{"picture-library": str(picture.pk)})
    post.refresh_from_db()
    assert (post.picture.name, post.version) == (picture.picture.name, version)


def test_words_that_were_typed_are_kept(manager, picture):
    typed = {"title_tr": "Şenlik", "picture_alt_tr": "Kalabalık", "picture_focus_x": "70"}

    manager.save(reverse("admin:pages_post_add"), **typed, **{"picture-library": str(picture.pk)})

    post = Post.objects.get()
    assert (post.picture_alt_tr, post.picture_alt_en) == ("Kalabalık", "Coast")
    assert (post.picture_focus_x, post.picture_focus_y) == (70, 50)


def test_a_refused_form_still_has_the_choice(manager, picture):
    refused = manager.save(reverse("admin:pages_post_add"), title_tr="", **{"picture-library": str(picture.pk)})

    assert refused.status_code == 200
    assert f'name="picture-library" id="id_picture-library" value="{picture.pk}"' in refused.text
    assert picture.name in refused.text


def test_a_number_that_the_library_does_not_have_is_refused_at_its_field(manager, picture):
    foreign = make.make_picture(union=make.make_union(code="komsu"))

    for number in [str(foreign.pk), "0", "9" * 18, "²", "-1", "x"]:
        answer = manager.save(reverse("admin:pages_post_add"), title_tr="Şenlik", **{"picture-library": number})
        assert list(answer.context["adminform"].form.errors) == ["picture"], number
        assert "kitaplık" in answer.text.lower()
    assert not Post.objects.exists()


def test_a_file_that_is_chosen_counts_more_than_a_number(manager, picture, picture_file):
    manager.save(
        reverse("admin:pages_post_add"),
        title_tr="Şenlik",
        picture=picture_file("blue", "yeni.png"),
        **{"picture-library": str(picture.pk)},
    )

    assert "/yeni-" in Post.objects.get().picture.name
    assert Picture.objects.count() == 2


def test_readers_see_a_picture_of_the_library_where_a_public_entry_shows_it(manager, picture, client):
    host = {"HTTP_HOST": manager.host}
    assert client.get(picture.picture.url, **host).status_code == 404
    post = make.make_post(picture=picture.picture.name, status="draft")
    assert client.get(picture.picture.url, **host).status_code == 404
    make.make_photo(gallery=make.make_gallery(), picture=picture.picture.name)
    assert client.get(picture.picture.url, **host).status_code == 200
    # Who first stored a picture may drop it; those who show it keep it.
    assert post.picture.name == picture.picture.name


def test_readers_are_told_who_took_a_picture_in_both_languages(bound, client, picture, manager):
    picture.credit = "A. Yılmaz"
    picture.save()
    post = make.make_post(picture=picture.picture.name, title_tr="Şenlik", title_en="Festival")
    gallery = make.make_gallery(title_tr="Fotoğraflar", title_en="Photographs")
    make.make_photo(gallery=gallery, picture=picture.picture.name)
    make.make_photo(gallery=gallery, caption_tr="Kaynaksız")

    for row, number in [(post, 1), (gallery, 1)]:
        for language, word in [("tr", "Fotoğraf"), ("en", "Picture")]:
            with override(language):
                page = client.get(row.get_absolute_url(), HTTP_HOST=manager.host).text
            assert page.count(f"{word}: A. Yılmaz") == number, row
