"""Sealed backups are carried to a store, whole or not at all, and come back from it."""

import errno
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.tables import table
from tests.trakyakent_site.backups.bucket import KEYS, REGION, bucket_of_a_store
from tests.trakyakent_site.backups.small_site import KEY
from trakyakent_site.backups import making, record, sending, store, unpacking
from trakyakent_site.backups.container import BackupProblem
from trakyakent_site.doctor import machine, network

# Taking a snapshot holds the lock of migrations, which PostgreSQL keeps.
pytestmark = pytest.mark.django_db

FOLDER = "birlik/"


@pytest.fixture
def bucket(site, settings, tmp_path, monkeypatch):
    monkeypatch.setattr(store, "PAUSE", 0)
    keys = tmp_path / "keys"
    keys.write_text(f"{KEYS.name}\n{KEYS.secret}\n")
    keys.chmod(0o600)
    with bucket_of_a_store() as bucket:
        settings.BACKUP_KEY, settings.BACKUP_STORE, settings.BACKUP_STORE_KEYS = KEY, bucket.address, str(keys)
        yield bucket


def backup_name(number: int, day: int) -> str:
    return f"backup-{number:06}-202611{day:02}T020000Z.tar.sealed"


def test_the_command_sends_a_backup_and_a_restore_fetches_the_newest(bucket, settings, tmp_path, capsys):
    bucket.failures = [503]

    call_command("backup")

    [name] = os.listdir(settings.BACKUP_DIR)
    assert bucket.files == {f"{FOLDER}{name}": (settings.BACKUP_DIR / name).read_bytes()}
    assert f"sent to 127.0.0.1:{bucket.port}/yedekler/birlik" in capsys.readouterr().out
    noted = record.read()
    assert (noted.sent_name, noted.sending_failure, record.unsent(noted, record.now())) == (name, "", [])

    call_command("restore", "--from-store", "--check")
    assert "Good: " in capsys.readouterr().out
    with sending.fetched(store.store(), name) as path:
        assert unpacking.check(path, KEY).manifest.unions == ["ornek"]
    assert not path.exists()
    with pytest.raises(CommandError, match="holds no backup-000099"):
        call_command("restore", "--from-store", backup_name(99, 1))
    with pytest.raises(CommandError, match="Name the archive, or"):
        call_command("restore")


def test_a_large_backup_goes_in_parts_and_a_half_one_never_has_a_name(bucket, tmp_path, monkeypatch):
    monkeypatch.setattr(store, "PART", 1000)
    path = tmp_path / backup_name(1, 1)
    path.write_bytes(os.urandom(3500))
    elsewhere = store.store()

    elsewhere.put(path)

    assert bucket.files == {f"{FOLDER}{path.name}": path.read_bytes()}
    assert sum("partNumber" in line for line in bucket.asked) == 4

    bucket.files.clear()
    ask = elsewhere.ask

    def refuses_the_second(method, name, query=None, body=b""):
        if (query or {}).get("partNumber") == "2":
            bucket.failures = [403]
        return ask(method, name, query, body)

    elsewhere.ask = refuses_the_second
    with pytest.raises(store.StoreProblem, match="refuses: 403 SlowDown"):
        elsewhere.put(path)
    assert (bucket.files, bucket.parts) == ({}, {})


def test_what_need_not_be_kept_goes_and_what_is_not_ours_stays(bucket, tmp_path):
    bucket.page = 4
    bucket.files = {f"{FOLDER}{backup_name(day, day)}": b"" for day in range(1, 25)}
    bucket.files |= {f"{FOLDER}başka.txt": b"", "elsewhere/backup-000001-20261101T020000Z.tar": b""}
    elsewhere = store.store()

    removed = sending.prune(elsewhere, never=[backup_name(2, 2)])

    # Of 24 days the last seven, the newest of each of four weeks, and the one that was tried.
    assert [int(name[7:13]) for name in elsewhere.sizes()] == [2, 8, 15, 18, 19, 20, 21, 22, 23, 24]
    assert len(removed) == 14
    assert {f"{FOLDER}başka.txt", "elsewhere/backup-000001-20261101T020000Z.tar"} < set(bucket.files)


def test_a_machine_that_is_set_up_anew_counts_on_from_the_store(bucket, settings):
    former = {f"{FOLDER}{backup_name(300 + day, day)}": b"" for day in range(1, 4)}
    bucket.files = dict(former)

    call_command("backup")
    call_command("backup")

    # Counted from one, the first of them would have been the oldest, and gone again with the second.
    numbers = [int(name[7:13]) for name in store.store().sizes()]
    assert numbers[-2:] == [304, 305]
    with sending.fetched(store.store(), sending.NEWEST) as path:
        assert path.name == max(os.listdir(settings.BACKUP_DIR))


def test_a_store_that_fails_is_told_and_the_backup_stays_here(bucket, settings):
    # It is asked for its numbers once before, and then tried three times.
    bucket.failures = [500, 500, 502, 503]

    with pytest.raises(CommandError, match="but NOT sent: The store .* refuses: 503 SlowDown") as caught:
        call_command("backup")

    assert caught.value.returncode == 3
    assert len(os.listdir(settings.BACKUP_DIR)) == 1
    assert record.warnings()[-1].startswith("The last backup could not be sent to the store: The store 127.0.0.1")

    settings.BACKUP_STORE = "s3+http://127.0.0.1:9/yedekler"
    with pytest.raises(BackupProblem, match="was not reached"):
        sending.send(store.store(), making.make(settings.BACKUP_DIR, KEY).path)
    settings.BACKUP_STORE = bucket.address
    Path(settings.BACKUP_STORE_KEYS).write_text("HESAP-1\nfalsch-gizli\n")
    with pytest.raises(BackupProblem, match="refuses: 403 SignatureDoesNotMatch"):
        store.store().sizes()
    with pytest.raises(BackupProblem, match="is not sealed, and stays on this machine"):
        sending.send(store.store(), making.make(settings.BACKUP_DIR).path)
    assert bucket.files == {}


def test_what_went_wrong_first_is_told_even_where_nothing_can_be_cleared_away(bucket, tmp_path, monkeypatch):
    monkeypatch.setattr(store, "PART", 1000)
    path = tmp_path / backup_name(1, 1)
    path.write_bytes(os.urandom(2500))
    elsewhere, ask = store.store(), store.Store.ask

    def fails_from_the_first_part_on(self, method, name, query=None, body=b""):
        if "uploads" not in (query or {}):
            bucket.failures = [403] if method == "PUT" else [404]
        return ask(self, method, name, query, body)

    monkeypatch.setattr(store.Store, "ask", fails_from_the_first_part_on)
    with pytest.raises(store.StoreProblem, match="refuses: 403"):
        elsewhere.put(path)


@table(
    "answer",
    [
        b"<L><Contents><Key>birlik/x</Key></Contents><IsTruncated>true</IsTruncated></L>",
        b"<L><Contents><Size>7</Size></Contents></L>",
        f"<L><Contents><Key>{FOLDER}{backup_name(1, 1)}</Key><Size>many</Size></Contents></L>".encode(),
        b"<html><p>Hotspot</html>",
        b"",
    ],
)
def test_an_answer_that_is_no_list_is_told_in_words(answer):
    elsewhere = store.Store(store.place_of("s3+http://127.0.0.1:9/yedekler/birlik"), KEYS)
    elsewhere.ask = lambda *asked: store.Reply(200, {}, answer)

    with pytest.raises(store.StoreProblem, match="something else than a list"):
        elsewhere.sizes()


def test_a_part_without_its_mark_is_told_in_words(bucket, tmp_path, monkeypatch):
    monkeypatch.setattr(store, "PART", 1000)
    path = tmp_path / backup_name(1, 1)
    path.write_bytes(os.urandom(1500))
    monkeypatch.setattr(store.Reply, "mark", None)

    with pytest.raises(store.StoreProblem, match="holds no ETag"):
        store.store().put(path)
    assert (bucket.files, bucket.parts) == ({}, {})


def test_a_file_that_breaks_off_or_finds_no_room_is_told_as_what_it_is(bucket, tmp_path, monkeypatch):
    bucket.files = {f"{FOLDER}{backup_name(1, 1)}": b"0123456789"}
    bucket.breaks_off = True

    with pytest.raises(BackupProblem, match="broke off, 5 bytes before its end"):
        store.store().fetch(backup_name(1, 1), tmp_path / "fetched")

    bucket.breaks_off = False

    def is_full(number):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", is_full)
    with pytest.raises(BackupProblem, match="the disk is full") as caught, sending.fetched(store.store(), "newest"):
        pass
    assert "reached" not in str(caught.value)


def test_the_doctor_names_the_store_and_whether_data_leave_the_country(bucket, settings):
    assert bucket.asked == []
    [outside] = [one for one in network.outside_addresses([]) if "backups" in one.why]
    assert outside.address == f"127.0.0.1:{bucket.port}"
    assert f"region {REGION}" in next(machine.look_at_store()).words
    assert bucket.asked == []
    assert network.call_store().words.endswith("yedekler/birlik holds 0.")

    settings.BACKUP_STORE = "s3://s3.eu-central-1.amazonaws.com/yedekler?region=eu-central-1"
    [finding] = machine.look_at_store()
    assert (finding.level, "another country" in finding.words) == ("warning", True)
    assert "2019/12" in finding.remedy
    Path(settings.BACKUP_STORE_KEYS).chmod(0o644)
    assert next(machine.look_at_store()).level == "fault"


@table(
    ("address", "expected"),
    [
        ("s3://store.birlik.example/yedekler?region=tr-west-1", False),
        ("s3://obs.tr-west-1.saglayici.com/yedekler?region=TR-WEST-1", False),
        ("s3://depo.konya.bel.tr/yedekler", False),
        ("s3+http://10.0.0.7:9000/yedekler", False),
        ("s3://depo:9000/yedekler", False),
        ("s3://s3.amazonaws.com/yedekler", True),
        ("s3://fra1.digitaloceanspaces.com/yedekler?region=fra1", True),
        ("s3://store.birlik.example/yedekler?region=eu-west-3", True),
        ("s3://store.birlik.example/yedekler", None),
        ("s3://store.birlik.example/yedekler?region=merkez", None),
    ],
)
def test_where_a_store_lies_is_told_as_far_as_it_can_be_known(address, expected):
    assert store.is_abroad(store.place_of(address)) is expected


@table(
    ("address", "word"),
    [
        ("https://store.example/yedekler", "must begin with s3://"),
        ("s3://store.example", "names no host or no bucket"),
        ("s3:///yedekler", "names no host or no bucket"),
        ("s3://store.example/Yedekler", "names no host or no bucket"),
        ("s3://HESAP:gizli@store.example/yedekler", "holds a key"),
        ("s3+http://store.example/yedekler", "sends in the open"),
        ("s3://store.example/yedekler?bölge=tr", "something else than ?region="),
        ("s3://store.example:port/yedekler", "cannot be read"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_in_words(address, word):
    with pytest.raises(store.StoreProblem) as caught:
        store.place_of(address)

    assert word in str(caught.value)
    assert "gizli" not in str(caught.value)


def test_a_store_that_says_nothing_delays_no_backup(site, settings, tmp_path, monkeypatch):
    waits = []

    class Silent:
        def __init__(self, *arguments, timeout, **options):
            waits.append(timeout)
            self.sock = self

        def connect(self):
            raise TimeoutError("timed out")

        def close(self):
            return

    monkeypatch.setattr(store.http.client, "HTTPConnection", Silent)
    monkeypatch.setattr(store.time, "sleep", waits.append)
    keys = tmp_path / "keys"
    keys.write_text(f"{KEYS.name}\n{KEYS.secret}\n")
    keys.chmod(0o600)
    settings.BACKUP_KEY, settings.BACKUP_STORE_KEYS = KEY, str(keys)
    settings.BACKUP_STORE = "s3+http://127.0.0.1:9/yedekler"

    with pytest.raises(CommandError, match="Backup made .*, but NOT sent: The store .* was not reached"):
        call_command("backup")

    # Once before the backup, three times after it.
    assert waits == [10, 10, 2, 10, 2, 10]
    assert record.read().sending_failure
