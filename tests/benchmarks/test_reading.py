"""Readability is counted as its formulas say."""

import pytest

from benchmarks.reading import Reading, reading, readings, sentences_of, syllables


@pytest.mark.parametrize(
    ("word", "language", "number"),
    [("belediyeler", "tr", 5), ("İdare", "tr", 3), ("kâğıt", "tr", 2), ("municipality", "en", 6), ("made", "en", 1)],
)
def test_syllables_are_counted(word, language, number):
    assert syllables(word, language) == number


def test_a_citation_ends_no_sentence_and_a_label_is_none():
    assert sentences_of("<p>Kanun, md. 9 bunu açıkça ister.</p><p>Gündem</p>") == [
        ["Kanun", "md", "bunu", "açıkça", "ister"]
    ]


def test_the_formulas_are_those_of_atesman_and_flesch():
    text = Reading(sentences=10, words=100, syllables=250)

    assert text.ease_in_turkish == pytest.approx(198.825 - 40.175 * 2.5 - 2.610 * 10)
    assert text.ease_in_english == pytest.approx(206.835 - 1.015 * 10 - 84.6 * 2.5)
    assert reading(["Gündem"], "tr") is None


def test_our_own_sentences_are_plain_in_both_languages():
    turkish, english = readings()["all"]

    assert turkish.sentences > 500
    assert turkish.ease_in_turkish >= 55
    assert english.ease_in_english >= 55
