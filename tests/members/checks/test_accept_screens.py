import pytest

from tests.members.checks.electing import review_page
from tests.staff_client import staff_client

pytestmark = pytest.mark.django_db


def test_who_may_not_enter_seats_sees_the_answer_without_a_button(union, answered):
    editor = staff_client(union, "editor")

    page = editor.get(review_page(answered)).text

    assert "Ece Su" in page
    assert 'name="accept"' not in page
    assert editor.post(review_page(answered), {"accept": "1", "version": answered.version}).status_code == 403
