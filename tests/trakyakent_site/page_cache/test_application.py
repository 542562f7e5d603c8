"""Finished pages: who gets one, what is never kept, and that a kept page is the page that Django would make."""

import gzip
import io
import random
import threading
from datetime import UTC, datetime, timedelta

import brotli
import pytest
from django.db import connection
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.template import Template
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.day import choose
from pages.models import Post
from tests import factories as make
from tests.tables import table
from tests.trakyakent_site.page_cache.cached_site import HOST, Site
from trakyakent_site.page_cache import application
from trakyakent_site.page_cache.application import may_be_kept
from trakyakent_site.page_cache.store import FRAME
from unions.caching.next_change import moments, next_moment
from unions.models import Generation, UnionHost
from unions.tenancy import scope

pytestmark = pytest.mark.usefixtures("connections_kept")

# Answering


def test_the_second_reader_costs_neither_a_query_of_django_nor_a_template(site, monkeypatch):
    first = site.get("/tr/")
    monkeypatch.setattr(Template, "render", lambda *arguments: pytest.fail("A template was rendered."))

    with CaptureQueriesContext(
        connection,
    ) as queries:
        second = site.get("/tr/")

    assert first == second
    assert (first.note, second.note) == ("pages; fwd=miss; stored", "pages; hit")
    assert site.asked == 1
    assert [query["sql"].count("unions_generation") > 0 for query in queries] == [True]


@pytest.mark.parametrize(
    "address", ["/", "/tr/", "/en/", "/tr/haberler/", "/tr/yok/", "/tr/haberler/?sayfa=1", "/sitemap.xml"]
)
def test_a_kept_answer_is_the_answer_of_django(site, address):
    make.make_post(union=make.union_of(None))
    made, kept, fresh = site.get(address), site.get(address), site.uncached(address)

    assert made == kept == fresh
    assert kept.note == "pages; hit"
    assert kept.headers.get("Location") == fresh.headers.get("Location")
    assert all(kept.headers[name] == value for name, value in fresh.headers.items() if name.startswith("X-"))


def test_who_has_the_page_is_told_so_without_django(site):
    tag = site.get("/tr/").headers["ETag"]

    for tags in [tag, f'"other", {tag}', tag.removeprefix("W/"), "*"]:
        answer = site.get("/tr/", HTTP_IF_NONE_MATCH=tags)
        assert (answer.status, answer.body) == (304, b"")
        assert answer.headers["ETag"] == tag
    assert site.get("/tr/", HTTP_IF_NONE_MATCH='"other"').status == 200
    assert site.asked == 1


def test_who_has_the_page_is_told_so_after_an_edit_elsewhere(site, union):
    tag = site.get("/tr/birlik/").headers["ETag"]
    make.make_gallery(union=union)

    assert site.get("/tr/birlik/", HTTP_IF_NONE_MATCH=tag).status == 304
    assert site.asked == 2


def test_head_has_the_headers_of_the_page(site):
    page = site.get("/tr/")

    head = site.get("/tr/", method="HEAD")

    assert (head.status, head.body, site.asked) == (200, b"", 1)
    assert head.headers["Content-Length"] == page.headers["Content-Length"]


def test_packed_forms_are_made_once_and_hold_the_same(site):
    plain = site.get("/tr/")
    packed = {"gzip": gzip.decompress, "br": brotli.decompress}

    for encoding, unpack in packed.items():
        first = site.get("/tr/", HTTP_ACCEPT_ENCODING=encoding)
        second = site.get("/tr/", HTTP_ACCEPT_ENCODING=encoding)
        assert first.headers["Content-Encoding"] == encoding
        assert first.headers["Vary"] == "Accept-Encoding"
        assert unpack(first.body) == plain.body
        assert first.body is second.body or first.body == second.body
        assert len(first.body) < len(plain.body) / 2
    [page] = site.cache.pages.pages.values()
    assert (
        page.weight
        == site.cache.pages.weight
        == FRAME + sum(len(chunks[0]) for _headers, chunks in page.forms.values())
    )


def test_a_picture_is_kept_unpacked_beside_the_pages_until_its_row_is_withdrawn(site, union):
    post = make.make_post(union=union, picture=make.picture_upload(width=400, height=300))
    address = post.picture.copies[0][0]

    first = site.get(address, HTTP_ACCEPT_ENCODING="br")
    again = site.get(address, HTTP_ACCEPT_ENCODING="br", HTTP_IF_NONE_MATCH=first.headers["ETag"])

    assert (first.status, again.status, site.asked) == (200, 304, 1)
    assert first.headers["Content-Type"].startswith("image/")
    assert "Content-Encoding" not in first.headers
    assert not site.cache.pages.pages
    post.status = Post.Status.WITHDRAWN
    post.save()
    assert site.get(address).status == 404


def test_a_part_of_a_page_is_answered_with_the_whole(site):
    site.get("/tr/")

    assert site.get("/tr/", HTTP_RANGE="bytes=0-10").status == 200
    assert site.get("/tr/", HTTP_RANGE="bytes=9-1,-") == site.get("/tr/")


# What is never kept


@table(
    "response",
    [
        HttpResponse(headers={"Set-Cookie": "a=b"}),
        HttpResponse(headers={"Cache-Control": "max-age=0, No-Store"}),
        HttpResponse(headers={"Cache-Control": "private"}),
        HttpResponse(headers={"Vary": "Accept-Encoding, Cookie"}),
        HttpResponse(headers={"Content-Encoding": "gzip"}),
        HttpResponse(headers={"Content-Security-Policy": "script-src 'nonce-abc'"}),
        HttpResponse('<input name="csrfmiddlewaretoken">'),
        HttpResponse(status=500),
        HttpResponse(status=403),
        HttpResponse(status=206),
        HttpResponse("x" * 3_000_000),
        StreamingHttpResponse(["x"]),
        FileResponse(io.BytesIO(b"x")),
    ],
)
def test_what_is_meant_for_one_reader_is_not_kept(response):
    assert not may_be_kept(f"{response.status_code} X", list(response.items()), response)


def test_what_is_meant_for_all_is_kept():
    response = HttpResponse("x", headers={"Cache-Control": "public, max-age=60", "Vary": "Accept-Encoding"})

    assert may_be_kept("200 OK", list(response.items()), response)


def test_staff_are_always_answered_by_django_and_leave_nothing(site):
    for cookies in ["session=abc", "a=b; csrf=1", "messages=x"]:
        assert site.get("/tr/", HTTP_COOKIE=cookies).note == "pages; fwd=bypass"
    assert site.get("/tr/", HTTP_AUTHORIZATION="Basic x").note == "pages; fwd=bypass"
    site.get("/yonetim/login/")
    assert site.kept == 0
    site.get("/tr/")
    assert site.get("/tr/", HTTP_COOKIE="session=abc").note == "pages; fwd=bypass"


@pytest.mark.parametrize(
    "cookie",
    [
        "_ga=GA1.2.3",
        "a=" + "x" * 100_000,
        # Names and values that only contain the names of ours.
        "JSESSIONID=1; mysession=2; csrf2=3; messages_seen=4",
        "pref=session; lb=csrf; x=messages",
        "broken; =nameless; ;;",
        "SESSION=1",
    ],
)
def test_a_strangers_cookie_neither_keeps_a_page_from_being_stored_nor_from_being_answered(site, cookie):
    assert site.get("/tr/", HTTP_COOKIE=cookie).note == "pages; fwd=miss; stored"

    assert site.get("/tr/", HTTP_COOKIE=cookie).note == "pages; hit"
    assert site.get("/tr/").note == "pages; hit"
    assert site.asked == 1


@pytest.mark.parametrize(
    "cookie", ["session=abc", "_ga=1;session=abc", "_ga=1; csrf=abc", "a=b;\tmessages=abc", " session =abc", "session="]
)
def test_a_cookie_of_ours_among_others_never_makes_a_page(site, cookie):
    assert site.get("/tr/", HTTP_COOKIE=cookie).note == "pages; fwd=bypass"
    site.get("/tr/")
    assert site.get("/tr/", HTTP_COOKIE=cookie).note == "pages; fwd=bypass"


@pytest.mark.parametrize("query", ["x=1", "sayfa=1&x=2", "sayfa=1&sayfa=2", "=", "s=" + "a" * 300, "%73ayfa=1", "&"])
def test_a_question_that_is_not_ours_is_neither_kept_nor_answered_from_memory(site, query):
    site.get("/tr/haberler/")

    site.get(f"/tr/haberler/?{query}")

    assert (site.asked, site.kept) == (2, 1)


def test_a_link_from_a_campaign_gets_the_page_itself(site):
    page = site.get("/tr/haberler/?utm_source=mektup&fbclid=" + "a" * 400)

    assert site.get("/tr/haberler/?gclid=1") == page == site.get("/tr/haberler/")
    assert (site.asked, site.kept) == (1, 1)


def test_a_page_that_fails_is_not_kept_and_does_not_replace_one(site, union, monkeypatch):
    site.get("/tr/")
    make.make_post(union=union)
    [page] = site.cache.pages.pages.values()

    with monkeypatch.context() as broken:
        broken.setattr("pages.frame.home.Identity", None)
        assert site.get("/tr/").status == 500

    assert list(site.cache.pages.pages.values()) == [page]
    assert site.get("/tr/") == site.uncached("/tr/")


def test_an_error_of_the_cache_is_no_error_of_the_site(site, monkeypatch):
    site.get("/tr/")

    with monkeypatch.context() as broken:
        broken.setattr(site.numbers, "of", lambda union: 1 / 0)
        assert site.get("/tr/").status == 200
        broken.setattr("trakyakent_site.page_cache.application.next_change", lambda *arguments: 1 / 0)
        assert site.get("/en/").status == 200

    assert site.asked == 3


# Hosts and unions


def test_nothing_of_one_union_is_served_to_another(site):
    other = make.make_union(code="baska", name="Başka Birlik")

    pages = [site.get("/tr/", host=host) for host in [HOST, "baska.localhost"] * 2]

    assert pages[0] == pages[2]
    assert pages[1] == pages[3]
    assert "Başka Birlik" in pages[3].text
    assert "Başka Birlik" not in pages[2].text
    assert Generation.objects.filter(union=other).exists()


def test_a_host_that_moves_shows_its_new_union_at_once(site, union):
    other = make.make_union(code="baska", name="Başka Birlik")
    site.get("/tr/")

    UnionHost.all_unions.filter(union=other).delete()
    UnionHost.all_unions.filter(host=HOST).update(union=other)

    assert "Başka Birlik" in site.get("/tr/").text


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_X_FORWARDED_HOST": "evil.example"},
        {"HTTP_X_FORWARDED_PORT": "1"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_X_FORWARDED_FOR": "evil.example"},
        {"HTTP_FORWARDED": "host=evil.example"},
        {"HTTP_X_ORIGINAL_URL": "/yonetim/"},
        {"HTTP_X_HTTP_METHOD_OVERRIDE": "POST"},
    ],
)
def test_forwarding_headers_of_a_stranger_change_no_kept_page(site, headers):
    poisoned = site.get("/tr/", **headers)

    assert poisoned == site.get("/tr/") == site.uncached("/tr/")
    assert b"evil" not in poisoned.body


@pytest.mark.parametrize("host", ["evil.example", "", "a b", "ornek.localhost/x", "ornek.localhost,evil.example"])
def test_a_foreign_host_is_refused_and_not_kept(site, host):
    site.get("/tr/")

    assert site.get("/tr/", host=host).status == 400
    assert site.kept == 1


def test_other_ways_to_write_the_host_never_push_pages_out(site):
    site.get("/tr/")

    for host in ["ORNEK.localhost", "ornek.localhost.", "ornek.localhost:1", "ornek.localhost:65000"]:
        assert site.get("/tr/", host=host).status == 200

    assert len(site.cache.pages.pages) <= 2
    assert site.cache.hosts == {HOST}


# Bounds


@pytest.mark.parametrize(("address", "asked"), [("/{}", 10_000), ("/tr/?sayfa={}", 1000)])
def test_memory_stays_within_its_limit_whatever_robots_invent(db, address, asked):
    def finds_nothing(environ, start_response):
        environ[scope.GENERATION] = (1, 1)
        response = HttpResponse("x" * 4000, status=404)
        start_response("404 Not Found", list(response.items()))
        return response

    site = Site(finds_nothing, megabytes=2)
    site.numbers.of = lambda union: 1
    site.cache.good_until = lambda mark, since: since + 60

    for number in range(asked):
        site.get(address.format(number))

    rest = site.cache.rest
    assert rest.weight == sum(page.weight for page in rest.pages.values()) <= 512 * 1024
    assert 50 < len(rest.pages) < 100
    assert not site.cache.pages.pages
    assert site.get(address.format(asked - 1)).note == "pages; hit"


def test_most_of_a_small_day_is_answered_from_memory(db):
    numbers = {0: 1, 1: 1}

    def answers(environ, start_response):
        union = int(environ["HTTP_HOST"].removeprefix("birlik-").removesuffix(".localhost"))
        environ[scope.GENERATION] = (union, numbers[union])
        response = HttpResponse("x" * 4000, status=404 if "/yok-" in environ["PATH_INFO"] else 200)
        start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
        return response

    site, chance, hits = Site(answers, megabytes=2), random.Random(5), 0
    site.numbers.of = numbers.get
    site.cache.good_until = lambda mark, since: since + 3600

    for number in range(3000):
        if number in (1000, 2000):
            numbers[number // 1000 - 1] += 1
        _kind, address, union = choose(chance, unions=2, posts=10, words=10)
        hits += site.get(address, host=f"birlik-{union}.localhost").note == "pages; hit"

    assert hits == 3000 - site.asked
    assert hits >= 2700


# Time


def test_a_scheduled_row_appears_and_ends_on_time_without_any_write(union, clock):
    site = Site(clock=clock)
    starts, ends = clock.now + timedelta(minutes=2), clock.now + timedelta(minutes=4)
    make.make_post(union=union, title_tr="Zamanı gelen", publish_at=starts, expire_at=ends)
    seen = []

    for seconds in [0, 119.9, 120, 239.9, 240, 241]:
        clock.now = starts + timedelta(seconds=seconds - 120)
        seen.append("Zamanı gelen" in site.get("/tr/haberler/").text)

    assert seen == [False, False, True, True, False, False]


def test_a_day_ends_at_midnight_of_the_unions_clock(union, clock):
    site = Site(clock=clock)
    clock.now = datetime(2026, 3, 1, 20, 58, tzinfo=UTC)

    notes = []
    for minutes in [0, 1, 3]:
        clock.now = datetime(2026, 3, 1, 20, 58, tzinfo=UTC) + timedelta(minutes=minutes)
        notes.append(site.get("/tr/").note)

    assert notes == ["pages; fwd=miss; stored", "pages; hit", "pages; fwd=miss; stored"]


def test_nothing_is_older_than_five_minutes(union, clock):
    site = Site(clock=clock)
    clock.now = datetime(2026, 3, 1, 9, tzinfo=UTC)
    site.get("/tr/")
    clock.now += timedelta(minutes=5)

    assert site.get("/tr/").note == "pages; fwd=miss; stored"


def test_a_clock_that_is_set_back_makes_pages_of_the_future_useless(union, clock):
    site = Site(clock=clock)
    site.get("/tr/")
    clock.now -= timedelta(days=30)

    assert site.get("/tr/").note == "pages; fwd=miss; stored"
    assert site.get("/tr/").note == "pages; hit"


def test_every_moment_that_staff_set_is_minded(union):
    names = {f"{model.__name__}.{name}" for model, name in moments()}
    assert {"Post.publish_at", "Post.expire_at", "Meeting.starts_at", "Event.ends_at"} <= names
    assert not any("created_at" in name or "updated_at" in name for name in names)

    now = timezone.now()
    for minutes, row in [(30, make.make_event), (20, make.make_post), (10, make.make_post)]:
        moment = now + timedelta(minutes=minutes)
        row(union=union, **({"publish_at": moment} if row is make.make_post else {"starts_at": moment}))
        assert next_moment(union.pk, now) == moment
    make.make_post(union=make.make_union(), publish_at=now + timedelta(minutes=1))

    assert next_moment(union.pk, now) == moment


# Requests that wait


def test_requests_that_hang_leave_room_for_finished_pages(union, monkeypatch):
    # Longer than the test may take: nothing ends here because it has waited long enough.
    monkeypatch.setattr(application, "PATIENCE", 600)
    entered, leave = threading.Event(), threading.Event()

    def hangs(environ, start_response):
        entered.set()
        assert leave.wait(60)
        start_response("204 No Content", [])
        return []

    site = Site(slots=1)
    page = site.get("/tr/")
    stuck = Site(hangs)
    stuck.cache.slots = site.cache.slots
    thread = threading.Thread(target=stuck.get, args=["/tr/haberler/"])
    thread.start()
    assert entered.wait(60)

    try:
        assert site.get("/tr/").note == "pages; hit"
        threading.Timer(0.2, lambda: setattr(site.numbers, "is_silent", True)).start()
        # Waits for its turn only until the database is known to be silent.
        assert site.get("/tr/haberler/").status == 503
        assert site.get("/tr/") == page
    finally:
        leave.set()
        thread.join()


@pytest.mark.parametrize(("megabytes", "has_cache"), [(64, True), (0, False)])
def test_pages_are_kept_only_where_the_settings_grant_memory(settings, megabytes, has_cache):
    settings.PAGE_CACHE_MEGABYTES = megabytes
    django = object()

    assert (application.with_page_cache(django) is not django) == has_cache
