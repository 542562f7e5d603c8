"""The lines of docs/operations/debian.md that are typed, by the title of their section."""

from dataclasses import dataclass
from pathlib import Path

HANDBOOK = Path(__file__).resolve().parent.parent.parent / "docs/operations/debian.md"
INDENT = "    "


@dataclass
class SectionOfHandbook:
    """A section's blocks of lines."""

    title: str
    blocks: list[list[str]]


def section(beginning: str) -> SectionOfHandbook:
    """The section whose title begins so."""
    [found] = [one for one in sections() if one.title.startswith(beginning)]
    return found


def sections() -> list[SectionOfHandbook]:
    found: list[SectionOfHandbook] = []
    block: list[str] | None = None
    for line in HANDBOOK.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            found.append(SectionOfHandbook(line[3:], []))
            block = None
        elif line.startswith(INDENT) and found:
            if block is None:
                found[-1].blocks.append(block := [])
            block.append(line.removeprefix(INDENT))
        else:
            block = None
    return found
