"""The pages of the library as staff use them, with a script and without."""

import pytest
from django.urls import reverse

from pages.models import Picture, Post
from tests import factories as make
from tests.staff_client import staff_client

pytestmark = pytest.mark.django_db

UPLOAD, WORDS, CHOOSE = [f"admin:pages_picture_{name}" for name in ["upload", "words", "choose"]]


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_many_files_are_taken_at_once_and_each_refusal_is_named(manager, picture_file):
    files = [picture_file(f"rgb({number},0,0)", f"foto{number}.png") for number in range(4)]
    files += [make.pdf_upload("belge.jpg"), picture_file("rgb(0,0,0)", "ayni.png")]

    answer = manager.client.post(reverse(UPLOAD), {"files": files}, follow=True)

    assert sorted(picture.name for picture in Picture.objects.all()) == ["foto0", "foto1", "foto2", "foto3"]
    text = " ".join(said(answer))
    assert "4 resim eklendi" in text
    assert "belge.jpg: Bu bir PDF" in text
    assert "ayni.png" in text
    assert "foto0" in text
    # The table of descriptions follows at once, in the order of the files.
    assert [form.instance.name for form in answer.context["forms"]] == ["foto0", "foto1", "foto2", "foto3"]


def test_a_script_is_told_of_each_file_by_itself(manager, picture_file):
    send = {"HTTP_ACCEPT": "application/json"}

    [stored] = manager.client.post(reverse(UPLOAD), {"files": picture_file("red", "a.png")}, **send).json()["results"]
    [refused] = manager.client.post(reverse(UPLOAD), {"files": make.pdf_upload()}, **send).json()["results"]

    assert (stored["refused"], stored["picture"]["number"]) == (False, Picture.objects.get().pk)
    assert (refused["refused"], refused["picture"]) == (True, None)
    assert "belge.pdf" in refused["text"]


def test_an_upload_without_a_file_says_so(manager):
    answer = manager.client.post(reverse(UPLOAD), {}, follow=True)

    assert said(answer) == ["Dosya seçilmedi."]


def test_one_table_describes_all_and_uses_without_words_take_them_over(manager, picture_file):
    one, two = [make.make_picture(name=name, picture=picture_file(name)) for name in ["red", "blue"]]
    bare = make.make_post(picture=one.picture.name)
    own = make.make_post(picture=one.picture.name, picture_alt_tr="Kendi sözü")
    form = manager.client.get(reverse(WORDS), {"ids": f"{one.pk},{two.pk}"}).context["forms"]
    data = {"ids": [one.pk, two.pk]}
    for each in form:
        data |= {f"{each.prefix}-version": each.instance.version}
    data |= {f"{one.pk}-alt_tr": "Sahil", f"{one.pk}-alt_en": "Coast", f"{one.pk}-credit": "A. Yılmaz"}
    data |= {f"{two.pk}-alt_tr": "x" * 10_000}

    refused = manager.client.post(reverse(WORDS), data)

    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.alt_tr, one.alt_en, one.credit, one.version) == ("Sahil", "Coast", "A. Yılmaz", 2)
    # What is too long is refused at its field, keeps its text, and takes nothing else along.
    assert (two.alt_tr or "", refused.status_code) == ("", 200)
    assert "x" * 10_000 in refused.text
    bare.refresh_from_db()
    own.refresh_from_db()
    assert (bare.picture_alt_tr, bare.picture_alt_en) == ("Sahil", "Coast")
    assert (own.picture_alt_tr, own.picture_alt_en) == ("Kendi sözü", "Coast")
    data |= {f"{one.pk}-version": 2, f"{two.pk}-alt_tr": "", f"{two.pk}-is_decorative": "on"}
    assert manager.client.post(reverse(WORDS), data).status_code == 302
    assert not Picture.objects.without_words().exists()


def test_descriptions_that_somebody_else_has_written_meanwhile_are_not_overwritten(manager):
    picture = make.make_picture()
    data = {"ids": picture.pk, f"{picture.pk}-version": 1, f"{picture.pk}-alt_tr": "Benimki"}
    picture.alt_tr = "Onunki"
    picture.save()

    answer = manager.client.post(reverse(WORDS), data)

    assert answer.status_code == 409
    picture.refresh_from_db()
    assert picture.alt_tr == "Onunki"
    assert "Benimki" in answer.text


def test_an_editor_describes_what_readers_see_only_where_a_draft_shows_it(bound):
    picture = make.make_picture()
    public, draft = [make.make_post(picture=picture.picture.name, status=status) for status in ["published", "draft"]]
    editor = staff_client(bound, "editor")
    data = {"ids": picture.pk, f"{picture.pk}-version": 1, f"{picture.pk}-alt_tr": "Sahil"}

    assert editor.post(reverse(WORDS), data).status_code == 302

    alts = dict(Post.objects.values_list("pk", "picture_alt_tr"))
    assert (alts[public.pk] or "", alts[draft.pk]) == ("", "Sahil")


def test_a_chooser_offers_the_pictures_of_the_union_alone(manager, picture_file):
    make.make_picture(name="Çalışma", alt_tr="Toplantı")
    make.make_picture(union=make.make_union(code="komsu"), name="Çalışma komşu")

    found = [
        [each["name"] for each in manager.get(reverse(CHOOSE), q=text).json()["results"]]
        for text in ["calisma", "toplanti", "", "yok", "\x00"]
    ]

    assert found == [["Çalışma"], ["Çalışma"], ["Çalışma"], [], []]


def test_an_auditor_sees_the_library_and_adds_nothing(bound, picture_file):
    make.make_picture()
    auditor = staff_client(bound, "auditor")

    assert auditor.get(reverse("admin:pages_picture_changelist")).status_code == 200
    answers = [auditor.get(reverse(UPLOAD)), auditor.get(reverse(WORDS))]
    answers.append(auditor.post(reverse(UPLOAD), {"files": picture_file("red")}))
    assert {answer.status_code for answer in answers} == {403}
    assert Picture.objects.count() == 1
