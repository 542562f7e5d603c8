"""Files in a bucket: whole or not at all, read in parts, and a store that fails is not waited for again and again."""

import io
import time

import pytest
from django.core.files.base import ContentFile

from tests.tables import table
from trakyakent_site.media import bucket as media
from trakyakent_site.page_cache.application import LONGEST
from unions.files.storage import StorageSilent

CONTENT = bytes(range(256)) * 4000


@pytest.fixture
def stored(storage, bucket):
    return storage.save("ornek/pages.post/0a/dosya.bin", ContentFile(CONTENT))


def test_what_is_stored_is_read_back_in_any_order(storage, stored):
    with storage.open(stored) as file:
        assert (file.size, file.read(10)) == (len(CONTENT), CONTENT[:10])
        file.seek(900_000)
        assert file.read() == CONTENT[900_000:]
        file.seek(-5, io.SEEK_END)
        assert file.read(100) == CONTENT[-5:]
        file.seek(300)
        assert b"".join(file.chunks(1000)) == CONTENT
        assert file.read() == b""


def test_what_is_cut_off_goes_on_where_it_ended(storage, stored, bucket):
    bucket.cuts = 1
    with storage.open(stored) as file:
        assert file.read() == CONTENT
    assert [asked.partition(" ")[0] for asked in bucket.asked][-2:] == ["GET", "GET"]


def test_a_store_that_breaks_off_everything_is_said_and_nothing_is_made_up(storage, stored, bucket, monkeypatch):
    bucket.breaks_off = True
    monkeypatch.setattr(media, "RESUMES", 0)
    with storage.open(stored) as file, pytest.raises(StorageSilent, match="broke off"):
        file.read()


def test_names_that_are_not_there_are_missing_files(storage, bucket):
    for name in ["ornek/yok", "a\0b", "x" * 1000]:
        with pytest.raises(FileNotFoundError):
            storage.open(name)
        assert not storage.exists(name)
    storage.delete("ornek/yok")
    assert storage.listdir("ornek") == ([], [])


def test_a_folder_is_there_when_a_file_is_below_it(storage, stored):
    storage.save("ornek/pages.post/0b/w320.avif", ContentFile(b"a"))

    assert storage.exists("ornek/pages.post")
    assert storage.listdir("ornek/pages.post") == (["0a", "0b"], [])
    assert storage.listdir("ornek/pages.post/0a") == ([], ["dosya.bin"])
    assert dict(storage.sizes()) == {stored: len(CONTENT), "ornek/pages.post/0b/w320.avif": 1}
    assert (storage.size(stored), storage.get_modified_time(stored).year) == (len(CONTENT), 2026)


def test_long_lists_are_read_to_their_end(storage, bucket):
    bucket.page = 3
    for number in range(8):
        storage.save(f"ornek/a/{number}", ContentFile(b"a"))

    assert storage.listdir("ornek/a")[1] == [str(number) for number in range(8)]


def test_nothing_is_ever_stored_over_another_file(storage, stored):
    again = storage.save(stored, ContentFile(b"other"))

    assert again != stored
    assert storage.open(stored).read() == CONTENT


@table("status", [400, 403, 500, 503])
def test_a_store_that_refuses_is_silent_and_left_alone(storage, bucket, status):
    storage.bucket.rests_until = 0.0
    bucket.failures = [status]
    with pytest.raises(StorageSilent, match=str(status)):
        storage.save("ornek/a/b", ContentFile(b"a"))
    asked = len(bucket.asked)

    with pytest.raises(StorageSilent, match="a moment ago"):
        storage.open("ornek/a/b")
    assert len(bucket.asked) == asked
    storage.bucket.rests_until = 0.0
    assert not storage.exists("ornek/a/b")


def test_a_store_that_hangs_costs_its_patience_once(storage, bucket):
    bucket.delay = 3
    storage.bucket.store.patience = 0.1
    began = time.monotonic()

    for _again in range(5):
        with pytest.raises(StorageSilent):
            storage.size("ornek/a/b")

    # Five waits would be longer than what the slowest machine needs for one.
    assert time.monotonic() - began < 3


def test_an_address_for_the_proxy_names_one_file_and_ends(storage, bucket):
    address = storage.address_at_proxy("ornek/a/b.pdf")

    assert address.startswith("/_store/yedekler/birlik/ornek/a/b.pdf?X-Amz-Algorithm=AWS4-HMAC-SHA256&")
    assert "X-Amz-Expires=900&" in address
    # The page cache hands such an address out for as long as it keeps anything.
    assert media.PROXY_MAY_ASK > LONGEST
