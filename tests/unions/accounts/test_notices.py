import pytest
from django.urls import reverse

from tests import factories as make
from tests.staff_client import StaffClient
from tests.unions.accounts.visitor import Visitor, prove
from unions.models import OutgoingMail

pytestmark = pytest.mark.django_db


OLD, NEW = "ayse@ornek.test", "yeni@ornek.test"


@pytest.fixture
def person(union):
    return prove(make.make_staff(union, "editor", username="ayse", email=OLD))


def test_mail_about_an_account_is_seen_by_nobody_of_the_union(union, person):
    Visitor(union).post("/yonetim/parola/", {"email": OLD})
    manager = StaffClient(union, make.make_staff(union, "manager"))
    auditor = StaffClient(union, make.make_staff(union, "auditor"))
    [mail] = OutgoingMail.all_unions.all()

    for client in [manager, auditor]:
        for path in ["/yonetim/unions/outgoingmail/", "/yonetim/unions/outgoingmail/?q=ayse", "/yonetim/"]:
            assert OLD not in client.get(path).content.decode()
        for page in ["change", "history"]:
            assert client.get(f"/yonetim/unions/outgoingmail/{mail.pk}/{page}/").status_code == 404


def test_a_manager_is_told_of_no_undeliverable_mail_about_an_account(union, person):
    Visitor(union).post("/yonetim/parola/", {"email": OLD})
    OutgoingMail.all_unions.update(state="failed")

    page = StaffClient(union, make.make_staff(union, "manager")).get(reverse("admin:index"))

    assert not [task for task in page.context["tasks"] if "e-posta" in str(task.text)]
