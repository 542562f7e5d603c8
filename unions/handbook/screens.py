"""Which chapter of the handbook helps at which screen of the administration."""

import tomllib
from functools import cache
from pathlib import Path

# The chapter for whatever has none of its own: what the administration shows after signing in.
FIRST = "home-page"


@cache
def _file() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_name("screens.toml").read_text(encoding="utf-8"))


@cache
def _by_name() -> dict[str, str]:
    return {name: chapter for chapter, names in _file()["screens"].items() for name in names}


# Kinds of entry with the chapter that helps at their screens unless the file names another.
OTHERWISE: dict[str, str] = {}


@cache
def _by_ending() -> dict[str, str]:
    return {name: chapter for chapter, names in _file()["endings"].items() for name in names}


@cache
def chapter_of(screen: str) -> str:
    """The chapter for the name of an address: its own, that of what is done there, or that of the kind of entry."""
    stem, _underscore, ending = screen.rpartition("_")
    kind = "_".join(screen.split("_")[:2])
    of_kind = _by_name().get(kind) or OTHERWISE.get(kind)
    return _by_name().get(screen) or _by_ending().get(ending if stem else "") or of_kind or FIRST
