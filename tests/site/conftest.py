import pytest

from tests.conftest import ASKER
from tests.site.asking import Asker

# Its assertions say what was wrong, as those of tests do.
pytest.register_assert_rewrite("tests.site.judging")


@pytest.fixture(scope="session")
def asker(django_db_setup, django_db_blocker, request):
    """Who asks the site on behalf of the people of two unions.

    Their rows are made once for all tests of a process that follow each other and ask for them; the mark `django_db`
    takes back what each of these writes. tests/conftest.py takes the rows away before a test that expects none.
    """
    asker = request.config.stash[ASKER] = Asker(django_db_blocker)
    asker.begin()
    yield asker
    asker.end()


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
