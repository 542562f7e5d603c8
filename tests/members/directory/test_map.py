import gzip
import io
import re
from datetime import date

import pytest
from django.core.management import call_command

from members.directory.map import MemberMap, Place, SmallMaps, kilometres, radius_of, stroke_of
from members.membership.models import Membership
from members.membership.rows import membership_rows
from members.municipalities.models import Municipality
from members.municipalities.outlines import Drawing
from tests.addresses import address
from tests.factories import make_membership, make_municipality, make_province

TODAY = date(2026, 5, 1)
TEKIRDAG, EDIRNE = 59, 22


@pytest.fixture
def thrace(union):
    """Members in two provinces of whom one has no place."""
    tekirdag = make_province(plate=TEKIRDAG, name="Tekirdağ")
    edirne = make_province(plate=EDIRNE, name="Edirne")

    def join(name, province, latitude, longitude, **fields):
        municipality = make_municipality(name=name, province=province, latitude=latitude, longitude=longitude)
        return make_membership(municipality=municipality, **fields)

    join("Çorlu", tekirdag, 41.161, 27.801, start_date="2000")
    join("Keşan", edirne, 40.855, 26.633, start_date="2010")
    join("Ergene", tekirdag, None, None, start_date="2014-03-30")
    join("Saray", tekirdag, 41.442, 27.921, evidence_on="2020")
    return union


def map_of(day):
    return MemberMap(membership_rows(Membership.objects.in_turkish_order()), day, TODAY)


def test_members_have_a_dot_each_or_are_named_beneath(thrace):
    found = map_of(TODAY)

    assert sorted(dot.row.name for dot in found.dots) == ["Keşan", "Saray", "Çorlu"]
    assert [row.name for row in found.unplaced] == ["Ergene"]


def test_two_members_on_one_point_have_a_dot_each(thrace):
    twin = make_municipality(name="İkiz", province=make_province(), latitude=41.161, longitude=27.801)
    make_membership(municipality=twin)

    dots = {dot.row.name: dot for dot in map_of(TODAY).dots}

    assert abs(dots["İkiz"].x - dots["Çorlu"].x) >= 2 * dots["Çorlu"].radius - 1


def test_map_of_a_past_day_says_what_is_uncertain(thrace):
    found = map_of(date(2012, 12, 31))

    assert {dot.row.name: dot.is_certain for dot in found.dots} == {"Çorlu": True, "Keşan": True, "Saray": False}


def test_member_with_evidence_before_the_day_is_certain(thrace):
    assert all(dot.is_certain for dot in map_of(date(2021, 1, 1)).dots)


def test_maps_of_all_days_show_the_same_provinces(thrace):
    assert map_of(date(2001, 1, 1)).drawing.plates == map_of(TODAY).drawing.plates == {TEKIRDAG, EDIRNE}


def test_area_of_a_dot_grows_with_the_population():
    assert radius_of(1_000_000, 1_000_000) == 2 * radius_of(250_000, 1_000_000)


def test_dots_that_come_and_go_together_are_drawn_once(thrace):
    rows = membership_rows(Membership.objects.in_turkish_order())

    small = SmallMaps(rows, Drawing([TEKIRDAG, EDIRNE]), [2004, 2014, 2024], TODAY)

    assert sum(stroke.count("h0") for stroke in small.strokes) == 3
    assert [(each.year, each.members, each.uncertain) for each in small.maps] == [
        (2004, 2, 1),
        (2014, 4, 1),
        (2024, 4, 0),
    ]


def test_a_stroke_leads_over_every_place_and_ends_at_the_last():
    stroke = stroke_of([(30, 5), (10, 40), (10, 7), (30, 5)])

    assert stroke == "M10 7h0m0 33h0m20-35h0m0 0h0"
    assert stroke_of([]) == ""


def test_neighbours_are_the_nearest_members(thrace):
    rows = membership_rows(Membership.objects.all())
    corlu = Municipality.objects.get(name="Çorlu")

    neighbours = Place(corlu, rows).neighbours

    assert [(each.row.name, each.kilometres) for each in neighbours] == [("Saray", 33), ("Keşan", 104)]


def test_distance_is_that_of_the_earth():
    class Town:
        def __init__(self, latitude, longitude):
            self.latitude, self.longitude = latitude, longitude

    assert kilometres(Town(41.677, 26.556), Town(37.867, 32.529)) == pytest.approx(664, abs=5)


def test_every_dot_is_a_link_with_a_name(reader, thrace):
    html = reader.get(address("member_map")).text
    drawn = html[html.index("<svg") : html.index("</svg>")]

    assert sorted(re.findall(r"<a href=\"[^\"]+\"[^>]*><title>([^<]+)</title>", drawn)) == [
        "Keşan",
        "Saray",
        "Çorlu",
    ]
    # On wide pages a name is written at each dot, on phones its number in the list below.
    words = dict(re.findall(r">([^<]+)</text> <text class=\"map-number\"[^>]*>(\d+)<", drawn))
    below = re.findall(r'<small class="map-key">(\d+)</small> <a href="[^"]+">([^<]+)</a>', html)
    assert words == {name: number for number, name in below}
    assert sorted(words) == ["Keşan", "Saray", "Çorlu"]
    assert "style=" not in html


@pytest.mark.parametrize("query", ["?yil=1899", "?yil=9999", "?yil=abc", "?boyut=x", "?tarih=32.13.2024"])
def test_invalid_choice_still_shows_a_map(reader, thrace, query):
    response = reader.get(address("member_map") + query)

    assert response.status_code == 200
    assert response.text.count("<circle") == 3


def test_map_is_drawn_for_a_year_and_for_a_day(reader, thrace):
    assert len(reader.get(address("member_map") + "?yil=2005").context["map"].members) == 2
    assert len(reader.get(address("member_map") + "?tarih=2014-03-29").context["map"].members) == 3


@pytest.mark.parametrize("language", ["tr", "en"])
def test_map_without_members_says_so(reader, union, language):
    response = reader.get(address("member_map", language))

    assert response.status_code == 200
    assert 'class="empty-state"' in response.text


def test_map_of_the_whole_country_stays_light(reader, union, django_assert_max_num_queries):
    call_command("loadreference", verbosity=0, stdout=io.StringIO())
    everyone = list(Municipality.objects.all())
    Membership.objects.bulk_create(
        [Membership(municipality=each, start_date=str(1980 + number % 45)) for number, each in enumerate(everyone)]
    )

    with django_assert_max_num_queries(6):
        response = reader.get(address("member_map"))

    assert len(response.context["map"].members) == len(everyone) > 1_300
    # 1,409 dots, each a link with a name.
    assert len(gzip.compress(response.content, 6)) <= 51_000
