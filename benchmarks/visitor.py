"""Somebody with a question who follows links by their words, types into the search, and reads what comes."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urlencode, urljoin, urlsplit

from benchmarks.twenty_questions import LANGUAGES, TYPED, Form, Question, Step

ANSWERED, SAID, OPEN = "answered", "said", "open"
ANSWER_BOX = re.compile(r'class="answer-value"><a href="([^"]+)"')
FIRST_HIT = re.compile(r'search-hits">.*?<h3><a href="([^"]+)"', re.DOTALL)


class Page(HTMLParser):
    """A page as it comes over the wire: the words of its links, the fields of its forms, and its text."""

    BREAKING = re.compile(
        r"h[1-6]|p|li|dd|dt|td|th|tr|div|section|br|caption|header|footer|main|summary|option|address"
    )

    def __init__(self, path: str, html: str):
        super().__init__()
        self.path, self.links, self.forms, self.pieces, self.hidden, self.main = path, [], [], [], 0, []
        self.html = html
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.hidden += tag in ["script", "style", "head"]
        if tag == "a":
            self.links.append((values.get("href") or "", [], len(self.pieces)))
        elif tag == "form":
            self.forms.append((values.get("action") or self.path, values.get("method", "get").lower(), {}))
        elif tag in ["input", "select"] and self.forms and values.get("name"):
            self.forms[-1][2][values["name"]] = values.get("value") or ""
        if self.BREAKING.fullmatch(tag):
            self.pieces.append("\n")
        if tag == "main":
            self.main.append(len(self.pieces))

    def handle_endtag(self, tag):
        self.hidden -= tag in ["script", "style", "head"]
        if tag == "a" and self.links:
            href, _words, start = self.links[-1]
            self.links[-1] = (href, self.pieces[start:], start)
        if tag == "main":
            self.main.append(len(self.pieces))
        if self.BREAKING.fullmatch(tag):
            self.pieces.append("\n")

    def handle_data(self, data):
        if not self.hidden:
            self.pieces.append(data.replace("\u00a0", " "))

    def text(self, is_framed: bool) -> str:
        pieces = self.pieces if is_framed else self.pieces[self.main[0] : self.main[-1]]
        return re.sub(r" *\n\s*", "\n", re.sub(r"[^\S\n]+", " ", "".join(pieces)))

    def target(self, step: Step) -> Iterator[str]:
        """Where a step may lead from here."""
        if isinstance(step, Form):
            for action, method, fields in self.forms:
                name = next((name for name in fields if re.fullmatch(step.field, name)), None)
                if name and method == "get":
                    yield urljoin(self.path, action) + "?" + urlencode({name: step.value})
            return
        for href, words, _start in self.links:
            said = " ".join("".join(words).split())
            if href.startswith("/") and re.search(step, said):
                yield href


class Outcome(NamedTuple):
    """What somebody found: the state, the taps it took, and the address where it stands."""

    state: str
    taps: int
    path: str

    def __str__(self) -> str:
        return {ANSWERED: f"answered, {self.taps}", SAID: f"said, {self.taps}", OPEN: "–"}[self.state]


class Visitor:
    """Asks one union in one language; `get` gives the HTML of a path, or None where there is none."""

    MOST_LINKS = 3

    def __init__(self, get, member: str, year: int, language: str):
        self.get, self.language = get, language
        self.words = {"<member>": member, "<year>": str(year), "<next year>": str(year + 1)}
        self.pages: dict[str, Page | None] = {}

    def page(self, path: str) -> Page | None:
        path = urlsplit(path)._replace(fragment="").geturl()
        if path not in self.pages:
            html = self.get(path)
            self.pages[path] = Page(path, html) if html else None
        return self.pages[path]

    def filled(self, pattern: str) -> str:
        for placeholder, word in self.words.items():
            pattern = pattern.replace(placeholder, word)
        return pattern

    def ask(self, question: Question) -> Outcome:
        """The best that is found: an answer with the fewest taps, or else that it is said."""
        found = [Outcome(OPEN, 0, "")]
        for way in sorted(question.ways, key=len):
            for path in self.ends(f"/{self.language}/", way):
                page = self.page(path)
                if page and self.is_answered(page, question):
                    return Outcome(ANSWERED, len(way), path)
                if page and re.search(self.filled(question.said), page.text(question.is_framed)):
                    found.append(Outcome(SAID, len(way), path))
        return found[1] if len(found) > 1 else found[0]

    def ask_by_typing(self, question: Question) -> Outcome:
        """What the box above the hits, or else the first hit, leads to."""
        typed = self.filled(TYPED[question.number][LANGUAGES.index(self.language)])
        results = next(map(self.page, self.ends(f"/{self.language}/", [Form("q", typed)])), None)
        if results is None:
            return Outcome(OPEN, 0, "")
        found = [pattern.search(results.html) for pattern in (ANSWER_BOX, FIRST_HIT)]
        said = Outcome(OPEN, 0, "")
        for path in (match[1] for match in found if match):
            page = self.page(path)
            if page and self.is_answered(page, question):
                return Outcome(ANSWERED, 1, path)
            if page and re.search(self.filled(question.said), page.text(question.is_framed)):
                said = Outcome(SAID, 1, path)
        return said if said.path or not found[1] else Outcome(OPEN, 1, found[1][1])

    def ends(self, path: str, way: list[Step]) -> Iterator[str]:
        """Where a way may end, following the first few links whose words fit."""
        if not way:
            yield path
            return
        step = way[0] if isinstance(way[0], Form) else self.filled(way[0])
        page = self.page(path)
        targets = dict.fromkeys(page.target(step)) if page else {}
        for target in list(targets)[: self.MOST_LINKS]:
            yield from self.ends(target, way[1:])

    def is_answered(self, page: Page, question: Question) -> bool:
        addresses = [href for href, _words, _start in page.links]
        return all(re.search(self.filled(each), page.text(question.is_framed)) for each in question.answer) and all(
            any(href.startswith(each) for href in addresses) for each in question.links
        )
