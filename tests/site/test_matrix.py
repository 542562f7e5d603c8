"""Who sees what at which address: nothing of another union, by any way the URL configuration offers.

Each answer is also judged by what holds for all of them (tests/site/judging.py), so that no other walk asks again.
"""

import itertools
from contextlib import nullcontext

import pytest
from django.db import connection

from tests.site.addresses import addresses
from tests.site.judging import judged, refusing_to_write
from tests.site.two_unions import marks_in, owned_models
from tests.site.verdicts import verdict_on
from tests.tables import table

pytestmark = pytest.mark.django_db

ADDRESSES = [(address, language) for address in addresses() for language in address.languages]
IDS = [f"{address}-{language}" if address.has_language else str(address) for address, language in ADDRESSES]


@pytest.mark.above_database
@table("address", addresses(), ids=str)
def test_every_address_has_a_verdict(address):
    assert verdict_on(address), (
        f"The address {address.key} ({address.route}) has no verdict: say in tests/site/verdicts.py what it answers."
    )


def test_every_model_has_rows_in_both_unions(world):
    for rows in [world.own_by_model, world.foreign_by_model]:
        assert [model._meta.label for model in owned_models() if model not in rows] == []


@pytest.mark.parametrize(("address", "language"), ADDRESSES, ids=IDS)
def test_matrix(asker, world, record_property, address, language):
    verdict = verdict_on(address)
    leaks, mistakes, cells = [], [], 0
    strangers = {}

    for whose, paths in verdict.paths(world, address, language).items():
        asked = verdict.questions(address, whose, language)
        for (place, path), (actor, method) in itertools.product(enumerate(paths), asked):
            with refusing_to_write() if is_reader(address, actor, method) else nullcontext():
                answer = asker.ask(actor, method, path)
            cells += 1
            told = f"{actor}, {whose}, {method} {path}"
            wrongs = [*complaints(verdict, actor, whose, method, answer)]
            wrongs += judged(address, language, actor, method, answer)
            mistakes += [f"{told}: {text}" for text in wrongs]
            leaks += [f"{told}: {mark}" for mark in answer.marks() if verdict.is_secret(mark, actor)]
            if whose in ["foreign", "missing"]:
                strangers.setdefault((actor, method, place), []).append(answer)
    for (actor, method, _place), answers in strangers.items():
        if len(answers) == 2 and not same(*answers) and actor not in verdict.sees_all_unions:
            leaks.append(f"{actor}, {method} {answers[0].path}: told apart from {answers[1].path}")

    record_property("matrix_cells", cells)
    record_property("matrix_leaks", len(leaks))
    assert cells
    assert not leaks, f"{verdict.kind}:\n" + "\n".join(leaks[:20])
    assert not mistakes, f"{verdict.kind}:\n" + "\n".join(mistakes[:20])


def is_reader(address, actor, method):
    return actor == "anonymous" and method in ["GET", "HEAD"] and not address.is_admin


def complaints(verdict, actor, whose, method, answer):
    expected = verdict.statuses(actor, whose, method)
    if answer.failure:
        yield answer.failure
    if answer.status not in expected:
        yield f"answered {answer.status}, not {' or '.join(map(str, sorted(expected)))}"
    writes = [sql for sql in answer.writes if not (verdict.keeps_in_session and '"django_session"' in sql)]
    if method != "POST" and writes:
        yield f"wrote {writes[0][:80]}"
    if answer.status in [403, 404, 405, 410] and answer.writes:
        yield f"refused, but wrote {answer.writes[0][:80]}"


def same(one, other):
    return (one.status, one.without(one.path)) == (other.status, other.without(other.path))


@table(
    ("actor", "path"),
    [
        ("anonymous", "/tr/"),
        ("anonymous", "/en/"),
        ("manager there", "/yonetim/"),
        ("manager there", "/yonetim/pages/post/"),
        ("editor here, manager there", "/yonetim/unions/staffrole/"),
    ],
)
def test_the_mark_would_be_seen(asker, world, actor, path):
    """Their own host shows the marks, so the matrix is not blind."""
    assert marks_in(asker.ask(actor, "GET", path, host=world.foreign_host).everything)


def test_the_matrix_does_not_shrink(world):
    planned = 0
    for address, language in ADDRESSES:
        verdict = verdict_on(address)
        for whose, paths in verdict.paths(world, address, language).items():
            planned += len(paths) * len(verdict.questions(address, whose, language))

    assert planned > (10_000 if connection.vendor == "sqlite" else 3_500)
