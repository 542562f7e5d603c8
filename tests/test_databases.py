"""What another database could answer otherwise is asked of it, and of every other file one test."""

import pytest

from tests import databases
from tests.tables import table


@table(
    ("place", "test", "names"),
    [
        pytest.param("tests/unions/text/test_periods.py", "test_a", set(), id="by its place"),
        pytest.param("tests/pages/posts/test_models.py", "test_a", set(), id="by the name of its file"),
        pytest.param("tests/members/exchange/test_rows.py", "test_a", set(), id="imports"),
        pytest.param("tests/pages/test_views.py", "test_two_are_sorted_by_name", set(), id="by its name"),
        pytest.param("tests/pages/test_views.py", "test_a", {"django_assert_num_queries"}, id="by what it counts"),
        pytest.param("tests/pages/test_views.py", "test_a", {"IntegrityError"}, id="by what is refused"),
        pytest.param("tests/members/directory/test_export.py", "test_a_file_is_exported", set(), id="exports"),
    ],
)
def test_what_may_differ_runs_on_both_databases(place, test, names):
    assert databases.may_differ(place, test, names)


def test_what_speaks_of_the_database_in_its_module_runs_on_both(monkeypatch):
    monkeypatch.setattr(databases, "code_beside", lambda place: "rows = self.select_for_update()")

    assert databases.may_differ("tests/pages/test_views.py", "test_a", set())


def test_what_is_put_together_in_python_runs_on_sqlite_alone():
    assert not databases.may_differ("tests/unions/templatetags/test_unions_tags.py", "test_a_link", {"AssertionError"})


def test_names_are_found_in_what_a_test_defines_inside():
    def test():
        def inner():
            return [connection for _ in range(2)]  # noqa: F821

        return inner

    assert "connection" in set(databases.names_in(test.__code__))


def test_the_module_of_a_file_of_tests_is_read():
    assert "class Module" in databases.code_beside("tests/benchmarks/test_structure.py")
    assert databases.code_beside("tests/site/test_matrix.py") == ""


class Item:
    """A collected test, as far as the choice asks."""

    def __init__(self, nodeid, fixtures=("db",), marks=()):
        self.nodeid, self.fixturenames, self.marks = nodeid, list(fixtures), set(marks)
        self.function = lambda: None

    def get_closest_marker(self, name):
        return name in self.marks

    def add_marker(self, name):
        self.marks.add(name)


def test_of_a_file_without_any_the_first_that_opens_the_database_runs_on_both(monkeypatch):
    monkeypatch.setattr(databases.connection, "vendor", "sqlite")
    place = "tests/unions/templatetags/test_unions_tags.py"
    items = [
        Item(f"{place}::test_a_word", fixtures=[]),
        Item(f"{place}::test_a_card", marks=["above_database"]),
        Item(f"{place}::test_a_link"),
        Item(f"{place}::test_a_menu"),
        Item(f"{place}::test_what_is_sorted"),
    ]

    databases.choose(None, items)

    assert [each.nodeid.partition("::")[2] for each in items if "database" in each.marks] == [
        "test_a_link",
        "test_what_is_sorted",
    ]
