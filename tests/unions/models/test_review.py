import pytest

from tests import factories as make
from tests.staff_client import staff_client
from tests.unions.admin.kit.reviewed import press, with_address
from unions.models import OutgoingMail

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(union):
    return with_address(staff_client(union, "editor", first_name="Elif"), "elif@example.org")


@pytest.fixture
def publisher(union):
    return with_address(staff_client(union, "publisher", first_name="Paul"), "paul@example.org", language="en")


def start_page(client):
    context = client.get("/yonetim/").context
    return {name: [line.name for line in context[name]] for name in ["waiting_for_you", "sent_back_to_you"]}


def test_another_union_is_told_nothing(union, theirs, editor):
    post = make.make_post(union=union, title_tr="Bizim", status="draft")
    stranger = with_address(staff_client(theirs, "publisher"), "uzak@example.org")

    press(editor, post, "_review")

    assert not OutgoingMail.all_unions.filter(to="uzak@example.org").exists()
    assert start_page(stranger)["waiting_for_you"] == []
