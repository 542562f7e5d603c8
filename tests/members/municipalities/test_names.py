import pytest

from members.municipalities.names import joined, kinds_in, read_name
from tests.tables import table


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("T.C. Çorlu Belediye Başkanlığı", ("corlu",)),
        ("Çorlu Bel. Bşk.lığı", ("corlu",)),
        ("Edirne (Enez)", ("edirne", "enez")),
        ("Of Belediyesi", ("of",)),
        ("Belediye Başkanlığı", ()),
    ],
)
def test_the_words_of_a_name_are_left_of_all_that_is_written(text, words):
    assert read_name(text).words == words


@table(
    ("text", "kinds"),
    [
        ("büyükşehir belediyesi", {"metropolitan"}),
        ("Büyükşehir İlçe Belediyesi", {"metropolitan_district"}),
        ("ilçe", {"district", "metropolitan_district"}),
        ("Merkez İlçe", {"district", "metropolitan_district", "province"}),
        ("belde belediyesi", {"town"}),
        ("il belediyesi", {"province", "metropolitan"}),
        ("belediye", set()),
    ],
)
def test_the_words_of_a_kind_tell_the_kind(text, kinds):
    assert kinds_in(text) == kinds


def test_blanks_in_a_name_make_no_difference():
    assert joined("Marmara Ereğlisi") == joined("MARMARAEREĞLİSİ")
