import pytest

from pages.kinds import SERVICES
from pages.services.models import Service
from tests import factories as make
from tests.publications import make_publication

pytestmark = pytest.mark.django_db


def make_service(**fields) -> Service:
    return make_publication(SERVICES, **fields)


def test_a_service_outlives_its_unit(union):
    unit = make.make_unit()
    service = make_service(unit=unit, first_authority=unit)

    unit.delete()

    service.refresh_from_db()
    assert (service.unit, service.authorities) == (None, [])
