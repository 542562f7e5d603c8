from datetime import date
from typing import NamedTuple

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation
from django.utils.safestring import mark_safe

from members.directory.cards import Card
from members.membership.models import Membership
from members.membership.rows import membership_rows
from tests import factories as make
from unions.caching import fragments
from unions.tenancy import scope
from unions.text.partial_dates import PartialDate

CARD = "includes/member_card.html"


class Line(NamedTuple):
    title: str
    text: str = ""


def drawn(*lines, language="tr"):
    with translation.override(language):
        return fragments.cached_fragments("includes/notice.html", lines)


def test_a_fragment_is_rendered_once_for_what_it_shows(monkeypatch):
    drawings = []
    once = fragments.render_to_string
    monkeypatch.setattr(fragments, "render_to_string", lambda *given: drawings.append(given) or once(*given))
    one, other = Line("Bir", "birlik"), Line("İki", "birlik")

    first = drawn(one, other)
    assert drawn(one, other) == first
    assert drawn(other) in first
    assert len(drawings) == 2

    assert "Yeni" in drawn(Line("Yeni", "birlik"))
    drawn(one, language="en")
    assert len(drawings) == 4


def test_a_changed_card_is_shown_at_once(union):
    municipality = make.make_municipality(name="Saray")
    make.make_membership(municipality=municipality)
    [row] = membership_rows(Membership.objects.all())

    with translation.override("tr"):
        before = fragments.cached_fragments(CARD, [Card(row, mayor="Ayşe Örnek")])
        after = fragments.cached_fragments(CARD, [Card(row, mayor="Ali Örnek")])

    assert "Ayşe Örnek" in before
    assert "Ali Örnek" in after
    assert "Ayşe" not in after


def test_text_is_never_shown_as_equal_markup():
    assert "&lt;b&gt;" in drawn(Line("<b>"))
    with pytest.raises(TypeError, match="SafeString"):
        drawn(Line(mark_safe("<i>")))
    assert "&lt;b&gt;" in drawn(Line("<b>"))


def test_a_value_that_can_be_equal_and_look_different_is_no_key(union):
    for value in [union, [1], {"a": 1}, ("so", ("deep", union))]:
        with pytest.raises((TypeError, ValueError)):
            fragments.refuse_changeable(value)

    fragments.refuse_changeable(("text", 1, None, True, date(2026, 11, 21), PartialDate(1978), ("deep", ())))


def test_the_number_of_cached_fragments_is_limited(monkeypatch):
    monkeypatch.setattr(fragments._fragments, "most", 3)

    for number in range(10):
        drawn(Line("Sayı", str(number)))

    assert len(fragments._fragments) == 3


def test_a_part_of_the_union_sees_nothing_of_the_page(union):
    template = engines["django"].from_string(
        '{% load unions_tags %}{% of_union "includes/breadcrumbs.html" %}{% of_union "includes/menu.html" menu_place %}'
    )
    request = RequestFactory().get("/tr/haberler/", headers={"host": f"{union.code}.localhost"})
    request.union, request.resolver_match = union, None
    make.make_menu_item(union=union, section="news_list")

    with scope.of(union), translation.override("tr"):
        text = template.render({"breadcrumbs": [{"label": "gizli", "url": "/gizli/"}]}, request)

    assert "breadcrumbs" in text
    assert "gizli" not in text
    assert 'aria-current="page"' in text
