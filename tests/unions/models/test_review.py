import pytest

from tests import factories as make
from tests.staff_client import staff_client
from tests.unions.admin.kit.reviewed import press, start_page, with_address
from unions.models import OutgoingMail

pytestmark = pytest.mark.django_db


def test_another_union_is_told_nothing(union, theirs, editor):
    post = make.make_post(union=union, title_tr="Bizim", status="draft")
    stranger = with_address(staff_client(theirs, "publisher"), "uzak@example.org")

    press(editor, post, "_review")

    assert not OutgoingMail.all_unions.filter(to="uzak@example.org").exists()
    assert start_page(stranger)["waiting_for_you"] == []
