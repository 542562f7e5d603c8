from tests.addresses import address
from tests.factories import make_contact_point, make_headquarters, make_municipality, make_province, make_unit

PARTS = ["call", "address", "official", "units", "elsewhere"]


def plain(response):
    return response.text.replace("\u00a0", " ")


def test_every_way_to_the_union_stands_on_one_page(reader, union):
    province = make_province()
    make_municipality(province=province, name="Merkezköy", latitude="40.97800", longitude="27.51100")
    seat = make_headquarters(
        district="Merkezköy", province=province.name, opening_hours_tr="Hafta içi 08.30–17.30", access_tr="Rampa var"
    )
    values = {
        "phone": "0282 111 11 11",
        "fax": "0282 111 11 19",
        "email": "bilgi@birlik.example",
        "kep": "birlik@hs01.kep.tr",
        "uets": "12345-67890-12345",
        "social": "https://sosyal.example/birlik",
    }
    for kind, value in values.items():
        make_contact_point(headquarters=seat, kind=kind, value=value)
    make_unit(name_tr="Eğitim Birimi", phone="0282 111 11 12", email="egitim@birlik.example", head="Ayşe Örnek")
    union.detsis_number, union.tax_number, union.tax_office = "11223344", "9988776655", "Merkez Vergi Dairesi"
    union.host_provider = "Örnek Barındırma, Ankara"
    union.save()

    text = plain(reader.get(address("contact", "tr")))

    for words in [
        *['href="tel:+902821111111"', "111 11 19", "mailto:bilgi@birlik.example", "birlik@hs01.kep.tr"],
        *["12345-67890-12345", "https://sosyal.example/birlik", "11223344", "9988776655, Merkez Vergi Dairesi"],
        *["Örnek Barındırma, Ankara", "Hafta içi", ">08.30–17.30<", "Rampa var", "contact-map"],
        *["Eğitim Birimi", 'href="tel:+902821111112"', "egitim@birlik.example", "Ayşe Örnek"],
        "Nokta Merkezköy yerleşimini gösterir",
    ]:
        assert words in text, words


def test_what_is_not_known_is_said_and_nothing_empty_is_drawn(reader, union):
    for language, words in [("tr", "Henüz kayıtlı değil: telefon"), ("en", "Not yet on record: telephone")]:
        main = plain(reader.get(address("contact", language))).split("<main")[1].split("</main")[0]

        assert main.count(words) == 1, main.count(words)
        for absent in ["None", "contact-map", *(f'id="{part}"' for part in PARTS)]:
            assert absent not in main


def test_seat_without_a_known_town_has_no_map(reader, union):
    make_headquarters(district="Yokkasaba", province="Yokil")

    assert "contact-map" not in reader.get(address("contact", "tr")).text
