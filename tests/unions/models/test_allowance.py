"""What is left of something that may be done only so often."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from unions.models import Allowance


@pytest.mark.django_db
def test_there_is_one_count_for_each_key_on_all_hosts():
    Allowance.objects.create(key="sign-ins of ali", left=3, counted_at=timezone.now())

    with pytest.raises(IntegrityError):
        Allowance.objects.create(key="sign-ins of ali", left=9, counted_at=timezone.now())
