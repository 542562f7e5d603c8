"""Columns of open data and of the API never change silently: other people's programs read them."""

import json
from pathlib import Path

import pytest

from members.standards.open_data.datasets import DATASETS
from pages.api.resources import resources

pytestmark = pytest.mark.above_database

FROZEN = Path(__file__).with_name("last_release.json")


def columns_now() -> dict:
    return {
        "open_data": {dataset.words["en"]: [column.name for column in dataset.columns] for dataset in DATASETS},
        "files": {word: list(dataset.extensions) for dataset in DATASETS for word in dataset.words.values()},
        "api": {
            name: {column.name: resource.type_of(column) for column in resource.columns}
            for name, resource in resources().items()
        },
        "filters": {name: [each.name for each in resource.filters] for name, resource in resources().items()},
    }


def test_columns_are_those_of_the_last_release():
    frozen, now = json.loads(FROZEN.read_text(encoding="utf-8")), columns_now()

    changed = [f"{part}.{name}" for part in now for name in {*now[part], *frozen[part]}
               if now[part].get(name) != frozen[part].get(name)]  # fmt: skip
    assert not changed, (
        f"{', '.join(sorted(changed))} is not as in the last release. A column may be added at the end: then write it "
        f"into {FROZEN.name} and into CHANGELOG.md. One that goes or changes needs a new version of the API."
    )
