"""Titles before a name and of an office."""

import pytest
from django.core.exceptions import ValidationError

from tests.tables import table
from unions.values.titles import clean


@table(
    ("text", "title"),
    [
        ("", ""),
        ("  Prof.   Dr. ", "Prof. Dr."),
        ("Dr. Öğr. Üyesi", "Dr. Öğr. Üyesi"),
        ("Av.", "Av."),
        ("Y. Mimar", "Y. Mimar"),
        ("E. Albay", "E. Albay"),
        ("1. Hukuk Müşaviri", "1. Hukuk Müşaviri"),
        ("Fen İşleri Müdürü (vekil)", "Fen İşleri Müdürü (vekil)"),
        ("Müdür V.", "Müdür V."),
        ("İmar ve Şehircilik Müdürü", "İmar ve Şehircilik Müdürü"),
        ("Mali Hizmetler / Muhasebe Yetkilisi", "Mali Hizmetler / Muhasebe Yetkilisi"),
        ("D\u202er.\u200b", "Dr."),
    ],
)
def test_a_title_is_stored_as_it_is_written(text, title):
    assert clean(text) == title


@table(
    ("text", "code"),
    [
        ("dr@ornek.test", "address"),
        ("www.doktor.com", "address"),
        ("-", "no_letter"),
        ("…", "no_letter"),
        ("123", "no_letter"),
        ("Dr. 0532 111 22 33", "number"),
        ("Müdür 2024", "number"),
        ("Dr. <b>", "no_title"),
        ("Dr.; Av.", "no_title"),
        ("Müdür | Vekil", "no_title"),
        ("Müdür?", "no_title"),
    ],
)
def test_what_is_no_title_is_refused(text, code):
    with pytest.raises(ValidationError) as refused:
        clean(text)
    assert refused.value.code == code
