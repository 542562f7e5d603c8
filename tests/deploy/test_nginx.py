"""What visitors meet at the shipped file of the proxy, on a real nginx before real workers."""

import json
import time

import pytest
from django.conf import settings

from tests.deploy.proxied import HOST, OTHER_VISITOR
from tests.tables import table

pytestmark = pytest.mark.slow

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def test_pages_come_by_https_with_the_headers_of_the_application(site):
    page = site.ask("/tr/", headers={"Accept-Encoding": "gzip"})
    by_http = site.raw(f"GET /tr/haberler/?sayfa=2 HTTP/1.0\r\nHost: {HOST}\r\n\r\n".encode(), secure=False)

    assert page.status == 200
    assert page.headers["content-encoding"] == "gzip"
    assert page.headers["strict-transport-security"] == f"max-age={settings.SECURE_HSTS_SECONDS or 31536000}"
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["server"] == "nginx"
    assert b"301" in by_http.splitlines()[0]
    assert f"Location: https://{HOST}/tr/haberler/?sayfa=2".encode() in by_http


@table("name", ["evil.example", "", "a:b", "127.0.0.1", "ornek.localhost.evil.example", "ornek.localhost%00"])
def test_a_name_of_nobody_learns_nothing(site, name):
    plain = site.raw(f"GET / HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n".encode(), secure=False)
    # The name of the connection is right, that of the request is not.
    secure = site.raw(f"GET /tr/ HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n".encode())

    for answer in [plain, secure]:
        assert answer == b"" or answer.split(b" ")[1] in [b"400", b"421"], answer[:200]
        assert "Örnek".encode() not in answer


def test_files_of_the_style_come_packed_and_stay(site):
    page = site.ask("/tr/").text
    sheet = page.split('rel="stylesheet" href="')[1].split('"')[0]

    packed, plain = site.ask(sheet, headers={"Accept-Encoding": "gzip"}), site.ask(sheet)

    assert packed.status == plain.status == 200
    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.body) < len(plain.body) / 2
    assert packed.headers["cache-control"] == "max-age=315360000, public, immutable"
    for name in ["content-security-policy", "strict-transport-security", "x-content-type-options", "referrer-policy"]:
        assert name in plain.headers
    assert "cache-status" not in plain.headers
    assert site.ask("/static/staticfiles.json").status == 404
    assert site.ask("/static/../db.sqlite3").status in [400, 404]
    assert site.ask("/static/%2e%2e/secret_key").status in [400, 404]


def test_a_public_file_comes_whole_and_in_parts_and_a_private_one_never(site):
    path = site.stored["open"]

    whole = site.ask(path)
    part = site.ask(path, headers={"Range": "bytes=5-14"})
    again = site.ask(path, headers={"If-None-Match": whole.headers["etag"]})
    saved = site.ask(f"{path}?indir")

    assert whole.status == 200
    assert whole.headers["content-type"] == "application/pdf"
    assert whole.headers["content-security-policy"] == "default-src 'none'"
    assert whole.headers["cross-origin-resource-policy"] == "same-origin"
    assert whole.headers["strict-transport-security"]
    assert whole.headers["cache-control"].startswith("public")
    assert "x-accel-redirect" not in whole.headers
    assert (part.status, part.body) == (206, whole.body[5:15])
    assert again.status == 304
    assert saved.headers["content-disposition"].startswith("attachment")
    # Many parts at once would cost more than the file.
    many = site.ask(path, headers={"Range": "bytes=" + ",".join(f"{at}-{at}" for at in range(0, 400, 2))})
    assert len(many.body) <= len(whole.body)
    assert site.ask(site.stored["closed"]).status == 404
    assert site.ask(site.stored["closed"].replace("/dosya/", "/_files/")).status == 404
    assert site.ask(path.replace("/dosya/", "/_files/")).status == 404
    assert site.ask(site.stored["closed"], headers={"X-Accel-Redirect": "/_files/x"}).status == 404


@table("path", ["/isler", "/hazir", "/canli", "/olcumler", "/metrics"])
def test_what_machines_ask_is_answered_to_named_networks_alone(site, path):
    assert site.ask(path, visitor=OTHER_VISITOR).status == 404


def test_health_is_told_to_a_named_network(site):
    assert site.ask("/canli").status == 200


def test_nobody_says_of_themselves_what_only_a_proxy_may_say(site):
    """Neither another host nor plain http, nor an address that the limits would count instead."""
    lies = {
        "X-Forwarded-For": "10.9.8.7",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "http",
        "Forwarded": "for=10.9.8.7;host=evil.example;proto=http",
        "X-Original-URL": "/yonetim/",
        "X-Script-Name": "/evil",
    }

    page = site.ask("/tr/haberler/", headers=lies)

    assert page.status == 200
    assert "evil" not in page.text
    assert site.ask("/isler", headers={"X-Forwarded-For": "127.0.0.1"}, visitor=OTHER_VISITOR).status == 404


# Limits


def test_a_form_that_is_too_large_is_refused_in_words_before_it_is_read(site):
    before = sum(path.stat().st_size for path in (site.folder / "temporary").rglob("*") if path.is_file())
    for length in [settings.PUBLIC_BODY_BYTES, settings.FORM_BODY_BYTES, settings.FORM_BODY_BYTES + 1, 10**11]:
        headers = FORM | {"Content-Length": str(length)}
        answer = site.ask("/yonetim/giris/", method="POST", body=b"username=a", headers=headers, visitor="127.0.0.3")
        assert answer.status == 413, length
        assert "çok büyük" in answer.text
        assert "What you sent is too large" in answer.text
        assert answer.headers["strict-transport-security"]
    endless = site.raw(
        f"POST /yonetim/giris/ HTTP/1.1\r\nHost: {HOST}\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n".encode(),
        visitor="127.0.0.3",
    )

    assert b" 413 " in endless.splitlines()[0]
    after = sum(path.stat().st_size for path in (site.folder / "temporary").rglob("*") if path.is_file())
    assert after == before


def test_staff_who_have_signed_in_bring_files_that_visitors_may_not(site):
    body = b"a" * (settings.PUBLIC_BODY_BYTES + 1000)
    asked = {"method": "POST", "body": body, "visitor": "127.0.0.4"}
    headers = {"Content-Type": "text/plain"}
    cookie = {"Cookie": f"__Host-session={site.stored['session']}"}

    by_staff = site.ask("/yonetim/hesap/cihazlar/kapat/", **asked, headers=headers | cookie)
    by_liar = site.ask("/yonetim/hesap/cihazlar/kapat/", **asked, headers=headers | {"Cookie": "__Host-session=abc"})

    # By the application, which misses its token.
    assert by_staff.status == 403
    assert "Yeniden dene" in by_staff.text
    assert by_liar.status == 413


def test_a_form_of_a_visitor_passes_up_to_its_limit(site):
    body = b"username=" + b"a" * 300_000
    answer = site.ask("/yonetim/giris/", method="POST", body=body, headers=FORM, visitor="127.0.0.3")

    # By the application, which misses its token.
    assert answer.status == 403


@table(
    ("request_line", "header", "statuses"),
    [
        ("GET /tr/ HTTP/1.1", f"X-A: {'a' * settings.HEADER_BYTES * 2}", [400]),
        ("GET /tr/ HTTP/1.1", "\r\n".join(f"X-{at}: {'a' * 100}" for at in range(5000)), [400]),
        (f"GET /tr/{'a' * 9000} HTTP/1.1", "A: a", [414]),
        (f"GET /tr/arama/?q={'a' * 7000} HTTP/1.1", "A: a", [200, 302, 400, 404]),
        ("GET /tr/ HTTP/1.1", "\r\n".join(f"X-{at}: a" for at in range(90)), [200]),
        ("TRACE /tr/ HTTP/1.1", "A: a", [405]),
        ("BREW /tr/ HTTP/1.1", "A: a", [405]),
        ("DELETE /tr/ HTTP/1.1", "A: a", [405]),
        ("CONNECT evil.example:443 HTTP/1.1", "A: a", [400, 405]),
        ("GET /tr/%00 HTTP/1.1", "A: a", [400, 404]),
        ("GET /tr/%ff%fe%zz HTTP/1.1", "A: a", [400, 404]),
        ("GET http://evil.example/tr/ HTTP/1.1", "A: a", [400, 421]),
        ("GET /tr/ HTTP/9.9", "A: a", [400, 505]),
        ("GET /tr/../../../etc/passwd HTTP/1.1", "A: a", [400, 404]),
        ("POST /yonetim/giris/ HTTP/1.1", "Content-Length: 5\r\nTransfer-Encoding: chunked", [400]),
        ("POST /yonetim/giris/ HTTP/1.1", "Content-Length: 5\r\nContent-Length: 6", [400]),
        ("POST /yonetim/giris/ HTTP/1.1", "Content-Length: -1", [400]),
        ("GET /tr/ HTTP/1.1", "Range: bytes=0-1,3-4,9999999999999999999-", [200, 416]),
        ("\x16\x03\x01 / HTTP/1.1", "A: a", [400]),
    ],
    ids=lambda value: str(value)[:40],
)
def test_broken_requests_are_refused_at_once_and_in_one_way(site, request_line, header, statuses):
    began = time.monotonic()

    answer = site.raw(f"{request_line}\r\nHost: {HOST}\r\nConnection: close\r\n{header}\r\n\r\n".encode("latin-1"))

    assert answer == b"" or int(answer.split(b" ")[1]) in statuses, answer[:300]
    assert b"Traceback" not in answer
    # Before the proxy gives up a visitor who says nothing.
    assert time.monotonic() - began < 10


def test_guessing_passwords_is_slowed_at_the_proxy(site):
    guess = {"method": "POST", "body": b"username=a&password=b", "headers": FORM, "visitor": "127.0.0.9"}

    answers = [site.ask("/yonetim/giris/", **guess) for _again in range(14)]

    assert answers[-1].status == 429
    assert "çok fazla istek" in answers[-1].text
    assert [answer.status for answer in answers].count(429) <= 4
    # Neither others nor what else they do.
    assert site.ask("/tr/", visitor="127.0.0.9").status == 200
    assert site.ask("/yonetim/giris/", **{**guess, "visitor": "127.0.0.8"}).status == 403


# Traffic data


def test_traffic_is_kept_without_what_nobody_needs(site):
    site.ask("/tr/arama/?q=gizli-soru", headers={"User-Agent": "Benim Gezginim", "Cookie": "session=gizli-cerez"})
    site.ask(f"/tr/kart-kontrolu/{'s' * 43}/")
    site.ask(site.stored["open"])
    site.ask("/tr/duyurular/", method="PUT", body=b"")
    (file,) = site.logs.glob("access-20*.log")
    text = file.read_text()
    lines = [json.loads(line) for line in text.splitlines()]

    asked = {line["page"]: line for line in lines}
    assert asked["/tr/arama/"]["from"] == "127.0.0.1"
    assert set(asked["/tr/arama/"]) == {
        *["time", "from", "from_port", "to", "to_port", "host", "method", "page", "status", "bytes", "request"]
    }
    assert "/tr/kart-kontrolu/…/" in asked
    assert (asked["/tr/duyurular/"]["method"], asked["/tr/duyurular/"]["status"]) == ("PUT", 405)
    assert site.stored["open"] in asked
    for secret in ["gizli-soru", "Gezginim", "sss", "gizli-cerez"]:
        assert secret not in text
