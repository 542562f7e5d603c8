"""The card of a member for its own site: framed by anybody, and nothing else is."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from members.directory.embed import dots_of
from members.municipalities.models import Municipality
from tests import factories as make


@pytest.fixture
def member(union):
    municipality = make.make_municipality(name="Çorlu", latitude="41.161", longitude="27.801", population=280_000)
    make.make_membership(municipality=municipality, start_date="2004")
    make.make_listing(municipality=municipality, mayor="Ayşe Boz")
    return municipality


def card(municipality, language: str = "tr") -> str:
    with translation.override(language):
        return reverse("member_embed", args=[municipality.slug])


@pytest.mark.parametrize("language", ["tr", "en"])
def test_the_card_may_stand_in_any_frame_and_runs_nothing(reader, member, language):
    response = reader.get(card(member, language))
    page = response.content.decode()

    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response
    assert "<script" not in page
    assert "<form" not in page
    assert not response.cookies
    assert f'<html lang="{language}">' in page
    assert "Ayşe Boz" in page
    # Links leave the frame.
    assert all('target="_blank"' in link for link in re.findall(r"<a [^>]+>", page))


def test_no_other_page_may_be_framed(reader, member):
    for path in [member.get_absolute_url(), reverse("open_data"), reverse("home"), "/tr/yok/", card(member) + "x/"]:
        response = reader.get(path)
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
        assert response["X-Frame-Options"] == "DENY"


def test_the_page_of_a_member_shows_the_line_to_copy(reader, member):
    page = reader.get(member.get_absolute_url()).content.decode()

    assert f'&lt;iframe src="http://ornek.localhost{card(member)}" title="Çorlu"' in page


def test_a_former_member_is_named_as_such_and_others_have_no_card(reader, union):
    former = make.make_membership(start_date="1990", end_date="1999").municipality

    assert "Eski üye" in reader.get(card(former)).content.decode()
    assert reader.get(card(make.make_municipality())).status_code == 404


def place(latitude: float | None, longitude: float | None) -> Municipality:
    return Municipality(latitude=latitude, longitude=longitude)


def test_every_dot_lies_within_the_drawing():
    members = [place(41.16, 27.8), place(41.7, 26.5), place(40.6, 27.1), place(None, None)]
    dots = dots_of(members[0], members)

    assert len(dots.others) == 2
    assert all(0 < x < dots.width and 0 < y < dots.height for x, y in [*dots.others, dots.own])
    # Edirne lies to the west and to the north of Çorlu.
    assert min(dots.others)[0] < dots.own[0]
    assert min(y for _x, y in dots.others) < dots.own[1]


def test_a_member_alone_is_drawn_and_one_without_a_place_is_not():
    alone = place(41.16, 27.8)

    assert dots_of(alone, [alone]).others == []
    assert dots_of(place(None, None), [alone]) is None
