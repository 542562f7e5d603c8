"""Which words of a text have changed."""

import time

from unions.history.word_changes import MOST_WORDS, Piece, word_changes


def test_words_that_one_side_lacks_are_marked_and_nothing_is_lost():
    before, after = word_changes("Kurul salı günü toplandı.", "Kurul çarşamba günü toplandı!")

    assert [piece.text for piece in before if piece.is_changed] == ["salı", "."]
    assert [piece.text for piece in after if piece.is_changed] == ["çarşamba", "!"]
    assert "".join(piece.text for piece in after) == "Kurul çarşamba günü toplandı!"
    assert word_changes("", "yeni") == ([], [Piece("yeni", True)])


def test_long_texts_are_compared_in_bounded_time():
    text = "kelime " * MOST_WORDS * 10
    started = time.process_time()

    before, after = word_changes(text, text + "son")
    lines = word_changes("satır\n" * MOST_WORDS, "satır\n" * (MOST_WORDS - 1) + "başka\n")

    assert time.process_time() - started < 20
    assert "".join(piece.text for piece in before + after) == text + text + "son"
    assert any(piece.text == "başka\n" for piece in lines[1])
