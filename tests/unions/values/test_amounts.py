from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import translation

from unions.values.amounts import AmountFormField, clean, written

READ = {
    "0": "0",
    "1250000": "1250000",
    "1.250.000": "1250000",
    "1.250.000,5": "1250000.50",
    "1.250.000,50": "1250000.50",
    "1,250,000.50": "1250000.50",
    "1 250 000,50": "1250000.50",
    "1\u00a0250\u202f000": "1250000",
    "1250,5": "1250.50",
    "1250.05": "1250.05",
    # Sums have no thousandths, so this is a thousand.
    "1.250": "1250",
    "1,250": "1250",
    " 999.999.999.999,99 ": "999999999999.99",
    "007": "7",
}
REFUSED = [
    *["-5", "0.125", "0,125", "1.25.000", "1.250.00", "12.50.000,00", "1,250.000,00", "1.250.000.5", "1250000,555"],
    *[
        "250 TL",
        "₺250",
        "250 €",
        "bin",
        "1e6",
        "١٢",
        "1.000.000.000.000",
        "1234567890123",
        ",50",
        "5,",
        "1 2 3",
        "1..2",
    ],
]


def code_of(text):
    try:
        return clean(text)
    except ValidationError as error:
        return error.code


def test_sum_is_read_as_offices_type_it_and_nothing_else_is():
    wrong = {text: code_of(text) for text, sum_ in READ.items() if code_of(text) != Decimal(sum_)}
    taken = {text: code_of(text) for text in REFUSED if not str(code_of(text)).startswith("amount")}

    assert (wrong, taken) == ({}, {})


def test_sum_is_shown_so_that_its_form_reads_it_again():
    field = AmountFormField(required=False)

    for language in ["tr", "en"]:
        with translation.override(language):
            for sum_ in map(Decimal, ["0.00", "1250000.00", "1250000.50", "999999999999.99"]):
                shown = field.prepare_value(sum_)
                assert field.clean(shown) == sum_
                assert not field.has_changed(sum_, shown)
    assert field.clean("") is None


def test_sum_is_written_with_its_currency_in_one_piece():
    with translation.override("tr"):
        assert written(Decimal("1250000.00")) == "1.250.000\u00a0TL"
        assert written(Decimal("1250000.50"), "EUR") == "1.250.000,50\u00a0€"
    with translation.override("en"):
        assert written(Decimal("1250000.50"), "USD") == "1,250,000.50\u00a0$"
    assert written(None) == ""
