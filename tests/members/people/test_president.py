from tests.addresses import address
from tests.factories import make_office_holder, make_organ, make_person


def main_of(reader, language="en"):
    text = reader.get(address("president_page", language)).text.replace("\u00a0", " ")
    return text.split("<main")[1].split("</main")[0]


def test_president_is_shown_with_start_and_life_and_those_before(reader, union):
    organ = make_organ(kind="president", title_tr="Birlik Başkanı")
    before = make_person(name="Eski Örnek")
    now = make_person(name="Bugünkü Örnek", text_en="Trained as an engineer.")
    make_office_holder(organ=organ, person=before, role="president", start_date="2019-05", end_date="2024-03")
    make_office_holder(organ=organ, person=now, role="president", start_date="2024-05-07")

    main = main_of(reader)

    assert "<h1>Bugünkü Örnek</h1>" in main
    for words in ["7 May 2024", "Trained as an engineer.", "Eski Örnek", organ.address("en")]:
        assert words in main


def test_who_acts_as_president_is_called_so(reader, union):
    organ = make_organ(kind="president")
    make_office_holder(organ=organ, person=make_person(name="Vekil Örnek"), role="acting", start_date="2026-01")

    main = main_of(reader)

    assert "<h1>Vekil Örnek</h1>" in main
    assert "presides as acting president" in main


def test_nobody_on_record_is_said(reader, union):
    assert "No one is on record as presiding." in main_of(reader)
