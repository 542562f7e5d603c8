"""An answer is recorded once."""

import pytest

from members.checks import answers
from members.checks.models import Correction
from tests.members.checks.walkthrough import the_check

pytestmark = pytest.mark.django_db


def test_two_answers_at_the_same_moment_are_one(check_round):
    first, second = the_check(), the_check()
    answers.answer(first, [], listing_version=1)

    with pytest.raises(Exception) as caught:  # noqa: PT011
        answers.answer(second, [Correction(kind="phone", proposed="1")], listing_version=1)

    assert type(caught.value).__name__ == "StaleVersion"
    assert Correction.objects.count() == 0
