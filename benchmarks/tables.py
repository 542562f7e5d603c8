"""Tables, and the figures with their goals: each is met, missed, or has no goal."""

import os
import platform
import re
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One promise: the goal, what was found, and which words to benchmarks.inside explain it where it is missed."""

    what: str
    goal: str
    found: str
    is_met: bool | None = None
    explained_by: tuple[str, ...] = ()

    @classmethod
    def at_most(cls, what: str, most: float, found: float, unit: str = "", **options):
        return cls(what, f"≤ {most:g}{unit}", f"{found:.2f}{unit}", found <= most, **options)

    @classmethod
    def at_least(cls, what: str, least: float, found: float, unit: str = "", **options):
        return cls(what, f"≥ {least:g}{unit}", f"{found:.2f}{unit}", found >= least, **options)

    @property
    def verdict(self) -> str:
        return {True: "met", False: "missed", None: "–"}[self.is_met]


def table(heads: list[str], rows: list[list]) -> str:
    lines = [heads, ["---"] + ["--:"] * (len(heads) - 1), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def figures_table(figures: list[Figure]) -> str:
    rows = [[each.what, each.goal, each.found, each.verdict] for each in figures]
    return table(["figure", "goal", "found", "verdict"], rows)


def machine() -> str:
    """What the figures depend on beside the code."""
    try:
        name = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)[1]
        memory = int(re.search(r"^MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text(), re.MULTILINE)[1])
    except (OSError, TypeError):
        name, memory = platform.machine(), 0
    load = " ".join(f"{each:.1f}" for each in os.getloadavg())
    versions = ", ".join(f"{package} {version(package)}" for package in ["django", "gunicorn", "psycopg"])
    return (
        f"{os.cpu_count()} cores ({name}), {memory / 2**20:.0f} GiB; load at the end {load}; {platform.system()}"
        f" {platform.release()}, Python {platform.python_version()}, {versions}."
    )
