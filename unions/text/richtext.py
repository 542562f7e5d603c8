"""Formatted text that is sanitised whenever it is saved, not only in forms."""

import re
from html import unescape
from typing import Any

import nh3
from django.db import models
from django_prose_editor.fields import ProseEditorField

# Tags that separate words even without a space.
BLOCK = re.compile(r"</?(?:p|h[1-6]|li|ul|ol|br|hr|blockquote|table|tr|th|td|div)\b")

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


class RichTextField(ProseEditorField):
    """HTML limited to what the editor offers: headings from level 2, lists, links, tables; no script, no style."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("extensions", EXTENSIONS)
        kwargs.setdefault("sanitize", True)
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        if value:
            value = self.sanitize(value)
            setattr(model_instance, self.attname, value)
        return value


def plain_text(html: str) -> str:
    """Formatted text as one line of plain text without scripts and styles, for descriptions and feeds."""
    spaced = BLOCK.sub(r" \g<0>", html or "")
    return " ".join(unescape(nh3.clean(spaced, tags=set())).split())
