"""Rows that are about no record."""

import pytest

from members.exchange.summary_rows import is_total
from tests.tables import table


@table(
    "text", ["TOPLAM", "Genel Toplam", "ARA TOPLAM:", "Edirne Toplamı", "YEKÛN", "Total", "İl Toplamı", "Toplam Nüfus"]
)
def test_a_total_is_known_by_its_word(text):
    assert is_total(text)


@pytest.mark.parametrize("text", ["Toplamalı", "Çorlu", "Toplu Konut", "12", ""])
def test_other_words_are_no_total(text):
    assert not is_total(text)
