"""What holds for every rule of the law as code."""

import ast
import inspect
import re
from datetime import date
from pathlib import Path

import pytest

from tests.tables import table
from unions import law

rules = list(law.RULES.items())
names = [rule.__name__ for rule in law.RULES]


@table(("rule", "ground"), rules, ids=names)
def test_every_rule_begins_with_its_article(rule, ground):
    docstring = inspect.getdoc(rule)

    assert docstring.startswith(f"{ground.article}: ")
    assert re.match(r"(Art\.|\d{4} art\.) \d+(/\d+)?: ", docstring)


@table(("rule", "ground"), rules, ids=names)
def test_every_rule_says_whether_its_text_was_verified(rule, ground):
    second_paragraph = inspect.getdoc(rule).split("\n\n")[1]

    assert second_paragraph.startswith("Verified" if ground.is_verified else "Unverified")


@table(("rule", "ground"), rules, ids=names)
def test_every_rule_says_what_it_takes_and_gives(rule, ground):
    signature = inspect.signature(rule)

    assert signature.return_annotation is not inspect.Signature.empty
    assert all(parameter.annotation is not parameter.empty for parameter in signature.parameters.values())


def test_every_public_function_is_a_rule():
    functions = [
        function
        for name, function in inspect.getmembers(law, inspect.isfunction)
        if function.__module__.startswith(law.__name__) and not name.startswith("_")
    ]

    assert set(functions) == set(law.RULES)


@table("module", sorted({rule.__module__ for rule in law.RULES}))
def test_every_rule_is_tested_beside_the_others_of_its_module(module):
    test_file = Path(__file__).with_name(f"test_{module.rpartition('.')[2]}.py")
    tree = ast.parse(test_file.read_text(encoding="utf-8"))
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}

    assert {rule.__name__ for rule in law.RULES if rule.__module__ == module} <= used


def test_the_law_knows_neither_django_nor_the_clock():
    modules = {inspect.getmodule(rule) for rule in law.RULES} | {inspect.getmodule(law.Deadline)}
    nodes = [node for module in modules for node in ast.walk(ast.parse(inspect.getsource(module)))]
    imported = {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    called = {node.func.attr for node in nodes if isinstance(node, ast.Call) and hasattr(node.func, "attr")}

    assert {name for name in imported if not name.startswith("unions.law.")} == {
        "collections.abc",
        "dataclasses",
        "datetime",
        "enum",
        "fractions",
        "functools",
        "holidays",
        "holidays.countries",
        "typing",
    }
    assert called.isdisjoint({"today", "now", "utcnow", "localdate"})


def test_the_handbook_lists_every_rule_with_its_article_and_mark():
    table = (Path(law.__file__).parents[2] / "docs" / "law.md").read_text(encoding="utf-8")

    rows = re.findall(r"^\|[^|]+\| ([^|]+) \| `(\w+)` \| (yes|no) \|$", table, re.MULTILINE)

    assert sorted(rows) == sorted(
        (ground.article, rule.__name__, "yes" if ground.is_verified else "no") for rule, ground in law.RULES.items()
    )


@pytest.mark.parametrize(
    ("done_on", "today", "is_missed"),
    [
        (None, date(2025, 5, 26), False),
        (None, date(2025, 5, 27), True),
        (date(2025, 5, 26), date(2025, 9, 1), False),
        (date(2025, 5, 27), date(2025, 9, 1), True),
    ],
)
def test_a_deadline_is_missed_when_its_last_day_is_over(done_on, today, is_missed):
    assert law.Deadline("governor", date(2025, 5, 26), "5393 art. 23").is_missed(done_on, today) is is_missed


def wholly_unverified() -> list[str]:
    """The articles of other laws of which no rule is verified, as texts cite them."""
    by_article: dict[str, set[bool]] = {}
    for ground in law.RULES.values():
        by_article.setdefault(ground.article.split("/")[0], set()).add(ground.is_verified)
    return [article for article, verified in by_article.items() if verified == {False} and article[0].isdigit()]


def test_a_public_page_that_names_an_unverified_article_says_so():
    root = Path(law.__file__).parents[2] / "templates"
    public = [path for path in root.rglob("*.html") if path.relative_to(root).parts[0] != "admin"]
    wrong = [
        f"{path.relative_to(root)}: {article}"
        for article in wholly_unverified()
        for path in public
        if article.replace(" art.", ", art.") in (text := path.read_text("utf-8")) and "not verified" not in text
    ]

    assert "2577 art. 8" in wholly_unverified()
    assert wrong == []
