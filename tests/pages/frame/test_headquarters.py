from tests.addresses import address
from tests.factories import (
    make_contact_point,
    make_headquarters,
)


def frame(client, path="/en/news/"):
    """What surrounds the content of a page."""
    return client.get(path).context


def test_headquarters_of_today_and_all_contact_points_stand_at_the_foot(client, union):
    make_headquarters(district="Eski", start_date="1978", end_date="1999")
    today = make_headquarters(district="Yeni", start_date="2000")
    make_contact_point(headquarters=today, value="+90 282 000 00 02", position=2)
    make_contact_point(headquarters=today, value="+90 282 000 00 01", position=1)

    context = frame(client)

    assert context["headquarters"] == today
    assert [point.value for point in context["contact_points"]] == ["+90 282 000 00 01", "+90 282 000 00 02"]
    assert 'href="tel:+902820000001"' in client.get(address("home")).text


def test_headquarters_without_a_contact_point_are_still_shown(client, union):
    headquarters = make_headquarters()

    context = frame(client)

    assert context["headquarters"] == headquarters
    assert list(context["contact_points"]) == []
