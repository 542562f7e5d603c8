"""How the code is laid out, in figures: `python -m benchmarks.structure`, and `--list` for what stands behind each.

It reads the files and runs nothing but mypy. Counted are the modules of the four apps, without migrations.
"""

import argparse
import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from benchmarks.repeated_lines import SHORTEST_RUN, repeated_runs
from benchmarks.tables import table

ROOT = Path(__file__).resolve().parent.parent
APPS = ["unions", "members", "pages", "trakyakent_site"]
LONGEST_FUNCTION = 25
LARGEST_FILES = 5
# Lists of what stands elsewhere; commands are tested together, in tests/site/test_commands.py.
WITHOUT_A_TEST = {"apps.py", "urls.py"}
QUERY_METHODS = {"filter", "exclude"}


class Module:
    """One file of code, with what the figures ask of it."""

    def __init__(self, root: Path, path: Path):
        self.path = path
        self.text = (root / path).read_text(encoding="utf-8")
        self.tree = ast.parse(self.text)
        parts = path.with_suffix("").parts
        self.name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        self.test = Path("tests", path.parent, f"test_{path.name}")

    @property
    def lines(self) -> int:
        return self.text.count("\n")

    @property
    def folder(self) -> str:
        return str(self.path.parent)

    @property
    def room(self) -> str:
        """The part of its app: a folder right below it, or the file itself."""
        return "/".join(self.path.parts[:2]).removesuffix(".py")

    @cached_property
    def functions(self) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
        return [node for node in ast.walk(self.tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]

    @property
    def owes_a_test(self) -> bool:
        defines = any(isinstance(node, (ast.FunctionDef, ast.ClassDef)) for node in self.tree.body)
        is_command = "management" in self.path.parts
        return defines and not is_command and self.path.name not in {"__init__.py", *WITHOUT_A_TEST}

    @property
    def is_view(self) -> bool:
        return self.path.stem == "views" or self.path.stem.endswith("_views")

    def imported(self) -> Iterator[str]:
        """Every name that is imported, also inside functions; `from a import b` gives "a.b"."""
        for node in walk_what_runs(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


def walk_what_runs(tree: ast.AST) -> Iterator[ast.AST]:
    """All parts of the code but `if TYPE_CHECKING:`, which only the checker of types reads."""
    yield tree
    for node in ast.iter_child_nodes(tree):
        if not (isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"):
            yield from walk_what_runs(node)


class Structure:
    """The modules of a tree, and which imports which."""

    def __init__(self, root: Path = ROOT):
        self.root = root
        paths = [path.relative_to(root) for app in APPS for path in sorted((root / app).rglob("*.py"))]
        self.modules = [Module(root, path) for path in paths if "migrations" not in path.parts]
        self.by_name = {module.name: module for module in self.modules}

    @cached_property
    def imports(self) -> dict[str, set[str]]:
        """Module by module, the names of those that it imports."""
        return {
            module.name: {target for name in module.imported() if (target := self.module_of(name))} - {module.name}
            for module in self.modules
        }

    def module_of(self, name: str) -> str | None:
        """The module that an imported name is, or stands in."""
        while name and name not in self.by_name:
            name = name.rpartition(".")[0]
        return name or None

    def modules_of_folders(self) -> Counter[str]:
        return Counter(module.folder for module in self.modules if module.path.name != "__init__.py")

    def arrows(self, app: str) -> set[tuple[str, str]]:
        """Which room of an app imports which other one."""
        rooms = {module.name: module.room for module in self.modules if module.path.parts[0] == app}
        return {
            (rooms[source], rooms[target])
            for source, targets in self.imports.items()
            for target in targets
            if source in rooms and target in rooms and rooms[source] != rooms[target]
        }

    def circles(self) -> list[set[str]]:
        """Groups of modules of which each imports itself by way of the others."""
        reachable = {name: self.reached_from(name) for name in self.imports}
        groups = []
        for name, targets in reachable.items():
            group = {other for other in targets if name in reachable[other]}
            if group and group not in groups:
                groups.append(group)
        return groups

    def reached_from(self, name: str) -> set[str]:
        reached: set[str] = set()
        waiting = [name]
        while waiting:
            new = self.imports[waiting.pop()] - reached
            reached |= new
            waiting += new
        return reached

    def largest_files(self) -> list[Module]:
        return sorted(self.modules, key=lambda module: -module.lines)[:LARGEST_FILES]

    def functions(self) -> list[tuple[int, str]]:
        """Every function with its lines, from `def` to the end."""
        return [
            (node.end_lineno - node.lineno + 1, f"{module.path}:{node.lineno} {node.name}")
            for module in self.modules
            for node in module.functions
        ]

    def long_functions(self) -> list[str]:
        functions = sorted(self.functions(), reverse=True)
        return [f"{place}: {lines}" for lines, place in functions if lines > LONGEST_FUNCTION]

    def queries_in_views(self) -> list[str]:
        return [
            f"{module.path}:{node.lineno}"
            for module in self.modules
            if module.is_view
            for node in ast.walk(module.tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in QUERY_METHODS
        ]

    def owing_a_test(self) -> list[Module]:
        return [module for module in self.modules if module.owes_a_test]

    def without_a_test(self) -> list[str]:
        return [
            f"{module.path}: {module.test}" for module in self.owing_a_test() if not (self.root / module.test).exists()
        ]

    def repeated_runs(self) -> list[str]:
        return repeated_runs({str(module.path): module.text for module in self.modules})

    def type_errors(self) -> list[str]:
        command = [sys.executable, "-m", "mypy", "--no-error-summary"]
        answer = subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)
        errors = [line for line in answer.stdout.splitlines() if ": error:" in line]
        # Ended without success and without naming an error, it has checked nothing.
        if answer.returncode and not errors:
            raise SystemExit(answer.stderr or answer.stdout)
        return errors


def share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / whole:.1f} %)" if whole else "0 of 0"


def figures(code: Structure) -> list[tuple[str, str, list[str]]]:
    """Each figure: what it says, its value, and the places behind it."""
    folders = code.modules_of_folders()
    circles = [", ".join(sorted(group)) for group in code.circles()]
    long_functions, queries, untested = code.long_functions(), code.queries_in_views(), code.without_a_test()
    runs, errors = code.repeated_runs(), code.type_errors()
    largest = [f"{module.path} {module.lines}" for module in code.largest_files()]
    owing = len(code.owing_a_test())
    fullest = [f"{folder} {number}" for folder, number in folders.most_common()]
    return [
        ("modules in the fullest folder", fullest[0], fullest),
        ("modules right below an app", ", ".join(f"{app} {folders[app]}" for app in APPS), []),
        *(arrows_figure(code, app) for app in APPS),
        ("circles of imports between modules", f"{len(circles)}", circles),
        ("largest files, in lines", ", ".join(largest), []),
        (f"functions over {LONGEST_FUNCTION} lines", share(len(long_functions), len(code.functions())), long_functions),
        (".filter( and .exclude( in views", f"{len(queries)}", queries),
        ("modules with a test of their name", share(owing - len(untested), owing), untested),
        (f"runs of {SHORTEST_RUN} and more lines in functions that stand twice", f"{len(runs)}", runs),
        ("type errors", f"{len(errors)}", errors),
    ]


def arrows_figure(code: Structure, app: str) -> tuple[str, str, list[str]]:
    arrows = code.arrows(app)
    return f"imports between the parts of {app}", f"{len(arrows)}", [f"{a} → {b}" for a, b in sorted(arrows)]


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.structure", description=__doc__)
    parser.add_argument("--list", action="store_true", help="name the places behind each figure")
    is_long = parser.parse_args(arguments).list
    found = figures(Structure())
    print(table(["figure", "value"], [[what, value] for what, value, _places in found]))
    if is_long:
        for what, _value, places in found:
            print(f"\n{what}:\n  " + "\n  ".join(places or ["none"]))


if __name__ == "__main__":
    main(sys.argv[1:])
