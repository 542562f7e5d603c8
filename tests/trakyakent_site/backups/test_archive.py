"""What is not a plain file in a place of ours is refused, before anything of it is written."""

import io
import tarfile

import pytest

from tests.tables import table
from trakyakent_site.backups import archive, container
from trakyakent_site.backups.container import BackupProblem, DamagedBackup


def packed(*entries: tarfile.TarInfo) -> container.Reader:
    file = io.BytesIO()
    writer = container.PlainWriter(file)
    with tarfile.open(fileobj=writer, mode="w|", format=tarfile.PAX_FORMAT) as tar:
        for entry in entries:
            tar.addfile(entry, io.BytesIO(bytes(entry.size)))
    writer.finish()
    return container.reader_of(io.BytesIO(file.getvalue()), "")


def entry(name: str, kind: bytes = tarfile.REGTYPE, target: str = "") -> tarfile.TarInfo:
    found = tarfile.TarInfo(name)
    found.type, found.linkname, found.size = kind, target, 3 if kind == tarfile.REGTYPE else 0
    return found


@table(
    "odd",
    [
        entry("../../etc/passwd"),
        entry("/etc/passwd"),
        entry("media/../../db.sqlite3"),
        entry("media/a/../b"),
        entry("media/./a"),
        entry("media//a"),
        entry("media/a\\b"),
        entry("media/"),
        entry("secret_key/a"),
        entry("db.sqlite3"),
        entry("database/a/b"),
        entry("database/.."),
        entry("media/" + "a" * 5000),
        entry("media/a", tarfile.SYMTYPE, "/etc/passwd"),
        entry("media/a", tarfile.LNKTYPE, "secret_key"),
        entry("media/a", tarfile.CHRTYPE),
        entry("media/a", tarfile.FIFOTYPE),
        entry("media/a", tarfile.DIRTYPE),
    ],
)
def test_an_entry_that_leads_out_of_its_place_is_refused(odd):
    with pytest.raises(DamagedBackup):
        list(archive.entries(packed(odd)))


def test_names_of_ours_are_taken_and_none_of_them_twice():
    good = ["backup.json", "database/a.copy.gz", "media/konya/pages.photo/ab/ışıklı yol (2).jpg", "manifest.json"]

    assert [name for name, _content in archive.entries(packed(*map(entry, good)))] == good
    with pytest.raises(DamagedBackup, match="twice"):
        list(archive.entries(packed(entry("media/a"), entry("media/a"))))


def test_what_is_no_tar_file_is_no_backup():
    file = io.BytesIO()
    writer = container.PlainWriter(file)
    writer.write(b"not a tar file" * 99)
    writer.finish()

    with pytest.raises(DamagedBackup, match="This is no backup"):
        list(archive.entries(container.reader_of(file, "")))


def test_a_form_of_a_newer_version_is_told_from_damage():
    with pytest.raises(BackupProblem, match="of a newer version"):
        archive.parse(archive.Beginning, b'{"format": 2, "what": "else"}')
    for text in [b"", b"[]", b"{}", b'{"kind": 1}', b"\xff"]:
        with pytest.raises(DamagedBackup):
            archive.parse(archive.Beginning, text)


def read_through(content: bytes) -> None:
    for _name, part in archive.entries(container.reader_of(io.BytesIO(content), "")):
        while part.read(512):
            pass


def test_one_that_is_cut_anywhere_is_refused_in_words():
    file = io.BytesIO()
    writer = archive.ArchiveWriter(container.PlainWriter(file))
    for number in range(4):
        writer.add_bytes(f"media/{number}", bytes(1500 * number))
    writer.finish()
    whole = file.getvalue()
    end = whole.rindex(b"media/3") + 512 + 4500

    for length in range(1, end, 97):
        with pytest.raises(DamagedBackup, match="cut off"):
            read_through(whole[:length])
