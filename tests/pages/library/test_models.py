"""What the library knows of its pictures: who shows them, what is missing, and what may go."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from pages.models import Gallery, Photo, Picture, Post
from tests import factories as make

pytestmark = pytest.mark.django_db


def names(rows) -> list[str]:
    return sorted(picture.name for picture in rows)


def test_pictures_are_found_by_what_shows_them_and_by_what_is_missing(bound):
    described = {"alt_tr": "Sahil", "alt_en": "Coast"}
    shown, loose, plain = [
        make.make_picture(name=name, **fields)
        for name, fields in [("gösterilen", described), ("boşta", {}), ("süs", {"is_decorative": True})]
    ]
    make.make_post(picture=shown.picture.name, status="draft")
    gallery = make.make_gallery()
    make.make_photo(gallery=gallery, picture=plain.picture.name)
    other = make.make_union(code="komsu")
    make.make_post(union=other, picture=loose.picture.name)
    own = Picture.objects.filter(union=bound)

    assert names(own.unused()) == []
    Post.all_unions.filter(union=other).delete()
    assert names(own.unused()) == ["boşta"]
    assert names(own.used_in([Post])) == ["gösterilen"]
    assert names(own.used_in([Photo])) == ["süs"]
    assert names(own.without_words()) == ["boşta"]
    assert names(own.with_words("COAST")) == ["gösterilen"]
    assert shown.uses() == [Post.objects.get()]
    assert plain.uses() == list(gallery.photos.all())


def test_a_picture_that_something_shows_stays_and_one_that_nothing_shows_goes(bound):
    picture = make.make_picture()
    post = make.make_post(picture=picture.picture.name)

    with pytest.raises(ProtectedError):
        picture.delete()
    post.delete()
    picture.delete()

    assert not Picture.objects.exists()
    assert Gallery.objects.count() == 0


def test_a_decorative_picture_has_no_description(bound):
    with pytest.raises(ValidationError) as refusal:
        make.make_picture(is_decorative=True, alt_tr="Süs").clean()
    assert list(refusal.value.error_dict) == ["is_decorative"]
