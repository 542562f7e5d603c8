from pages.search.showing import SENTENCE, best_sentence


def test_a_title_or_a_number_ends_no_sentence():
    texts = {
        "Belediye başkanı: Dr. Müge İğdeli · Kırklareli": ["Belediye başkanı: Dr. Müge İğdeli", "Kırklareli"],
        "Karar (md. 9) onaylandı. Sonra ne oldu? Hiç!": ["Karar (md. 9) onaylandı.", "Sonra ne oldu?", "Hiç!"],
        "“Bütçe kabul edildi.” Oylama açıktı.": ["“Bütçe kabul edildi.”", "Oylama açıktı."],
    }

    assert {text: SENTENCE.split(text) for text in texts} == texts


def test_in_a_long_text_the_sentence_is_found_wherever_it_stands():
    long = "Bu cümle boşluğu doldurur. " * 9000
    text = f"{long}Kırkgeçit köprüsü 2025 yılında onarıldı. {long}"

    assert best_sentence([text], {"kirkgecit", "y_kirkgecit"}, "tr") == "Kırkgeçit köprüsü 2025 yılında onarıldı."
