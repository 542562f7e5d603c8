from itertools import product

from pages.search import querying
from pages.search.index import Index
from pages.search.querying import (
    Scope,
    changed_once,
    distance,
    folded_together,
    found,
    nearest,
    read,
)
from tests.pages.search.entries import UNION, entry, index_of
from unions.text import stems


def level(_kind: str) -> float:
    return 0.0


def ask(index, text: str, *filters: str, language: str = "tr") -> list[str]:
    _question, hits, _facets = found(text, Scope(index.connection(), UNION, language), level, filters)
    return [hit.entry["key"] for hit in hits]


def library():
    return index_of(
        entry(
            "cycle", "Sınırsız Bisiklet Yolu projesi başladı", date="2026-05-01", year=2026, text="Kapıkule’den geçer."
        ),
        entry("chess", "Belediyeler arası satranç turnuvası", date="2025-06-05", year=2025),
        entry("corlu", "Çorlu Belediyesi", kind="member", headings="Telefon · Nüfus", summary="Nüfus: 294020"),
        entry("kadinhani", "Kadınhanı Belediyesi", kind="member"),
        entry(
            "d5", "Katılım paylarının ödeme takvimi", kind="decision", citation="2024_5", date="2024-05-03", year=2024
        ),
        entry(
            "d6", "Üniversitelerle protokol", kind="decision", citation="2024_6", date="2024-05-04", year=2024, organ=3
        ),
        entry("law", "Hukuki dayanak", kind="section", text="Karar 2024/5 ve 5355 sayılı Kanun uyarınca."),
        entry("faq", "Sorular", kind="page", headings="Bir belediye nasıl üye olur? · Eğitimler ücretli mi?"),
        entry("form", "Training application form", "en", kind="document"),
    )


def test_people_find_what_they_mean_as_they_type_it():
    index = library()
    wanted = {
        "bisiklet": "cycle",
        "BİSİKLETLERİN yolları": "cycle",
        "bisklet": "cycle",
        "satranc turnuvasi": "chess",
        "satrnç": "chess",
        "Çorlu'nun nüfusu": "corlu",
        "corlu": "corlu",
        "çrolu": "corlu",
        "kadın hanı": "kadinhani",
        "2024/5": "d5",
        "karar 2024/6": "d6",
        "03.05.2024": "d5",
        "4 Mayıs 2024": "d6",
        "aidat": "d5",
        "5355": "law",
        "“ödeme takvimi”": "d5",
        "belediye nasıl üye olur": "faq",
        "eğitimler ücretli mi?": "faq",
        "kapıkule": "cycle",
    }

    wrong = {text: (ask(index, text)[:2], key) for text, key in wanted.items() if ask(index, text)[:1] != [key]}

    assert not wrong
    assert ask(index, "trainings", language="en") == ["form"]


def test_filters_narrow_to_kind_year_and_organ():
    index = library()

    assert ask(index, "protokol takvimi", "k_decision", "j_2024", "o_3") == ["d6"]
    assert ask(index, "protokol", "j_1999") == []


def test_odd_input_finds_something_or_nothing_and_never_fails():
    index = library()
    for text in [
        *[
            "",
            " ",
            "?",
            "*",
            '"',
            '""',
            "NEAR(",
            "AND OR NOT",
            "a* b*",
            "t_corlu",
            "k_member",
            "'; DROP TABLE entry; --",
        ],
        *[
            "x" * 10_000,
            "ö" * 500,
            "a b c d e f g h i j k l m n o p",
            "\x00",
            "😀",
            "سلام عليكم",
            "v_1_tr",
            "{a:b}",
            "^x",
        ],
        *["2024/99999999", "31.02.2024", "99.99.9999", "“", "a", "1", "%", "_", "\\", "-çorlu", "corlu OR", "(çorlu"],
    ]:
        question, hits, facets = found(text, Scope(index.connection(), UNION, "tr"), level, ())
        assert len(hits) <= 500, text
        assert question is not None
        assert facets is not None
    assert ask(index, "(çorlu") == ["corlu"]
    assert ask(Index(":memory:"), "çorlu") == []


def test_what_is_not_yet_or_no_longer_public_is_not_found():
    index = index_of(
        entry("later", "Gizli duyuru", shown_from="2999-01-01T00:00:00+00:00"),
        entry("over", "Gizli haber", shown_until="2001-01-01T00:00:00+00:00"),
        entry("now", "Gizli olmayan", shown_from="2001-01-01T00:00:00+00:00", shown_until="2999-01-01T00:00:00+00:00"),
    )

    assert ask(index, "gizli") == ["now"]


def test_a_mended_word_is_told_and_a_known_one_is_left():
    scope = Scope(library().connection(), UNION, "tr")

    assert read("satrnç turnuvası", scope).meant == "satranc turnuvasi"
    assert read("satranç", scope).meant == ""
    assert nearest("xyzzyqw", scope) == ""
    assert nearest("abc", scope) == ""


def test_distance_counts_neighbours_that_changed_places_once():
    assert [distance("corlu", other) for other in ["corlu", "crolu", "corl", "corlux", "konya"]] == [0, 1, 1, 1, 4]
    assert {"crolu", "corl", "corlus"} <= changed_once("corlu")
    assert "corlu" not in changed_once("corlu")


def test_hits_of_one_title_stand_as_one_with_the_others_behind_it():
    index = index_of(
        *(
            entry(f"d{year}", "Encümen üyelerinin seçimi", kind="decision", date=f"{year}-05-01", year=year)
            for year in range(2022, 2027)
        ),
        entry("organ", "Birlik Encümeni", kind="organ"),
    )
    _question, hits, facets = found("encümen", Scope(index.connection(), UNION, "tr"), level)

    together = folded_together(hits)

    assert len(together) == 2
    assert {len(hit.others) for hit in together} == {0, 4}
    assert facets["kind", "decision"] == 5
    assert facets["year", 2026] == 1


def test_a_phrase_in_other_cases_costs_no_stem_of_every_word_of_long_texts(monkeypatch):
    filling = " ".join("".join(letters) for letters in product("bcdfghklmn", repeat=3))
    texts = [f"{filling} katılım ve paylarının {filling}" for _each in range(20)]
    rows = [entry(f"long{number}", f"Rapor {number}", text=text) for number, text in enumerate(texts)]
    index = index_of(*rows, entry("meant", "Rapor", text=f"{filling} katılım paylarının {filling}"))
    asked = []
    monkeypatch.setattr(querying, "stem_of", lambda *word: asked.append(word) or stems.stem_of(*word))

    assert ask(index, '"katılım payları"') == ["meant"]

    assert len(asked) < 500


def test_a_phrase_in_other_cases_is_found_wherever_it_stands():
    index = index_of(
        entry("begins", "Payların ödenmesi", text="Katılım paylarının takvimi."),
        entry("ends", "Duyuru", text="Ödenecek olan: katılım payına"),
        entry("apart", "Katılım", text="Katılım ve paylar."),
        entry("turned", "Pay", text="Payların katılımı."),
        entry("english", "Notice", "en", text="The member fees of 2026 are due."),
    )

    assert set(ask(index, '"katılım payları"')) == {"begins", "ends"}
    assert ask(index, '"member fee of 2026"', language="en") == ["english"]
    assert ask(index, '"member fee of 2025"', language="en") == []
