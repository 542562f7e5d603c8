"""What strangers send, through gunicorn with our settings."""

import socket

import pytest

from tests.trakyakent_site.serving import SEEN, ask, ask_until_fresh, is_hit, until

pytestmark = pytest.mark.slow

HOST = "Host: 127.0.0.1:{port}"
STRANGE = {
    "a foreign host": ("/tr/", "Host: evil.example"),
    "two hosts": ("/tr/", HOST, "Host: evil.example"),
    "no host": ("/tr/",),
    "a host in the address": ("http://evil.example/tr/", HOST),
    "a host of a proxy": ("/tr/", HOST, "X-Forwarded-Host: evil.example", "Forwarded: host=evil.example"),
    "headers with underscores": ("/tr/", HOST, "X_Forwarded_Host: evil.example", "HTTP_HOST: evil.example"),
    "https of a proxy": ("/tr/", HOST, "X-Forwarded-Proto: https", "X-Forwarded-Port: 1", "X-Forwarded-For: evil"),
    "another script": ("/tr/", HOST, "SCRIPT_NAME: /evil", "X-Script-Name: /evil"),
    "another address": ("/tr/", HOST, "PATH_INFO: /yonetim/login/", "X-Original-URL: /evil/"),
    "no encoding": ("/tr/", HOST, "Accept-Encoding: ;q=,,gzip;q=0;q=1, br;q=nan, *;q=-1", "Accept-Encoding: \xff"),
    "parts": ("/tr/", HOST, "Range: bytes=0-0,5-2,-1", "If-Range: W/x"),
    "many tags": ("/tr/", HOST, "If-None-Match: " + 'W/"x",' * 500, "If-Modified-Since: never"),
    "a large cookie": ("/tr/", HOST, "Cookie: a=" + "x" * 7000),
    "a giant cookie": ("/tr/", HOST, "Cookie: a=" + "x" * 70_000),
    "many headers": ("/tr/", HOST, *[f"X-{number}: x" for number in range(200)]),
    "a question nobody asks": ("/tr/?evil=" + "x" * 3000, HOST),
    "an address with a host": ("//evil.example/tr/", HOST),
    "an address that climbs": ("/tr/%2e%2e/%2e%2e/%00/..;/", HOST),
    "no text": ("/tr/%ff%fe/", HOST),
    "a body": ("/tr/", HOST, "Content-Length: 4"),
    "two lengths": ("/tr/", HOST, "Content-Length: 4", "Transfer-Encoding: chunked"),
}


def tell(port: int, address: str, *headers: str) -> bytes:
    """Exactly these bytes, and all that comes back."""
    lines = [f"GET {address} HTTP/1.1", *headers, "Connection: close", "", "evil"]
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        answer = b""
        try:
            connection.sendall("\r\n".join(lines).replace("{port}", str(port)).encode("latin-1"))
            while chunk := connection.recv(65536):
                answer += chunk
        except ConnectionError:
            # Refused before it was read.
            pass
        return answer


def test_nothing_that_strangers_send_changes_the_page_of_others(port):
    for path in SEEN:
        until(port, path, is_hit)
    page = ask(port, "/tr/").text

    answers = {what: tell(port, *sent) for _again in range(3) for what, sent in STRANGE.items()}

    assert {what for what, answer in answers.items() if answer[9:10] == b"5"} == set()
    assert {what for what, answer in answers.items() if b"evil" in answer} == set()
    after = [ask_until_fresh(port, "/tr/") for _again in range(12)]
    assert {(answer.note, answer.text) for answer in after} == {("pages; hit", page)}
