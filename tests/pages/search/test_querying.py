from itertools import product

from pages.search import querying
from pages.search.index import Index
from pages.search.querying import folded_together, found
from pages.search.scope import Scope
from tests.pages.search.entries import UNION, entry, index_of
from tests.pages.search.library import ask, level, library
from unions.text import stems


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


def test_a_phrase_is_also_found_with_an_ending_behind_its_last_word():
    index = index_of(
        entry("decision", "Ortak belge yönetim sisteminin kurulması"),
        entry("news", "Haber", text="Ortak belge yönetim sistemi açıldı."),
        entry("apart", "Ortak yönetim", text="Belge sistemi"),
        entry("one", "Ortaklık"),
    )

    assert ask(index, '"ortak belge yönetim sistemi"') == ["decision", "news"]
    assert "one" not in ask(index, '"ortak"')


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


def test_a_phrase_is_found_in_whichever_case_and_letters_it_stands():
    index = index_of(
        entry("exact", "Bir", text="İçme suyu kayıpları ölçüldü."),
        entry("ending", "İki", text="İÇME SUYU KAYIPLARININ ölçümü"),
        entry("apart", "Üç", text="Kayıpları önlemek için içme ve kullanma suyu"),
        entry("suffix", "Dört", text="Çorlu'nun nüfusu arttı."),
        entry("soft", "Beş", text="Belge yönetimi sistemine geçildi."),
    )

    assert sorted(ask(index, '"içme suyu kayıpları"')) == ["ending", "exact"]
    assert ask(index, '"icme suyu kayiplari" olcumu')[:1] == ["ending"]
    assert ask(index, '"çorlu nüfusu"') == ["suffix"]
    # In no text just so: in another case.
    assert ask(index, '"yönetim sistemleri"') == ["soft"]
    assert ask(index, '"suyu içme"') == []


def test_a_phrase_of_common_words_reads_no_more_texts_than_anybody_looks_through(monkeypatch):
    index = index_of(*(entry(f"n{number}", f"Başlık {number}", text="yol ve ortak") for number in range(400)))
    read = []
    texts_of_many = querying.texts_of_many

    def counted(numbers, scope):
        read.extend(numbers)
        return texts_of_many(numbers, scope)

    monkeypatch.setattr(querying, "texts_of_many", counted)

    assert ask(index, '"ortak yol"') == []
    assert len(read) == querying.READ_FOR_PHRASES
