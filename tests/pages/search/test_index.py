import os
import sqlite3
import time

import pytest

from pages.search.index import KEPT_FOR, RELEASE, Index, Unusable, path_of_release, remove_others
from tests.pages.search.entries import UNION, entry, index_of, titles


def found(index: Index, token: str) -> int:
    with index.answering() as connection:
        return len(connection.execute("SELECT rowid FROM f_1_tr WHERE f_1_tr MATCH ?", [f'"{token}"']).fetchall())


def test_a_row_is_replaced_taken_out_and_put_in_again():
    index = index_of(entry("news:1", "Bisiklet yolu", text="Uzun bir metin"), entry("news:2", "Satranç"))

    assert index.replace(UNION, {("news", "1")}, [entry("news:1", "Tren yolu")], 1, 2)
    assert sorted(titles(index)) == ["Satranç", "Tren yolu"]
    assert [found(index, f"z_{token[:5]}") for token in ["bisiklet", "metin"]] + [
        found(index, token) for token in ["t_y_tren", "y_yol"]
    ] == [0, 0, 1, 1]
    assert index.replace(UNION, {("news", "1")}, [], 2, 3)
    assert index.replace(UNION, {("news", "1")}, [entry("news:1", "Bisiklet yolu")], 3, 4)
    assert [found(index, token) for token in ["z_bisik", "y_tren"]] == [1, 0]
    assert index.seen(UNION) == 4


def test_what_was_read_before_another_process_wrote_is_dropped():
    index = index_of(entry("news:1", "Yeni"))

    assert not index.replace(UNION, {("news", "1")}, [entry("news:1", "Eski")], 0, 1)
    assert titles(index) == ["Yeni"]


def test_a_file_that_is_missing_half_or_of_another_release_is_made_anew(tmp_path):
    path = tmp_path / "search.sqlite3"
    index = index_of(entry("a", "Bir"), path=str(path))
    assert index.union_of_host("ornek.test") == (UNION, "Örnek Birliği")
    assert index.union_of_host("baska.test") is None

    def spoiled(spoil) -> Index:
        with index.answering() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        spoil()
        return Index(path)

    def half():
        with index.answering() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        index.connection().close()
        content = path.read_bytes()
        path.write_bytes(content[: len(content) // 2])

    def other_release():
        connection = sqlite3.connect(path)
        connection.execute(f"PRAGMA user_version = {RELEASE + 1}")
        connection.close()

    for spoil in [other_release, path.unlink, lambda: path.write_bytes(b"no database at all" * 100)]:
        again = spoiled(spoil)
        assert again.seen(UNION) is None
        index = index_of(entry("a", "Bir"), path=str(path))
        assert titles(index) == ["Bir"]
    half()
    again = Index(path)
    try:
        assert again.seen(UNION) in (None, 1)
        titles(again)
    except Unusable:
        # Discarded when the damage was met: the next one finds a new file.
        assert Index(path).seen(UNION) is None


def test_a_full_disk_or_a_folder_that_is_missing_is_said_so(tmp_path):
    with pytest.raises(Unusable):
        Index(tmp_path / "missing" / "search.sqlite3").seen(UNION)
    index = index_of(entry("a", "Bir"), path=str(tmp_path / "search.sqlite3"))
    pages = index.connection().execute("PRAGMA page_count").fetchone()[0]
    index.connection().execute(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(Unusable, match="full"):
        index.replace(UNION, set(), [entry(f"n:{n}", "Uzun " * 50, text="metin " * 900) for n in range(300)], 1, 2)

    assert titles(index) == ["Bir"]
    assert index.seen(UNION) == 1


def test_each_release_has_a_file_of_its_own_and_old_ones_go(tmp_path):
    path = tmp_path / "search.sqlite3"
    mine = path_of_release(path)
    index_of(entry("a", "Bir"), path=str(mine))
    names = ["search.sqlite3", "search-00000001.sqlite3", "search-00000002.sqlite3", "search-00000002.sqlite3-wal"]
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    long_ago = time.time() - KEPT_FOR - 60
    for name in ["search.sqlite3", "search-00000001.sqlite3", "search-00000002.sqlite3", mine.name]:
        os.utime(tmp_path / name, (long_ago, long_ago))

    assert mine != path
    assert remove_others(path) == 2
    # One that still writes stays, and one's own.
    assert {"search-00000002.sqlite3", "search-00000002.sqlite3-wal", mine.name} <= {
        other.name for other in tmp_path.iterdir()
    }
    assert not (tmp_path / "search-00000001.sqlite3").exists()
    assert Index(mine).seen(UNION) == 1


def test_a_file_gives_back_the_room_of_what_is_gone(tmp_path):
    path = tmp_path / "search.sqlite3"
    long = [
        entry(str(place), f"Haber {place}", text=" ".join(f"söz{place}x{word}" for word in range(300)))
        for place in range(40)
    ]
    index = index_of(*long, path=str(path))
    index.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = path.stat().st_size

    assert index.replace(UNION, None, long[:2], 1, 2)
    assert path.stat().st_size < before / 2
    assert titles(index) == ["Haber 0", "Haber 1"]
