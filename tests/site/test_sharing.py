"""Every public page of two unions as search engines and those who share it see it."""

import re
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from tests import factories as make
from tests.site.sharing import Walk, wrong_node, wrongs_in
from unions.tenancy import scope

pytestmark = pytest.mark.django_db

LARGEST_CARD = 60 * 1024
CARDS_LOOKED_AT = 4


def twins(union) -> None:
    """Pages that differ in hardly anything."""
    day = date(2024, 5, 3)
    with scope.of(union):
        for _number in range(2):
            make.make_post(union=union, title_tr="Aynı başlık", title_en="The same title", date=day)
            make.make_event(union=union, title_tr="Aynı başlık", title_en="The same title")
            make.make_document(union=union, title_tr="Aynı başlık", title_en="The same title", date=day)
            make.make_page(union=union, title_tr="Aynı başlık", title_en="The same title")
            seat = make.make_office_holder(union=union, person=make.make_person(union=union, name="Ayşe Aynı"))
            make.make_meeting(organ=seat.organ, title_tr="Aynı başlık", title_en="The same title", place_tr="Salon")
        make.make_post(union=union, kind="announcement", title_tr="Aynı başlık", title_en="The same title", date=day)
        for number in range(14):
            make.make_post(union=union, title_tr=f"Haber {number}", title_en=f"News {number}", date=date(2023, 1, 1))


def walk_through(asker, host: str) -> Walk:
    def fetch(path: str) -> tuple[int, str, str]:
        answer = asker.ask("anonymous", "GET", path, host=host)
        return answer.status, answer.response.get("Content-Type", ""), answer.text

    return Walk(f"http://{host}", fetch)


def mapped(asker, host: str) -> set[str]:
    index = asker.ask("anonymous", "GET", "/sitemap.xml", host=host).text
    parts = [part.replace("&amp;", "&") for part in re.findall("<loc>(.*?)</loc>", index)]
    found = [asker.ask("anonymous", "GET", part.partition(host)[2], host=host).text for part in parts]
    return {address for text in found for address in re.findall("<loc>(.*?)</loc>", text)}


def test_every_page_of_both_unions_is_shared_and_indexed_as_it_should_be(asker, world):
    twins(world.ours)
    for host in [world.host, world.foreign_host]:
        walk, known = walk_through(asker, host), mapped(asker, host)
        # Our pages by all their links, filters and later pages with them; theirs as the map names them.
        walk.follows_links = host == world.host
        walk.go("/tr/", "/en/", *(address.removeprefix(walk.origin) for address in sorted(known)))

        assert len(walk.indexed) > 60
        # Their pages of the tree bear one planted title at addresses that no tree has.
        wrongs = [wrong for wrong in wrongs_in(walk, known) if "page-path" not in wrong]
        broken = {address: status for address, (status, _kind) in walk.others.items() if status >= 500}
        assert wrongs == []
        assert broken == {}
        cards = list(dict.fromkeys(page.properties["og:image"] for page in walk.indexed.values()))
        assert len(cards) > 40
        for card in cards[:CARDS_LOOKED_AT]:
            assert_is_a_card(asker.ask("anonymous", "GET", card.partition(host)[2], host=host))


def assert_is_a_card(answer):
    assert answer.status == 200
    assert answer.response["Content-Type"] == "image/png"
    assert len(answer.body) <= LARGEST_CARD
    assert Image.open(BytesIO(answer.body)).size == (1200, 630)


def test_the_checker_sees_what_is_wrong():
    event = {"@type": "Event", "name": "Ad", "startDate": "12.05.2024", "location": {"@type": "Place", "text": "?"}}

    assert list(wrong_node({"@type": "Ewent"})) == ["no type Ewent"]
    assert len(list(wrong_node(event))) == 4
