"""The addresses that a page leads to, and those of what it is made of."""

from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit, urlunsplit

FROM = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "src", "use": "href", "iframe": "src"}


class Links(HTMLParser):
    """Collects addresses from a page of ours."""

    def __init__(self, base: str):
        super().__init__(convert_charrefs=True)
        self.base = base
        self.found: dict[str, None] = {}

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        if tag == "form":
            return
        for address in [values.get(FROM.get(tag, "")), *candidates(values.get("srcset"))]:
            if address:
                self.add(address)

    def add(self, address: str) -> None:
        try:
            parts = urlsplit(urljoin(self.base, address.strip()))
        except ValueError:
            return
        # What asks a question is made for one reader; a static copy cannot answer it.
        if parts.netloc == urlsplit(self.base).netloc and parts.scheme in {"http", "https"} and not parts.query:
            self.found[urlunsplit(("", "", parts.path, "", ""))] = None


def candidates(srcset: str | None) -> list[str]:
    return [part.split()[0] for part in (srcset or "").split(",") if part.split()]


def links_of(base: str, page: bytes) -> list[str]:
    """The addresses of the same host, without questions and places within the page."""
    links = Links(base)
    links.feed(page.decode("utf-8", "replace"))
    return list(links.found)
