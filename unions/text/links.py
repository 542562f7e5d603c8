"""Where the links of formatted texts lead: how they are stored, and what a reader gets.

The ground knows formatted texts, but not the pages to which they lead; the topmost app says how their addresses are
stored and shown.
"""

import re
from collections.abc import Callable
from html import escape, unescape
from typing import Any

# Takes a stored text and the row that holds it.
Storing = Callable[[str, Any], str]
# Takes a text and the language of its reader.
Showing = Callable[[str, str], str]

# In text that has been sanitised, whose attributes all stand in double quotes.
LINK = re.compile(r"<a\b(?P<attributes>[^>]*)>(?P<words>.*?)</a>", re.DOTALL)
TARGET = re.compile(r' href="(?P<address>[^"]*)"')

_storing: list[Storing] = []
_showing: list[Showing] = []


def connect(storing: Storing, showing: Showing) -> None:
    """Say how addresses are stored and shown; called once, when the site starts."""
    _storing[:], _showing[:] = [storing], [showing]


def stored(html: str, row: Any) -> str:
    """The text as the row keeps it."""
    for change in _storing:
        html = change(html, row)
    return html


def shown(html: str, language: str) -> str:
    """The text with the addresses of today."""
    for change in _showing:
        html = change(html, language)
    return html


def addresses_of(html: str) -> list[str]:
    """The addresses to which the links of a sanitised text lead, each once."""
    found = (TARGET.search(link["attributes"]) for link in LINK.finditer(html or ""))
    return list(dict.fromkeys(unescape(target["address"]) for target in found if target))


def with_addresses(html: str, address_of: Callable[[str], str | None]) -> str:
    """The text with other addresses; a link without one becomes plain words."""

    def changed(link: re.Match[str]) -> str:
        target = TARGET.search(link["attributes"])
        address = address_of(unescape(target["address"])) if target else None
        if address is None:
            return link["words"]
        attributes = TARGET.sub(lambda _target: f' href="{escape(address)}"', link["attributes"])
        return f"<a{attributes}>{link['words']}</a>"

    return LINK.sub(changed, html)
