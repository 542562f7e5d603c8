"""The member that most tests are about."""

from members.municipalities.models import Municipality
from tests import factories as make


def member_corlu() -> Municipality:
    municipality = make.make_municipality(name="Çorlu", slug="corlu")
    make.make_membership(municipality=municipality, start_date="2010")
    return municipality
