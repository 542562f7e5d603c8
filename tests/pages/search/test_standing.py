from pages.search.standing import place_of
from tests.pages.search.entries import UNION, entry, index_of, titles


def test_entries_stand_by_weight_and_then_by_date():
    index = index_of(
        entry("a", "Eski", date="2020-01-01"),
        entry("b", "Yeni", date="2026-01-01"),
        entry("c", "Önemli", weight=9),
        entry("d", "Önemsiz", date="2026-01-01", weight=3),
    )

    assert titles(index) == ["Önemli", "Yeni", "Eski", "Önemsiz"]
    assert place_of(entry("x", "X", date="9999-12-31")) > 0


def test_later_entries_find_a_place_by_their_standing():
    index = index_of(*(entry(f"n:{n}", f"Haber {n}", date=f"2026-01-{n + 1:02}") for n in range(20)))
    rows = [entry("n:new", "Yeni", date="2026-12-01"), entry("n:old", "Eski", date="2001-01-01")]
    assert index.replace(UNION, {("n", "new"), ("n", "old")}, rows, 1, 2)
    for n in range(30):
        assert index.replace(UNION, {("n", f"more{n}")}, [entry(f"n:more{n}", "Daha", date="2026-12-02")], 2 + n, 3 + n)

    known = titles(index)
    assert len(known) == 52
    assert known[0] == "Daha"
    assert known.index("Yeni") < known.index("Haber 19") < known.index("Haber 0")
    assert known.index("Haber 0") < known.index("Eski")
