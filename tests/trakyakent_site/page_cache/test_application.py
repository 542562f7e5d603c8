"""Finished pages: who gets one, what is never kept, and that a kept page is the page that Django would make."""

import gzip
import io
import random
import re
import sqlite3
import threading
from datetime import UTC, datetime, timedelta
from itertools import count
from urllib.parse import urlencode

import brotli
import pytest
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, connection
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.template import Template
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.day import choose
from pages.models import Page, Post
from tests import factories as make
from trakyakent_site.page_cache.application import PageCache, may_be_kept
from trakyakent_site.page_cache.numbers import NUMBERS, PolledNumbers, ReadNumbers, numbers_of
from trakyakent_site.page_cache.store import FRAME, PageStore, best_encoding
from unions.caching.next_change import moments, next_moment
from unions.models import Generation, UnionHost
from unions.tenancy import scope

pytestmark = pytest.mark.usefixtures("connections_kept")

HOST = "ornek.localhost"


class NumbersOfThisTest:
    """Reads the generations on the test's own connection: nobody else sees its transaction."""

    is_silent = False

    def of(self, union):
        return None if self.is_silent else Generation.objects.filter(union=union).values_list("number", flat=True)[0]

    def notice(self, union, number):
        pass


def remembered_columns(model) -> list[str]:
    left_out = model.fields_not_in_history()
    return [field.attname for field in model._meta.concrete_fields if field.name not in left_out]


class Clock:
    """Stands still until it is set; the pages and the cache read the same one."""

    def __init__(self, monkeypatch):
        self.now = timezone.now()
        monkeypatch.setattr(timezone, "now", lambda: self.now)

    def __call__(self) -> float:
        return self.now.timestamp()


class Site:
    """Django with the cache before it, and how often Django was asked."""

    def __init__(self, application=None, **options):
        self.django = application or get_wsgi_application()
        self.asked = 0
        self.numbers = NumbersOfThisTest()
        self.cache = PageCache(self.counted, self.numbers, **options)

    def counted(self, environ, start_response):
        self.asked += 1
        return self.django(environ, start_response)

    def get(self, address, *, method="GET", host=HOST, body=b"", around=None, **headers):
        """Status, headers and body of an answer; `around` is another application to ask."""
        path, _, query = address.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": host,
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            **headers,
        }
        if body:
            environ |= {"CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": "application/x-www-form-urlencoded"}
        told = []
        chunks = (around or self.cache)(environ, lambda *arguments: told.append(arguments))
        content = b"".join(chunks)
        if hasattr(chunks, "close"):
            chunks.close()
        status, pairs = told[-1][:2]
        return Answer(int(status[:3]), dict(pairs), content)

    def uncached(self, address, **headers):
        return self.get(address, around=self.django, **headers)

    @property
    def kept(self) -> int:
        return len(self.cache.pages.pages) + len(self.cache.rest.pages)


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def note(self) -> str:
        return self.headers.get("Cache-Status", "")

    @property
    def text(self) -> str:
        return self.body.decode()

    def __eq__(self, other):
        return (self.status, self.body) == (other.status, other.body)


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def site(union):
    with scope.everything():
        yield Site()


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


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", ""),
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP", "gzip"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("br;q=0.000, gzip;q=0", ""),
        ("*", "br"),
        ("*;q=0, gzip", "gzip"),
        ("identity", ""),
        ("gzip;q=x", "gzip"),
        (",,;;q=;,", ""),
        ("deflate" * 500, ""),
    ],
)
def test_the_encoding_is_one_that_the_browser_takes(accepted, encoding):
    assert best_encoding(accepted) == encoding


def test_a_part_of_a_page_is_answered_with_the_whole(site):
    site.get("/tr/")

    assert site.get("/tr/", HTTP_RANGE="bytes=0-10").status == 200
    assert site.get("/tr/", HTTP_RANGE="bytes=9-1,-") == site.get("/tr/")


# What is never kept


@pytest.mark.parametrize(
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


def test_a_strangers_cookie_gets_the_page_of_all_but_makes_none(site):
    giant = "a=" + "x" * 100_000

    assert [site.get("/tr/", HTTP_COOKIE=cookie).note for cookie in ["other=1", giant]] == ["pages; fwd=bypass"] * 2
    assert site.kept == 0
    page = site.get("/tr/")
    assert site.get("/tr/", HTTP_COOKIE=giant) == page
    assert site.asked == 3


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
        broken.setattr("pages.frame.views.Identity", None)
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

    UnionHost.all_unions.filter(host=HOST).update(union=other, is_primary=False)

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


def test_what_was_not_asked_for_the_longest_goes_first():
    class Weighed:
        weight = 10

    memory = PageStore(35)
    first, second, third, fourth = (Weighed() for _page in range(4))
    for key, page in [("first", first), ("second", second), ("third", third)]:
        memory.put((key,), page)
    memory.get(("first",))
    memory.put(("fourth",), fourth)

    assert [key for (key,) in memory.pages] == ["third", "first", "fourth"]
    memory.grow(("third",), third, 10)
    assert memory.weight == 20
    assert list(memory.pages) == [("first",), ("fourth",)]


def test_most_of_a_small_day_is_answered_from_memory(db):
    numbers = {0: 1, 1: 1}

    def answers(environ, start_response):
        union = int(environ["HTTP_HOST"].removeprefix("birlik-").removesuffix(".localhost"))
        environ[scope.GENERATION] = (union, numbers[union])
        response = HttpResponse("x" * 4000, status=404 if "/yok-" in environ["PATH_INFO"] else 200)
        start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
        return response

    site, chance, hits = Site(answers, megabytes=2), random.Random(5), 0  # noqa: S311
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


# A kept page is the page that Django would make, whatever has been done before


ADDRESSES = ["/tr/", "/en/", "/tr/haberler/", "/tr/haberler/0/", "/tr/bir/", "/tr/iki/", "/tr/bir/iki/", "/sitemap.xml"]
STEPS = [
    "add",
    "edit",
    "edit many",
    "delete",
    "restore",
    "withdraw",
    "schedule",
    "move",
    "rename",
    "name",
    "wait",
    "back",
]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(STEPS), st.sampled_from(ADDRESSES)), min_size=6, max_size=12))
def test_after_any_sequence_a_kept_page_is_what_django_would_make(union, clock, steps):
    site = Site(clock=clock)
    desk = Desk(union, clock)

    for step, address in steps:
        site.get(address)
        desk.do(step)
        assert site.get(address) == site.uncached(address), step
        assert site.get("/tr/haberler/") == site.uncached("/tr/haberler/"), step


class Desk:
    """What staff and time do to a few rows."""

    def __init__(self, union, clock):
        self.union, self.clock, self.numbers = union, clock, count()
        Post.objects.all().delete()
        Page.objects.all().delete()
        self.parent, self.page = (make.make_page(union=union, title_tr=title) for title in ["Bir", "İki"])

    def do(self, step: str) -> None:
        getattr(self, step.replace(" ", "_"))()

    def newest(self) -> Post | None:
        return Post.objects.order_by("-pk").first()

    def add(self):
        make.make_post(union=self.union, title_tr=f"{next(self.numbers)}")

    def edit(self):
        if post := self.newest():
            post.title_tr += " yeni"
            post.save()

    def edit_many(self):
        Post.objects.update(title_tr=f"Hepsi {next(self.numbers)}")

    def delete(self):
        if post := self.newest():
            post.delete()

    def restore(self):
        if record := Post.history.filter(history_type="-").order_by("-history_id").first():
            values = {name: getattr(record, name) for name in remembered_columns(Post)}
            if (
                not Post.objects.filter(slug_tr=record.slug_tr).exists()
                and not Post.objects.filter(pk=record.id).exists()
            ):
                Post(**values).save(force_insert=True)

    def withdraw(self):
        if post := self.newest():
            post.status = Post.Status.WITHDRAWN
            post.save()

    def schedule(self):
        moment = self.clock.now + timedelta(seconds=90)
        ends = moment + timedelta(seconds=90)
        make.make_post(union=self.union, title_tr=f"{next(self.numbers)}", publish_at=moment, expire_at=ends)

    def move(self):
        page = Page.objects.get(pk=self.page.pk)
        page.parent = None if page.parent_id else Page.objects.get(pk=self.parent.pk)
        page.save()

    def rename(self):
        page = Page.objects.get(pk=self.page.pk)
        page.slug_tr = "iki" if page.slug_tr != "iki" else "uc"
        page.save()

    def name(self):
        name = self.union.refresh_from_db() or make.UnionName.objects.filter(union=self.union).first()
        name.name_tr = f"Birlik {next(self.numbers)}"
        name.save()

    def wait(self):
        self.clock.now += timedelta(seconds=45)

    def back(self):
        self.clock.now -= timedelta(seconds=100)


# Learning the numbers


@pytest.fixture(params=["TRUNCATE", "DELETE", "PERSIST", "WAL"])
def writer(request, tmp_path):
    """Another connection to a database of generations, with each kind of journal."""
    connection = sqlite3.connect(tmp_path / "db.sqlite3", isolation_level=None)
    connection.execute(f"PRAGMA journal_mode = {request.param}")
    connection.execute("CREATE TABLE unions_generation (union_id INTEGER, number INTEGER)")
    connection.execute("INSERT INTO unions_generation VALUES (1, 5)")
    return connection


RAISE = "UPDATE unions_generation SET number = number + 1"


def test_a_number_is_read_from_the_file_at_once(writer, tmp_path):
    numbers = ReadNumbers(tmp_path / "db.sqlite3")
    assert numbers.of(1) == 5
    assert numbers.of(2) is None

    for number in range(6, 20):
        writer.execute(RAISE)
        assert numbers.of(1) == number
        assert numbers.of(1) == number

    assert not numbers.is_silent
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        numbers._connection().execute("DELETE FROM unions_generation")


def test_what_is_taken_back_leaves_no_trace_in_a_number(writer, tmp_path):
    numbers = ReadNumbers(tmp_path / "db.sqlite3")
    assert numbers.of(1) == numbers.of(1) == 5
    # So large that it is written to the file before its end.
    writer.execute("PRAGMA cache_size = 1")
    writer.execute("CREATE TABLE large (text)")

    for number in range(5, 10):
        writer.execute("BEGIN IMMEDIATE")
        writer.execute(RAISE)
        if number % 2:
            writer.executemany("INSERT INTO large VALUES (?)", [("x" * 3000,)] * 20)
        else:
            assert numbers.of(1) == number
        writer.execute("ROLLBACK")
        assert numbers.of(1) == number
        writer.execute(RAISE)

        assert numbers.of(1) == number + 1


def test_the_file_is_asked_only_when_it_has_changed(writer, tmp_path):
    numbers = ReadNumbers(tmp_path / "db.sqlite3")
    asked = []
    numbers._connection().set_trace_callback(asked.append)

    for _again in range(5):
        numbers.of(1)
    asked.clear()
    for _again in range(5):
        assert numbers.of(1) == 5
    assert asked == []

    writer.execute(RAISE)
    assert [numbers.of(1) for _again in range(5)] == [6] * 5
    assert [statement for statement in asked if statement.startswith("SELECT")] == [NUMBERS]


def test_another_kind_of_journal_hides_no_change(tmp_path):
    file = tmp_path / "db.sqlite3"
    numbers = ReadNumbers(file)
    assert numbers.of(1) is None
    writer = sqlite3.connect(file, isolation_level=None)
    writer.execute("CREATE TABLE unions_generation (union_id INTEGER, number INTEGER)")
    assert numbers.of(1) is None
    writer.execute("INSERT INTO unions_generation VALUES (1, 5)")
    assert numbers.of(1) == numbers.of(1) == 5

    for mode in ["WAL", "WAL"]:
        writer.execute(f"PRAGMA journal_mode = {mode}")
        writer.execute(RAISE)

    assert numbers.of(1) == numbers.of(1) == 7
    writer.execute(RAISE)
    assert numbers.of(1) == 8


def test_a_server_that_is_not_there_is_silent_after_a_moment(tmp_path, monkeypatch):
    monkeypatch.setattr(PolledNumbers, "PATIENCE", 0.05)
    monkeypatch.setattr(PolledNumbers, "INTERVAL", 0.01)
    numbers = PolledNumbers(host=str(tmp_path), dbname="none")

    assert numbers.of(1) is None
    waiting = threading.Event()
    while not numbers.is_silent:
        waiting.wait(0.01)
    numbers.stop()
    assert numbers.of(1) is None


@pytest.mark.django_db(transaction=True)
def test_numbers_come_from_the_server_within_an_interval():
    if connection.vendor != "postgresql":
        pytest.skip("Only PostgreSQL is asked by a thread.")
    union = make.make_union()
    numbers = numbers_of(connection.settings_dict)
    waiting = threading.Event()

    while numbers.of(union.pk) is None:
        assert not waiting.wait(0.01)
    before = numbers.of(union.pk)
    union.save()
    while numbers.of(union.pk) == before:
        assert not waiting.wait(0.01)

    assert numbers.of(union.pk) == Generation.objects.get(union=union).number
    numbers.stop()
    numbers.notice(union.pk, before)
    assert numbers.of(union.pk) > before


# An outage


def test_pages_that_were_seen_outlive_the_database(site, union):
    page, missing = site.get("/tr/"), site.get("/tr/yok/")
    make.make_post(union=union)
    site.numbers.is_silent = True

    for seen, address in [(page, "/tr/"), (missing, "/tr/yok/")]:
        copy = site.get(address)
        assert copy == seen
        assert 'detail="stale"' in copy.note
    assert site.get("/tr/", HTTP_COOKIE="session=abc") == page
    assert site.get("/tr/", HTTP_IF_NONE_MATCH=page.headers["ETag"]).status == 304
    assert site.asked == 2
    site.numbers.is_silent = False
    assert site.get("/tr/").note == "pages; fwd=miss; stored"


def test_a_page_that_was_never_seen_asks_to_come_again_without_asking_the_database(site, django_assert_num_queries):
    site.get("/tr/")
    site.numbers.is_silent = True

    with django_assert_num_queries(0):
        answer = site.get("/tr/haberler/")
        style = site.get("/static/css/site.css")
        foreign = site.get("/static/css/site.css", host="evil.example")
        alive = site.get("/canli")

    assert answer.status == foreign.status == 503
    assert answer.headers["Retry-After"] == "30"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Kısa bir süre sonra" in answer.text
    assert "in a moment" in answer.text
    assert (style.status, alive.status) == (200, 200)


def test_a_form_that_cannot_be_saved_is_given_back(site):
    site.numbers.is_silent = True
    typed = {
        "title_tr": "Kısa <b>",
        "body_tr": "Uzun metin. " * 20,
        "csrfmiddlewaretoken": "token",
        "password": "gizli",
    }
    answer = site.get("/yonetim/pages/post/add/?_popup=1", method="POST", body=urlencode(typed).encode())

    assert answer.status == 503
    assert answer.headers["Retry-After"] == "30"
    assert 'action="/yonetim/pages/post/add/?_popup=1"' in answer.text
    assert 'name="title_tr" value="Kısa &lt;b&gt;"' in answer.text
    assert re.search(r'<textarea name="body_tr"[^>]*>\n(Uzun metin. ){20}</textarea>', answer.text)
    assert 'value="token"' in answer.text
    assert "gizli" not in answer.text
    assert "kaydedilemedi" in answer.text
    assert "has not been saved" in answer.text
    assert "form-action 'self'" in answer.headers["Content-Security-Policy"]


@csrf_exempt
def fail(request):
    raise OperationalError("server closed the connection unexpectedly")


urlpatterns = [path("tr/", fail), path("yonetim/", include(([path("", fail)], "admin")))]


def test_a_database_that_dies_while_a_page_is_made_leaves_the_last_good_copy(site, union):
    page = site.get("/tr/")
    make.make_post(union=union)

    with override_settings(ROOT_URLCONF=__name__):
        copy, form = site.get("/tr/"), site.get("/yonetim/", method="POST", body=b"title=Typed")

    assert copy == page
    assert "stale" in copy.note
    assert form.status == 503
    assert "has not been saved" in form.text
    assert 'value="Typed"' in form.text


def test_a_copy_of_yesterday_is_no_answer(union, clock):
    site = Site(clock=clock)
    site.get("/tr/")
    site.numbers.is_silent = True
    clock.now += timedelta(days=1, seconds=1)

    assert site.get("/tr/").status == 503


def test_requests_that_hang_leave_room_for_finished_pages(union):
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
