"""Nothing on a page is written as a program writes it: no ISO times, no None, no True, no names of classes."""

import re
from html.parser import HTMLParser

import pytest

from tests.site.addresses import addresses
from tests.site.verdicts import verdict_on

pytestmark = pytest.mark.django_db

RAW = {
    "a time of a program": re.compile(r"\b\d{4}-\d\d-\d\d[ T]\d\d:\d\d"),
    "a day of a program": re.compile(r"(?<![\w/.-])\d{4}-\d\d(?:-\d\d)?(?![\w/.-])"),
    "a value of Python": re.compile(r"(?<![\w'“\"./-])(?:None|True|False|nan|NaN|undefined)(?![\w'”\"/-])"),
    "the name of a class": re.compile(r"\bobject at 0x|\bobject \(\d+\)|QuerySet\b|datetime\.|PartialDate\(|&lt;\w+: "),
    "a placeholder": re.compile(r"%\(\w+\)|\{\w+\}|\{\{|\{%"),
    "an open end": re.compile(r"\d –(?!\s*[\w.])"),
}
# Pages that explain files for programs, where such a value is what is meant.
FOR_PROGRAMS = {"open_data"}
PAGES = [
    (address, language)
    for address in addresses()
    if address.name not in FOR_PROGRAMS and not address.name.endswith(("jsi18n", "autocomplete"))
    for language in address.languages[:1]
]


class Words(HTMLParser):
    """What a reader sees of a page: no attributes, no scripts, nothing that stands in a field."""

    HIDDEN = {"script", "style", "textarea", "code", "pre", "head", "option"}

    def __init__(self, html: str):
        super().__init__()
        self.texts: list[str] = []
        self.hidden: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag in self.HIDDEN:
            self.hidden.append(tag)

    def handle_endtag(self, tag):
        if self.hidden and tag == self.hidden[-1]:
            self.hidden.pop()

    def handle_data(self, data):
        if not self.hidden and data.strip():
            self.texts.append(" ".join(data.split()))


def raw_values(html: str) -> list[str]:
    return [
        f"{name}: {text[:80]}" for text in Words(html).texts for name, pattern in RAW.items() if pattern.search(text)
    ]


@pytest.mark.parametrize("actor", ["anonymous", "manager", "auditor"])
@pytest.mark.parametrize(("address", "language"), PAGES, ids=[f"{address}-{language}" for address, language in PAGES])
def test_no_page_shows_a_raw_value(asker, world, address, language, actor):
    if (actor == "anonymous") == address.is_admin:
        return
    for path in [p for paths in verdict_on(address).paths(world, address, language).values() for p in paths]:
        answer = asker.ask(actor, "GET", path)
        if answer.status == 200 and "html" in answer.response.get("Content-Type", ""):
            assert raw_values(answer.text) == [], path


@pytest.mark.parametrize(
    "text",
    ["Son giriş: 2026-11-29 12:48:09", "Arakonak: 2026-12 –", "Üye: None", "True", "2026-12-01", "Post object (3)"],
)
def test_a_raw_value_would_be_seen(text):
    assert raw_values(f"<p>{text}</p>")
