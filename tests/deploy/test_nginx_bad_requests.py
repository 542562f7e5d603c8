"""Requests as nobody sends them, drawn by lot with a seed: each is answered, refused or dropped, and nothing breaks.

`BAD_REQUESTS=10000 bin/test tests/deploy/test_nginx_bad_requests.py -s` draws more of them.
"""

import os
import random
import socket
import ssl
from collections import Counter
from contextlib import suppress

import pytest

from tests.deploy.proxied import HOST, is_whole

pytestmark = pytest.mark.slow

MANY = int(os.environ.get("BAD_REQUESTS", "300"))
METHODS = ["GET"] * 6 + [
    "HEAD",
    "POST",
    "PUT",
    "DELETE",
    "TRACE",
    "OPTIONS",
    "PROPFIND",
    "get",
    "G\x00T",
    "",
    "GET " * 3,
]
PIECES = [
    *["/tr", "/en", "/", "//", "/..", "/.", "/%2e%2e", "/%00", "/%ff", "/%", "/%zz", "/\\", "/;", "?", "&", "=", "#"],
    *["/yonetim", "/giris", "/dosya", "/static", "/_files", "/_proxy", "/_may-bring-files", "/olcumler", "/haberler"],
    *[
        "a" * 300,
        "ğüşiöç",
        "'",
        '"',
        "<script>",
        "{{7*7}}",
        "${jndi:x}",
        "\t",
        "\x01",
        "😀",
        "-1",
        "9" * 40,
        "%0d%0aX: y",
    ],
    *[
        "?sayfa=",
        "?q=",
        "?q[]=",
        "?ara=%F0%9F",
        "&q=" * 50,
        "http://evil.example",
        "*",
        "../../etc/passwd",
        ".git/config",
    ],
]
HEADERS = [
    *["Range: bytes=0-", "Range: bytes=5-1", "Range: bytes=" + "0-1," * 90, "Range: lines=1", "If-None-Match: *"],
    *["If-Modified-Since: yesterday", "Content-Length: 5", "Content-Length: -5", "Content-Length: 1e3"],
    *[
        "Transfer-Encoding: chunked",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding:\tchunked",
        "Expect: 100-continue",
    ],
    *[
        "Upgrade: websocket",
        "Connection: upgrade",
        "Connection: close, Host",
        "X-Forwarded-Host: evil",
        "Cookie: a=b; =; ;",
    ],
    *[
        "Cookie: __Host-session=%00",
        "Accept-Encoding: br;q=x",
        "Accept-Language: tr;q=9",
        "Content-Type: multipart/form-data",
    ],
    *[
        "Content-Type: application/json",
        "Host: evil.example",
        " folded",
        "No colon",
        ": no name",
        "X-Bad: \x00",
        "X: " + "y" * 5000,
    ],
]


def drawn(lot: random.Random) -> bytes:
    target = "".join([lot.choice(["/tr/", "/tr/haberler/", "/en/", ""]), *lot.choices(PIECES, k=lot.randint(0, 3))])
    version = lot.choice(["HTTP/1.1"] * 8 + ["HTTP/1.0", "HTTP/3.0", "HTP/1.1", ""])
    headers = [f"Host: {HOST}", *lot.sample(HEADERS, lot.choice([0, 0, 1, 1, 2]))]
    lot.shuffle(headers)
    body = lot.choice(["", "", "a=b", "5\r\naaaaa\r\n0\r\n\r\n", "ZZ\r\n"])
    text = f"{lot.choice(METHODS)} {target} {version}\r\n" + "\r\n".join(headers) + f"\r\n\r\n{body}"
    return text.encode("utf-8", "surrogatepass")


def answer_to(site, data: bytes, context: ssl.SSLContext, at: int) -> bytes:
    visitor = f"127.2.{at // 20 % 250}.{1 + at // 5000}"
    plain = socket.create_connection(("127.0.0.1", site.https), timeout=20, source_address=(visitor, 0))
    received = b""
    with plain, context.wrap_socket(plain, server_hostname=HOST) as line, suppress(OSError):
        line.sendall(data)
        # Whoever promises more than they send would wait for the limit of time, which another test holds.
        line.settimeout(1)
        while not is_whole(received) and (chunk := line.recv(65536)):
            received += chunk
            if received.startswith(b"HTTP/1.1 100"):
                received = received.partition(b"\r\n\r\n")[2]
    return received


def test_whatever_is_sent_nothing_breaks(site):
    lot, context = random.Random(5651), ssl.create_default_context(cafile=str(site.certificate))
    statuses, wrong = Counter(), []
    for at in range(MANY):
        data = drawn(lot)
        answer = answer_to(site, data, context, at)
        status = int(answer.split(b" ")[1]) if answer.startswith(b"HTTP/") else 0
        statuses[status] += 1
        if status >= 500 or b"Traceback" in answer or (b"root:x" in answer or b"repositoryformatversion" in answer):
            wrong.append((status, data[:300], answer[:100]))

    print(f"\n{MANY} bad requests: {dict(sorted(statuses.items()))}")
    assert wrong == []
    # The draw reaches pages as well, and most of it is refused.
    assert statuses[200]
    assert site.ask("/tr/").status == 200
