from pages.search.tokens import (
    citations_in,
    days_in,
    default_synonyms,
    field_of,
    forms,
    meets,
    months_in,
    read_synonyms,
    stop_words,
    tokens_of,
    words_of,
)
from tests.pages.search.entries import entry
from unions.text.stems import stem_of


def test_a_word_is_found_by_itself_its_stem_and_its_beginning():
    assert forms("belediyeler", "tr") == ("belediyeler", "y_belediye", "z_belet")
    assert forms("uye", "tr")[:2] == ("uye", "y_uye")
    assert forms("2026", "tr") == ("2026",)
    assert forms("training", "en") == ("training", "y_train", "z_train")


def test_words_of_one_stem_meet_and_short_ones_keep_theirs():
    for words in [
        ("uye", "uyeler", "uyelerin"),
        ("gun", "gunu", "gunleri"),
        ("hibe", "hibelerin"),
        ("meclis", "meclisi"),
    ]:
        assert len({stem_of(word, "tr") for word in words}) == 1, words


def test_citations_and_days_are_read_from_texts():
    wrong = [
        text
        for text, found in {
            "karar 2024/5": {"2024_5"},
            "2024-11 sayılı": {"2024_11"},
            "2025/E-3": {"2025_e3"},
            "2000/1461": {"2000_1461"},
            "2024": set(),
            "16.12.2026": set(),
            "2026-12-16": set(),
        }.items()
        if citations_in(text) != found
    ]
    assert not wrong
    wrong = [
        text
        for text, found in {
            "16.12.2026": {"20261216"},
            "2026-12-16": {"20261216"},
            "16 Aralık 2026 Çarşamba": {"20261216"},
            "16 December 2026": {"20261216"},
            "99.99.2026": set(),
            "Aralık 2026": set(),
        }.items()
        if days_in(text) != found
    ]
    assert not wrong
    assert months_in("Kasım 2025 toplantısı") == {"202511"}


def test_an_entry_has_its_own_number_day_and_neighbours_in_the_title():
    tokens = tokens_of(
        entry("a", "İş birliği kararı", citation="2024_5", date="2024-05-03", year=2024, organ=7, text="bk. 2023/9")
    ).split()

    assert {"n_2024_5", "c_2023_9", "d_20240503", "m_202405", "j_2024", "o_7", "k_news", "p_isbirligi"} <= {*tokens}
    stem = forms("karari", "tr")[1]
    assert {stem, f"t_{stem}", "z_karar"} <= {*tokens}
    # Taken out again by the same tokens.
    assert tokens == sorted(set(tokens))


def test_synonyms_are_read_in_both_directions():
    meant = read_synonyms("aidat = katılım payı\n\nyasa=kanun")

    assert meant == {
        "aidat": [["katilim", "payi"]],
        "katilim payi": [["aidat"]],
        "yasa": [["kanun"]],
        "kanun": [["yasa"]],
    }
    assert "kvkk" in default_synonyms()


def test_question_words_are_no_words_to_look_for():
    assert {"kim", "nasil", "kac"} <= stop_words("tr")
    assert "birlik" not in stop_words("tr")
    assert {"who", "the"} <= stop_words("en")


def test_words_are_met_in_a_field_by_all_their_forms():
    field = field_of(words_of("Çini’nin paylarının üyeleri için eğitimler"))

    assert all(meets(token, field, "tr") for token in ["cini", "y_pay", "y_uye", "z_egiti"])
    assert not any(meets(token, field, "tr") for token in ["cin", "y_egi", "z_uyeli", "pay"])
    assert meets(forms("policy", "en")[1], field_of(["policies"]), "en")
    assert field_of([]).strip() == ""
