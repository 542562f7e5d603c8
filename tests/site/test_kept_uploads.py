"""Every form that takes files gives them back when it is refused, and stores them with the next attempt."""

import re

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.urls import reverse

from members.exchange.models import ImportRun
from pages.models import Document, Gallery, Photo, Post
from tests import factories as make
from tests.staff_client import address, read_form, staff_client
from unions.files.fields import PictureField, UploadField
from unions.models import Emblem, UnionOwned

pytestmark = [pytest.mark.django_db, pytest.mark.above_database]

FILE_INPUT = re.compile(r'<input type="file" name="([^"]+)"')
KEPT = re.compile(r'<input type="hidden" name="([^"]+)-kept" value="([^"]+)"')


# Asks for its file alone: with a file it is complete, and a file that is refused itself is not kept.
COMPLETE_WITH_ITS_FILE = [Emblem]


def takes_files(model) -> bool:
    return any(isinstance(field, UploadField) for field in model._meta.concrete_fields)


def forms_with_files() -> list:
    """The models whose form, or one of whose inner forms, has a field for a file."""
    return [
        model
        for model, model_admin in admin.site._registry.items()
        if issubclass(model, UnionOwned)
        and model not in COMPLETE_WITH_ITS_FILE
        and (takes_files(model) or any(takes_files(inline.model) for inline in model_admin.inlines))
    ]


def file_for(model_admin, name: str):
    """A file that the field of that name accepts."""
    owners = [model_admin.model, *(inline.model for inline in model_admin.inlines)]
    field = next(
        field for owner in owners for field in owner._meta.concrete_fields
        if field.name == name.rpartition("-")[2] and isinstance(field, UploadField)
    )  # fmt: skip
    source = make.picture_upload() if isinstance(field, PictureField) else make.pdf_upload()
    ending = "png" if isinstance(field, PictureField) else "pdf"
    return SimpleUploadedFile(f"seçilen {name}.{ending}", source.read())


@pytest.fixture
def clerk(union):
    return staff_client(union, "manager")


@pytest.mark.parametrize("model", forms_with_files(), ids=lambda model: model.__name__)
def test_a_refused_form_of_the_admin_keeps_each_chosen_file(union, clerk, model):
    model_admin = admin.site._registry[model]
    page = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
    answer = clerk.get(page)
    if answer.status_code == 403:
        pytest.skip("Rows of this model are made elsewhere.")
    form = read_form(answer)
    names = [name.replace("__prefix__", "0") for name in FILE_INPUT.findall(answer.content.decode())]
    # Many photographs at once go into the library before the form is judged; tests/pages/library/test_many.py.
    names = [name for name in names if not name.endswith("-files")]
    assert names
    for name in names:
        if "-" in name:
            form[f"{name.rpartition('-')[0].rpartition('-')[0]}-TOTAL_FORMS"] = "1"
    # Nothing but the files: each of these forms needs more.
    data = {name: value for name, value in form.items() if name.endswith("_FORMS") or name == "csrfmiddlewaretoken"}

    refused = clerk.post(page, {**data, **{name: file_for(model_admin, name) for name in names}})

    assert refused.status_code == 200
    kept = dict(KEPT.findall(refused.content.decode()))
    assert set(kept) == set(names)
    text = refused.content.decode()
    assert all(f"seçilen {name}" in text for name in names)
    # Refused once more, without the files: they are still there, under the same tokens.
    again = clerk.post(page, {**data, **{f"{name}-kept": value for name, value in kept.items()}})
    assert dict(KEPT.findall(again.content.decode())) == kept


def test_the_next_attempt_stores_the_file(union, clerk):
    page = reverse("admin:pages_document_add")
    refused = clerk.post(page, {**clerk.form(page), "title_tr": "", "file": make.pdf_upload("şartname.pdf")})
    form = read_form(refused)

    saved = clerk.post(page, {**form, "title_tr": "Şartname"})

    assert saved.status_code == 302
    stored = Document.all_unions.get()
    assert stored.file.name.endswith("/sartname.pdf")
    assert stored.file.read().startswith(b"%PDF")
    assert clerk.post(page, {**form, "title_tr": "İkinci"}).status_code == 200, "The file was kept for one form."


def test_a_kept_file_can_be_removed_or_replaced(union, clerk):
    page = reverse("admin:pages_post_add")
    refused = clerk.post(page, {**clerk.form(page), "title_tr": "", "picture": make.picture_upload("bir.png")})
    form = {**read_form(refused), "title_tr": "Başlık"}

    removed = clerk.post(page, {**form, "picture-kept-remove": "on"})
    assert (removed.status_code, Post.all_unions.get().picture.name) == (302, "")

    refused = clerk.post(page, {**clerk.form(page), "title_tr": "", "picture": make.picture_upload("bir.png")})
    form = {**read_form(refused), "title_tr": "Başka"}
    clerk.post(page, {**form, "picture": make.picture_upload("iki.png")})
    assert "/iki-" in Post.all_unions.latest("pk").picture.name


def test_a_conflict_keeps_the_file_too(union, clerk):
    document = make.make_document(union=union, title_tr="Eski")
    page = address("change", document)
    form = clerk.form(page)
    models.QuerySet(Document).get(pk=document.pk).save()

    refused = clerk.post(page, {**form, "title_tr": "Benim", "file": make.pdf_upload("yeni.pdf")})

    assert refused.status_code == 409
    assert clerk.post(page, read_form(refused)).status_code == 302
    document.refresh_from_db()
    assert document.title_tr == "Benim"
    assert document.file.name.endswith("/yeni.pdf")


def test_photographs_of_a_refused_gallery_come_back_beside_their_words(union, clerk):
    page = reverse("admin:pages_gallery_add")
    data = {**clerk.form(page), "title_tr": "", "photos-TOTAL_FORMS": "2"}
    for number in range(2):
        data |= {f"photos-{number}-picture": make.picture_upload(f"foto{number}.png"), f"photos-{number}-position": "0"}
        data[f"photos-{number}-caption_tr"] = f"Yazı {number}"
    refused = clerk.post(page, data)

    saved = clerk.post(page, {**read_form(refused), "title_tr": "Şenlik"})

    assert saved.status_code == 302
    photos = list(Photo.all_unions.order_by("position"))
    assert [(photo.caption_tr, "/foto" in photo.picture.name) for photo in photos] == [
        ("Yazı 0", True),
        ("Yazı 1", True),
    ]


def test_a_refused_file_is_not_kept_and_the_others_are(union, clerk):
    page = reverse("admin:pages_gallery_add")
    data = {**clerk.form(page), "title_tr": "Şenlik", "photos-TOTAL_FORMS": "2"}
    data["photos-0-picture"] = SimpleUploadedFile("kesik.jpg", b"\xff\xd8\xff\xe0" + b"0" * 50)
    data["photos-1-picture"] = make.picture_upload("iyi.png")

    refused = clerk.post(page, data)

    assert [name for name, _value in KEPT.findall(refused.content.decode())] == ["photos-1-picture"]
    assert "kesik" in refused.content.decode()


def test_a_file_that_is_gone_is_named(union, clerk, settings, tmp_path):
    page = reverse("admin:pages_document_add")
    refused = clerk.post(page, {**clerk.form(page), "title_tr": "", "file": make.pdf_upload("şartname.pdf")})
    settings.KEPT_UPLOADS = tmp_path

    answer = clerk.post(page, {**read_form(refused), "title_tr": "Şartname"})

    assert answer.status_code == 200
    assert "şartname.pdf" in answer.content.decode()
    assert not Document.all_unions.exists()


def test_a_table_is_kept_while_the_person_says_what_it_holds(union, clerk):
    page = reverse("admin:members_importrun_add")
    table = SimpleUploadedFile("uyeler.csv", "Belediye;Telefon\nÇorlu;0282 651 10 20\n".encode())
    refused = clerk.post(page, {"kind": "", "file": table})
    assert KEPT.findall(refused.content.decode())

    answer = clerk.post(page, {**read_form(refused), "kind": "listings"})

    assert answer.status_code == 302
    assert ImportRun.all_unions.get().file_name == "uyeler.csv"


def test_forty_photographs_at_once_are_taken(union, clerk):
    page = reverse("admin:pages_gallery_add")
    data = {**clerk.form(page), "title_tr": "Şenlik", "photos-TOTAL_FORMS": "40"}
    for number in range(40):
        data |= {f"photos-{number}-picture": make.picture_upload(f"{number}.png"), f"photos-{number}-position": "0"}

    assert clerk.post(page, data).status_code == 302
    assert Gallery.all_unions.get().photos.count() == 40


def test_more_files_than_a_form_takes_are_named_and_the_rest_is_kept(union, clerk, settings):
    settings.FORM_FILES = 3
    page = reverse("admin:pages_gallery_add")
    data = {**clerk.form(page), "title_tr": "Şenlik", "photos-TOTAL_FORMS": "5"}
    for number in range(5):
        data |= {f"photos-{number}-picture": make.picture_upload(f"{number}.png"), f"photos-{number}-position": "0"}
        data[f"photos-{number}-caption_tr"] = f"Yazı {number}"

    refused = clerk.post(page, data)

    text = refused.content.decode()
    assert refused.status_code == 200
    assert len(KEPT.findall(text)) == 3
    assert "4.png" in text
    assert "Yazı 4" in text


def test_a_form_says_beforehand_how_much_it_takes_at_once(union, clerk):
    text = clerk.get(reverse("admin:pages_gallery_add")).content.decode()

    assert 'data-most-files="100"' in text
    assert "data-most-files" not in clerk.get(reverse("admin:unions_term_add")).content.decode()
