"""Long lists cost what short ones cost: what is shown is found by an index, never by reading or sorting all."""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction
from django.test import Client

from benchmarks.inside import ask
from pages.models import Document, Event, Gallery, Post
from tests.site import long_lists
from tests.staff_client import superuser_client
from unions.lists import index_steps, paging
from unions.models import Decision, Meeting
from unions.tenancy import scope

pytestmark = pytest.mark.slow

HOST = "arsiv.localhost"
# As the archive is a tenth of the largest.
COUNT_LIMIT = 500
LISTS = {
    "/tr/haberler/": lambda: Post.objects.news(),
    "/tr/duyurular/": lambda: Post.objects.announcements(),
    "/tr/etkinlikler/": lambda: Event.objects.past(),
    "/tr/belgeler/": lambda: Document.objects.all(),
    "/tr/galeriler/": lambda: Gallery.objects.all(),
    **{f"/tr/{kind.words['tr']}/": kind.rows for kind in long_lists.OTHER_KINDS},
    "/tr/toplantilar/": lambda: Meeting.objects.all(),
    "/tr/kararlar/": lambda: Decision.objects.all(),
}
PAGES = [
    "/tr/",
    *LISTS,
    *[f"{path}?sayfa=12" for path in LISTS],
    "/tr/haberler/?sayfa=600",
    "/tr/haberler/?sayfa=600&sonra=2010-01-01_5",
    "/tr/haberler/?sayfa=600&once=2010-01-01_5",
    "/tr/haberler/?yil=2015",
    "/sitemap.xml?part=news_2010-01-01_5",
    "/sitemap.xml?part=events",
    "/sitemap.xml?part=members_700",
    "/tr/haberler/haber-1/",
    "/tr/haberler/akis/",
    "/tr/etkinlikler/akis/",
    "/tr/etkinlikler/takvim.ics",
    "/tr/belgeler/?yil=2025&tur=diger",
    "/tr/toplantilar/?yil=2025&organ=meclis",
    "/tr/kararlar/?yil=2025",
    "/tr/kararlar/akis/",
    "/tr/uyeler/",
    "/tr/uyeler/?sayfa=30",
    "/tr/uyeler/belde-1/",
]


@pytest.fixture(scope="module")
def archive(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield long_lists.build(10_000, members=1400)
        transaction.set_rollback(True)


@pytest.fixture
def site(archive, db, connections_kept, monkeypatch):
    for module in [index_steps, paging]:
        monkeypatch.setattr(module, "COUNT_LIMIT", COUNT_LIMIT)
    with scope.of(archive):
        yield WSGIHandler()


@pytest.fixture
def page(site):
    """The page of a list at an address, as its template gets it, the links of its pager, and its queries."""
    client = Client(headers={"host": HOST})

    def asked(path):
        with long_lists.statements() as statements:
            answer = client.get(path)
        assert answer.status_code == 200
        return answer.context["page"], answer.context["pager"], len(statements)

    return asked


@pytest.mark.parametrize("path", PAGES)
def test_no_page_reads_or_sorts_an_archive(site, path):
    with long_lists.statements() as asked:
        ask(site, path, HOST)

    assert {sql: wrong for sql, parameters in asked if (wrong := long_lists.complaints(sql, parameters))} == {}


@pytest.mark.parametrize(
    ("sql", "table"),
    [
        (
            'SELECT "a"."id", EXISTS(SELECT 1 FROM "b" U0 WHERE (U0."id" = ("a"."b_id"))) AS "c" FROM "a"',
            "a",
        ),
        ('SELECT COUNT(*) FROM (SELECT "b"."id" FROM "b" LIMIT 500) subquery', "b"),
        ('WITH steps AS (SELECT "id" FROM "b") SELECT * FROM "steps"', "b"),
        ('SELECT "b"."id" FROM "b" WHERE "b"."id" IN (SELECT "a"."id" FROM "a")', "b"),
    ],
)
def test_the_rows_that_a_statement_lists_are_those_of_its_own_table(sql, table):
    assert long_lists.first_table(sql) == table


@pytest.mark.parametrize("path", LISTS)
def test_deep_pages_are_reached_by_links_that_know_where_they_stand(page, path):
    rows = [row.pk for row in LISTS[path]()]
    size = page(path)[0].paginator.per_page
    number = COUNT_LIMIT // size + 1
    address = f"{path}?sayfa={number}"
    way, costs = [], []
    for _step in range(3):
        found, links, cost = page(address)
        assert [row.pk for row in found] == rows[(number - 1) * size : number * size]
        assert found.number == number
        way.append(address)
        costs.append(cost)
        address, number = links["next_url"], number + 1

    assert "sonra=" in address
    back = page(way[-1])[1]["previous_url"]
    assert "once=" in back
    found, _links, cost = page(back)
    assert list(found) == list(page(way[-2])[0])
    assert {*costs[1:], cost} == {page(f"{path}?sayfa=2")[2]}


def test_the_last_page_has_an_end_and_the_first_numbers_still_lead_on(page):
    rows = [row.pk for row in Post.objects.news()]
    last = -(-len(rows) // 12)

    found, links, _cost = page(f"/tr/haberler/?sayfa={last}")
    assert [row.pk for row in found] == rows[(last - 1) * 12 :]
    assert links["next_url"] == ""
    assert [link["number"] for link in links["links"]] == [1, "…", last - 1, last]
    found, links, _cost = page("/tr/haberler/")
    assert links["next_url"] == "/tr/haberler/?sayfa=2"
    assert [link["number"] for link in links["links"]] == [1, 2, "…"]
    assert found.count_in_words == "500'den çok"


@pytest.mark.parametrize(
    "query",
    [
        *["sayfa=900", "sayfa=0", "sayfa=99999999999999999999", "sayfa=2.0", "sonra=2010-01-01_5"],
        *["sayfa=9&sonra=2010-01-01", "sayfa=9&sonra=5_2010-01-01", "sayfa=9&sonra=2010-13-01_5", "sayfa=9&sonra=_"],
        *["sayfa=9&sonra=2010-01-01_x", "sayfa=9&sonra=1900-01-01_5", "sayfa=1&once=2010-01-01_5"],
        "sayfa=9&sonra=2010-01-01_x" + "9" * 50,
    ],
)
def test_a_place_that_the_list_has_not_is_not_found(site, query):
    answer = Client(headers={"host": HOST}).get(f"/tr/haberler/?{query}")

    assert answer.status_code == 404


@pytest.mark.parametrize("query", ["", "?p=3", "?publication=public", "?date__year=2020"])
@pytest.mark.parametrize("model", [Post, Decision])
def test_lists_of_the_administration_are_found_along_an_index(site, archive, model, query):
    path = f"/yonetim/{model._meta.app_label}/{model._meta.model_name}/{query}"
    administrator = superuser_client(archive)
    with long_lists.statements() as asked:
        answer = administrator.get(path)

    assert answer.status_code == 200
    assert {sql: wrong for sql, parameters in asked if (wrong := long_lists.complaints(sql, parameters))} == {}
    assert answer.context["cl"].result_count <= COUNT_LIMIT


def test_more_rows_than_are_counted_are_not_changed_in_one_step(site, archive):
    chosen = Post.objects.values_list("pk", flat=True)[:1]
    data = {"action": "delete_selected", "select_across": "1", "_selected_action": list(chosen), "post": "yes"}

    answer = superuser_client(archive).post("/yonetim/pages/post/", data)

    assert answer.status_code == 302
    assert Post.objects.count() > 10_000
