from pages.demo.wording import place, translated_fields


def test_texts_become_a_field_for_each_language():
    table = {"title": {"tr": "{town} gezisi", "en": "trip to {town}"}}

    assert translated_fields(table, ["title", "summary"], {"town": {"tr": "ığdır", "en": "Iğdır"}}) == {
        "title_tr": "Iğdır gezisi",
        "title_en": "Trip to Iğdır",
    }


def test_address_words_stay_as_they_are():
    assert translated_fields({"slug": {"tr": "ihale", "en": "tender"}}, ["slug"], languages=["tr"]) == {
        "slug_tr": "ihale"
    }


def test_places_come_in_turn():
    texts = {"places": [["Saray", "Saray'da"], ["Vize", "Vize'de"]]}

    assert [place(texts, number)["host"]["en"] for number in range(3)] == [
        "Saray Municipality",
        "Vize Municipality",
        "Saray Municipality",
    ]
