"""Pages that this process asks of Django itself, without a server, as a reader without a cookie gets them."""

import io
import re
import sys
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
MAP = "/sitemap.xml"


@dataclass
class Answer:
    """What a reader gets."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Inside:
    """Asks for one page after the other."""

    def __init__(self) -> None:
        self.application = WSGIHandler()

    def get(self, host: str, address: str) -> Answer:
        parts = urlsplit(address)
        environ = {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote(parts.path).encode().decode("latin-1"),
            "QUERY_STRING": parts.query,
            "HTTP_HOST": host,
            "HTTP_ACCEPT": "*/*",
            "SERVER_NAME": host,
            "SERVER_PORT": "443" if settings.HTTPS else "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": "https" if settings.HTTPS else "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": False,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        started: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], *_error: Any) -> Any:
            started[:] = [status, headers]

        response: Any = self.application(environ, start)
        try:
            body = b"".join(response)
        finally:
            response.close()
        status, headers = started
        return Answer(int(status[:3]), {name.lower(): value for name, value in headers}, body)


def public_addresses(inside: Inside, host: str) -> list[str]:
    """The addresses of all public pages of the union of a host, as its map of the site names them."""
    parts = [unescaped(place) for place in locations(inside.get(host, MAP).body)]
    return list(dict.fromkeys(unescaped(place) for part in parts for place in locations(inside.get(host, part).body)))


def locations(document: bytes) -> list[str]:
    # Written by ourselves a moment ago; it holds no declaration that could do harm, so S314 does not apply below.
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", document):
        return []
    try:
        return [place.text or "" for place in ElementTree.fromstring(document).iter(LOCATION)]  # noqa: S314
    except ElementTree.ParseError:
        return []


def unescaped(address: str) -> str:
    """The path and the question of an address."""
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")
