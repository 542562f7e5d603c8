"""Formatted text that is sanitised whenever it is saved, not only in forms."""

import re
from contextlib import suppress
from html import escape, unescape
from html.parser import HTMLParser
from typing import Any

import nh3
from django.core.exceptions import ValidationError
from django.db import models
from django_prose_editor.fields import ProseEditorField

from unions.text import links
from unions.text.cleaning import carried_lines
from unions.text.links import LINK, TARGET
from unions.values.web_addresses import clean_link

# Tags that separate words even without a space.
BLOCK = re.compile(r"</?(?:p|h[1-6]|li|ul|ol|br|hr|blockquote|table|tr|th|td|div)\b")
# A table stays one line a row.
BLOCK_START = re.compile(r"<(?:p|h[1-6]|li|br|hr|blockquote|tr|div)\b[^>]*>")

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "Heading": {"levels": [2, 3, 4]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HorizontalRule": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
}

EMPTY_ATTRIBUTE = re.compile(r'(<[a-z][^>]*?) (?:title|rel|target)=""')


class RichTextField(ProseEditorField):
    """HTML limited to what the editor offers: headings from level 2, lists, links, tables; no script, no style."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("extensions", EXTENSIONS)
        kwargs.setdefault("sanitize", True)
        super().__init__(*args, **kwargs)

    def clean(self, value: Any, instance: Any) -> Any:
        """The text as it is stored; raises ValidationError for each link that leads nowhere."""
        refuse_dead_links(value or "")
        return self.cleaned(super().clean(value, instance) or "")

    def cleaned(self, value: str) -> str:
        """The text without what no page may have, its links completed."""
        return with_whole_links(carried_lines(self.sanitize(value)))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        if value:
            value = links.stored(self.cleaned(value), model_instance)
            setattr(model_instance, self.attname, value)
        return value


class Links(HTMLParser):
    """The addresses to which the links of a text lead, as they were typed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and "href" in dict(attrs):
            self.addresses.append(dict(attrs)["href"] or "")


def refuse_dead_links(html: str) -> None:
    """Raise ValidationError with a sentence for each link that leads nowhere."""
    errors = []
    for address in dict.fromkeys(Links(html).addresses):
        try:
            clean_link(address)
        except ValidationError as error:
            errors.append(error)
    if errors:
        raise ValidationError(errors)


def with_whole_links(html: str) -> str:
    """Sanitised text whose links have https:// or mailto: where it was left out, and no empty attributes."""
    return LINK.sub(whole_link, EMPTY_ATTRIBUTE.sub(r"\1", html))


def whole_link(link: re.Match[str]) -> str:
    target = TARGET.search(link["attributes"])
    if target is None:
        # A mark within a text of Word, or a link that the sanitiser has emptied.
        return link["words"]
    with suppress(ValidationError):
        address = escape(clean_link(unescape(target["address"])))
        attributes = TARGET.sub(lambda _target: f' href="{address}"', link["attributes"])
        return f"<a{attributes}>{link['words']}</a>"
    return link[0]


def plain_text(html: str) -> str:
    """Formatted text as one line of plain text without scripts and styles, for descriptions and feeds."""
    spaced = BLOCK.sub(r" \g<0>", html or "")
    return " ".join(unescape(nh3.clean(spaced, tags=set())).split())


def lines_of(html: str) -> str:
    """Formatted text as plain text, a line for each of its paragraphs, headings and items."""
    parts = [plain_text(part) for part in BLOCK_START.split(html or "")]
    return "\n".join(part for part in parts if part)
