from unions.text.stems import hardened, needles_of, stem_of


def test_a_stem_ends_as_without_a_vowel_behind_it():
    assert [hardened(stem) for stem in ["tuzug", "kitab", "kanad", "belge", "dag"]] == [
        "tuzuk",
        "kitap",
        "kanat",
        "belge",
        "dag",
    ]


def test_inflected_words_have_one_stem():
    for words in [
        ["su", "suyu", "suyun", "sular", "sularinin", "suda"],
        ["butce", "butcesinin"],
        ["kitap", "kitaplari", "kitabi"],
        ["meclis", "meclisi"],
    ]:
        assert len({stem_of(word, "tr") for word in words}) == 1, words


def test_long_words_are_looked_for_by_what_they_begin_with_and_short_ones_as_they_are():
    needles = {
        "butcesinin": ["butce"],
        "kararlari": ["karar"],
        "uyelerinin": ["uyelerinin"],
        "karabugday": ["karabugday"],
        "budgets": ["budget", "budged"],
        "konya": ["konya"],
        # One stem for one and many, whichever was typed, in each process the same.
        "extraordinary": ["extraordinar"],
        "agencies": ["agenc"],
        "agency": ["agenc"],
        "pay": ["pay"],
        "20261": ["20261"],
        "a4": ["a4"],
    }

    assert {word: needles_of(word) for word in needles} == needles
