import pytest

from tests import factories as make


@pytest.fixture
def assembly(union):
    """Three members with their mayors, a delegate, a president and a general secretary, in the term of 2019."""
    term = make.make_term(start_date="2019-03-31")
    seats = {}
    for name, mayor in [("Çorlu", "Ayşe Yılmaz"), ("Saray", "Can Öz"), ("Vize", "Ece Su")]:
        place = make.make_municipality(name=name, slug=name.lower())
        make.make_membership(municipality=place, start_date="2010")
        make.make_listing(municipality=place, mayor=mayor)
        seats[name] = make.make_office_holder(
            person=make.make_person(name=mayor),
            municipality=place,
            seat="ex_officio",
            term=term,
            start_date="2019-04-10",
        )
    make.make_office_holder(
        person=make.make_person(name="Delege"), municipality=place, term=term, start_date="2019-04-10"
    )
    president = {"person": seats["Çorlu"].person, "role": "president", "start_date": "2022-04-20"}
    make.make_office_holder(organ=make.make_organ(kind="president"), **president)
    make.make_office_holder(
        organ=make.make_organ(kind="secretariat"), role="secretary", seat="appointed", start_date="2016-09-01"
    )
    return seats
