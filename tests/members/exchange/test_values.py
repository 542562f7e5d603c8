"""What people type into cells, read as what they mean."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from members.exchange import values
from members.exchange.tables import FractionText, NumberSince1904
from tests.tables import table


def refused(read, text: str) -> str:
    with translation.override("tr"), pytest.raises(ValidationError) as caught:
        read(text)
    # In Turkish, quoting what was typed.
    assert text.split()[0][:5] in caught.value.messages[0]
    return caught.value.code


@table(
    ("typed", "number"),
    [
        ("12345", 12345), ("12.345", 12345), ("12 345", 12345), ("12,345", 12345), ("1.234.567", 1234567),
        ("12345,0", 12345), ("12.345 kişi", 12345), ("0", 0), ("15\u00a0840", 15840),
    ],
)  # fmt: skip
def test_a_population_may_be_grouped(typed, number):
    assert values.population(typed) == number


@table(
    ("typed", "code"),
    [
        ("12,5", "fraction"), ("12.5", "fraction"), ("10 bin", "population"), ("-12", "population"),
        ("1e6", "population"), ("1000000000", "too_many_people"), ("9" * 40, "too_many_people"),
        ("1,23,456", "population"),
    ],
)  # fmt: skip
def test_a_population_that_is_none_is_refused(typed, code):
    assert refused(values.population, typed) == code


@table("typed", ["", "-", " – ", "—", "...", "?", "yok", "N/A"])
def test_a_dash_is_nothing_and_not_nought(typed):
    assert values.is_empty(typed)
    assert not values.is_empty("0")


@table(
    "typed",
    [
        "0282 651 10 20", "02826511020", "0(282)6511020", "(0282) 651 10 20", "+90 282 651 10 20", "0090 282 651 1020",
        "282-651-10-20", "0 282 651 10 20", "Tel: 0282.651.10.20", "90 282 651 10 20",
    ],
)  # fmt: skip
def test_a_telephone_number_is_the_same_however_it_is_typed(typed):
    assert values.phone(typed) == "+90 282 651 10 20"


@pytest.mark.parametrize("typed", ["0282 651 10 20 dahili 123", "0282 651 10 20 / 123", "0282 6511020 (iç: 123)"])
def test_an_extension_is_kept_apart_from_the_number(typed):
    assert values.phone(typed) == "+90 282 651 10 20;ext=123"


def test_other_numbers_keep_their_form():
    assert values.phone("444 1 959") == "444 1 959"
    assert values.phone("+49 30 1234567") == "+49 30 1234567"


@table(
    ("typed", "code"),
    [
        ("651 10 20", "area_code"), ("0282 651 10 20 - 19", "unclear_end"), ("yazı işleri", "telephone"),
        ("123", "telephone"), ("0182 651 10 20", "telephone"), ("0282 651 10 20 0282 651 10 21", "unclear_end"),
    ],
)  # fmt: skip
def test_a_telephone_number_that_is_none_is_refused(typed, code):
    assert refused(values.phone, typed) == code


@table(
    "stored", ["+90 282 651 10 20", "+90 282 651 10 20;ext=123", "444 1 959", "+90 282 651 10 20, +90 282 651 10 21"]
)
@table("language", ["tr", "en"])
def test_a_number_goes_out_as_pages_show_it_and_comes_back_the_same(stored, language):
    with translation.override(language):
        written = values.written_phone(stored)

        assert values.WRITTEN_PHONE.fullmatch(written)
        assert values.phone(written) == stored


@table(
    ("typed", "code"),
    [
        ("bılgı@corlu.bel.tr", "email_letters"), ("bilgi @corlu.bel.tr", "email_spaces"),
        ("şükrü@çorlu.bel.tr", "email_letters"), ("a@b.tr; c@d.tr", "several"), ("corlu.bel.tr", "email"),
        ("a@b@c.tr", "email"),
    ],
)  # fmt: skip
def test_an_e_mail_address_that_is_none_is_refused(typed, code):
    assert refused(values.email, typed) == code


def test_the_address_that_is_probably_meant_is_proposed():
    with translation.override("tr"), pytest.raises(ValidationError) as caught:
        values.email("bılgı @çorlu.bel.tr")

    assert "bilgi@corlu.bel.tr" in caught.value.messages[0]


def test_an_e_mail_address_keeps_its_name_and_its_host_gets_small():
    assert values.email("mailto:Bilgi@CORLU.bel.tr") == "Bilgi@corlu.bel.tr"


def test_a_web_address_may_lack_its_beginning():
    assert values.website("www.corlu.bel.tr") == "https://www.corlu.bel.tr"
    assert values.website("http://corlu.bel.tr/") == "http://corlu.bel.tr/"
    assert refused(values.website, "corlu bel tr") == "website"
    assert refused(values.website, "javascript:alert(1)") == "website"


@table(
    ("typed", "read"),
    [
        ("31.05.2024", "2024-05-31"), ("31/05/2024", "2024-05-31"), ("31-5-2024", "2024-05-31"),
        ("2024-05-31", "2024-05-31"),
        ("2024-05-31 00:00:00", "2024-05-31"), ("Mayıs 2024", "2024-05"), ("2024", "2024"),
        ("31 MAYIS 2024", "2024-05-31"),
    ],
)  # fmt: skip
def test_a_day_is_read_as_far_as_it_is_known(typed, read):
    assert str(values.partial_date(typed)) == read


def test_a_day_that_the_calendar_lacks_is_refused():
    assert refused(values.partial_date, "31.02.2024") == "invalid_date"
    assert refused(values.partial_date, "dün") == "invalid"
    assert refused(values.day, "05.2024") == "day"


@table("typed", ["#REF!", "#YOK", "#BAŞV!", "#FORMULA!", "=A1+B1", '=HYPERLINK("x")'])
def test_errors_and_formulas_of_the_spreadsheet_are_refused(typed):
    with pytest.raises(ValidationError):
        values.valid_text(typed)


@table("text", ["=1+1", "+90", "-5", "@x", "\tx", "\rx", "'x", "'=x", "-", "yok", "#REF!", "''", "'"])
def test_what_a_spreadsheet_would_misread_goes_out_behind_an_apostrophe_and_comes_back(text):
    assert values.defuse(text) == f"'{text}"
    assert values.undefuse(values.defuse(text)) == text


@pytest.mark.parametrize("text", ["", "Çorlu", "a=b", "5'inci", "12-5"])
def test_other_texts_go_out_as_they_are(text):
    assert values.defuse(text) == text
    assert values.undefuse(text) == text


@table(
    ("typed", "day"),
    [
        ("2024/02/01", "2024-02-01"), ("01.02.24", "2024-02-01"), ("1/2/24", "2024-02-01"), ("45323", "2024-02-01"),
        ("01.02.1998", "1998-02-01"), ("2024.02.01", "2024-02-01"), 
        ("01-02-2024", "2024-02-01"), ("2024-02-01 12:00:00", "2024-02-01"), 
        ("2024", "2024"),
    ],
)  # fmt: skip
def test_a_date_is_read_however_it_is_written(typed, day):
    assert str(values.partial_date(typed)) == day


def test_a_number_of_days_is_read_by_the_calendar_of_its_workbook():
    assert str(values.partial_date(NumberSince1904("43861"))) == "2024-02-01"


@pytest.mark.parametrize(("typed", "code"), [("123456", "invalid"), ("31.02.24", "invalid_date")])
def test_what_is_no_date_is_refused(typed, code):
    assert refused(values.partial_date, typed) == code


@pytest.mark.parametrize("typed", ["12.345 KİŞİ", "12.345,00", "12,345.00", "12.345 kişi", "12345,00"])
def test_a_population_may_have_its_unit_and_empty_decimals(typed):
    assert values.population(typed) == 12345


def test_a_number_with_decimals_in_a_workbook_is_no_grouped_number():
    assert values.population("12,345") == 12345
    assert refused(values.population, FractionText("12,345")) == "fraction"


def test_shares_are_read_as_offices_write_them():
    read = {"12,5": "12.50", "12.50": "12.50", "%12,5": "12.50", "12,5 %": "12.50", "0": "0.00", "100": "100.00"}
    assert {text: str(values.share(text)) for text in read} == read
    for text in ["101", "-1", "12,555", "on iki", "1.250,00"]:
        with pytest.raises(ValidationError):
            values.share(text)


def test_hours_and_moments_are_read_as_offices_write_them():
    hours = {"14:00": "14:00", "14.30": "14:30", "saat 9": "09:00", "Saat 14.00'te": "14:00", "14:00:00": "14:00"}
    assert {text: f"{values.hour(text):%H:%M}" for text in hours} == hours
    moments = {
        "04.05.2023 14:30": "2023-05-04 14:30", "4 Mayıs 2023 Perşembe, 14.30": "2023-05-04 14:30",
        "2023-05-04 14:30": "2023-05-04 14:30", "2023-05-04T14:30": "2023-05-04 14:30", "Mayıs 2023": "2023-05",
        "04.05.2023 saat 14:30": "2023-05-04 14:30", "04.05.2023": "2023-05-04", "2023": "2023",
    }  # fmt: skip
    found = {text: values.moment(text) for text in moments}
    assert {text: f"{day} {hour:%H:%M}" if hour else str(day) for text, (day, hour) in found.items()} == moments
    for text in ["25:00", "14:75", "öğlen", "1430", "24:00"]:
        with pytest.raises(ValidationError):
            values.hour(text)
    # Two hours are a question, and an hour that no day has is no date.
    for text in ["12.05.2026 14.00-16.00", "12.05.2026 14.00 16.00", "12.05.2026 14.30/15.30", "2026-05-12T24:00"]:
        with pytest.raises(ValidationError):
            values.moment(text)
    with pytest.raises(ValidationError):
        values.partial_date("31.12.2024 24:00")
