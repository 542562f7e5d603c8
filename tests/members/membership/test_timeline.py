from members.membership.timeline import joinings
from tests.factories import make_membership, make_municipality
from unions.text.partial_dates import PartialDate


def test_members_that_joined_after_the_founding_are_grouped_by_year(union):
    union.founded_on = PartialDate(2000)
    for name, day in [("Kurucu", "2000-05"), ("Saray", "2004-05"), ("Çorlu", "2004"), ("Ergene", "2014-03-30")]:
        make_membership(municipality=make_municipality(name=name), start_date=day)
    make_membership(municipality=make_municipality(name="Bilinmeyen"))

    entries = [(str(entry.date), [str(row) for row in entry.rows]) for entry in joinings(union)]

    assert entries == [("2004", ["Çorlu", "Saray"]), ("2014", ["Ergene"])]
