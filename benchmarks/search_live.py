"""The figures of the search that need the demonstration: its answers, an edit, a dead database, what is shared."""

import os
import re
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager

OF_THE_SITE = ("DATA_DIR", "DATABASE_URL", "DJANGO_SETTINGS_MODULE", "DEBUG")
# What is checked of all that programs read, and the tests that do it.
CHECKS = {
    "JSON-LD, OpenGraph, titles, canonical, x-default": ["tests/site/test_sharing.py", "tests/unions/standards"],
    "cards, OpenSearch, robots, sitemap": ["tests/pages/findability"],
    "calendars and feeds": ["tests/pages/events/test_calendar.py", "tests/pages/test_feeds.py"],
    "open data, DCAT-AP 3": ["tests/members/standards/open_data"],
    "JSON API, OpenAPI 3.1": ["tests/pages/api"],
    "following": ["tests/pages/follow"],
}


def answers(figures: dict[str, str]) -> None:
    """The box above the hits: right, wrong or silent, by the questions whose answers are known."""
    from django.test import RequestFactory
    from django.utils import translation

    from pages.search.answers import FORMS, answer, number_of_forms
    from tests.pages.demo.test_search import QUESTIONS, with_names
    from unions.models import Union
    from unions.tenancy import scope

    unions = {union.code: union for union in Union.objects.all()}
    told: Counter[str] = Counter()
    for line in (line for file in QUESTIONS for line in file.read_text(encoding="utf-8").splitlines()):
        if line[:1] == "#":
            continue
        code, language, text, right = line.split("\t")
        request = RequestFactory().get("/")
        request.union = unions[code]
        with scope.of(unions[code]), translation.override(language):
            text, right = with_names(text), with_names(right)
            found = answer(request, text)
        if found is None:
            told["silent as it must" if right == "-" else "silent though it is known"] += 1
        elif right != "-" and right in f"{found.value} {found.label}":
            told["right"] += 1
        else:
            told["wrong"] += 1
            print(f"  wrong: {language} {text}: {found.value}")
    kinds = ["right", "wrong", "silent as it must", "silent though it is known"]
    figures[f"answers: {told.total()} questions"] = ", ".join(f"{kind} {told[kind]}" for kind in kinds)
    figures["answers: what can be asked"] = f"{number_of_forms()} fields in {len(FORMS)} forms"
    print(figures)


def staleness(figures: dict[str, str]) -> None:
    """How long after a row is written a search has it, and has it no longer."""
    from pages.search.feeding import index_for
    from pages.search.results import results_in
    from pages.tree.models import Page
    from unions.models import Union
    from unions.tenancy import scope

    union = Union.objects.order_by("code")[0]
    index_for(union)

    def seconds_until(count: int) -> float:
        began = time.monotonic()
        while True:
            index, outdated = index_for(union)
            if len(results_in(index, union.pk, "qxzstaleness", [], outdated).hits) == count:
                return time.monotonic() - began

    with scope.of(union):
        page = Page(title_tr="Qxzstaleness", title_en="Qxzstaleness", status=Page.Status.PUBLISHED, body_tr="<p>x</p>")
        page.save()
        try:
            there = seconds_until(1)
        finally:
            page.delete()
        gone = seconds_until(0)
    figures["seconds from an edit to the search, and from a deletion"] = f"{there:.3f}, {gone:.3f}"


def outage(figures: dict[str, str]) -> None:
    """How many searches and proposals are answered while no question to the database is."""
    from django.conf import settings
    from django.test import RequestFactory
    from django.urls import reverse
    from django.utils import translation

    from pages.search.feeding import catch_up, machine_index
    from pages.search.outage import search_without_database
    from tests.pages.search.judging import FOURTH_QUERIES, MORE_QUERIES, QUERIES, THIRD_QUERIES, judged
    from trakyakent_site.failures.pages import HEADERS, surroundings
    from unions.models import Union

    settings.ALLOWED_HOSTS = ["*"]
    hosts = {}
    for union in Union.objects.all():
        catch_up(machine_index(), union)
        hosts[union.code] = union.main_host
    queries = judged(QUERIES, MORE_QUERIES, THIRD_QUERIES, FOURTH_QUERIES)
    asked = answered = 0
    began = time.monotonic()
    with without_database():
        for query in queries:
            for name in ("site_search", "search_completion"):
                with translation.override(query.language):
                    path = reverse(name)
                request = RequestFactory().get(path, {"q": query.text}, headers={"host": hosts[query.union]})
                answer = search_without_database(request, surroundings, HEADERS)
                asked += 1
                answered += answer is not None and answer.status_code == 200
    figures["answered while the database is dead"] = (
        f"{answered} of {asked} searches and proposals, in {time.monotonic() - began:.0f} s"
    )


@contextmanager
def without_database():
    """Every question to the database fails, as when its server is gone."""
    from django.db import OperationalError, connection

    def refuse(*_asked):
        raise OperationalError("the database is stopped")

    with connection.execute_wrapper(refuse):
        yield


def findings(figures: dict[str, str]) -> None:
    """What the checks find of all that search engines and programs read."""
    # The tests have settings and data of their own.
    around = {name: value for name, value in os.environ.items() if name not in OF_THE_SITE}
    for name, paths in CHECKS.items():
        command = [sys.executable, "-m", "pytest", "-q", "--no-header", *paths]
        run = subprocess.run(command, capture_output=True, text=True, check=False, env=around)
        last = run.stdout.strip().splitlines()[-1:] or [""]
        failed = sum(map(int, re.findall(r"(\d+) (?:failed|error)", last[0])))
        passed = sum(map(int, re.findall(r"(\d+) passed", last[0])))
        figures[f"findings of {name}"] = f"{failed} ({passed} checks pass)" if passed or failed else last[0]
        print(name, last[0])
