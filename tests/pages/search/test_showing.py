from pages.search.showing import SENTENCE


def test_a_title_or_a_number_ends_no_sentence():
    texts = {
        "Belediye başkanı: Dr. Müge İğdeli · Kırklareli": ["Belediye başkanı: Dr. Müge İğdeli", "Kırklareli"],
        "Karar (md. 9) onaylandı. Sonra ne oldu? Hiç!": ["Karar (md. 9) onaylandı.", "Sonra ne oldu?", "Hiç!"],
        "“Bütçe kabul edildi.” Oylama açıktı.": ["“Bütçe kabul edildi.”", "Oylama açıktı."],
    }

    assert {text: SENTENCE.split(text) for text in texts} == texts
