"""What the start page says about the members."""

from tests import factories as make
from tests.members.start_page import line, tasks
from tests.staff_client import staff_client


def test_ending_the_membership_of_a_closed_municipality_is_a_task(union):
    closed = make.make_membership(union=union, municipality=make.make_municipality(closed_on="2014-03-30"))
    words = "its membership is still open"
    assert line(tasks(union), words) == [False]

    closed.end_date = "2014-03-30"
    closed.save()

    assert line(tasks(union), words) == []


def test_start_page_counts_the_members_of_today_and_nothing_that_there_is_none_of(union):
    assert staff_client(union, language="en").get("/yonetim/").context["counts"] == []
    make.make_membership()
    make.make_membership(end_date="2014")

    counts = {
        count.label: count.number for count in staff_client(union, language="en").get("/yonetim/").context["counts"]
    }

    assert counts["members"] == 1
