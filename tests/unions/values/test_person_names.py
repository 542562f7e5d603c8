"""Names of people with what stands around them."""

import pytest
from django.core.exceptions import ValidationError

from tests.tables import table
from unions.values.person_names import WrittenPerson, read_person, refuse_no_name


@table(
    ("text", "person"),
    [
        ("Ali Ak", WrittenPerson("Ali Ak")),
        ("Prof. Dr. Ali Ak", WrittenPerson("Ali Ak", "Prof. Dr.")),
        ("PROF.DR.ALİ AK", WrittenPerson("ALİ AK", "PROF. DR.")),
        ("Av. Ali Ak (Yedek)", WrittenPerson("Ali Ak", "Av.", "Yedek")),
        ("Ali Ak [Asil]", WrittenPerson("Ali Ak", "", "Asil")),
        ("Sayın Ali Ak", WrittenPerson("Ali Ak")),
        ("Dr Ayşe Boz", WrittenPerson("Ayşe Boz", "Dr")),
        ("Doçent Ali Ak", WrittenPerson("Ali Ak", "Doçent")),
        ("Hakim Ak", WrittenPerson("Hakim Ak")),
        ("Bay Ali", WrittenPerson("Bay Ali")),
        ("A. Kemal Ak", WrittenPerson("A. Kemal Ak")),
        ("Dr.", WrittenPerson("Dr.")),
    ],
)
def test_titles_and_remarks_are_no_part_of_a_name(text, person):
    assert read_person(text) == person


@table(
    "text",
    [
        "Ali Ak, Dr.", "Ali Ak*", "Ali Ak - Başkan", "Ali Ak/Başkan", "1. Ali Ak", "1) Ali Ak", "Ali Ak – A",
        "Ali Ak (Yedek) (Kâtip)", "Ali Ak ve Can Öz", "Ali Ak & Can Öz", "Ali Ak; Can Öz", "Ali Ak: 0532 111 22 33",
        "ali@ak.example",
    ],
)  # fmt: skip
def test_what_holds_more_than_one_name_is_no_name(text):
    with pytest.raises(ValidationError):
        refuse_no_name(read_person(text).name)


@table(
    "text",
    ["D'Angelo Işık", "O’Neil Can", "Ali-Can Ak", "H. Ali Ak", "Æthel Öz", "İlker Şen", "Veli Andaç", "Ali Ak Jr."],
)
def test_a_name_with_its_own_signs_is_one(text):
    refuse_no_name(read_person(text).name)
