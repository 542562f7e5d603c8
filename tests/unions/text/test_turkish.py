from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tables import table
from unions.text.turkish import (
    capfirst,
    fold,
    format_date,
    format_number,
    format_time,
    initials,
    lower,
    plain,
    slugify,
    sort_key,
    title,
    upper,
)

COMBINING_DOT_ABOVE = "\u0307"
SMALL = "abcçdefgğhıijklmnoöprsştuüvyz"
LARGE = "ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ"
LETTERS_IN_ORDER = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"

any_text = st.text(max_size=40) | st.text("ıIiİşŞğĞâÂîÎ'’ -_.\u0307\u0302\u00adqß1", max_size=20)
turkish_words = st.text(SMALL + LARGE, max_size=12)
unhurried = settings(deadline=None, max_examples=200)


@table(
    ("text", "folded"),
    [
        ("ISPARTA", "isparta"),
        ("Isparta", "isparta"),
        ("ısparta", "isparta"),
        ("İpsala", "ipsala"),
        ("IPSALA", "ipsala"),
        ("KIRKLARELİ", "kirklareli"),
        ("Kırklareli", "kirklareli"),
        ("Çığ öğün şüt", "cig ogun sut"),
        ("kâğıt, alîm, sükût", "kagit alim sukut"),
        ("Tekirdağ'ın", "tekirdag"),
        ("Tekirdağ’ın meclisi", "tekirdag meclisi"),
        ("5355'in 4'üncü maddesi", "5355 4 maddesi"),
        ("'tırnak' içinde", "tirnak icinde"),
        ("i\u0307psala", "ipsala"),
        ("bele\u00addiye", "belediye"),
        ("2000/1461 sayılı_karar – (ek)", "2000 1461 sayili karar ek"),
        ("ＫＯＮＹＡ ﬁdan", "konya fidan"),
        ("  ", ""),
    ],
)
def test_folding_gives_the_plain_words(text, folded):
    assert fold(text) == folded


@pytest.mark.slow
@unhurried
@given(st.one_of(any_text, turkish_words, st.text("çğıöşüâîûÇĞİÖŞÜÂÎÛI aZ'’9")))
def test_the_short_way_for_usual_letters_leads_to_the_same_word(text):
    # A sign of another alphabet beside it makes the text take the long way.
    assert plain(text) + plain(" λ") == plain(text + " λ")


@given(any_text)
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.sampled_from([fold, lower, upper, title, capfirst, slugify, sort_key]), any_text)
@unhurried
def test_no_result_ever_holds_a_stray_dot(function, text):
    assert COMBINING_DOT_ABOVE not in function(text)


@unhurried
@given(turkish_words)
def test_folding_does_not_depend_on_case(word):
    assert fold(word) == fold(upper(word)) == fold(lower(word))


@table(
    ("earlier", "later"),
    [
        ("Ilgın", "İpsala"),
        ("Ilgın", "ince"),
        ("Cihanbeyli", "Çeltik"),
        ("Corlu", "Çorlu"),
        ("Cumhuriyet", "Çorlu"),
        ("Güneysınır", "Ğ"),
        ("Hüyük", "Ilgın"),
        ("Ordu", "Ödemiş"),
        ("Pınarhisar", "Quebec"),
        ("Süloğlu", "Şarköy"),
        ("Uzunköprü", "Ünye"),
        ("Vize", "Washington"),
        ("Washington", "Xanthi"),
        ("Xanthi", "Yunak"),
        ("Zonguldak", "Ж"),
        ("Ala Dağ", "Alacık"),
        ("Al", "Ala"),
        ("9 Eylül", "Adana"),
        ("10 Nolu", "2 Nolu"),
    ],
)
def test_sort_keys_follow_the_turkish_alphabet(earlier, later):
    assert sort_key(earlier) < sort_key(later)


@pytest.mark.parametrize(
    ("one", "other"),
    [("hâlâ", "HALA"), ("alîm", "alim"), ("İPSALA", "ipsala"), ("i\u0307psala", "ipsala"), ("Ali-Can", " ali  can")],
)
def test_sort_keys_ignore_case_circumflex_and_punctuation(one, other):
    assert sort_key(one) == sort_key(other)


def test_english_sort_keys_fold_the_turkish_letters():
    names = ["Çorlu", "Cihanbeyli", "Iğdır", "Idaho", "Şarköy", "Sarayönü", "İpsala"]

    ordered = sorted(names, key=lambda name: sort_key(name, "en"))

    assert ordered == ["Cihanbeyli", "Çorlu", "Idaho", "Iğdır", "İpsala", "Sarayönü", "Şarköy"]


@unhurried
@given(st.text(LETTERS_IN_ORDER + " ", max_size=8), st.text(LETTERS_IN_ORDER + " ", max_size=8))
def test_sort_keys_agree_with_letter_by_letter_comparison(one, other):
    def places(text):
        return [(" " + LETTERS_IN_ORDER).index(letter) for letter in " ".join(text.split())]

    assert (sort_key(one) < sort_key(other)) == (places(one) < places(other))


@unhurried
@given(any_text)
def test_sort_keys_are_pairs_of_digits_and_bounded_by_the_text(text):
    key = sort_key(text)

    assert key == "" or (key.isascii() and key.isdecimal())
    assert len(key) % 2 == 0
    assert len(key) <= 2 * len(text)


@pytest.mark.django_db
def test_databases_of_any_collation_order_the_keys_alike():
    names = ["Çorlu", "Corlu", "Ilgın", "İpsala", "Ala Dağ", "Alacık", "Al", "Şarköy", "Süloğlu", "Aachen", "2 Nolu"]
    collations = ["", 'COLLATE "C"', 'COLLATE "tr-x-icu"', 'COLLATE "da-x-icu"', 'COLLATE "cs-x-icu"']
    placeholders = ", ".join(["(%s)"] * len(names))

    for collation in collations if connection.vendor == "postgresql" else collations[:1]:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT column1 FROM (VALUES {placeholders}) AS keys ORDER BY column1 {collation}",  # noqa: S608
                [sort_key(name) for name in names],
            )
            ordered = [key for (key,) in cursor.fetchall()]

        assert ordered == sorted(sort_key(name) for name in names)


@table(
    ("text", "slug"),
    [
        ("Iğdır", "igdir"),
        ("İğneada", "igneada"),
        ("ışık", "isik"),
        ("Kırklareli", "kirklareli"),
        ("ÇĞIİÖŞÜ çğıiöşü", "cgiiosu-cgiiosu"),
        ("Tekirdağ'ın kurtuluşu", "tekirdagin-kurtulusu"),
        ("  -- Birlik_Meclisi: 2026/3. -- ", "birlik-meclisi-2026-3"),
        ("Weiß & Gəncə", "weiss-gence"),
        ("Ж", "u416"),
        ("!?", ""),
    ],
)
def test_slugs_are_plain_letters_and_hyphens(text, slug):
    assert slugify(text) == slug


@table(
    ("max_length", "slug"),
    [
        (100, "birlik-meclisi-toplantisi"),
        (25, "birlik-meclisi-toplantisi"),
        (24, "birlik-meclisi"),
        (14, "birlik-meclisi"),
        (13, "birlik"),
        (4, "birl"),
    ],
)
def test_long_slugs_end_at_a_whole_word(max_length, slug):
    assert slugify("Birlik Meclisi Toplantısı", max_length) == slug


@unhurried
@given(any_text, st.integers(1, 20))
def test_slugs_are_short_ascii_and_never_empty_for_letters(text, max_length):
    slug = slugify(text, max_length)

    assert slug.isascii()
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert len(slug) <= max_length
    assert slug or not any(letter.isalnum() for letter in text)


@unhurried
@given(any_text)
def test_a_slug_is_its_own_slug(text):
    assert slugify(slugify(text)) == slugify(text)


@table(("small", "large"), list(zip(SMALL, LARGE, strict=True)))
def test_every_turkish_letter_has_its_other_case(small, large):
    assert upper(small) == large
    assert lower(large) == small


@unhurried
@given(turkish_words)
def test_turkish_words_come_back_from_the_other_case(word):
    assert lower(upper(lower(word))) == lower(word)
    assert upper(lower(upper(word))) == upper(word)


def test_english_text_keeps_the_english_i():
    assert lower("ISTANBUL Kırk", "en") == "istanbul kırk"
    assert upper("istanbul", "en") == "ISTANBUL"
    assert capfirst("istanbul", "en") == "Istanbul"
    assert title("minutes OF the meeting", "en") == "Minutes of the Meeting"


@table(
    ("text", "expected"),
    [
        ("KONYA'NIN İLÇELERİ VE ILGIN", "Konya'nın İlçeleri ve Ilgın"),
        ("ıspanak ile incir veya üzüm", "Ispanak ile İncir veya Üzüm"),
        ("ve ile başlar", "Ve ile Başlar"),
        ("edirne/merkez (içme suyu)", "Edirne/Merkez (İçme Suyu)"),
        ("II. DÖNEM IV. TOPLANTI", "II. Dönem IV. Toplantı"),
        ("i\u0307psala", "İpsala"),
        ("", ""),
    ],
)
def test_titles_have_large_first_letters(text, expected):
    assert title(text) == expected


@pytest.mark.parametrize(("text", "expected"), [("ilçe BELEDİYESİ", "İlçe BELEDİYESİ"), ("ılıca", "Ilıca"), ("", "")])
def test_the_first_letter_alone_can_be_made_large(text, expected):
    assert capfirst(text) == expected


def test_dates_are_written_out_in_both_languages():
    day = date(2026, 11, 21)

    assert format_date(day, "tr") == "21 Kasım 2026"
    assert format_date(day, "en") == "21 November 2026"
    assert format_date(day, "tr", weekday=True) == "21 Kasım 2026 Cumartesi"
    assert format_date(day, "en", weekday=True) == "Saturday 21 November 2026"


def test_dates_and_numbers_follow_the_active_language():
    with translation.override("en"):
        assert format_date(date(2026, 11, 21)) == "21 November 2026"
    with translation.override("tr"):
        assert format_date(date(2026, 11, 21)) == "21 Kasım 2026"
        assert format_number(1461) == "1.461"


def test_an_instant_is_written_in_local_time():
    late_evening_in_london = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)

    assert format_date(late_evening_in_london, "tr") == "22 Kasım 2026"
    assert format_time(late_evening_in_london, "tr") == "01.30"


def test_times_have_a_full_stop_in_turkish_and_a_colon_in_english():
    assert format_time(time(9, 5), "tr") == "09.05"
    assert format_time(time(14, 30), "en") == "14:30"


@table(
    ("value", "decimals", "turkish", "english"),
    [
        (0, 0, "0", "0"),
        (999, 0, "999", "999"),
        (1234567.5, 1, "1.234.567,5", "1,234,567.5"),
        (Decimal("1234.5"), 2, "1.234,50", "1,234.50"),
        (2.5, 0, "3", "3"),
        (-1234, 0, "-1.234", "-1,234"),
        (-0.4, 0, "0", "0"),
    ],
)
def test_numbers_are_grouped_in_both_languages(value, decimals, turkish, english):
    assert format_number(value, "tr", decimals) == turkish
    assert format_number(value, "en", decimals) == english


def test_initials_are_those_of_the_first_and_the_last_word():
    names = {
        "Ayşe Yılmaz": "AY",
        "İlkay Nur Işık": "İI",
        "ışıl ilhan": "Iİ",
        "Şükrü": "Ş",
        "A. Rıza Öz-Türk": "AT",
        "Mehmet D'Arcy": "MD",
        "— 12 !": "",
    }

    assert {name: initials(name) for name in names} == names
