"""Atom feeds of decisions and annual documents, as programs read them."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from tests.addresses import address
from tests.factories import make_decision, make_paper, make_union
from unions.tenancy import scope

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = {"decision_feed": "decision_list", "paper_feed": "paper_grid"}


def atom(reader, name, language="tr"):
    response = reader.get(address(name, language))
    assert response["content-type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314 - made by ourselves a moment ago


def titles(root) -> list[str]:
    return [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")]


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_without_entries_is_still_a_feed(reader, name, language):
    root = atom(reader, name, language)

    assert titles(root) == []
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language


def test_decisions_come_newest_first_with_number_and_address(reader, union):
    older = make_decision(union=union, number=1, date=date(2025, 5, 14), title_tr="Bütçe")
    newer = make_decision(union=union, number=2, date=date(2025, 11, 14), title_tr="Tarife")

    root = atom(reader, "decision_feed")

    assert titles(root) == ["2025/2 Tarife", "2025/1 Bütçe"]
    links = [entry.find(f"{ATOM}link").get("href") for entry in root.findall(f"{ATOM}entry")]
    assert links == [f"http://{union.code}.localhost{each.address('tr')}" for each in [newer, older]]


def test_papers_come_with_year_and_kind(reader, union):
    make_paper(union=union, kind="budget", year=2025, published_on=date(2024, 12, 1))
    make_paper(union=union, kind="final_accounts", year=2024, published_on=date(2025, 6, 1))

    assert titles(atom(reader, "paper_feed")) == ["Kesin hesap (2024)", "Bütçe (2025)"]


@pytest.mark.parametrize("name", FEEDS)
def test_feeds_hold_only_what_is_public_in_this_union(reader, union, name):
    make_decision(union=union, status="draft")
    make_paper(union=union, status="draft")
    with scope.of(make_union(code="komsu")):
        make_decision()
        make_paper()

    assert titles(atom(reader, name)) == []


def test_an_entry_keeps_its_id_when_it_is_changed(reader, union):
    decision = make_decision(union=union)
    before = atom(reader, "decision_feed").findtext(f"{ATOM}entry/{ATOM}id")
    decision.title_tr = "Düzeltilmiş"
    decision.save()

    assert atom(reader, "decision_feed").findtext(f"{ATOM}entry/{ATOM}id") == before


def test_characters_that_xml_cannot_hold_do_not_break_the_feed(reader, union):
    make_decision(union=union, number=1, date=date(2025, 1, 1), title_tr="A\x0bB", text_tr="<p>x\x00</p>")

    assert titles(atom(reader, "decision_feed")) == ["2025/1 A B"]


# Where they are found


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize(("name", "page"), [*FEEDS.items(), ("meeting_calendar", "meeting_list")])
def test_lists_link_to_them_in_the_head_and_by_the_page_that_says_how_to_follow(reader, name, page, language):
    shown = reader.get(address(page, language)).text
    assert f'href="{address(name, language)}"' in shown[: shown.index("<body")]
    assert '<link rel="alternate" type=' in shown

    how = re.search(rf'href="({address("follow", language)}[^"]*)"', shown[shown.index("<main") :])
    assert f'href="{address(name, language)}"' in reader.get(how[1].replace("&amp;", "&")).text
