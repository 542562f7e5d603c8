"""Turkish letters that a wrong code page has broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.exchange.letters import DOS, LOST, UTF8, WESTERN, breakage_in, read_as, repair
from tests.tables import table

SOUND = "Şehit İbrahim Sok. Çığlık Ağacı Öz Güneş"


def as_western(text: str) -> str:
    return text.encode("cp1254").decode("latin-1")


BROKEN = {
    WESTERN: [as_western(SOUND), "Enez;Þehit Ýbrahim Sok.", "Çorlu;Aðaçlý"],
    UTF8: [SOUND.encode().decode("cp1252", "replace"), read_as(SOUND.encode(), "cp1254"), "Åžehit Ä°brahim", "Ã‡orlu"],
    DOS: [read_as(SOUND.encode("cp857"), "cp1254"), "Kad\x8dk”y", "Ba‡ar\x8d"],
    LOST: ["?stanbul Caddesi", "Ba?kan", "Atat\ufffdrk"],
}


@table(("kind", "text"), [(kind, text) for kind, texts in BROKEN.items() for text in texts])
def test_broken_letters_are_found(kind, text):
    breakage = breakage_in(["Belediye", text])

    assert breakage is not None
    assert breakage.kind == kind


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (WESTERN, as_western(SOUND)),
        (UTF8, read_as(SOUND.encode(), "cp1254")),
        (DOS, read_as(SOUND.encode("cp857"), "cp1254")),
    ],
)
def test_broken_letters_are_put_right(kind, text):
    assert repair(text, kind) == SOUND


@table(
    "text",
    [
        SOUND, "Hâlâ kâğıt, Elâzığ", "5 €", "“Öz” – §12", "www.x.bel.tr/?a=b", "ne zaman?", "Mağaza™", "info@x.tr?y",
        "5393 s.K. §5", "Zürich, José, François",
    ],
)  # fmt: skip
def test_sound_texts_are_left_alone(text):
    assert breakage_in([text]) is None


@given(st.text(alphabet="abcçdefgğhıijklmnoöprsştuüvyzABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ ", min_size=1, max_size=40))
def test_every_turkish_text_comes_back_from_every_breakage(text):
    assert breakage_in([text]) is None
    assert repair(as_western(text), WESTERN) == text
    assert repair(read_as(text.encode(), "cp1254"), UTF8) == text
    assert repair(read_as(text.encode(), "latin-1"), UTF8) == text
