"""Copies of pictures that were stored before there were any, and of pictures that are gone."""

import os
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from pages.library.models import Picture
from tests.factories import make_person, make_post, picture_upload
from unions.background.picture_worker import PictureWorker
from unions.files.fields import PictureFile

pytestmark = pytest.mark.django_db


def folder(picture: PictureFile) -> Path:
    return Path(picture.path).parent


def copies(picture: PictureFile) -> list[str]:
    return sorted(path.name for path in folder(picture).glob("w*.*"))


def cared_for(**options) -> str:
    told = StringIO()
    call_command("makerenditions", stdout=told, **options)
    return told.getvalue()


def test_missing_copies_are_made_once(union):
    post = make_post(picture=picture_upload(width=700, height=500))
    person = make_person(picture=picture_upload(width=100, height=100))
    PictureWorker().step()
    expected = [copies(post.picture), copies(person.picture)]
    assert all(expected)
    for picture in [post.picture, person.picture]:
        for name in copies(picture):
            (folder(picture) / name).unlink()

    first, second = cared_for(), cared_for()

    assert first.splitlines()[0] == f"{sum(map(len, expected))} created"
    assert [copies(post.picture), copies(person.picture)] == expected
    assert second.splitlines() == ["0 created", "0 removed"]


def test_copies_made_by_older_rules_give_way(union):
    post = make_post(picture=picture_upload(width=700, height=500))
    PictureWorker().step()
    expected = copies(post.picture)
    (folder(post.picture) / "w100.webp").write_bytes(b"old")

    cared_for(anew=True)

    assert copies(post.picture) == expected


def test_copies_of_what_no_row_shows_go_after_a_day_and_the_picture_stays(union):
    post = make_post(picture=picture_upload(width=700, height=500))
    gone = make_post(picture=picture_upload(width=700, height=500))
    PictureWorker().step()
    picture = gone.picture
    gone.delete()
    Picture.objects.filter(picture=picture.name).delete()
    assert cared_for().splitlines()[1] == "0 removed"
    long_ago = (timezone.now() - timedelta(days=2)).timestamp()
    for each in [post.picture, picture]:
        for path in folder(each).iterdir():
            os.utime(path, (long_ago, long_ago))

    cared_for()

    assert copies(picture) == []
    assert Path(picture.path).exists()
    assert copies(post.picture)


def test_a_lost_or_broken_picture_hinders_no_other(union):
    lost, broken, whole = [make_post(picture=picture_upload(width=700, height=500)).picture for _each in range(3)]
    Path(lost.path).unlink()
    Path(broken.path).write_bytes(b"broken")
    for picture in [lost, broken, whole]:
        assert copies(picture) == []

    cared_for()

    assert [len(copies(picture)) > 0 for picture in [lost, broken, whole]] == [False, False, True]
