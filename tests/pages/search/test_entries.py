from pages.search.entries import WHOLE, entry_of
from tests.pages.search.entries import entry, index_of


def test_an_entry_comes_back_as_it_was():
    index = index_of(entry("news:1", "Başlık", summary="Özet", text="Çok uzun metin", year=2026, shown_from="2026"))

    with index.answering() as connection:
        row = connection.execute(WHOLE.format("1_tr")).fetchone()
    again = entry_of(row)

    assert (again.title, again.summary, again.text, again.year, again.shown_from) == (
        "Başlık",
        "Özet",
        "Çok uzun metin",
        2026,
        "2026",
    )
