"""Names of people with what stands around them."""

from members.exchange.person_names import WrittenPerson, read_person
from tests.tables import table


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
