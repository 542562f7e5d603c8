import pytest

from tests.factories import make_post


def make_announcement(**fields):
    return make_post(kind="announcement", **fields)


@pytest.mark.parametrize("place", [0, 1, 4])
def test_beside_a_post_stand_the_three_newest_of_its_kind_without_itself(client, union, place):
    posts = [make_post(title_tr=f"Haber {number}", date=f"2026-05-{20 - number}") for number in range(5)]
    make_post(status="draft", date="2026-06-01")
    make_announcement(date="2026-06-01")
    read = posts[place]

    others = client.get(read.address("tr")).context["others"]

    assert list(others) == [post for post in posts if post != read][:3]
