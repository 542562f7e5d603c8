from pages.search.scope import COUNTED, Scope
from tests.pages.search.entries import UNION, entry, index_of
from tests.pages.search.library import ask


def test_what_is_not_yet_or_no_longer_public_is_not_found():
    index = index_of(
        entry("later", "Gizli duyuru", shown_from="2999-01-01T00:00:00+00:00"),
        entry("over", "Gizli haber", shown_until="2001-01-01T00:00:00+00:00"),
        entry("now", "Gizli olmayan", shown_from="2001-01-01T00:00:00+00:00", shown_until="2999-01-01T00:00:00+00:00"),
    )

    assert ask(index, "gizli") == ["now"]


def test_words_are_known_by_their_first_letters_and_those_of_a_later_row_as_well():
    index = index_of(entry("a", "Bisiklet yolu"), entry("b", "Bisikletli kadın"))
    index.replace(UNION, {("c", "")}, [entry("c", "Biçerdöver")], 1, 2)
    scope = Scope(index.connection(), UNION, "tr")

    asked = ["bisiklet", "bisikle", "bicerdover", "kadin", "yol", "isiklet"]
    assert sorted(scope.known(asked)) == ["bicerdover", "bisiklet", "kadin"]
    assert scope.beginning_with("bi") == ["bicerdover", "bisiklet", "bisikletli"]
    assert scope.beginning_with("bis") == ["bisiklet", "bisikletli"]


def test_an_entry_has_a_token_also_behind_those_that_were_counted():
    number = COUNTED + 5
    index = index_of(*(entry(str(place), f"Haber {'son' if place == number - 1 else ''}") for place in range(number)))
    scope = Scope(index.connection(), UNION, "tr")
    last = scope.fetch('"y_son"', 1)[0]

    asked = [(last, "y_haber"), (last + 100_000, "y_haber"), (last, "y_son"), (last - 1, "y_son")]
    assert [scope.has(number, token) for number, token in asked] == [True, False, True, False]
    assert COUNTED <= scope.number_of("haber") <= 2 * number
