"""Numbers of decisions as offices write them."""

import pytest
from django.core.exceptions import ValidationError

from members.exchange.citations import citation

READ = {
    "2023/9": "2023/9", "2023-9": "2023/9", "2023 / 09": "2023/9", "9/2023": "2023/9", "9": "9", "0017": "17",
    "Karar No: 9": "9", "KARAR SAYISI: 2023/9": "2023/9", "E-17": "E-17", "2023/E-17": "2023/E-17", "e17": "E-17",
    "E-17/2023": "2023/E-17", "2023–9": "2023/9", "No 12": "12", "Sayı: 5.": "5", "2024/ M-3": "2024/M-3",
}  # fmt: skip
REFUSED = ["2023/2024", "9-10", "dokuz", "2023/9-1", "0", "1/2/2023", "12,5", "E", "2023/", "9 ve 10", "1234567"]


def test_a_number_is_read_however_it_is_written():
    assert {text: str(citation(text)) for text in READ} == READ


def test_what_may_be_read_in_two_ways_or_in_none_is_refused():
    taken = []
    for text in REFUSED:
        try:
            taken.append((text, str(citation(text))))
        except ValidationError:
            continue

    assert taken == []
    with pytest.raises(ValidationError) as caught:
        citation("2023/2024")
    assert caught.value.code == "two_readings"
