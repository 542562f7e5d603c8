"""Telephone numbers as offices in Türkiye write them: what becomes of each."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import table
from unions.values import telephones
from unions.values.telephones import Telephone

UNDERSTOOD = [
    ("☎ 0284 811 01 01", "+90 284 811 01 01"),
    ("📞0284 811 01 01 dahili 101", "+90 284 811 01 01;ext=101"),
    ("0284 811 01 01 / 101", "+90 284 811 01 01;ext=101"),
    ("0284 811 01 01 - 02", "+90 284 811 01 01, +90 284 811 01 02"),
    ("0284 811 01 01-02", "+90 284 811 01 01, +90 284 811 01 02"),
    ("0284 811 01 01 dahili 101", "+90 284 811 01 01;ext=101"),
    ("0284 811 01 01 (dahili: 101)", "+90 284 811 01 01;ext=101"),
    ("0284 811 01 01 (101-102)", "+90 284 811 01 01;ext=101, +90 284 811 01 01;ext=102"),
    ("0284 811 01 01 dahili 101, 102", "+90 284 811 01 01;ext=101, +90 284 811 01 01;ext=102"),
    ("0284 811 01 01 - 811 01 02", "+90 284 811 01 01, +90 284 811 01 02"),
    ("0284 811 01 01 / 811 01 02", "+90 284 811 01 01, +90 284 811 01 02"),
    ("0284 811 01 01, 0284 811 01 02", "+90 284 811 01 01, +90 284 811 01 02"),
    ("0284 811 01 01\n0284 811 01 02", "+90 284 811 01 01, +90 284 811 01 02"),
    ("0284 811 01 01 / 02", "+90 284 811 01 01, +90 284 811 01 02"),
    ("0284 811 01 01-05", "+90 284 811 01 01, +90 284 811 01 05"),
    ("(0284) 811 01 01", "+90 284 811 01 01"),
    ("0(284)8110101", "+90 284 811 01 01"),
    ("(0 284) 811 01 01", "+90 284 811 01 01"),
    ("+90 (0) 284 811 01 01", "+90 284 811 01 01"),
    ("+90 (284) 811 01 01", "+90 284 811 01 01"),
    ("+90 0284 811 01 01", "+90 284 811 01 01"),
    ("0090 284 811 0101", "+90 284 811 01 01"),
    ("90 284 811 01 01", "+90 284 811 01 01"),
    ("284 811 01 01", "+90 284 811 01 01"),
    ("2848110101", "+90 284 811 01 01"),
    ("0 284 811 01 01", "+90 284 811 01 01"),
    ("0284-811-01-01", "+90 284 811 01 01"),
    ("0284/811 01 01", "+90 284 811 01 01"),
    ("0284 / 811 01 01", "+90 284 811 01 01"),
    ("0284 - 811 01 01", "+90 284 811 01 01"),
    ("0284.811.01.01", "+90 284 811 01 01"),
    ("Tel: 0284.811.01.01", "+90 284 811 01 01"),
    ("T: 0284 811 01 01", "+90 284 811 01 01"),
    ("Telefon No: 0284 811 01 01", "+90 284 811 01 01"),
    ("0284 811 01 01 (pbx)", "+90 284 811 01 01"),
    ("0284 811 01 01 PBX", "+90 284 811 01 01"),
    ("444 0 123", "444 0 123"),
    ("444 01 23", "444 0 123"),
    ("0 444 0 123", "444 0 123"),
    ("4440123", "444 0 123"),
    ("+90 444 0 123", "444 0 123"),
    ("444 0 123 dahili 5", "444 0 123;ext=5"),
    ("0850 222 33 44", "+90 850 222 33 44"),
    ("0800 219 00 00", "+90 800 219 00 00"),
    ("153", "153"),
    ("ALO 153", "153"),
    ("alo153", "153"),
    ("112", "112"),
    ("+49 30 1234567", "+49 30 1234567"),
    ("0049 30 1234567", "+49 30 1234567"),
    ("+1 202-555-0100", "+1 202-555-0100"),
    ("+44 20 7946 0958", "+44 20 7946 0958"),
    ("0532 111 22 33", "+90 532 111 22 33"),
    ("0532 111 22 33 / 0284 811 01 01", "+90 532 111 22 33, +90 284 811 01 01"),
    ("532 111 22 33", "+90 532 111 22 33"),
    ("０２８４ ８１１ ０１ ０１", "+90 284 811 01 01"),
    ("0284 811 01 01", "+90 284 811 01 01"),
    ("+90 284 811 01 01;ext=101, +90 284 811 01 02", "+90 284 811 01 01;ext=101, +90 284 811 01 02"),
    ("tel:+902848110101;ext=101", "+90 284 811 01 01;ext=101"),
    ("+90 284 811 01 01, dahili 101; +90 284 811 01 02", "+90 284 811 01 01;ext=101, +90 284 811 01 02"),
    ("0284 811 01 01 dahili 101; 0284 811 01 02", "+90 284 811 01 01;ext=101, +90 284 811 01 02"),
    ("0332 123 45 67 dh.5", "+90 332 123 45 67;ext=5"),
    ("0332 123 45 67 Dh: 5", "+90 332 123 45 67;ext=5"),
    ("0332 123 45 67-dh5", "+90 332 123 45 67;ext=5"),
    ("(332) 123 45 67 dh 5 - 6", "+90 332 123 45 67;ext=5, +90 332 123 45 67;ext=6"),
    ("0332 123 45 67 dah12", "+90 332 123 45 67;ext=12"),
    ("0332 123 45 67 dahili no 12", "+90 332 123 45 67;ext=12"),
    ("0332 123 45 67 Dah.No: 105", "+90 332 123 45 67;ext=105"),
    ("0332 123 45 67 /13", "+90 332 123 45 67;ext=13"),
    ("0332 123 45 67/13", "+90 332 123 45 67;ext=13"),
    ("(0332) 123 45 67-68", "+90 332 123 45 67, +90 332 123 45 68"),
    ("0284 811 01 01 x101", "+90 284 811 01 01;ext=101"),
    ("0284 811 01 01 #101", "+90 284 811 01 01;ext=101"),
    ("0284 811 01 01 ext. 101", "+90 284 811 01 01;ext=101"),
    ("0284 811 01 01 iç 101", "+90 284 811 01 01;ext=101"),
    ("0284 811 01 01 iç hat: 101", "+90 284 811 01 01;ext=101"),
    ("Santral: 0284 811 01 01", "+90 284 811 01 01"),
    ("0284 811 01 01 / 1234", "+90 284 811 01 01;ext=1234"),
    ("0284 000 00 09", "+90 284 000 00 09"),
    ("+90 288 000 00 16", "+90 288 000 00 16"),
    ("0392 222 11 22", "+90 392 222 11 22"),
    ("+357 22 123456", "+357 22 123456"),
    ("0216 444 12 34", "+90 216 444 12 34"),
    ("Faks: 0284 811 01 02", "+90 284 811 01 02"),
    ("153 / 0284 811 01 01", "153, +90 284 811 01 01"),
    ("0284 811 01 01 | 0532 111 22 33", "+90 284 811 01 01, +90 532 111 22 33"),
    ("0284 811 01 01 – 02", "+90 284 811 01 01, +90 284 811 01 02"),
    ("+90-284-811-01-01", "+90 284 811 01 01"),
    ("+902848110101", "+90 284 811 01 01"),
    ("00902848110101", "+90 284 811 01 01"),
    ("0284 811 01 01 dahili 101 - 102", "+90 284 811 01 01;ext=101, +90 284 811 01 01;ext=102"),
    ("0284 811 01 01 , dahili 101", "+90 284 811 01 01;ext=101"),
    ("0900 555 55 55", "+90 900 555 55 55"),
    ("0282 651 10 20 - 21", "+90 282 651 10 20, +90 282 651 10 21"),
    ("0282 651 10 20 / 21", "+90 282 651 10 20, +90 282 651 10 21"),
    ("0284 811 01 01 /101", "+90 284 811 01 01;ext=101"),
    ("0284 811 01 01/101", "+90 284 811 01 01;ext=101"),
    ("(0284) 811 01 01 / 811 01 02 / 811 01 03", "+90 284 811 01 01, +90 284 811 01 02, +90 284 811 01 03"),
    (
        "0284 811 01 01;0284 811 01 02;0532 111 22 33;444 0 123",
        "+90 284 811 01 01, +90 284 811 01 02, +90 532 111 22 33, 444 0 123",
    ),
    ("0284 811 01 01, 0284 811 01 01", "+90 284 811 01 01"),
    ("+90 284 8110101 (Dahili 12)", "+90 284 811 01 01;ext=12"),
    ("0284\t811\t01\t01", "+90 284 811 01 01"),
    ("0 (282) 726 19 04-05", "+90 282 726 19 04, +90 282 726 19 05"),
    ("444 0 782", "444 0 782"),
    ("+90.282.726.19.04", "+90 282 726 19 04"),
    ("0282 726 19 04 / 1234 dahili", "+90 282 726 19 04;ext=1234"),
    ("0282 726 19 04 (1234 dahili)", "+90 282 726 19 04;ext=1234"),
    ("0282 726 19 04 1234 nolu dahili", "+90 282 726 19 04;ext=1234"),
    ("０２８２ ７２６ １９ ０４", "+90 282 726 19 04"),
    ("0282–726–19–04", "+90 282 726 19 04"),
    ("+9002827261904", "+90 282 726 19 04"),
    ("0282.726.19.04 x12", "+90 282 726 19 04;ext=12"),
    ("0282 7261904 ; 7261905", "+90 282 726 19 04, +90 282 726 19 05"),
]

REFUSED = [
    ("0284 811 01 01 (101-110)", "unclear_end"),
    ("0284 811 01 01 0284 811 01 02", "unclear_end"),
    ("0284 811 01 01 ve 02", "unclear_end"),
    ("0284 811 01 01 / 12", "unclear_end"),
    ("0332 123 45 67 / 66", "unclear_end"),
    ("0332 123 45 67 / 13 / 14", "unclear_end"),
    ("0332 123 45 67 dhxyz 5", "unclear_end"),
    ("0284 811 01 01 - 101", "unclear_end"),
    ("0284 811 01 05-01", "unclear_end"),
    ("0284 811 01 01 (3 hat)", "unclear_end"),
    ("123", "telephone"),
    ("1444", "telephone"),
    ("0284 abc", "telephone"),
    ("abc", "telephone"),
    ("811 01 01", "area_code"),
    ("811 01 01 - 811 01 02", "area_code"),
    ("0182 651 10 20", "telephone"),
    ("0284 811 01", "telephone"),
    ("0284 811 01 011", "telephone"),
    ("0284 811 01 01 02", "unclear_end"),
    ("O284 811 01 01", "telephone"),
    ("0284 811 O1 01", "telephone"),
    ("0284 811 01 01 (Santral)", "unclear_end"),
    ("0284 811 01 01 Ayşe Hanım", "unclear_end"),
    ("0284 811 01 01 / 0102", "unclear_end"),
    ("0284 811 01 01/02/03", "unclear_end"),
    ("0284 811 01 01-02-03", "unclear_end"),
    ("0284 811 01 01 -", "unclear_end"),
    ("- 0284 811 01 01", "telephone"),
    ("yok", "telephone"),
    ("0000 000 00 00", "telephone"),
    ("+90", "telephone"),
    ("+", "telephone"),
    ("00", "telephone"),
    ("0284 811 01 01 dahili", "unclear_end"),
    ("0284 811 01 01 dahili 1234567", "unclear_end"),
    ("0284 811 01 01 Fax: 0284 811 01 02", "two_kinds"),
    ("0284 811 01 01 - Faks: 0284 811 01 02", "two_kinds"),
    ("Tel: 0284 811 01 01 / Faks: 0284 811 01 02", "two_kinds"),
    ("Faks 0284 811 01 02, Tel 0284 811 01 01", "two_kinds"),
    ("T: 0284 811 01 01 F: 0284 811 01 02", "two_kinds"),
    ("0284 811 01 01, Belgegeçer: 0284 811 01 02", "two_kinds"),
    ("0284 811 01 01 • 02", "unclear_end"),
    ("٠٢٨٤ ٨١١ ٠١ ٠١", "telephone"),
    ("0284 8110101 / 101 / 102", "unclear_end"),
    ("651-10-20 - 651-10-21", "area_code"),
    ("1,2,3", "telephone"),
    ("0282 651 10 20/23", "unclear_end"),
    ("0284 811 01 01, 02", "unclear_end"),
    ("0284 811 01 01;02848110102;02848110103;02848110104;02848110105", "too_many"),
    ("0284 811 01 01 & 02", "unclear_end"),
    ("Dahili 101", "telephone"),
    ('0284 811 01 01 "101"', "unclear_end"),
    ("5", "telephone"),
    ("0282 726 19 0٤", "telephone"),
    ("9 0282 726 19 04", "telephone"),
    ("2.82726E+09", "telephone"),
    ("726 19 04 (0282)", "area_code"),
    ("0282_726_19_04", "telephone"),
    ("0282 726 19 04 / 12 nolu", "unclear_end"),
]


@table(("typed", "stored"), UNDERSTOOD)
def test_a_number_is_understood_however_it_is_written(typed, stored):
    assert telephones.clean(typed) == stored


@table(("typed", "code"), REFUSED)
def test_what_is_not_understood_is_refused_in_turkish(typed, code):
    with translation.override("tr"), pytest.raises(ValidationError) as refusal:
        telephones.clean(typed)

    assert refusal.value.code == code
    assert any(word in refusal.value.messages[0] for word in ["numara", "alan kodu"])


def test_the_table_is_long():
    assert len(UNDERSTOOD) + len(REFUSED) >= 120


@pytest.mark.parametrize(
    ("typed", "links"),
    [
        ("0284 811 01 01 / 101", ["tel:+902848110101;ext=101"]),
        ("0284 811 01 01 - 02", ["tel:+902848110101", "tel:+902848110102"]),
        ("444 0 123", ["tel:4440123"]),
        ("Alo 153", ["tel:153"]),
        ("+49 30 1234567", ["tel:+49301234567"]),
    ],
)
def test_a_click_dials_the_number_and_no_other(typed, links):
    assert [number.dialled for number in telephones.parse(typed)] == links


def test_a_number_is_shown_in_the_reader_s_language_without_a_break():
    (number,) = telephones.parse("0284 811 01 01 / 101")

    assert number.shown("tr") == "+90\u00a0284\u00a0811\u00a001\u00a001,\u00a0dahili\u00a0101"
    assert number.written("en") == "+90 284 811 01 01, ext. 101"
    assert number.national("tr") == "0284 811 01 01 dahili 101"


def test_a_search_finds_a_number_by_its_digits_in_one_run():
    assert "02848110101" in telephones.searched("+90 284 811 01 01")


def test_a_value_that_is_not_understood_is_shown_as_it_stands():
    assert telephones.understood("ara: 651 10 20 (Ayşe)") == ()
    assert telephones.written("ara: 651 10 20 (Ayşe)") == "ara: 651 10 20 (Ayşe)"


def test_an_extension_that_an_import_wrote_is_one_however_short():
    assert telephones.clean_stored("+90 332 111 22 33 / 4") == "+90 332 111 22 33;ext=4"


LINES = st.from_regex(r"[2-4][1-8][2468] [2-9][0-9]{2} [0-9]{2} [0-9]{2}", fullmatch=True).map("+90 {}".format)
NUMBERS = st.builds(
    Telephone,
    st.one_of(LINES, st.sampled_from(["444 0 123", "+49 30 1234567", "+90 532 111 22 33", "+90 850 222 33 44"])),
    st.one_of(st.just(""), st.from_regex(r"[0-9]{1,6}", fullmatch=True)),
)


@given(st.lists(NUMBERS, min_size=1, max_size=4, unique=True), st.sampled_from(["tr", "en"]))
def test_whatever_is_shown_is_read_as_the_same_numbers(numbers, language):
    stored = telephones.canonical(tuple(numbers))
    if not telephones.understood(stored):
        return

    assert telephones.clean(stored) == stored
    assert telephones.clean(telephones.written(stored, language)) == stored
    shown = "; ".join(number.shown(language) for number in telephones.parse(stored))
    assert telephones.clean(shown) == stored


@given(st.text(st.sampled_from("0123456789 +-/().,;dahilTe\n")))
def test_no_digit_is_lost_and_none_is_added(text):
    """Whatever is understood dials digits that were typed; nothing else raises."""
    try:
        numbers = telephones.parse(text)
    except ValidationError:
        return

    for number in numbers:
        assert telephones.parse(str(number)) == (number,)
