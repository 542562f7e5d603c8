import pytest

from tests import factories as make
from tests.staff_client import StaffClient
from tests.unions.accounts.visitor import Visitor, link_to, prove
from unions.models import User

pytestmark = pytest.mark.django_db


OLD, NEW = "ayse@ornek.test", "yeni@ornek.test"


ADDRESS = "/yonetim/hesap/adres/"


@pytest.fixture
def person(union):
    return prove(make.make_staff(union, "editor", username="ayse", email=OLD))


def test_the_link_works_for_the_person_who_asked_alone(union, person):
    StaffClient(union, person).post(ADDRESS, {"email": NEW})
    stranger = make.make_staff(union, "manager")

    answers = [
        StaffClient(union, stranger).post(link_to(NEW)).status_code,
        Visitor(union).post(link_to(NEW)).status_code,
    ]

    assert answers == [410, 403]
    assert not User.objects.with_proved_address(NEW).exists()
