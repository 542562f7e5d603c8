import sqlite3

import pytest

from pages.search.index import RELEASE, Index, Unusable, entry_of, place_of, text_of
from tests.pages.search.entries import UNION, entry, index_of


def titles(index: Index) -> list[str]:
    with index.answering() as connection:
        return [row[0] for row in connection.execute("SELECT title FROM entry ORDER BY number")]


def found(index: Index, token: str) -> int:
    with index.answering() as connection:
        return len(connection.execute("SELECT rowid FROM f_1_tr WHERE f_1_tr MATCH ?", [f'"{token}"']).fetchall())


def test_entries_stand_by_weight_and_then_by_date():
    index = index_of(
        entry("a", "Eski", date="2020-01-01"),
        entry("b", "Yeni", date="2026-01-01"),
        entry("c", "Önemli", weight=9),
        entry("d", "Önemsiz", date="2026-01-01", weight=3),
    )

    assert titles(index) == ["Önemli", "Yeni", "Eski", "Önemsiz"]
    assert place_of(entry("x", "X", date="9999-12-31")) > 0


def test_a_row_is_replaced_taken_out_and_put_in_again():
    index = index_of(entry("news:1", "Bisiklet yolu", text="Uzun bir metin"), entry("news:2", "Satranç"))

    assert index.replace(UNION, {("news", "1")}, [entry("news:1", "Tren yolu")], 1, 2)
    assert sorted(titles(index)) == ["Satranç", "Tren yolu"]
    assert [found(index, token) for token in ["bisiklet", "metin", "tren", "yolu"]] == [0, 0, 1, 1]
    assert index.replace(UNION, {("news", "1")}, [], 2, 3)
    assert index.replace(UNION, {("news", "1")}, [entry("news:1", "Bisiklet yolu")], 3, 4)
    assert [found(index, token) for token in ["bisiklet", "tren"]] == [1, 0]
    assert index.seen(UNION) == 4


def test_what_was_read_before_another_process_wrote_is_dropped():
    index = index_of(entry("news:1", "Yeni"))

    assert not index.replace(UNION, {("news", "1")}, [entry("news:1", "Eski")], 0, 1)
    assert titles(index) == ["Yeni"]


def test_an_entry_comes_back_as_it_was():
    index = index_of(entry("news:1", "Başlık", summary="Özet", text="Çok uzun metin", year=2026, shown_from="2026"))

    with index.answering() as connection:
        row = connection.execute("SELECT * FROM entry").fetchone()
    again = entry_of(row)

    assert (again.title, again.summary, again.text, again.year, again.shown_from) == (
        "Başlık",
        "Özet",
        "Çok uzun metin",
        2026,
        "2026",
    )
    assert text_of(row) == again.text


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
