"""What pages cost, in things that can be counted."""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.template import Template

from benchmarks.inside import ask, edit, queries_of
from pages.models import Post
from tests import factories as make
from unions.caching import per_generation
from unions.models import UnionHost
from unions.tenancy import scope

pytestmark = [pytest.mark.usefixtures("connections_kept"), pytest.mark.slow]

HOST = "ornek.localhost"
MOST_QUERIES = 10
# The number of the union is read anew each time; the other pages ask for what depends on the moment.
MOST_QUERIES_AFTER_AN_EDIT = 13
# What was remembered is asked about once more than it is read.
MORE_QUERIES_AFTER_AN_EDIT = {"/tr/organlar/meclis/": 14}
MOST_QUERIES_AGAIN = {"/tr/uyeler/harita/": 1, "/tr/birlik/": 3, "/tr/organlar/meclis/": 4, "/tr/etkinlikler/": 3}
# Templates of a page, each included one and each choice of a form counted; and those that a row may add.
MOST_RENDERS = 90
RENDERS_OF_A_ROW = 4
PAGES = [
    "/tr/",
    "/en/",
    "/tr/haberler/",
    "/tr/duyurular/",
    "/tr/etkinlikler/",
    "/tr/belgeler/",
    "/tr/belgeler/yillik/",
    "/tr/uyeler/",
    "/tr/organlar/",
    "/tr/toplantilar/",
    "/tr/kararlar/",
    "/tr/birlik/",
    "/tr/haberler/akis/",
]


@pytest.fixture
def site(union):
    with scope.everything():
        yield WSGIHandler()


def fill(union, number: int) -> None:
    """As many rows of everything that is listed."""
    organ = make.assembly_of(union)
    with scope.of(union):
        for _each in range(number):
            for kind in Post.Kind.values:
                make.make_post(union=union, kind=kind)
            make.make_event(union=union)
            make.make_document(union=union)
            make.make_meeting(union=union, organ=organ)
            make.make_decision(union=union, organ=organ)
            municipality = make.make_municipality()
            make.make_membership(union=union, municipality=municipality)
            make.make_listing(union=union, municipality=municipality)
            make.make_menu_item(union=union, page=make.make_page(union=union))


class Renders:
    """Counts the templates that are rendered."""

    def __init__(self, monkeypatch):
        self.count = 0
        render = Template.render

        def counted(template, context):
            self.count += 1
            return render(template, context)

        monkeypatch.setattr(Template, "render", counted)

    def of(self, work) -> tuple[int, int]:
        """What the work says, and how many templates it took."""
        before = self.count
        return work(), self.count - before


def test_every_page_costs_few_queries_and_templates_however_many_rows_it_shows(site, union, monkeypatch):
    renders = Renders(monkeypatch)

    def costs() -> tuple[dict, dict]:
        found = {path: renders.of(lambda path=path: queries_of(site, path, HOST)) for path in PAGES}
        return {path: pair[0] for path, pair in found.items()}, {path: pair[1] for path, pair in found.items()}

    fill(union, 1)
    queries, templates = costs()
    fill(union, 3)

    more_queries, more_templates = costs()

    assert more_queries == queries
    assert {path: count for path, count in queries.items() if count > MOST_QUERIES} == {}
    added = {path: count - templates[path] for path, count in more_templates.items()}
    assert {path: count for path, count in added.items() if count > 3 * RENDERS_OF_A_ROW} == {}
    assert {path: count for path, count in more_templates.items() if count > MOST_RENDERS} == {}


@pytest.mark.django_db(transaction=True)
def test_an_edit_is_paid_once_and_what_was_read_for_it_serves_all_that_ask_afterwards():
    union = make.make_union(code="ornek")
    fill(union, 2)
    site = WSGIHandler()
    too_many = {}
    for path in [*PAGES, "/tr/uyeler/harita/", "/tr/organlar/meclis/"]:
        ask(site, path, HOST)
        edit()
        first, again = queries_of(site, path, HOST), queries_of(site, path, HOST)
        most = MORE_QUERIES_AFTER_AN_EDIT.get(path, MOST_QUERIES_AFTER_AN_EDIT)
        if first > most or again > MOST_QUERIES_AGAIN.get(path, 2):
            too_many[path] = first, again

    assert too_many == {}
    with scope.of(union):
        person = make.make_person(union=union, name="Yeni Gelen")
        make.make_office_holder(organ=make.assembly_of(union), person=person)
        make.make_post(union=union, kind=Post.Kind.NEWS, title_tr="Yepyeni haber")
    assert "Yeni Gelen" in ask(site, "/tr/organlar/meclis/", HOST).decode()
    assert all("Yepyeni haber" in ask(site, path, HOST).decode() for path in ["/tr/", "/tr/haberler/"])


@pytest.mark.django_db(transaction=True)
def test_what_surrounds_pages_is_fetched_once_a_generation():
    union = make.make_union(code="ornek")
    site = WSGIHandler()
    item = make.make_menu_item(union=union, link="https://one.example/", label_tr="Bir")

    first, second = queries_of(site, "/tr/birlik/", HOST), queries_of(site, "/tr/birlik/", HOST)
    assert second < first
    assert "Bir" in ask(site, "/tr/birlik/", HOST).decode()
    item.label_tr = "Yepyeni"
    item.save()

    assert "Yepyeni" in ask(site, "/tr/birlik/", HOST).decode()
    # Inside a transaction, which may be taken back, nothing is kept.
    assert per_generation.cached_unions() == [union.pk]


@pytest.mark.django_db(transaction=True)
def test_the_union_of_a_host_is_looked_up_once_until_one_of_them_changes():
    union, other = make.make_union(code="ornek", mark="star"), make.make_union(code="oteki", mark="sunflower")
    site = WSGIHandler()

    def page() -> str:
        return ask(site, "/tr/birlik/", HOST).decode()

    assert "img/star" in page()
    with connection.execute_wrapper(lambda execute, sql, *rest: refuse_hosts(sql) or execute(sql, *rest)):
        assert "img/star" in page()
    union.refresh_from_db()
    union.mark = "plain"
    union.save()
    assert "img/star" not in page()

    with scope.everything():
        UnionHost.all_unions.filter(union=other).delete()
        UnionHost.all_unions.filter(host=HOST).update(union=other)
        assert "img/sunflower" in page()
        UnionHost.all_unions.filter(host=HOST).delete()
    assert "img/" not in page()


def refuse_hosts(sql: str) -> None:
    assert '"unions_unionhost"."host" =' not in sql
