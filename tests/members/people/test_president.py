from tests.addresses import address
from tests.factories import make_office_holder, make_organ, make_person, picture_upload


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


def test_missing_portraits_are_initials_that_no_text_holds_and_pictures_say_whose_they_are(reader, union):
    organ = make_organ(kind="president")
    person = make_person(name="İlkay Nur Örnek")
    make_office_holder(organ=organ, person=person, role="president", start_date="2024-05-07")
    pages = [address("president_page"), person.get_absolute_url(), address("organ_list"), organ.get_absolute_url()]

    without = [reader.get(path).text for path in pages]
    person.picture = picture_upload()
    person.save()
    shown = [reader.get(path).text for path in pages]

    assert [text.count('data-initials="İÖ" aria-hidden="true"></span>') for text in without] == [1, 1, 1, 1]
    assert not any("initials" in text for text in shown)
    # Alone on its page it is named; beside the name it says nothing.
    assert ['alt="Portre: İlkay Nur Örnek"' in text for text in shown] == [True, True, False, False]
    assert all(person.picture.usual_url in text for text in shown)


def test_whoever_presides_again_is_not_among_those_before(reader, union):
    organ = make_organ(kind="president")
    again = make_person(name="Yine Örnek")
    make_office_holder(organ=organ, person=again, role="president", start_date="2019-05", end_date="2024-03")
    make_office_holder(organ=organ, person=again, role="president", start_date="2024-05-07")

    main = main_of(reader)

    assert "Former presidents" not in main
    assert "May 2019" in main
