"""Where the time of a test run goes: `bin/test --slowest`; and what `bin/test --quick` leaves out."""

import os
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

SLOWEST = 40


def pytest_addoption(parser):
    group = parser.getgroup("this project")
    group.addoption("--slowest", action="store_true", help="print where the time went, by file and by test")
    group.addoption("--quick", action="store_true", help="one case of each test, without what is slow or a browser's")


TESTS = Path(__file__).resolve().parent
# What drives a browser, measures, loads a demonstration, or starts servers and other processes.
NEVER_QUICK = (
    *("benchmarks/", "browser/", "deploy/", "faults/", "pages/demo/", "pages/facts/"),
    *("trakyakent_site/backups/", "trakyakent_site/failures/", "trakyakent_site/mirror/", "trakyakent_site/server/"),
)
# What holds for everything at once, wherever it stands; and rules that ask no database.
ALWAYS_QUICK = {
    *("test_architecture.py", "test_catalogue.py", "test_checks.py", "test_inventory.py", "test_matrix.py"),
    *("test_ownership.py", "test_paths.py", "test_words.py"),
}
WHOLE = ("unions/law/", "unions/values/")
# Of every other folder one file: the first of these that it has, or else its first.
HEARTS = [
    *["test_models.py", "test_views.py", "test_admin.py", "test_sign_in.py", "test_scope.py", "test_states.py"],
    *["test_store.py", "test_environment.py", "test_turkish.py", "test_fields.py"],
]
# How many tests of a file open the database: the first that is written there.
OPENING = 1


def pytest_ignore_collect(collection_path, config):
    """To read all files takes longer than to run what is quick: the others are not opened, unless they are named."""
    if not config.getoption("quick") or [Path(each).resolve() for each in config.args] != [TESTS]:
        return None
    return None if is_quick(collection_path) else True


def is_quick(path: Path) -> bool:
    if not path.is_relative_to(TESTS):
        # What stands beside the folder of the tests holds none.
        return True
    place = path.relative_to(TESTS).as_posix()
    if f"{place}/".startswith(NEVER_QUICK):
        return False
    if not path.name.startswith("test_") or path.name in ALWAYS_QUICK or place.startswith(WHOLE):
        return True
    return path.name == heart_of(path.parent)


@cache
def heart_of(folder: Path) -> str:
    """The file that stands for a folder; walks over the whole site are chosen by name alone."""
    names = sorted(each.name for each in folder.glob("test_*.py"))
    return next((name for name in HEARTS if name in names), "" if folder == TESTS / "site" else names[0])


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Of each file what opens no database, one case of each test, and the first test that opens it."""
    if not config.getoption("quick"):
        return
    taken, opening, left_out = {}, Counter(), []
    for item in items:
        test, file = item.nodeid.split("[")[0], item.nodeid.split("::")[0]
        opens = bool(item.get_closest_marker("django_db")) or "django_db_setup" in item.fixturenames
        if test in taken or is_slow(item) or (opens and opening[file] >= OPENING):
            left_out.append(item)
        else:
            taken[test] = item
            opening[file] += opens
    config.hook.pytest_deselected(items=left_out)
    items[:] = taken.values()


def is_slow(item) -> bool:
    """Whether it is marked so, drives a browser, or asks as the people of two unions.

    Their rows take a second to make; the matrix stands for all who need them.
    """
    marked = item.get_closest_marker("slow") or item.get_closest_marker("browser")
    asks = "asker" in item.fixturenames and item.path.name != "test_matrix.py"
    return bool(marked or asks)


class Meter:
    """Notes with every report how long its process computed, with those it has started and seen end."""

    def __init__(self):
        self.before = computed()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item, call):
        report = yield
        now = computed()
        report.computed, self.before = now - self.before, now
        return report


def computed() -> float:
    """Seconds of processor time; those of the browser and its server come with the last test that needs them."""
    return sum(os.times()[:4])


class Profile:
    """Seconds by file and by test; those before and after the test itself are its set-up."""

    def __init__(self):
        self.seconds, self.set_up, self.tests, self.number = Counter(), Counter(), Counter(), Counter()
        self.computed = Counter()

    def pytest_runtest_logreport(self, report):
        file = report.nodeid.split("::")[0]
        self.seconds[file] += report.duration
        # Added by the meter, which pytest knows nothing of.
        self.computed[file] += getattr(report, "computed", 0)
        self.tests[report.nodeid] += report.duration
        if report.when == "call":
            self.number[file] += 1
        else:
            self.set_up[file] += report.duration

    def pytest_terminal_summary(self, terminalreporter):
        terminalreporter.section("slowest files: seconds, of these computed, set-up; tests")
        for file, seconds in self.seconds.most_common():
            if seconds >= 1:
                figures = f"{seconds:8.1f} {self.computed[file]:8.1f} {self.set_up[file]:7.1f} {self.number[file]:6}"
                terminalreporter.write_line(f"{figures} {file}")
        terminalreporter.section("slowest tests: seconds")
        for test, seconds in self.tests.most_common(SLOWEST):
            terminalreporter.write_line(f"{seconds:8.1f} {test}")
        everything, computed, set_up = (sum(each.values()) for each in [self.seconds, self.computed, self.set_up])
        terminalreporter.write_line(
            f"{everything:8.1f} seconds in all processes, {computed:.1f} of them computed, {set_up:.1f} of them set-up"
        )


def pytest_configure(config):
    if not config.getoption("slowest"):
        return
    config.pluginmanager.register(Meter())
    # Reports of all processes arrive at the one that started them.
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Profile())


def pytest_terminal_summary(terminalreporter, config):
    if config.getoption("quick"):
        terminalreporter.write_line(
            "Quick: left out are PostgreSQL, the browser, what starts processes, tests marked slow, all but one file of"
            " a folder, all but the first test of a file that opens the database, all cases of a test but its"
            " first, and walks between two unions but for a sample of the matrix. Before a merge, run bin/test."
        )
