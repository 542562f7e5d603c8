"""The texts of the demonstration: read from `texts/`, filled in, in both languages."""

import tomllib
from functools import cache
from pathlib import Path

from unions.publishing.addresses import LANGUAGES
from unions.text.turkish import capfirst

FOLDER = Path(__file__).parent / "texts"


def has_texts(name: str) -> bool:
    return (FOLDER / f"{name}.toml").exists()


@cache
def texts(name: str) -> dict:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def translated_fields(
    table: dict, names: list[str], values: dict | None = None, languages: list[str] = LANGUAGES
) -> dict:
    """The named texts of a table as fields of a row, one a language, with values filled in.

    A value is the same in all languages or a table of its own by language.
    """
    fields = {}
    for name in names:
        for language in languages:
            if name in table:
                text = table[name][language]
                # Address words are what they are.
                fields[f"{name}_{language}"] = text if name == "slug" else fill_in(text, values or {}, language)
    return fields


def fill_in(text: str, values: dict, language: str) -> str:
    spoken = {name: value[language] if isinstance(value, dict) else value for name, value in values.items()}
    return capfirst(text.format_map(spoken), language)


def place(union_texts: dict, number: int) -> dict:
    """A town of the region as sentences need it: in it, and its municipality."""
    town, in_town = union_texts["places"][number % len(union_texts["places"])]
    return {
        "place_in": {"tr": in_town, "en": f"in {town}"},
        "host": {"tr": f"{town} Belediyesi", "en": f"{town} Municipality"},
    }
