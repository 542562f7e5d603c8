"""The library of documents as staff use it, with a script and without."""

import pytest
from django.urls import reverse

from pages.models import Document, Post
from tests import factories as make
from tests.staff_client import address, staff_client
from unions.models import FileText, PathRedirect, Union
from unions.tenancy import scope

pytestmark = pytest.mark.django_db

UPLOAD, TITLES = [f"admin:pages_document_{name}" for name in ["upload", "titles"]]
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def bound(union):
    with scope.of(union):
        yield union


@pytest.fixture
def desk(bound):
    return staff_client(bound)


def sent(client, upload, **fields):
    [result] = client.client.post(reverse(UPLOAD), {"files": upload, **fields}, **JSON).json()["results"]
    return result


def test_many_files_become_drafts_and_get_their_titles_in_one_table(desk):
    files = [make.pdf_upload(name, remark=name) for name in ["Faaliyet_raporu 2025.pdf", "Çağrı (ğüş).pdf", "not.txt"]]

    page = desk.client.post(reverse(UPLOAD), {"files": files}, follow=True)

    forms = page.context["forms"]
    assert [form.instance.title_tr for form in forms] == ["Faaliyet raporu 2025", "Çağrı (ğüş)"]
    assert "not.txt: Bu dosya türü kabul edilmez" in " ".join(map(str, page.context["messages"]))
    rows = [form.instance for form in forms]
    fields = {"ids": [row.pk for row in rows], "_publish": "1"}
    for row, title in zip(rows, ["Rapor", "x" * 10_000], strict=True):
        values = {"version": row.version, "title_tr": title, "title_en": "", "category": "report", "date": "01.02.2026"}
        fields |= {f"{row.pk}-{name}": value for name, value in values.items()}
    page = desk.client.post(reverse(TITLES), fields)
    states = dict(Document.objects.values_list("title_tr", "status"))
    assert states == {"Rapor": "published", "Çağrı (ğüş)": "draft"}
    # What was refused stays typed, at its field.
    assert page.context["forms"][1]["title_tr"].value() == "x" * 10_000
    assert page.context["forms"][1].errors["title_tr"]


def test_the_dialog_for_a_link_is_told_what_became_of_its_file(desk):
    stored = sent(desk, make.pdf_upload(), title="Yönerge", language="en")
    document = Document.objects.get()
    assert (document.title_tr, document.title_en, document.status) == ("Yönerge", "Yönerge", "draft")
    assert stored["document"]["reference"] == f"/b/document-{document.pk}"
    assert stored["document"]["state"]
    refused = sent(desk, make.pdf_upload("b.pdf", remark="b"), title="x" * 10_000)
    assert (refused["refused"], refused["field"], refused["document"]) == (True, "title", None)
    assert "200" in refused["text"]
    assert sent(desk, make.pdf_upload("c.exe"))["field"] == "files"
    public = sent(desk, make.pdf_upload("d.pdf", remark="d"), title="Herkese", publish="1")
    assert public["document"]["state"] == ""


def test_one_who_does_not_publish_or_not_alone_sends_drafts(bound):
    told = sent(staff_client(bound, "editor"), make.pdf_upload(), publish="1")
    assert "Taslak" in told["text"]
    Union.objects.filter(pk=bound.pk).update(publishing_takes_two=True)
    bound.publishing_takes_two = True
    told = sent(staff_client(bound), make.pdf_upload("b.pdf", remark="b"), publish="1")
    assert "iki kişi" in told["text"]
    assert not Document.objects.published().exists()
    assert staff_client(bound, "auditor").client.post(reverse(UPLOAD), {}).status_code == 403


def test_the_list_says_what_a_file_lacks_and_where_it_is_used(desk, bound, django_assert_max_num_queries):
    scanned, untitled, used = [make.make_document(title_tr=title) for title in ["Taranmış", "Adsız", "Bağlı"]]
    FileText.objects.filter(name=scanned.file.name).update(state="scanned")
    FileText.objects.filter(name=untitled.file.name).update(state="read", is_titled=False)
    Post.objects.create(title_tr="Haber", body_tr=f'<p><a href="/b/document-{used.pk}">belge</a></p>')

    with django_assert_max_num_queries(25):
        text = desk.get(address("changelist", model=Document)).text

    assert "<strong>taranmış" in text.lower()
    assert "kendi başlığı yok" in text
    assert reverse("admin:pages_links_here", args=[f"document-{used.pk}"]) in text


def test_a_new_file_takes_the_place_of_the_former_at_its_address(desk, bound):
    document = make.make_document(title_tr="Form")
    former, page = document.file.name, document.get_absolute_url()
    desk.save(address("change", document), file=make.pdf_upload("yeni.pdf"))
    document.refresh_from_db()
    assert document.get_absolute_url() == page
    moved = PathRedirect.objects.get(old_path=reverse("stored_file", args=[former]))
    assert moved.new_path == reverse("stored_file", args=[document.file.name])
