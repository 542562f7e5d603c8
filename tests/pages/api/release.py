"""The columns that other people's programs read, as the last release had them.

`python -m tests.pages.api.release` writes what has been added into last_release.json, and refuses what goes or changes.
"""

import json
import os
import sys
from pathlib import Path

import django

FROZEN = Path(__file__).with_name("last_release.json")


def columns_now() -> dict:
    # Known once Django is set up, which the command does itself.
    from members.standards.open_data.datasets import DATASETS
    from pages.api.resources import resources

    return {
        "open_data": {dataset.words["en"]: [column.name for column in dataset.columns] for dataset in DATASETS},
        "files": {word: list(dataset.extensions) for dataset in DATASETS for word in dataset.words.values()},
        "api": {
            name: {column.name: resource.type_of(column) for column in resource.columns}
            for name, resource in resources().items()
        },
        "filters": {name: [each.name for each in resource.filters] for name, resource in resources().items()},
    }


def frozen() -> dict:
    return json.loads(FROZEN.read_text(encoding="utf-8"))


def changed(before: dict, now: dict) -> list[str]:
    """Whatever is not as it was, named by its part."""
    names = [(part, name) for part in now for name in {*now[part], *before[part]}]
    return sorted(f"{part}.{name}" for part, name in names if now[part].get(name) != before[part].get(name))


def broken(before: dict, now: dict) -> list[str]:
    """Of what is not as it was, what others may miss: it is gone, of another type, or not in the order that it had."""
    return [
        f"{part}.{name}"
        for part in before
        for name, columns in before[part].items()
        if not still_stand(columns, now[part].get(name, type(columns)()))
    ]


def still_stand(columns: dict | list, now: dict | list) -> bool:
    """Whether all columns of a table are there in their order, or all of an object with their types."""
    if isinstance(columns, dict):
        return columns.items() <= now.items()
    return [each for each in now if each in columns] == columns


def write() -> int:
    before, now = frozen(), columns_now()
    if missed := broken(before, now):
        print(f"{', '.join(missed)}: gone, changed or moved. That needs a new version of the API.", file=sys.stderr)
        return 1
    FROZEN.write_text(json.dumps(now, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"Added: {', '.join(changed(before, now)) or 'nothing'}")
    return 0


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    sys.exit(write())
