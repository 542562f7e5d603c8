"""What is put forward as a backup and is none, or no whole one, is refused in a sentence, never by a traceback."""

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from tests.tables import table
from tests.trakyakent_site.backups.small_site import KEY
from trakyakent_site.backups import making, record, restoring, sqlite_database, unpacking
from trakyakent_site.backups.container import BackupProblem, DamagedBackup


@pytest.fixture
def whole(site, settings) -> bytes:
    return making.make(settings.BACKUP_DIR).path.read_bytes()


def zipped(content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as target:
        target.writestr("backup.tar", content)
    return file.getvalue()


# How a backup is handed over, and what is said then.
HANDED_OVER = {
    "nothing": (lambda content: b"", "empty"),
    "zeros": (lambda content: bytes(len(content)), "cut off"),
    "text": (lambda content: b"Dear administrator, " * 99, "cut off"),
    "packed by gzip": (gzip.compress, "unpack it first .gunzip"),
    "packed by bzip2": (bz2.compress, "unpack it first .bunzip2"),
    "packed by xz": (lzma.compress, "unpack it first .unxz"),
    "packed as zip": (zipped, "unpack it first .unzip"),
    "packed by zstd": (lambda content: b"\x28\xb5\x2f\xfd" + content, "unpack it first .unzstd"),
    "encrypted by PGP": (lambda content: b"-----BEGIN PGP MESSAGE-----\n" + content, "decrypt it first"),
    "encrypted by age": (lambda content: b"age-encryption.org/v1\n" + content, "decrypt it first"),
    "a database": (lambda content: b"SQLite format 3\x00" + content, "a database of SQLite"),
    "a dump": (lambda content: b"PGDMP\x01" + content, "a dump by pg_dump"),
    "a dump as text": (lambda content: b"--\n-- PostgreSQL database dump\n--\n" + content, "psql reads it"),
    "sent as text": (lambda content: content.replace(b"\n", b"\r\n"), "altered|cut off"),
    "two in one file": (lambda content: content + content, "cut off|altered"),
    "its first half": (lambda content: content[: len(content) // 2], "cut off"),
    "its second half": (lambda content: content[len(content) // 2 :], "no backup|cut off"),
    "without its last line": (lambda content: content[:-85], "cut off"),
    "one line more": (lambda content: content + b"\n", "cut off|altered"),
}


@table("how", HANDED_OVER)
def test_what_is_no_whole_backup_is_refused_with_what_it_is(whole, tmp_path, how):
    change, words = HANDED_OVER[how]
    (tmp_path / "handed-over").write_bytes(change(whole))

    with pytest.raises(BackupProblem, match=words):
        unpacking.check(tmp_path / "handed-over", "")


@pytest.mark.parametrize("key", ["", KEY], ids=["open", "sealed"])
def test_a_byte_that_is_altered_anywhere_is_refused_in_words(site, settings, key):
    path = making.make(settings.BACKUP_DIR, key).path
    whole = path.read_bytes()
    places = range(0, len(whole), max(1, len(whole) // 150))
    for place, change in product(places, [1, 255]):
        altered = bytearray(whole)
        altered[place] ^= change
        path.write_bytes(altered)
        with pytest.raises(BackupProblem, match=r"[.)]$"):
            pytest.fail(f"{place}: {unpacking.check(path, key)} was taken for whole")


def test_a_table_that_cannot_be_unpacked_is_damage(tmp_path):
    packed = bytearray(gzip.compress(b"rows" * 5000))
    packed[20:30] = b"\xff" * 10
    with pytest.raises(zlib.error):
        gzip.decompress(bytes(packed))

    with pytest.raises(DamagedBackup, match="cannot be unpacked"):
        sqlite_database.unpack(io.BytesIO(packed), tmp_path / "db.sqlite3")


@pytest.mark.parametrize(("days", "is_told"), [(-366, False), (0, False), (366, True)])
def test_a_clock_that_was_a_year_ahead_is_told_with_the_remedy(site, settings, days, is_told):
    moment = datetime.now(tz=UTC) + timedelta(days=days)

    archive = making.make(settings.BACKUP_DIR, now=moment).path

    report = restoring.report_of(unpacking.check(archive, ""))
    assert ([restoring.OF_FUTURE] if is_told else []) == report.hints
    assert report.made_at == moment.isoformat()


def test_a_clock_that_is_set_back_never_makes_an_older_backup_the_newest(site, settings):
    """A year ahead, then right again: the number goes on, and nothing is removed that is needed."""
    ahead = making.make(settings.BACKUP_DIR, now=datetime.now(tz=UTC) + timedelta(days=366))
    right = making.make(settings.BACKUP_DIR)

    assert making.prune(right) == []
    assert [path.name for path in sorted(settings.BACKUP_DIR.glob("backup-*"))] == [ahead.path.name, right.path.name]
    assert record.read().name == right.path.name
