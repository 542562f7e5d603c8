"""The table of ASVS is whole, and what it names is there."""

import ast
import json
import re
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command, get_commands

ROOT = Path(settings.BASE_DIR)
TABLE = (ROOT / "docs/assurance/asvs.md").read_text(encoding="utf-8")
ROWS = [row.strip("| ").split(" | ") for row in TABLE.splitlines() if re.match(r"\| \d", row)]
# The requirements of levels 1 and 2 in ASVS 5.0.0, by section: 70 and 183.
SECTIONS = """
1.1:1,2 1.2:1,2,3,4,5,6,7,8,9 1.3:1,2,3,4,5,6,7,8,9,10,11 1.4:1,2,3 1.5:1,2 2.1:1,2,3 2.2:1,2,3 2.3:1,2,3,4
2.4:1 3.2:1,2 3.3:1,2,3,4 3.4:1,2,3,4,5,6 3.5:1,2,3,4,5 3.7:1,2 4.1:1,2,3 4.2:1 4.3:1,2 4.4:1,2,3,4 5.1:1
5.2:1,2,3 5.3:1,2 5.4:1,2,3 6.1:1,2,3 6.2:1,2,3,4,5,6,7,8,9,10,11,12 6.3:1,2,3,4 6.4:1,2,3,4 6.5:1,2,3,4,5
6.6:1,2,3 6.8:1,2,3,4 7.1:1,2,3 7.2:1,2,3,4 7.3:1,2 7.4:1,2,3,4,5 7.5:1,2 7.6:1,2 8.1:1,2 8.2:1,2,3 8.3:1
8.4:1 9.1:1,2,3 9.2:1,2,3,4 10.1:1,2 10.2:1,2 10.3:1,2,3,4 10.4:1,2,3,4,5,6,7,8,9,10,11 10.5:1,2,3,4,5
10.6:1,2 10.7:1,2,3 11.1:1,2 11.2:1,2,3 11.3:1,2,3 11.4:1,2,3,4 11.5:1 11.6:1 12.1:1,2,3 12.2:1,2 12.3:1,2,3,4
13.1:1 13.2:1,2,3,4,5 13.3:1,2 13.4:1,2,3,4,5 14.1:1,2 14.2:1,2,3,4 14.3:1,2,3 15.1:1,2,3 15.2:1,2,3
15.3:1,2,3,4,5,6,7 16.1:1 16.2:1,2,3,4,5 16.3:1,2,3,4 16.4:1,2,3 16.5:1,2,3 17.1:1 17.2:1,2,3,4 17.3:1,2
"""


def requirements() -> list[str]:
    found = []
    for line in SECTIONS.split():
        section, _colon, numbers = line.partition(":")
        found += [f"{section}.{number}" for number in numbers.split(",")]
    return found


ALL = requirements()


def meant(text: str) -> list[str]:
    """The requirements of a row; a range means all of its chapter between the two."""
    found = []
    for part in text.split(", "):
        first, dash, last = part.partition("–")
        found += ALL[ALL.index(first) : ALL.index(last) + 1] if dash else [part]
    return found


@cache
def names_in(path: str) -> set[str]:
    if not (ROOT / path).exists():
        return set()
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_requirement_stands_in_one_row():
    named = [each for row in ROWS for each in meant(row[0])]

    assert len(ALL) == 253
    assert sorted(set(named)) == sorted(ALL)
    assert [each for each in set(named) if named.count(each) > 1] == []


def test_every_row_has_a_test_that_exists_or_a_dated_sentence():
    missing, empty = [], []
    for requirement, _what, proof in ROWS:
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", proof)
        missing += [f"{requirement}: {path}::{name}" for path, name in named if name not in names_in(path)]
        if not named and not re.match(r"2026-\d\d-\d\d: .{8,}", proof):
            empty.append(requirement)

    assert missing == []
    assert empty == []


@pytest.mark.parametrize("page", ["promises.md", "faults.md", "machine.md", "records.md"])
def test_every_command_and_test_that_stands_beside_a_figure_exists(page):
    text = (ROOT / "docs/assurance" / page).read_text(encoding="utf-8")
    modules = [name.replace(".", "/") for name in re.findall(r"python -m ([\w.]+)", text)]
    paths = re.findall(r"\b((?:tests|docs|deploy|trakyakent_site|benchmarks)/[\w./-]*[\w/])", text)
    commands = re.findall(r"manage\.py ([a-z]+)", text)

    assert [
        each for each in modules if not any((ROOT / f"{each}{end}").exists() for end in [".py", "/__main__.py"])
    ] == []
    assert [each for each in paths if not (ROOT / each).exists()] == []
    assert [each for each in commands if each not in get_commands()] == []


def test_every_promise_has_a_figure_or_says_that_it_was_not_tried():
    text = (ROOT / "docs/assurance/promises.md").read_text(encoding="utf-8")
    rows = [row.strip("| ").split(" | ") for row in text.splitlines() if row.startswith("| ")][1:]

    assert len(rows) > 15
    for promise, figure, *_rest in rows:
        says = re.search(r"\d|in tests|not (?:tried|measured)|no advisory|held on|each run|its twelve|trials", figure)
        assert says, promise


def test_the_bill_of_materials_names_what_is_locked(tmp_path):
    path = tmp_path / "sbom.json"
    call_command("sbom", output=str(path))
    bill = json.loads(path.read_text())
    locked = dict(
        re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]+\])?==([^\s\\]+)", (ROOT / "requirements.txt").read_text(), re.M)
    )

    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert {part["name"]: part["version"] for part in bill["components"]} == locked
    assert all(part["purl"] == f"pkg:pypi/{part['name'].lower()}@{part['version']}" for part in bill["components"])
    assert all(part["hashes"] for part in bill["components"])
    assert sum("licenses" in part for part in bill["components"]) > len(locked) * 0.8
