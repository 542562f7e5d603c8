"""What is left to SQLite says nothing that another database could say otherwise."""

import ast
import re
from pathlib import Path

from django.conf import settings

from benchmarks.structure import Structure
from tests.databases import LEFT_TO_SQLITE, is_left_to_sqlite

ROOT = Path(settings.BASE_DIR)
# In a test: whoever asks the database itself.
OF_TESTS = re.compile(r"\bconnection|transaction|Error\b|num_queries|queries_of|bulk_|on_commit|\.raw\(|cursor")
# In the code: statements that are not the same everywhere.
OF_CODE = re.compile(
    r"select_for_update|IntegrityError|DataError|\bvendor\b|cursor\(|RawSQL|\.raw\(|Collate|Func\(|Cast\(|Window\("
    r"|distinct\(|Aggregate\b|bulk_create|\.union\(|JSONField"
)


def left_out() -> list[tuple[str, ast.stmt]]:
    """The tests that run on SQLite alone, each with its file."""
    found = []
    for place in LEFT_TO_SQLITE:
        for path in [ROOT / place] if place.endswith(".py") else sorted((ROOT / place).glob("*.py")):
            file = str(path.relative_to(ROOT))
            functions = [each for each in ast.parse(path.read_text(encoding="utf-8")).body if hasattr(each, "name")]
            tests = [each for each in functions if each.name.startswith("test_")]
            found += [(file, each) for each in tests if is_left_to_sqlite(file, each.name)]
    return found


def test_whatever_is_left_to_sqlite_is_there_and_has_its_reason():
    assert [place for place in LEFT_TO_SQLITE if not (ROOT / place).exists()] == []
    assert all(len(reason) > 20 for reason in LEFT_TO_SQLITE.values())


def test_no_test_that_asks_the_database_itself_is_left_to_sqlite():
    found = left_out()

    assert len(found) > 50
    assert [f"{file}::{node.name}" for file, node in found if OF_TESTS.search(ast.unparse(node))] == []


def test_no_module_whose_statements_differ_is_left_to_sqlite():
    files = {file for file, _node in left_out()}
    modules = {str(module.test): module for module in Structure().modules}
    tested = {file: modules[file].text for file in files if file in modules}

    assert tested
    assert {file: OF_CODE.findall(text) for file, text in tested.items() if OF_CODE.search(text)} == {}
