"""Rows that were stored with signs that nothing can carry: every page and file of the site can still be read."""

import csv
import io
import json
from xml.etree import ElementTree

import openpyxl
import pytest
import vobject
from django.db import connection, models

from tests.site import two_unions
from tests.site.addresses import addresses
from tests.site.asking import Asker
from tests.site.verdicts import verdict_on

pytestmark = [pytest.mark.django_db, pytest.mark.above_database]

# A control sign, the line break of Word, a sign that is none, a mark of direction, and an invisible space.
SIGNS = "\x02\x0b\uffff\u202e\ufeff"
PUBLIC = [
    (address, language)
    for address in addresses()
    if not address.is_admin and address.name not in {"stored_file", "ready", "jobs", "alive", "metrics"}
    for language in address.languages
]
IDS = [f"{address}-{language}" for address, language in PUBLIC]
# Filters of lists turn into files.
MORE = ["?format=csv", "?format=xlsx", "?format=json", "?bicim=csv", "?bicim=xlsx", "?bicim=json"]


@pytest.fixture(scope="module")
def spoiled(django_db_setup, django_db_blocker):
    """The site with such signs in every text of our union and of the shared register."""
    asker = Asker(django_db_blocker)
    asker.begin()
    for row in asker.world.own.values():
        for name in columns_of(type(row)):
            spoil(row, name)
    yield asker
    asker.end()


def columns_of(model: type[models.Model]) -> list[str]:
    """The columns that hold what people write; addresses and keys are made by programs."""
    return [
        field.column
        for field in model._meta.concrete_fields
        if two_unions.is_text(field)
        and not isinstance(field, models.SlugField | models.JSONField)
        and not field.unique
        and field.name not in {"path", "sort_key", "search_text", "source_key", "digest", "session_digest", "origin"}
        and not field.name.startswith("slug")
    ]


def spoil(row: models.Model, column: str) -> None:
    field = next(field for field in row._meta.concrete_fields if field.column == column)
    longest = (field.max_length or 10_000) - len(SIGNS)
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{row._meta.db_table}" SET "{column}" = substr("{column}", 1, %s) || %s '  # noqa: S608 - our own names
            f'WHERE "{row._meta.pk.column}" = %s AND "{column}" <> %s',
            [longest if longest > 0 else 0, SIGNS if longest > 0 else "", row.pk, ""],
        )


def read(answer) -> None:
    """Read the answer as its type wants to be read; raises whatever the reader raises."""
    kind = answer.response.get("Content-Type", "").partition(";")[0]
    body = answer.body
    if kind.endswith("xml"):
        ElementTree.fromstring(body)  # noqa: S314 - our own answer
    elif kind.endswith("json"):
        assert not any(sign in json.dumps(json.loads(body), ensure_ascii=False) for sign in SIGNS)
    elif kind == "text/calendar":
        assert not any(sign in body.decode() for sign in SIGNS)
        list(vobject.readComponents(body.decode()))
    elif kind == "text/csv":
        assert not any(sign in body.decode("utf-8-sig") for sign in SIGNS)
        list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    elif "spreadsheet" in kind:
        openpyxl.load_workbook(io.BytesIO(body))


@pytest.mark.parametrize(("address", "language"), PUBLIC, ids=IDS)
def test_whoever_reads_it_can_read_it(spoiled, address, language):
    everything = [p for paths in verdict_on(address).paths(spoiled.world, address, language).values() for p in paths]
    files = [f"{path}{more}" for path in everything for more in MORE if address.name == "member_list"]

    answers = [spoiled.ask("anonymous", "GET", path) for path in [*everything, *files]]

    assert answers
    for answer in answers:
        assert not answer.failure, answer.path
        assert answer.status < 500, answer.path
        read(answer)
