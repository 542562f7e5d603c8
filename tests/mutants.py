"""Breaks the guards, one place at a time, and counts what no test notices.

    python -m tests.mutants                                  # all guards
    python -m tests.mutants unions/tenancy/scope.py          # one of them

A guard is a module that keeps somebody out or holds something back. In each of its functions, one after the other, a
comparison is turned round, a condition is always or never met, `and` becomes `or`, a number grows by one, a call or a
refusal is left away, a value is not given back. The tests of the module are collected once and their database is made
once; each mutant lives in a process forked from there, in which the function has the changed code. What stands outside
of functions is not changed. Prints the mutants that live, and ends with 1 below 95 % killed.
"""

import argparse
import ast
import copy
import gc
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest

from tests import databases

ROOT = Path(__file__).resolve().parent.parent
GOAL = 0.95
# The modules, and the tests that are theirs beside those that lie where the module lies.
GUARDS: dict[str, list[str]] = {
    "unions/tenancy/scope.py": [],
    "unions/tenancy/roles.py": [],
    "unions/accounts/limits.py": [],
    "unions/accounts/links.py": [],
    "unions/accounts/by_link.py": [],
    "unions/accounts/invitations.py": [],
    "unions/accounts/middleware.py": [],
    "unions/accounts/passwords.py": [],
    "unions/accounts/second_factor.py": [],
    "unions/accounts/sessions.py": [],
    "unions/accounts/sign_in.py": [],
    "members/checks/links.py": [],
    "unions/background/proxies.py": [],
    "unions/background/rate_limits.py": [],
    "trakyakent_site/failures/commits.py": ["tests/trakyakent_site/failures/test_middleware.py"],
    "trakyakent_site/failures/kinds.py": ["tests/trakyakent_site/failures/test_middleware.py"],
    "trakyakent_site/failures/middleware.py": [],
    "trakyakent_site/hosts.py": [],
    "trakyakent_site/middleware.py": [],
    "trakyakent_site/page_cache/application.py": ["tests/trakyakent_site/page_cache/test_outage.py"],
    "trakyakent_site/page_cache/copies.py": [],
}
TURNED = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
CACHE = type(cache(str))
# Calls that say something to the operator only.
SAYING = {"log", "logging", "counters"}


def changes_of(node: ast.AST) -> Iterator[tuple[str, Callable[[Any], ast.AST]]]:
    """What can be changed at this place of the tree, in words, and how."""
    match node:
        case ast.Compare(ops=[operator]) if type(operator) in TURNED:
            yield "turned round", lambda found: with_value(found, "ops", [TURNED[type(found.ops[0])]()])
        case ast.BoolOp():
            other = ast.Or if isinstance(node.op, ast.And) else ast.And
            yield f"now {other.__name__.lower()}", lambda found: with_value(found, "op", other())
        case ast.UnaryOp(op=ast.Not()):
            yield "without not", lambda found: found.operand
        case ast.If() | ast.IfExp():
            for value in (True, False):
                yield f"always {value}", lambda found, value=value: with_value(found, "test", ast.Constant(value))
        case ast.Constant(value=bool()):
            yield "the opposite", lambda found: ast.Constant(not found.value)
        case ast.Constant(value=int()):
            yield "one more", lambda found: ast.Constant(found.value + 1)
        case ast.Raise():
            yield "not raised", lambda _found: ast.Pass()
        case ast.Return(value=ast.expr()) if not is_none(node.value):
            yield "nothing given back", lambda _found: ast.Return(ast.Constant(None))
        case ast.Expr(value=ast.Call()) if root_of(node.value) not in SAYING:
            yield "left away", lambda _found: ast.Pass()


def is_none(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def root_of(node: ast.AST) -> str:
    while isinstance(node, ast.Call | ast.Attribute):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def with_value(node: Any, name: str, value: object) -> Any:
    setattr(node, name, value)
    return node


def places_in(tree: ast.AST) -> list[ast.AST]:
    """All places inside of functions, without their descriptions, defaults and types."""
    found: list[ast.AST] = []
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            found += [node for part in function.body for node in ast.walk(part) if node not in found]
    return found


class Change(ast.NodeTransformer):
    """Changes one place of a tree."""

    def __init__(self, target: ast.AST, change: Callable[[Any], ast.AST]):
        self.target, self.change = target, change

    def visit(self, node: ast.AST) -> ast.AST:
        if node is self.target:
            return ast.copy_location(self.change(node), node)
        return self.generic_visit(node)


def mutants_of(path: Path) -> Iterator[tuple[str, CodeType]]:
    """Each mutant in words, and the module's code with it."""
    source = path.read_text(encoding="utf-8")
    lines, tree = source.splitlines(), ast.parse(source)
    for number, node in enumerate(places_in(tree)):
        for words, change in changes_of(node):
            changed = copy.deepcopy(tree)
            target = places_in(changed)[number]
            changed = ast.fix_missing_locations(Change(target, change).visit(changed))
            line = getattr(node, "lineno", 0)
            yield f"{line}: {lines[line - 1].strip()[:90]} [{words}]", compile(changed, str(path), "exec")


def codes_in(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from codes_in(constant)


def put(code: CodeType) -> int:
    """Give every living function of the module the code it has there; returns how many have changed."""
    by_place = {(one.co_qualname, one.co_firstlineno): one for one in codes_in(code)}
    number = 0
    for function in gc.get_objects():
        if isinstance(function, FunctionType) and function.__code__.co_filename == code.co_filename:
            own = function.__code__
            new = by_place.get((own.co_qualname, own.co_firstlineno))
            if new is not None and new != own and new.co_freevars == own.co_freevars:
                function.__code__ = new
                number += 1
    # What they have answered before is asked anew.
    for kept in gc.get_objects():
        if isinstance(kept, CACHE) and kept.__wrapped__.__code__.co_filename == code.co_filename:
            kept.cache_clear()
    return number


class Breaking:
    """Instead of running the tests once, runs them for each mutant, in a process of its own."""

    def __init__(self, path: Path, portion: tuple[int, int]):
        self.path, self.portion = path, portion
        self.killed = 0
        self.living: list[str] = []
        self.skipped = 0
        self.is_sound = False

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = session.items
        # The database and what else is made once is there before the first mutant.
        first = next((place for place, item in enumerate(items) if databases.opens_the_database(item)), 0)
        others = [item for item in items if item is not items[first]]
        following = others[min(first, len(others) - 1)] if others else None
        items[first].config.hook.pytest_runtest_protocol(item=items[first], nextitem=following)
        gc.unfreeze()
        began = time.monotonic()
        self.is_sound = self.passes(session, None, 600)
        longest = max(20.0, 6 * (time.monotonic() - began))
        if self.is_sound:
            part, parts = self.portion
            for words, code in list(mutants_of(self.path))[part::parts]:
                self.judge(session, words, code, longest)
        return True

    def judge(self, session: pytest.Session, words: str, code: CodeType, longest: float) -> None:
        passed = self.passes(session, code, longest)
        if passed is None:
            self.skipped += 1
        elif passed:
            self.living.append(words)
        else:
            self.killed += 1

    def passes(self, session: pytest.Session, code: CodeType | None, longest: float) -> bool | None:
        """Whether all tests pass; None where no living function took the change."""
        child = os.fork()
        if child == 0:
            run_in_child(session, code)
        deadline = time.monotonic() + longest
        while time.monotonic() < deadline:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                return {0: True, 3: None}.get(os.waitstatus_to_exitcode(status), False)
            time.sleep(0.02)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return False


def run_in_child(session: pytest.Session, code: CodeType | None) -> None:
    status = 1
    try:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        if code is not None and not put(code):
            os._exit(3)
        for item, following in zip(session.items, [*session.items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                os._exit(1)
        status = 0
    finally:
        os._exit(status)


def tests_of(module: str, further: list[str]) -> list[str]:
    path = Path(module)
    own = Path("tests") / path.parent / f"test_{path.name}"
    return [*([str(own)] if (ROOT / own).exists() else []), *further]


def judged(module: str, portion: tuple[int, int]) -> Breaking:
    breaking = Breaking(ROOT / module, portion)
    options = ["-q", "--no-header", "-p", "no:cacheprovider", "-p", "no:xdist", "--capture=sys"]
    pytest.main([*options, *tests_of(module, GUARDS[module])], plugins=[breaking])
    assert breaking.is_sound, f"The tests of {module} fail by themselves."
    return breaking


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", default=list(GUARDS), metavar="MODULE")
    parser.add_argument("--part", default="0/1", help="1/4 tries the second of four parts of the mutants.")
    arguments = parser.parse_args()
    part, parts = (int(number) for number in arguments.part.split("/"))
    # One process a module, so that none finds what the tests of another have left.
    if len(arguments.modules) > 1:
        statuses = [
            subprocess.run(
                [sys.executable, "-m", "tests.mutants", one, "--part", arguments.part], check=False
            ).returncode
            for one in arguments.modules
        ]
        sys.exit(max(statuses))
    [module] = arguments.modules
    breaking = judged(module, (part, parts))
    number = breaking.killed + len(breaking.living)
    told = {"module": module, "mutants": number, "killed": breaking.killed, "living": breaking.living}
    print(json.dumps(told, ensure_ascii=False, indent=1), flush=True)
    sys.exit(breaking.killed < GOAL * number)


if __name__ == "__main__":
    main()
