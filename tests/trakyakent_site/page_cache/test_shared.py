"""What one machine has made, every machine shows; and whatever becomes of the store, nothing wrong is shown."""

import threading

import pytest
from django.http import HttpResponse

from tests import factories as make
from tests.tables import table
from tests.trakyakent_site.page_cache.cached_site import HOST, Site
from tests.trakyakent_site.page_cache.store_server import PATIENT, answering, shared
from trakyakent_site.page_cache import shared as second_level
from trakyakent_site.page_cache.shared import SharedPages
from trakyakent_site.page_cache.valkey import Valkey
from trakyakent_site.server import counters
from unions.models import UnionHost
from unions.tenancy import scope
from unions.tenancy.scope import GENERATION

pytestmark = pytest.mark.usefixtures("connections_kept", "quick_enough")

OF_OTHERS = "_ga=GA1.2.3; consent=all; session_id=7; my_csrf=8; messages_seen=1; SERVERID=b2"


@pytest.fixture
def quick_enough(monkeypatch):
    """No store is slow because the machine that tests is busy."""
    monkeypatch.setattr(second_level, "SLOW", PATIENT)


@pytest.fixture
def machines(union, store_server):
    """Two machines that share a store, each with the memory of a worker of its own."""
    with scope.everything():
        yield Site(shared=shared(store_server)), Site(shared=shared(store_server))


def test_a_machine_shows_what_only_the_other_one_has_made(machines):
    first, second = machines
    made = {
        address: first.get(address) for address in ["/tr/", "/en/members/", "/sitemap.xml", "/tr/haberler/?sayfa=1"]
    }

    for address, page in made.items():
        found = second.get(address, HTTP_ACCEPT_ENCODING="")
        assert found == page
        assert found.note == 'pages; hit; detail="shared"'
        assert found.headers | {"Cache-Status": ""} == page.headers | {"Cache-Status": ""}
        assert second.get(address).note == "pages; hit"
    assert second.asked == 0
    assert counters.outcome('pages; hit; detail="shared"') == "shared"


def test_what_a_browser_has_it_need_not_fetch_again_from_the_second_level(machines):
    first, second = machines
    tag = first.get("/tr/").headers["ETag"]

    answer = second.get("/tr/", HTTP_IF_NONE_MATCH=tag)

    assert (answer.status, answer.body, second.asked) == (304, b"", 0)


def test_after_an_edit_no_machine_shows_the_page_of_before(machines, union):
    first, second = machines
    first.get("/tr/haberler/")
    second.get("/tr/haberler/")
    make.make_post(union=union, title_tr="Yeni haber")

    news = second.get("/tr/haberler/")
    assert "Yeni haber" in news.text
    assert first.get("/tr/haberler/") == news
    assert (first.asked, second.asked) == (1, 1)


def test_a_machine_whose_replica_is_behind_keeps_its_pages_apart(machines, union):
    """Each shows what its own database holds; neither pushes the other's page out."""
    first, behind = machines
    old = behind.get("/tr/haberler/")
    number = behind.numbers.of(union.pk)
    make.make_post(union=union, title_tr="Yeni haber")
    behind.numbers.of = lambda union: number

    assert "Yeni haber" in first.get("/tr/haberler/").text
    behind.cache.pages.pages.clear()
    assert behind.get("/tr/haberler/") == old
    assert behind.asked == 1


def test_two_releases_and_two_installations_never_meet(union, store_server):
    with scope.everything():
        first = Site(shared=shared(store_server))
        first.get("/tr/")
        for other in [shared(store_server, release="two"), shared(store_server, secret=b"another key")]:
            site = Site(shared=other)
            assert site.get("/tr/").note == "pages; fwd=miss; stored"
            assert site.asked == 1


def test_a_union_never_shows_a_page_of_another_host(machines, union):
    first, second = machines
    other = make.make_union(host="baska.localhost", code="baska")
    pages = {host: first.get("/tr/", host=host) for host in [HOST, "baska.localhost"]}

    assert other.pk != union.pk
    assert pages[HOST] != pages["baska.localhost"]
    for host, page in pages.items():
        assert second.get("/tr/", host=host) == page
    assert second.asked == 0


def test_a_host_that_was_given_to_another_union_shows_that_one(machines, union):
    first, second = machines
    first.get("/tr/")
    second.get("/tr/")
    UnionHost.all_unions.filter(host=HOST).delete()
    make.make_union(host=HOST, code="baska", name="Başka Birlik")

    assert "Başka Birlik" in first.get("/tr/").text
    assert second.get("/tr/") == first.get("/tr/")


# What is never there


def test_what_is_meant_for_one_reader_never_reaches_the_store(machines, store_server, union):
    first, _second = machines
    draft = make.make_post(union=union, status="draft").get_absolute_url()
    for address, headers in [
        ("/tr/", {"HTTP_COOKIE": "session=abc"}),
        ("/tr/", {"HTTP_AUTHORIZATION": "Basic abc"}),
        ("/tr/", {"method": "HEAD"}),
        ("/tr/iletisim/mesaj/", {}),
        ("/yonetim/giris/", {}),
        (draft, {}),
        ("/tr/yok/", {}),
        ("/", {}),
    ]:
        first.get(address, **headers)

    assert store_server.names() == []


def test_countless_addresses_fill_neither_level(machines, store_server):
    """Four kinds of them: unknown words, known ones with made-up values, paths that do not exist, odd headers."""
    first, _second = machines
    for number in range(8):
        first.get(f"/tr/haberler/?x={number}")
        first.get(f"/tr/ara/?s=soz{number}")
        first.get(f"/tr/haberler/?sayfa=1&yil={number}")
        first.get(f"/tr/yok-{number}/")
        first.get(
            "/tr/", HTTP_ACCEPT_LANGUAGE=f"tr;q=0.{number}", HTTP_USER_AGENT=str(number), HTTP_ACCEPT=f"*/{number}"
        )
        first.get("/tr/", host=f"{HOST}:{number + 8000}")

    # The page and the union of its host.
    assert len(store_server.names()) == 2
    assert len(first.cache.pages.pages) == 1
    assert first.cache.rest.weight <= first.cache.rest.limit


def test_any_number_of_addresses_that_do_not_exist_stays_within_its_quarter_of_the_memory(union, store_server):
    def missing(environ, start_response):
        environ[GENERATION] = (union.pk, 1)
        start_response("404 Not Found", [("Content-Type", "text/html")])
        return HttpResponse(b"a" * 5000)

    with scope.everything():
        site = Site(application=missing, megabytes=1, shared=shared(store_server))
        for number in range(2_000):
            site.get(f"/tr/yok-{number}/")

    assert 0 < site.cache.rest.weight <= site.cache.rest.limit == 1024 * 1024 // 4
    assert not site.cache.pages.pages
    assert store_server.names() == []


@table("cookies", ["_ga=GA1.2.3", OF_OTHERS, "session_id=1", "xsession=1; csrftoken2=3", "=;;=", "consent"])
def test_readers_with_cookies_of_others_get_finished_pages_of_every_level(machines, store_server, cookies):
    first, second = machines
    store_server.empty()
    for site in machines:
        site.cache.pages.pages.clear()
    made = first.get("/tr/", HTTP_COOKIE=cookies)

    assert made.note == "pages; fwd=miss; stored"
    assert first.get("/tr/", HTTP_COOKIE=cookies).note == "pages; hit"
    assert second.get("/tr/", HTTP_COOKIE=cookies).note == 'pages; hit; detail="shared"'


# A store that misbehaves


def entry_of(store_server):
    return max(store_server.names(), key=lambda name: store_server.ask("STRLEN", name))


def test_nobody_who_writes_into_the_store_puts_a_page_on_the_site(machines, store_server):
    first, second = machines
    real = first.get("/tr/")
    first.get("/en/")
    home, *others = sorted(store_server.names(), key=lambda name: -store_server.ask("STRLEN", name))
    value = store_server.ask("GET", home)
    forged = [
        value.replace(b"<title>", b"<title>Bedava "),
        value[:32] + value[33:],
        value[:-1],
        b"",
        b"\0" * 5000,
        b"a" * 32 + value[32:],
        # An entry of ours in another place.
        *(store_server.ask("GET", name) for name in others),
    ]

    for entry in forged:
        for name in store_server.names():
            store_server.ask("SET", name, entry)
        fresh = Site(shared=shared(store_server))
        assert fresh.get("/tr/") == real
        assert fresh.asked == 1
    assert second.asked == 0


def failing(site: Site) -> None:
    """Every page is right, and each comes from Django once."""
    before = site.asked
    for address in ["/tr/", "/en/"]:
        assert site.get(address) == site.uncached(address)
        assert site.get(address).note == "pages; hit"
    assert site.asked == before + 2


def test_a_store_that_is_stopped_hung_or_full_costs_nothing_but_its_pages(union, own_store):
    with scope.everything():
        full = Site(shared=shared(own_store))
        for number in range(40):
            own_store.ask("SET", f"filling-{number}", b"a" * 100_000)
        failing(full)
        own_store.empty()

        own_store.sleep()
        failing(Site(shared=shared(own_store, patience=0.05)))
        own_store.wake()

        own_store.stop()
        failing(Site(shared=shared(own_store)))


def test_a_store_that_was_begun_anew_is_used_again(union, own_store):
    with scope.everything():
        first, second = Site(shared=shared(own_store)), Site(shared=shared(own_store))
        first.get("/tr/")
        own_store.stop()
        assert first.get("/en/").status == 200
        own_store.start()
        for site in [first, second]:
            site.cache.shared.rests_until = 0.0

        first.get("/tr/uyeler/")
        assert second.get("/tr/uyeler/").note == 'pages; hit; detail="shared"'


def test_a_store_that_fails_is_left_alone_for_seconds(union):
    asked = []

    def script(connection):
        asked.append(connection.recv(1000))
        connection.sendall(b"-ERR nonsense\r\n" * 5)

    before = counters.totals()["store failures"]
    with scope.everything(), answering(script) as address:
        site = Site(shared=SharedPages(Valkey(address, PATIENT), b"secret", "one"))
        for number in range(5):
            assert site.get(f"/tr/haberler/?sayfa={number}").status in (200, 404)

    assert len(asked) == 1
    assert counters.totals()["store failures"] == before + 1


def test_a_store_that_is_slow_again_and_again_is_left_alone(store_server, monkeypatch):
    monkeypatch.setattr(second_level, "SLOW", -1.0)
    pages = shared(store_server)

    answers = [bool(pages.ask(["PING"])) for _again in range(5)]

    assert answers == [True, True, True, False, False]
    pages.rests_until = 0.0
    assert pages.ask(["PING"])


def test_a_machine_that_does_not_reach_the_store_shows_what_is_right(union, store_server):
    with scope.everything():
        with_store, without = Site(shared=shared(store_server)), Site(shared=None)
        for title in ["Birinci", "İkinci", "Üçüncü"]:
            make.make_post(union=union, title_tr=title)
            assert title in with_store.get("/tr/haberler/").text
            assert without.get("/tr/haberler/") == with_store.get("/tr/haberler/")


# One makes a page for all


def outdated(machines, union):
    for site in machines:
        site.get("/tr/haberler/")
    make.make_post(union=union, title_tr="Yeni haber")


def test_of_two_machines_that_need_a_new_page_one_makes_it_and_the_other_waits(machines, union, monkeypatch):
    first, second = machines
    outdated(machines, union)
    looked = []

    def look_once_more(seconds):
        """In the place of the clock: the first machine finishes while the second one waits."""
        looked.append(seconds)
        if len(looked) == 3:
            second.cache.shared.sleep = lambda seconds: None
            go_on.set()
            done.wait(PATIENT)

    go_on, done, told = threading.Event(), threading.Event(), []
    django = first.cache.application

    def slowly(environ, start_response):
        assert second.cache.shared is not None
        second.cache.shared.sleep = look_once_more
        told.append(first_look())
        return django(environ, start_response)

    def first_look():
        # The second machine asks while the first one makes the page: it finds the turn taken.
        key = ("http", HOST, "/tr/haberler/", "")
        return second.cache.shared.look(key, second.numbers.of, takes_turn=True)

    monkeypatch.setattr(first.cache, "application", slowly)
    page = first.get("/tr/haberler/")

    assert [look.is_ours for look in told] == [False]
    assert second.cache.shared.wait(("http", HOST, "/tr/haberler/", ""), told[0]).body == page.body
    assert second.get("/tr/haberler/").note == 'pages; hit; detail="shared"'


def test_one_that_never_comes_is_made_after_all(machines, union, monkeypatch):
    first, second = machines
    outdated(machines, union)
    monkeypatch.setattr(second_level, "WAITS_FOR", 0.05)
    # Somebody took the turn and was killed.
    first.cache.shared.look(("http", HOST, "/tr/haberler/", ""), first.numbers.of, takes_turn=True)

    assert "Yeni haber" in second.get("/tr/haberler/").text


def test_nobody_waits_for_a_page_that_came_to_be_one_that_is_not_kept(machines, union, monkeypatch):
    first, second = machines
    outdated(machines, union)
    django = first.cache.application

    def with_cookie(environ, start_response):
        return django(environ, lambda status, headers, *rest: start_response(status, [*headers, ("Set-Cookie", "a=b")]))

    monkeypatch.setattr(first.cache, "application", with_cookie)
    first.get("/tr/haberler/")
    second.cache.shared.sleep = lambda seconds: pytest.fail("It waits.")

    assert second.get("/tr/haberler/").note == "pages; fwd=miss; stored"


def test_making_in_advance_leaves_a_page_to_the_machine_that_makes_it(machines, union):
    first, second = machines
    outdated(machines, union)
    key = ("http", HOST, "/tr/haberler/", "")
    first.cache.shared.look(key, first.numbers.of, takes_turn=True)
    asked = second.asked

    second.cache.make({"HTTP_HOST": HOST, "REQUEST_METHOD": "GET", "wsgi.url_scheme": "http"}, key)

    assert second.asked == asked


def test_an_entry_ends_when_the_page_does(machines, store_server):
    machines[0].get("/tr/")

    assert 0 < store_server.ask("PTTL", entry_of(store_server)) <= 300_000


def test_the_wait_for_a_store_is_short():
    assert second_level.PATIENCE <= 0.05
    assert second_level.REST >= 1
