"""Imports without the screens: a file planned, written, and its one problem."""

from django.utils import translation

from members.exchange import planning, writing
from tests import factories as make
from tests.members.exchange.tables import csv_file


def run_of(kind: str, content: bytes, **fields):
    return make.make_import_run(kind=kind, content=content, **fields)


def plan(kind: str, *rows, **fields):
    with translation.override("tr"):
        return planning.plan_of(run_of(kind, csv_file(*rows), **fields))


def problem_of(kind: str, *rows) -> str:
    """The message about the last row, which is refused, at its number."""
    refused = plan(kind, *rows)
    [problem] = refused.problems
    assert problem.row == len(rows)
    assert len(rows) not in [entry.number for entry in refused.entries]
    return problem.message


def written(kind: str, *rows, user=None, **fields):
    run = run_of(kind, csv_file(*rows), **fields)
    return writing.write(run, digest=planning.plan_of(run).digest, user=user)
