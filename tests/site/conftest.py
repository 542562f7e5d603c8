import pytest
from django.db import transaction

from tests.site import two_unions
from tests.site.asking import Asker


@pytest.fixture(scope="module")
def asker(django_db_setup, django_db_blocker):
    """Who asks the site on behalf of the people of two unions.

    The rows are made once for all tests of a module; the mark `django_db` takes back what each of these writes.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield Asker(two_unions.build())
        transaction.set_rollback(True)


@pytest.fixture
def world(asker):
    return asker.world


def pytest_terminal_summary(terminalreporter):
    """Says how much the matrix has covered; the tests report it as properties, from whatever process they ran in."""
    counted = {"matrix_cells": 0, "matrix_leaks": 0}
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", []):
                if name in counted and getattr(report, "when", "") == "call":
                    counted[name] += value
    if counted["matrix_cells"]:
        terminalreporter.write_line(f"matrix: {counted['matrix_cells']} cells, {counted['matrix_leaks']} leaks")
