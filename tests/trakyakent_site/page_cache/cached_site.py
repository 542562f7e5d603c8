"""Django with the page cache before it, asked through WSGI as a server would."""

import io

from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone

from trakyakent_site.page_cache.application import PageCache
from unions.models import Generation

HOST = "ornek.localhost"


class NumbersOfThisTest:
    """Reads the generations on the test's own connection: nobody else sees its transaction."""

    is_silent = False

    def of(self, union):
        return None if self.is_silent else Generation.objects.filter(union=union).values_list("number", flat=True)[0]

    def notice(self, union, number):
        pass


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
        self.django = application or WSGIHandler()
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
