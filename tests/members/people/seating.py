"""People in the seats of an organ, and what is wrong with them."""

from datetime import date

from members.people.composition import composition_of
from tests.factories import make_office_holder, make_person

DAY = date(2026, 11, 21)


def seat(organ, municipality, name, seat="elected", **fields):
    fields.setdefault("start_date", "2024-05-01")
    person = make_person(union=organ.union, name=name)
    return make_office_holder(organ=organ, person=person, municipality=municipality, seat=seat, **fields)


def texts(organ) -> str:
    return " ".join(finding.text for finding in composition_of(organ, DAY).findings)


def complete(organ, municipality):
    seat(organ, municipality, "Başkan", "ex_officio")
    seat(organ, municipality, "Bir")
    seat(organ, municipality, "İki")
    seat(organ, municipality, "Yedek", "substitute", position=1)
