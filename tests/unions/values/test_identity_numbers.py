"""Identity numbers, whose last two digits follow from the others."""

import pytest
from django.core.exceptions import ValidationError

from tests.tables import table
from unions.values import identity_numbers


@table(
    ("typed", "number"),
    [
        ("10000000146", "10000000146"),
        (" 100 0000 0146 ", "10000000146"),
        ("100-0000-0146", "10000000146"),
        ("\u200b10000000146", "10000000146"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_a_number_is_read_as_people_write_it(typed, number):
    assert identity_numbers.clean(typed) == number


@table(
    ("typed", "code"),
    [
        ("10000000147", "identity_number_sum"),
        ("10000000136", "identity_number_sum"),
        ("01000000146", "identity_number"),
        ("1000000014", "identity_number"),
        ("100000001466", "identity_number"),
        ("1000000014a", "identity_number"),
        ("١٠٠٠٠٠٠٠١٤٦", "identity_number"),
        ("yok", "identity_number"),
    ],
)
def test_anything_else_is_refused(typed, code):
    with pytest.raises(ValidationError) as refusal:
        identity_numbers.clean(typed)
    assert refusal.value.code == code


def test_one_wrong_digit_is_always_noticed():
    right = "10000000146"
    for place, digit in [(place, digit) for place in range(1, 11) for digit in "0123456789"]:
        if right[place] != digit:
            assert not identity_numbers.is_right(right[:place] + digit + right[place + 1 :])
