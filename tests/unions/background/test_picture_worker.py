"""The copies of new pictures: made by the worker, tried again, and given up in the sight of staff."""

import io
import threading
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction
from PIL import Image

from tests.factories import make_gallery, make_photo, make_post, picture_upload
from unions.background.picture_worker import PictureWorker
from unions.files import decoder
from unions.models import Generation, PictureJob
from unions.models.picture_job import NEW_JOBS

pytestmark = pytest.mark.django_db


def number(union) -> int:
    return Generation.objects.get(union=union).number


def copies(picture) -> list[str]:
    return sorted(path.name for path in Path(picture.path).parent.glob("w*.*"))


def test_pages_offer_the_copies_as_soon_as_they_are_there(union):
    post = make_post(picture=picture_upload(width=700, height=500))
    before = number(union)
    assert copies(post.picture) == []

    assert PictureWorker().step() == 1

    assert "w640.webp" in copies(post.picture)
    assert number(union) == before + 1
    assert not PictureJob.objects.exists()
    assert PictureWorker().step() == 0


def test_a_save_makes_no_copy_itself(union, monkeypatch):
    def forbidden(*args, **kwargs):
        raise AssertionError("A copy was made in the request.")

    monkeypatch.setattr(decoder, "copies_of", forbidden)

    make_photo(gallery=make_gallery(), picture=picture_upload(width=700, height=500))

    assert PictureJob.objects.count() == 1


def test_a_picture_whose_row_was_never_written_is_forgotten(union):
    PictureJob.objects.create(name="ornek/pages.post/" + "0" * 32 + "/x-700x500.png", steps=[320])
    PictureWorker().step()

    assert not PictureJob.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_worker_of_this_process_is_woken_by_the_commit():
    NEW_JOBS.clear()

    with transaction.atomic():
        make_post(picture=picture_upload())
        assert not NEW_JOBS.is_set()

    assert NEW_JOBS.is_set()


def test_another_save_does_not_wait_for_a_picture(union, monkeypatch):
    """Decoding is over before the transaction of the save begins."""
    from tests.staff_client import address, staff_client
    from unions.files import uploads

    depths = []
    decode = decoder.decode

    def noticing(upload):
        depths.append(len(connection.savepoint_ids))
        return decode(upload)

    monkeypatch.setattr(uploads.decoder, "decode", noticing)
    outside = len(connection.savepoint_ids)
    clerk, post = staff_client(union), make_post()
    depths.clear()

    answer = clerk.save(address("change", post), picture=picture_upload("a.png"), picture_alt_tr="Bir salon")

    assert answer.status_code == 302
    assert depths == [outside]


def test_two_uploads_at_once_both_come_out(union):
    results = []

    def upload(colour):
        buffer = io.BytesIO()
        Image.new("RGB", (400, 300), colour).save(buffer, "PNG")
        result = decoder.decode(ContentFile(buffer.getvalue(), name="a.png"))
        with Image.open(result.file.name) as picture:
            results.append((colour, picture.getpixel((0, 0))))

    threads = [threading.Thread(target=upload, args=[(value, 0, 0)]) for value in (10, 20, 30, 40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == [((value, 0, 0), (value, 0, 0)) for value in (10, 20, 30, 40)]


def test_stored_files_are_looked_after_once_an_hour_and_a_broken_disk_stops_nothing(union, monkeypatch, caplog):
    calls = []

    def broken():
        calls.append(1)
        raise OSError("The disk is gone.")

    monkeypatch.setattr("unions.background.picture_worker.look_after_files", broken)
    worker = PictureWorker()

    worker.look_after_files()
    worker.look_after_files()

    assert len(calls) == 1
    assert "could not be looked after" in caplog.text
