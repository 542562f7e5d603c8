"""Words of a table in either language, whatever their letters."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from members.exchange.resources import RESOURCES
from tests.tables import table


@table(
    ("column", "typed", "read"),
    [
        ("role", "BİRLİK BAŞKANI", "president"), ("role", "Kâtip", "clerk"), ("role", "üye", "member"),
        ("role", "1. Başkan Vekili", "first_deputy"),
        ("role", "President", "president"), ("role", "asıl üye", "member"), ("seat", "Doğal Üye", "ex_officio"),
        ("seat", "yedek", "substitute"), ("seat", "elected", "elected"), ("is_outsider", "EVET", True),
        ("is_outsider", "hayır", False), ("position", "3", 3),
    ],
)  # fmt: skip
def test_words_of_a_list_are_known_in_either_language(column, typed, read):
    columns = {each.name: each for each in RESOURCES["office-holders"].columns}

    assert columns[column].read(typed) == read


def test_an_unknown_word_is_told_the_known_ones():
    role = next(column for column in RESOURCES["office-holders"].columns if column.name == "role")

    with translation.override("tr"), pytest.raises(ValidationError) as caught:
        role.read("padişah")

    assert "başkan" in caught.value.messages[0]
