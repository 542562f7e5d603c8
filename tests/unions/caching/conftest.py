import pytest
from django.test import RequestFactory

from unions.tenancy import scope


@pytest.fixture
def request_of(union):
    """A request of a union, as the middleware leaves it."""

    def request_of(union=union):
        request = RequestFactory().get("/tr/")
        union.refresh_from_db()
        request.META[scope.GENERATION] = (union.pk, union.generation.number)
        return request

    return request_of
