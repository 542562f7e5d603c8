"""How pictures come into the library, and what becomes of what is none."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from pages.demo.clearing import clear
from pages.library import storing
from pages.models import Picture, Post
from tests import factories as make
from tests.tables import table
from unions.files.storage import WholeFileStorage

pytestmark = pytest.mark.django_db


@table(
    "filename, name",
    [
        ("yaz_senligi 01.jpg", "yaz senligi 01"),
        ("../../etc/passwd.jpg", "passwd"),
        ("C:\\resimler\\sahil.png", "sahil"),
        ("kutlama 🎉.jpg", "kutlama 🎉"),
        ("a" * 300 + ".jpg", "a" * 200),
        ("a\u202egpj.jpg", "a gpj"),
    ],
)
def test_a_picture_is_called_after_its_file(bound, picture_file, filename, name):
    stored = storing.store(picture_file("red", filename[:200]))

    assert stored.error == ""
    assert stored.row.name == name
    folder, file = stored.row.picture.name.rsplit("/", 1)
    assert folder.startswith(f"{bound.code}/pages.picture/")
    assert file.endswith("-64x48.png")
    assert file.isascii()


@table(
    "content, name",
    [
        (b"%PDF-1.4\n", "belge.jpg"),
        (b"", "bos.jpg"),
        (b"\xff\xd8\xff\xe0" + b"0" * 50, "kesik.jpg"),
        (b"<svg/>", "a.png"),
    ],
)
def test_what_is_no_picture_is_refused_by_name_and_nothing_of_it_is_stored(bound, content, name):
    stored = storing.store(ContentFile(content, name=name))

    assert (stored.name, stored.row) == (name, None)
    assert stored.error
    assert not Picture.objects.exists()


def test_the_same_picture_is_stored_once_and_the_first_is_named(bound, picture_file):
    first = storing.store(picture_file("red", "ilk.png"))
    again = storing.store(picture_file("red", "ikinci.png"))
    other = storing.store(picture_file("blue", "baska.png"))

    assert (again.row, again.is_known) == (first.row, True)
    assert (other.row == first.row, other.is_known) == (False, False)


def test_a_full_disk_is_said_and_leaves_no_row(bound, picture_file, monkeypatch):
    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(WholeFileStorage, "_save", full)

    stored = storing.store(picture_file("red"))

    assert stored.error == str(storing.NOT_STORED)
    assert not Picture.objects.exists()


def test_the_picture_of_a_saved_row_is_in_the_library_once_with_its_words(bound, picture_file):
    post = make.make_post(picture=picture_file("red", "sahil.png"), picture_alt_tr="Sahil", picture_focus_x=10)
    post.save()
    make.make_post(picture=post.picture.name, title_tr="Aynı resim")

    picture = Picture.objects.get()
    assert (picture.picture.name, picture.name, picture.alt_tr) == (post.picture.name, "sahil", "Sahil")
    assert picture.picture_focus_x == 10
    # So it is known when somebody sends it again.
    assert storing.store(picture_file("red")).is_known


def test_pictures_that_were_written_past_the_forms_are_put_into_the_library_on_demand(bound, picture_file):
    post = make.make_post(picture=picture_file("red"))
    Picture.objects.all()._raw_delete("default")

    assert [storing.fill(), storing.fill()] == [1, 0]
    assert Picture.objects.get().picture.name == Post.objects.get(pk=post.pk).picture.name


def test_a_picture_of_the_demonstration_stays_where_own_rows_show_or_have_shown_it(
    bound, picture_file, django_capture_on_commit_callbacks
):
    names = []
    for colour in ["red", "blue"]:
        invented = make.make_post(title_tr=colour, picture=picture_file(colour), is_demo=True)
        make.make_post(title_tr=f"Bizim {colour}", picture=invented.picture.name)
        names.append(invented.picture.name)
    Picture.objects.update(is_demo=True)
    former = Post.objects.get(title_tr="Bizim blue")
    former.picture = ""
    former.save()

    with django_capture_on_commit_callbacks(execute=True):
        clear(bound)

    assert [default_storage.exists(name) for name in names] == [True, True]
    assert list(Picture.objects.values_list("picture", "is_demo")) == [(names[0], False)]
    assert not Post.objects.filter(is_demo=True).exists()
