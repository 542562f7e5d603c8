"""Which of several entries answers best."""

from tests.pages.search.entries import entry, index_of
from tests.pages.search.library import ask


def test_a_word_counts_most_in_the_title_then_in_headings_summary_and_text():
    index = index_of(
        entry("text", "Birinci", text="Satranç oynandı."),
        entry("summary", "İkinci", summary="Satranç oynandı."),
        entry("heading", "Üçüncü", headings="Satranç oynandı"),
        entry("title", "Satranç oynandı"),
    )

    assert ask(index, "satranç") == ["title", "heading", "summary", "text"]


def test_what_is_called_just_so_goes_first():
    index = index_of(entry("more", "Satranç turnuvası sonuçları"), entry("same", "Satranç turnuvası", weight=3))

    assert ask(index, "satranç turnuvası") == ["same", "more"]


def test_initials_tell_people_of_one_surname_apart():
    index = index_of(
        entry("ali", "Ali Karaselvi", kind="person"),
        entry("sule", "Şule Karaselvi", kind="person", weight=3),
    )

    assert ask(index, "Ş. Karaselvi") == ["sule", "ali"]
