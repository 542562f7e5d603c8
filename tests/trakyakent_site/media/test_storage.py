"""The sites with their files in a bucket: what people upload, what readers get, and what happens while it is gone."""

import http.client

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from pages.models import Post
from tests import factories as make
from tests.trakyakent_site.page_cache.cached_site import Site
from trakyakent_site.backups import installation
from trakyakent_site.backups.signing import Keys
from trakyakent_site.doctor import content, machine
from trakyakent_site.doctor.findings import Level
from unions.background import stored_files
from unions.background.picture_worker import PictureWorker
from unions.files.storage import StorageSilent
from unions.models import FileRecord
from unions.tenancy import scope

pytestmark = pytest.mark.usefixtures("bucket")


def gone(bucket) -> None:
    bucket.failures = [503] * 1000


def test_readers_get_a_public_file_whole_in_part_and_not_again(reader, union):
    paper = make.make_paper(file=make.pdf_upload("butce.pdf"))

    whole = reader.get(paper.file.url)
    content = whole.getvalue()
    part = reader.get(paper.file.url, headers={"range": "bytes=1-3"})
    again = reader.get(paper.file.url, headers={"if-none-match": whole["ETag"]})
    since = reader.get(paper.file.url, headers={"if-modified-since": whole["Last-Modified"]})

    assert content.startswith(b"%PDF")
    assert whole["Last-Modified"] == "Mon, 02 Nov 2026 09:00:00 GMT"
    assert "default-src 'none'" in whole["Content-Security-Policy"]
    assert (part.status_code, part.getvalue(), part["Content-Range"]) == (206, b"PDF", f"bytes 1-3/{len(content)}")
    assert (again.status_code, since.status_code) == (304, 304)


def test_a_draft_is_not_public_wherever_it_lies(reader, union):
    draft = make.make_post(status="draft", picture=make.picture_upload())

    assert reader.get(draft.picture.url).status_code == 404


def test_the_proxy_is_sent_to_the_store_by_an_address_that_visitors_cannot_ask(reader, union, settings, bucket):
    settings.FILES_BY_PROXY = True
    paper = make.make_paper(file=make.pdf_upload("butce.pdf"))

    answer = reader.get(paper.file.url)

    assert answer["X-Accel-Redirect"].startswith(f"/_store/yedekler/birlik/{paper.file.name}?X-Amz-")
    assert answer.content == b""
    assert reader.get(answer["X-Accel-Redirect"]).status_code == 404
    asked = http.client.HTTPConnection("127.0.0.1", bucket.port, timeout=20)
    asked.request("GET", answer["X-Accel-Redirect"].removeprefix("/_store"))
    fetched = asked.getresponse()
    assert (fetched.status, int(fetched.headers["Content-Length"])) == (200, paper.file.size)
    asked.close()


def test_pictures_have_their_copies_and_pages_ask_the_store_for_none(reader, union, bucket):
    post = make.make_post(union=union, picture=make.picture_upload(width=700, height=500))
    with scope.everything():
        PictureWorker().step()
    asked = len(bucket.asked)

    page = reader.get(post.get_absolute_url())

    assert "w320.avif" in page.content.decode()
    assert len(bucket.asked) == asked
    names = [name.rpartition("/")[2] for name in bucket.files]
    assert {"w320.webp", "w640.webp"} & set(names)
    assert reader.get(post.picture.copies[0][0]).status_code == 200


def test_files_that_no_row_names_are_swept_and_all_others_are_compared(union, bucket):
    paper = make.make_paper(file=make.pdf_upload("butce.pdf"))
    orphan = f"ornek/{Post._meta.label_lower}/{'a' * 32}/x.pdf"
    bucket.files[f"birlik/{orphan}"] = b"%PDF"
    with scope.everything():
        stored_files.look_after_files()

    assert f"birlik/{orphan}" not in bucket.files
    assert FileRecord.objects.get(name=paper.file.name).state == FileRecord.State.WHOLE


def test_while_the_store_is_gone_no_file_is_called_missing(union, bucket):
    paper = make.make_paper(file=make.pdf_upload("butce.pdf"))
    with scope.everything():
        stored_files.record_new()
        FileRecord.objects.update(checked_at="2020-01-01T00:00Z")
        gone(bucket)
        with pytest.raises(StorageSilent):
            stored_files.check()

    assert FileRecord.objects.get(name=paper.file.name).state == FileRecord.State.WHOLE


def test_while_the_store_is_gone_pages_answer_and_files_say_that_they_come_again(reader, union, bucket):
    post = make.make_post(union=union, picture=make.picture_upload())
    gone(bucket)
    reader.raise_request_exception = False

    page, picture = reader.get(post.get_absolute_url()), reader.get(post.picture.url)

    assert (page.status_code, picture.status_code) == (200, 503)
    assert picture["Cache-Control"] != "public, max-age=31536000, immutable"


@pytest.mark.usefixtures("connections_kept")
def test_while_the_store_is_gone_a_picture_that_was_seen_is_shown(union, bucket, monkeypatch):
    with scope.everything():
        site = Site()
        post = make.make_post(union=union, picture=make.picture_upload())
        seen = site.get(post.picture.url)
        make.make_post(union=union)
        gone(bucket)

        answer = site.get(post.picture.url)

    assert (answer.status, answer.body) == (200, seen.body)
    assert 'detail="stale"' in answer.note


def test_while_the_store_is_gone_an_upload_is_refused_in_words_and_the_text_kept(union, bucket, client):
    client.force_login(make.make_superuser())
    gone(bucket)
    typed = {"title_tr": "Bir başlık, uzun yazılmış", "title_en": "", "kind": "news", "status": "draft"}

    answer = client.post(
        reverse("admin:pages_post_add"),
        {**typed, "picture": make.picture_upload()},
        headers={"host": "ornek.localhost"},
    )

    assert answer.status_code in (200, 503)
    assert "Bir başlık, uzun yazılmış" in answer.content.decode()
    assert not Post.all_unions.exists()


def test_a_backup_holds_the_files_of_the_bucket(union, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    paper = make.make_paper(file=make.pdf_upload("butce.pdf"))
    read = {name: path.read_bytes() for name, path in installation.stored_files()}

    assert read[paper.file.name].startswith(b"%PDF")
    assert installation.has_files()
    assert installation.size_of_files() == sum(len(content) for content in read.values())


def test_the_doctor_compares_rows_and_bucket_and_says_where_it_lies(union, settings, bucket):
    paper = make.make_paper(file=make.pdf_upload("butce.pdf"))
    assert [finding.level for finding in content.look_at_media()] == [Level.OK]
    del bucket.files[f"birlik/{paper.file.name}"]
    assert "are gone" in next(iter(content.look_at_media())).words

    [here] = [finding for finding in machine.look_at_shared_parts() if "files" in finding.words]
    assert here.level == Level.OK
    settings.MEDIA_STORE = "s3://s3.eu-central-1.amazonaws.com/dosyalar?region=eu-central-1"
    [abroad] = [finding for finding in machine.look_at_shared_parts()]
    assert (abroad.level, "2019/12" in abroad.remedy) == (Level.WARNING, True)
    settings.MEDIA_STORE_KEYS = "/nowhere"
    [unreadable] = machine.look_at_shared_parts()
    assert unreadable.level == Level.FAULT


def test_a_wrong_secret_is_said_once_and_nothing_is_stored(union, bucket):
    default_storage.bucket.store.keys = Keys("HESAP-1", "falsch")

    with pytest.raises(StorageSilent, match="403"):
        make.make_paper(file=make.pdf_upload("butce.pdf"))
    assert bucket.files == {}
