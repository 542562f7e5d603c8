import pytest
from django.test import Client

from tests.staff_client import StaffClient, superuser_client


@pytest.fixture
def staff(union) -> StaffClient:
    """Somebody who may do everything, with a browser that shows what comes back instead of raising it."""
    client = superuser_client(union)
    client.client.raise_request_exception = False
    return client


@pytest.fixture
def visitor(staff) -> Client:
    """Somebody without a session, at the same host; the check of tokens is real."""
    return Client(HTTP_HOST=staff.host, enforce_csrf_checks=True, raise_request_exception=False)
