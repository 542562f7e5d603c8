"""Nothing can be cut off, altered, added or exchanged without being noticed."""

import io

import pytest

from tests.tables import table
from tests.trakyakent_site.backups.small_site import KEY
from trakyakent_site.backups import container
from trakyakent_site.backups.container import BackupProblem, DamagedBackup

FRAME = 1000


@pytest.fixture(autouse=True)
def short_frames_and_a_cheap_key(monkeypatch):
    monkeypatch.setattr(container, "COST", 2)
    monkeypatch.setattr(container, "FRAME", FRAME)


def written(content: bytes, key: str) -> bytes:
    file = io.BytesIO()
    writer = container.writer_of(file, key)
    for start in range(0, len(content), 333):
        writer.write(content[start : start + 333])
    writer.finish()
    return file.getvalue()


def read(archive: bytes, key: str) -> bytes:
    reader = container.reader_of(io.BytesIO(archive), key)
    content = b""
    while data := reader.read(97):
        content += data
    reader.finish()
    return content


@table(("key", "size"), [(key, size) for key in ["", KEY] for size in [0, 1, 999, 1000, 1001, 2000, 3500]])
def test_what_was_written_is_read(key, size):
    content = bytes(number % 251 for number in range(size))

    assert read(written(content, key), key) == content


def test_sealed_content_cannot_be_read_and_is_never_sealed_alike():
    first, second = written(b"secret" * 9, KEY), written(b"secret" * 9, KEY)

    assert b"secret" not in first
    assert first != second


def test_every_kind_of_damage_is_noticed():
    for key in ["", KEY]:
        archive = written(bytes(2500), key)
        longer = len(archive) - FRAME - 16
        damaged = [archive[:at] for at in [0, 1, 22, 40, 60, FRAME, 1500, len(archive) - 1]]
        damaged += [archive + b"x", archive + archive[-FRAME:], archive[:longer] + archive[longer + 5 :]]
        for at in [0, 10, 30, 60, 70, 500, 1800, 2400, len(archive) - 90, len(archive) - 10]:
            altered = bytearray(archive)
            altered[at] ^= 1
            damaged.append(bytes(altered))
        for number, content in enumerate(damaged):
            with pytest.raises(BackupProblem):
                pytest.fail(f"{number}: {len(read(content, key))} bytes were read")


def test_frames_cannot_change_places_or_be_left_out_at_the_end():
    head = len(container.MAGIC) + container.SALT + container.CHECK
    step = FRAME + container.TAG
    archive = written(bytes(3 * FRAME), KEY)
    first, second = archive[head : head + step], archive[head + step : head + 2 * step]

    for body in [second + first + archive[head + 2 * step :], first + second, b""]:
        with pytest.raises(DamagedBackup):
            read(archive[:head] + body, KEY)


def test_a_wrong_key_is_told_from_damage():
    archive = written(b"content", KEY)

    with pytest.raises(BackupProblem, match="key is not the one"):
        read(archive, KEY.swapcase())
    with pytest.raises(BackupProblem, match="sealed: give its key"):
        read(archive, "")
