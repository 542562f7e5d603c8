"""Pages of the tree, and the menu entries of the demonstration."""

from typing import Any

from pages.demo.draft import Draft
from pages.demo.wording import texts, translated_fields
from pages.kinds import KINDS
from pages.models import MenuItem, Page

# The fact beneath which the lists stand that the facts' own menu does not lead to.
NEWS_ENTRY = "menu:news"


def compose(draft: Draft) -> None:
    compose_pages(draft)
    compose_sections(draft)


def compose_pages(draft: Draft) -> None:
    """Pages of the tree, each with an entry in the main menu."""
    written: dict[str, Any] = {}
    for position, pattern in enumerate(texts("pages")["page"], start=20):
        key = pattern["key"]
        page = written[key] = draft.row(
            Page,
            f"page-{key}",
            parent=written.get(pattern.get("parent")),
            position=position,
            **translated_fields(pattern, ["slug", "title", "summary", "body"]),
        )
        entry = draft.row(
            MenuItem,
            f"menu-{key}",
            place=MenuItem.Place.MAIN,
            parent=written.get(f"menu-{pattern.get('parent') or 'services'}"),
            page=page,
            position=position,
        )
        written[f"menu-{key}"] = entry


def compose_sections(draft: Draft) -> None:
    """Entries for the lists of page types to which no menu of the union leads yet."""
    parent = MenuItem.objects.filter(source_key=NEWS_ENTRY).first()
    reached = set(MenuItem.objects.filter(is_demo=False).values_list("section", flat=True))
    for position, kind in enumerate(KINDS, start=40):
        if kind.list_name not in reached:
            draft.row(
                MenuItem,
                f"menu-{kind}",
                place=MenuItem.Place.MAIN,
                parent=parent,
                section=kind.list_name,
                position=position,
            )
