"""The disk is full in the middle of an upload: the form says so and keeps its text, and nothing half is left."""

import errno
import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from pages.models import Document, Gallery, Picture, Request, RequestFile
from tests import factories as make
from tests.members.checks.conftest import check_round, manager, member, visitor  # noqa: F401
from tests.members.checks.walkthrough import opened, send, the_check
from tests.pages.requests.filling import PETITION, browser, carried, values_of
from tests.staff_client import staff_client
from unions.files import kept, storage

pytestmark = [pytest.mark.django_db, pytest.mark.above_database]

ADD = "admin:pages_document_add"
UPLOAD = {"document": "admin:pages_document_upload", "picture": "admin:pages_picture_upload"}


@pytest.fixture
def clerk(union):
    return quiet(staff_client(union, "manager"))


@pytest.fixture
def disk():
    """A disk that takes half of each file; `disk.undo()` makes room."""
    patch = pytest.MonkeyPatch()

    def write_half(content, path):
        with open(path, "xb") as file:
            file.write(next(iter(content.chunks()))[:40])
            raise OSError(errno.ENOSPC, "No space left on device", str(path))

    # Uploads lie on another disk than what is stored.
    patch.setattr(storage, "is_linked", lambda source, draft: False)
    patch.setattr(storage, "write_file", write_half)
    yield patch
    patch.undo()


def quiet(client):
    """Whose questions are answered as a browser gets them, whatever fails."""
    getattr(client, "client", client).raise_request_exception = False
    return client


def stored_files() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def words_of(answer) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_one_document_is_refused_in_words_with_its_text(union, clerk, disk):
    before = stored_files()
    form = {**clerk.form(reverse(ADD)), "title_tr": "Bütçe “2026”", "category": "other", "date": "01.11.2026"}

    refused = clerk.post(reverse(ADD), {**form, "file": make.pdf_upload("bütçe.pdf")})

    assert refused.status_code == 503
    assert "no space left on the server" in words_of(refused) or "boş yer kalmadı" in words_of(refused)
    assert "Bütçe “2026”" in unescape(refused.content.decode())
    assert "bütçe.pdf" in words_of(refused)
    assert (Document.objects.count(), stored_files()) == (0, before)
    disk.undo()
    assert clerk.post(reverse(ADD), {**form, "file": make.pdf_upload("bütçe.pdf")}).status_code == 302
    assert Document.objects.get().file.size > 50


@pytest.mark.parametrize("kind", UPLOAD)
def test_many_files_for_a_library_are_refused_each_by_its_name(union, clerk, disk, kind):
    model = {"document": Document, "picture": Picture}[kind]
    make_file = {"document": make.pdf_upload, "picture": make.picture_upload}[kind]
    before, path = stored_files(), reverse(UPLOAD[kind])

    def files():
        return [make_file(f"dosya-{number}.{'pdf' if kind == 'document' else 'png'}") for number in range(3)]

    answer = clerk.client.post(path, {"files": files()}, headers={"accept": "application/json"})

    assert answer.status_code == 200
    results = answer.json()["results"]
    assert [result["refused"] for result in results] == [True] * 3
    assert all(f"dosya-{number}" in result["text"] for number, result in enumerate(results))
    assert all("disk" in result["text"] for result in results)
    plain = clerk.client.post(path, {"files": files()}, follow=True)
    assert all(f"osya-{number}" in words_of(plain) for number in range(3))
    assert (model.objects.count(), stored_files()) == (0, before)
    disk.undo()
    assert clerk.client.post(path, {"files": files()}).status_code == 302
    # The three are the same file: the library has it once.
    assert model.objects.count() == 1


def test_photographs_of_a_gallery_are_refused_and_the_gallery_keeps_its_words(union, clerk, disk):
    before, path = stored_files(), reverse("admin:pages_gallery_add")
    form = {**clerk.form(path), "title_tr": "Şenlik", "photos-files": [make.picture_upload("a.png")]}

    answer = clerk.client.post(path, form, follow=True)

    assert answer.redirect_chain
    said = " ".join(str(message) for message in answer.context["messages"])
    assert "a.png" in said
    assert "disk" in said
    assert (Gallery.objects.get().title_tr, stored_files()) == ("Şenlik", before)
    assert not Picture.objects.exists()


def test_a_citizen_sends_nothing_half(union, disk):
    """The file waits between the pages already, so that sending it needs little room; here there is none at all."""
    client, before = quiet(browser(union)), stored_files()
    disk.undo()
    checked = client.post(PETITION, values_of(PETITION, file=make.pdf_upload("ek.pdf")))
    assert checked.status_code == 200

    def full(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    disk.setattr(storage, "place", full)
    values = {**carried(checked.content.decode()), "step": "send"}
    refused = client.post(PETITION, values)

    assert refused.status_code == 503
    assert "boş yer kalmadı" in words_of(refused)
    assert values_of(PETITION)["text"] in unescape(refused.content.decode())
    assert not Request.objects.exists()
    assert stored_files() == before
    disk.undo()
    assert client.post(PETITION, values).status_code == 200
    assert RequestFile.objects.get().title == "ek.pdf"


def test_a_citizens_file_for_which_there_is_no_room_is_never_left_out_silently(union, monkeypatch):
    client = browser(union)
    monkeypatch.setattr(kept, "FREE_BYTES", 2**62)

    refused = client.post(PETITION, values_of(PETITION, file=make.pdf_upload("ek.pdf")))

    assert refused.status_code == 422
    assert "Henüz hiçbir şey gönderilmedi" in words_of(refused)
    assert "Sunucuda şu anda ek.pdf için yer yok" in words_of(refused)
    assert values_of(PETITION)["text"] in words_of(refused)
    # Without the file it goes on.
    assert "step" in client.post(PETITION, values_of(PETITION)).content.decode()


def test_a_citizens_file_that_went_meanwhile_is_never_left_out_silently(union):
    client = browser(union)
    checked = client.post(PETITION, values_of(PETITION, file=make.pdf_upload("ek.pdf")))
    values = {**carried(checked.content.decode()), "step": "send"}
    for path in Path(settings.KEPT_UPLOADS).glob("*/*"):
        path.unlink()

    refused = client.post(PETITION, values)

    assert refused.status_code == 422
    assert "ek.pdf artık sunucuda değil" in words_of(refused)
    assert not Request.objects.exists()
    again = {**values_of(PETITION), **carried(refused.content.decode()), "file": make.pdf_upload("ek.pdf")}
    assert client.post(PETITION, {**again, "step": "send"}).status_code == 200
    assert RequestFile.objects.get().title == "ek.pdf"


def test_the_crest_of_a_municipality_is_refused_in_words_with_its_answer(union, check_round, visitor, disk):  # noqa: F811
    opened(quiet(visitor))
    before = stored_files()

    refused = send(visitor, phone="0282 222 22 22", remark="Ek “bilgi”", crest=make.picture_upload("arma.png"))

    assert refused.status_code == 503
    assert "boş yer kalmadı" in words_of(refused)
    assert "Ek “bilgi”" in unescape(refused.content.decode())
    assert "arma.png" in words_of(refused)
    assert not the_check().is_answered
    assert stored_files() == before
    disk.undo()
    assert send(visitor, phone="0282 222 22 22", crest=make.picture_upload("arma.png")).status_code == 302
    assert the_check().corrections.filter(kind="crest").get().upload.size > 50


def test_a_crest_that_was_kept_and_is_gone_refuses_the_answer(union, check_round, visitor):  # noqa: F811
    opened(visitor)
    answer = send(visitor, **{"crest-kept": f"{'0' * 32}/arma.png"})

    assert answer.status_code == 422
    assert "arma.png artık sunucuda değil" in words_of(answer)
    assert not the_check().is_answered


def test_a_kept_file_of_the_administration_that_is_gone_refuses_the_form(union, clerk):
    path = reverse("admin:pages_post_add")
    form = {**clerk.form(path), "title_tr": "Haber", "picture-kept": f"{'0' * 32}/resim.png"}

    answer = clerk.post(path, form)

    assert answer.status_code == 200
    assert "resim.png is no longer on the server" in words_of(answer) or "resim.png artık" in words_of(answer)
