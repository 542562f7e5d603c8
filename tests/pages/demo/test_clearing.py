from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError

from pages.demo import stored
from pages.models import Document, Gallery, Page, Photo, Post
from tests.pages.demo.demonstration import demonstration, dump_of_facts, files, run
from unions.models import (
    PathRedirect,
    Union,
)

pytestmark = pytest.mark.slow


def test_clearing_leaves_the_facts_as_they_were(demo, media, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        run("cleardemo")

    assert demonstration() == {}
    assert dump_of_facts() == demo["facts"]
    assert demo["added_files"].isdisjoint(files())
    assert not Union.objects.filter(has_demo=True).exists()
    assert not PathRedirect.all_unions.exists()


def test_clearing_removes_the_files_of_the_demonstration_only(demo, media, django_capture_on_commit_callbacks):
    union = Union.objects.get(code="konya")
    own = Document(union=union, title_tr="Kendi belgemiz", is_demo=False)
    own.file.save("kendi.pdf", stored.document("butce"), save=False)
    own.save()
    invented = Document(union=union, title_tr="Uydurma", is_demo=True)
    invented.file.save("uydurma.pdf", stored.document("butce"), save=False)
    invented.save()
    gallery = Gallery.objects.create(union=union, title_tr="Uydurma", is_demo=True)
    photo = Photo(union=union, gallery=gallery, is_demo=True)
    photo.picture.save("resim.webp", stored.picture("fields-noon"), save=False)
    photo.save()
    folder = str(Path(photo.picture.name).parent)

    with django_capture_on_commit_callbacks(execute=True):
        run("cleardemo")

    assert default_storage.exists(own.file.name)
    assert not default_storage.exists(invented.file.name)
    assert not default_storage.exists(folder)


def test_clearing_nothing_is_no_error(facts):
    assert "konya: 0 " in run("cleardemo")


def test_clearing_raises_the_generation(demo):
    union = Union.objects.get(code="konya")
    before = union.generation.number

    run("cleardemo")

    union.generation.refresh_from_db()
    assert union.generation.number > before


def test_clearing_removes_what_staff_did_to_the_demonstration(demo):
    union = Union.objects.get(code="trakyakent")
    renamed, twice, deleted = Post.all_unions.filter(union=union)[:3]
    for post, slugs in [(renamed, ["yeni"]), (twice, ["bir", "iki"])]:
        for slug in slugs:
            post.slug_tr = slug
            post.save()
    twice.delete()
    deleted.delete()
    page = Page.all_unions.get(union=union, source_key="demo:page-services")
    page.slug_tr = "hizmetlerimiz"
    page.save()
    assert PathRedirect.all_unions.count() > 4

    run("cleardemo")

    assert demonstration() == {}
    assert not PathRedirect.all_unions.exists()
    assert not PathRedirect.history.exists()
    assert dump_of_facts() == demo["facts"]


def test_clearing_keeps_the_redirects_of_own_pages(demo):
    union = Union.objects.get(code="konya")
    own = Page.objects.create(union=union, title_tr="Kendi sayfamız", status="published")
    own.slug_tr = "yeni-yer"
    own.save()

    run("cleardemo")

    assert [redirect.new_path for redirect in PathRedirect.all_unions.all()] == ["/tr/yeni-yer/"]


def test_clearing_refuses_to_remove_what_own_rows_need(demo):
    gallery = Gallery.all_unions.filter(union__code="konya").first()
    own = Photo(union=gallery.union, gallery=gallery, caption_tr="Kendi fotoğrafımız")
    own.picture.save("resim.webp", stored.picture("fields-noon"), save=False)
    own.save()
    before = Post.all_unions.filter(union__code="konya", is_demo=True).count()

    with pytest.raises(CommandError, match="Kendi fotoğrafımız"):
        run("cleardemo")

    assert Post.all_unions.filter(union__code="konya", is_demo=True).count() == before
    assert Photo.all_unions.filter(pk=own.pk).exists()
