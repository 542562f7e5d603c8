"""Names of people: what is stored, what is refused, and what stands around a name."""

import pytest
from django.core.exceptions import ValidationError

from tests.tables import table
from unions.values.person_names import Part, WithoutTitle, WrittenPerson, clean, read_person, refuse_no_name


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


@table(
    ("text", "name"),
    [
        ("", ""),
        ("   ", ""),
        ("  Ali\t Ak ", "Ali Ak"),
        ("Ali\nAk", "Ali Ak"),
        ("A\u202eli A\u200bk\x02", "Ali Ak"),
        ("i\u0307lker S\u0327en", "ilker Şen"),
        ("\u202d\u2066", ""),
        ("Prof. Dr. Ali Ak", "Prof. Dr. Ali Ak"),
        ("ALİ AK", "ALİ AK"),
        ("ali ak", "ali ak"),
        ("Ali", "Ali"),
        ("A. K. Ak", "A. K. Ak"),
        ("Ali AK-IŞIK", "Ali AK-IŞIK"),
        ("Ahmet İhsan Dr", "Ahmet İhsan Dr"),
        ("Yıldız Boş", "Yıldız Boş"),
        ("Can Başkan", "Can Başkan"),
        ("Vali Üye", "Vali Üye"),
        ("Κώστας Παππάς", "Κώστας Παππάς"),
        ("محمد علي", "محمد علي"),
        ("Нурай Ак", "Нурай Ак"),
        ("Nguyễn Văn An", "Nguyễn Văn An"),
        ("Jean d’Arc", "Jean d’Arc"),
        ("A.Bel Kaya", "A.Bel Kaya"),
        ("H.Net", "H.Net"),
        ("Ayşe Nur Öz-Kaya", "Ayşe Nur Öz-Kaya"),
        ("Ö. Faruk", "Ö. Faruk"),
    ],
)
def test_a_name_is_stored_as_it_is_written_without_signs_that_no_one_sees(text, name):
    assert clean(text) == name


@table(
    ("text", "code"),
    [
        ("ali@ornek.test", "address"),
        ("Ali Ak www.aliak.com", "address"),
        ("https://aliak.example", "address"),
        ("aliak.com.tr", "address"),
        ("Ali Ak 2", "digits"),
        ("A1i Ak", "digits"),
        ("Ali Ak 0532 111 22 33", "digits"),
        ("Ali Ak ٣", "digits"),
        ("Ali Ak ²", "digits"),
        ("-", "no_letter"),
        ("…", "no_letter"),
        (". .", "no_letter"),
        ("👤", "no_letter"),
        ("Yok", "no_one"),
        ("BİLİNMİYOR", "no_one"),
        ("belli değil", "no_one"),
        ("Boş", "no_one"),
        ("Dr.", "only_title"),
        ("Prof. Dr.", "only_title"),
        ("PROF.DR.", "only_title"),
        ("Avukat", "only_title"),
        ("Belediye Başkanı", "only_title"),
        ("MECLİS ÜYESİ", "only_title"),
        ("Bld. Bşk.", "only_title"),
        ("Başkan V.", "only_title"),
        ("Ali Ak, Can Öz", "no_name"),
        ("Ali Ak ve Can Öz", "no_name"),
        ("Ali Ak vd.", "no_name"),
        ("Ali Ak ile Can Öz", "no_name"),
        ("Ali Ak ya da Can Öz", "no_name"),
        ("Ali Ak / Başkan", "no_name"),
        ("Ali <b>Ak</b>", "no_name"),
        ("Ali Ak ✓", "no_name"),
        ("Ali Ak!", "no_name"),
        ("Ali \ufffdk", "no_name"),
        ("\u0410li Ak", "alphabets"),
        ("\uff21\uff2c\uff29", "alphabets"),
        ("Ali Ak\u0131\u043d", "alphabets"),
        ("Ali Ak (Yedek)", "remark"),
    ],
)
def test_what_is_no_name_is_refused_with_its_reason(text, code):
    with pytest.raises(ValidationError) as refused:
        clean(text)
    assert refused.value.code == code


@table(("text", "title"), [("Dr. Ali Ak", "Dr."), ("Prof. Dr. Ali Ak", "Prof. Dr."), ("Av Ali Ak", "Av")])
def test_beside_a_field_for_titles_a_name_has_none(text, title):
    with pytest.raises(ValidationError) as refused:
        WithoutTitle.clean(text)
    assert refused.value.params == {"title": title}
    assert WithoutTitle.clean("Ali Ak") == "Ali Ak"


@table(
    "text",
    [
        "Muhtar",
        "Başkan",
        "Asil",
        "Vali",
        "Boş",
        "Adsız",
        "Av",
        "Doktor",
        "İ.",
        "Hacı",
        "Ayşe Nur",
        "Öz-Kaya",
        "d'Angelo",
        "",
    ],
)
def test_a_given_name_or_a_surname_may_be_a_word_of_office(text):
    assert Part.clean(f" {text} ") == text


@table("text", ["Ali 2", "ali@ornek.test", "www.ali.com", "Ali / Ak", "Ali ve Can", "Ali (Yedek)", "-", "Аli"])
def test_a_part_of_a_name_holds_no_other_signs_than_a_whole_one(text):
    with pytest.raises(ValidationError):
        Part.clean(text)
