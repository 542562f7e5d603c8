"""The picture that stands beside a link to a page, and the emblem for telephones."""

from io import BytesIO

import pytest
from django.conf import settings
from django.test import override_settings
from PIL import Image

from pages.findability import cards
from tests.factories import make_union
from tests.tables import table
from unions.caching.store import clear_all_stores
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


HAS_FONT = any(cards.writes_turkish(path) for path in settings.CARD_FONTS)


def picture(client, path) -> Image.Image:
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert len(answer.content) <= cards.LARGEST
    return Image.open(BytesIO(answer.content)).convert("RGB")


def card(union, title, section="Haberler", language="tr") -> str:
    with scope.of(union):
        return cards.address_of(union, title, section, language)


@table(
    "title",
    [
        "Meclis",
        "Şırnak’ın ığdır İĞÜŞÖÇ âî",
        "Uzun " * 60,
        "Bir" + "uzun" * 60,
        "",
        "عربي 日本",
        "A\x0bB\uffff",
        "%s",
    ],
)
def test_every_title_has_a_card_of_the_agreed_size(client, union, title):
    assert picture(client, card(union, title)).size == (1200, 630)


def test_a_card_shows_its_title_its_union_and_its_colours(client, union):
    one, other = picture(client, card(union, "Bir")), picture(client, card(union, "İki"))

    assert (one.tobytes() != other.tobytes()) == HAS_FONT
    # Even where the machine has no font, the colours and the emblem are those of the union.
    green = make_union(code="yesil", accent_hue=150)
    client.defaults["HTTP_HOST"] = "yesil.localhost"
    assert picture(client, card(green, "Bir")).getpixel((5, 5)) != one.getpixel((5, 5))


def test_a_machine_without_fonts_draws_cards_without_words(client, union):
    cards.font_file.cache_clear()
    try:
        with override_settings(CARD_FONTS=["/nowhere.ttf"]):
            assert picture(client, card(union, "Bir")).size == (1200, 630)
            assert picture(client, "/apple-touch-icon.png").size == (180, 180)
    finally:
        cards.font_file.cache_clear()
        clear_all_stores()


def test_nobody_else_can_have_a_text_drawn_in_the_name_of_a_union(client, union):
    address = card(union, "Başlık")
    other = card(make_union(code="komsu"), "Başlık")

    for forged in [address.replace("/kart/", "/kart/x"), address.replace(".png", "A.png"), other, "/kart/~.png"]:
        assert client.get(forged).status_code == 404


def test_an_address_changes_with_the_look_of_the_union(union):
    before = card(union, "Başlık")
    assert card(union, "Başlık") == before
    union.accent_hue = 20

    assert card(union, "Başlık") != before


@table("mark", ["sunflower", "star", "plain"])
def test_a_telephone_gets_the_emblem_of_each_mark(client, union, mark):
    type(union).objects.filter(pk=union.pk).update(mark=mark)

    assert picture(client, "/apple-touch-icon.png").size == (180, 180)
