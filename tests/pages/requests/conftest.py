from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories as make
from tests.staff_client import staff_client
from unions.forms import limits


@pytest.fixture
def unlimited(monkeypatch):
    """No limit but those that a test is about."""
    for name in ["TRIES_FROM_A_PLACE", "SENT_FROM_A_PLACE", "SENT_TO_A_UNION", "RECEIPTS_TO_AN_ADDRESS"]:
        monkeypatch.setattr(limits, name, Generous())


class Generous:
    name, times = "none", 1

    def acquire(self, whom):
        return True


@pytest.fixture
def late(union):
    return make.make_request(name="Geç Kalan", received_on=timezone.localdate() - timedelta(days=60))


@pytest.fixture
def clerk(union):
    return staff_client(union)
