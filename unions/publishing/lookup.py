"""Finds the row that an address names: public, withdrawn, moved or none."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import Http404

from unions.publishing.preview import previewed
from unions.publishing.states import PublishableQuerySet
from unions.text.languages import active_language


class Gone(Exception):
    """The row of the address was public and has been withdrawn."""

    def __init__(self, row: Model) -> None:
        super().__init__(f"{row._meta.label} {row.pk} has been withdrawn.")
        self.row = row


class Moved(Exception):
    """The page has another address now."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def public_row(rows: PublishableQuerySet, **lookup: Any) -> Any:
    """The public row for the lookup, or the row that staff preview.

    Raises Gone for a withdrawn row, and Http404 for a draft or if there is no row.
    """
    row = rows.published().filter(**lookup).first() or previewed(rows, **lookup)
    if row is not None:
        return row
    withdrawn = rows.withdrawn().filter(**lookup).first()
    if withdrawn is not None:
        raise Gone(withdrawn)
    raise Http404("No public row has this address.")


def public_row_by_slug(rows: PublishableQuerySet, slug: str, **lookup: Any) -> Any:
    """The public row with this slug in the active language.

    Raises Moved for a slug of another language, and Gone or Http404 as `public_row` does.
    """
    return _by_slug(rows, slug, lambda **lookups: public_row(rows, **lookups), lookup)


def row_by_slug(rows: QuerySet, slug: str, **lookup: Any) -> Any:
    """The same for rows that are always public."""

    def only(**lookups: Any) -> Any:
        row = rows.filter(**lookups).first()
        if row is None:
            raise Http404("No row has this address.")
        return row

    return _by_slug(rows, slug, only, lookup)


def _by_slug(rows: QuerySet, slug: str, find: Callable[..., Any], lookup: dict[str, Any]) -> Any:
    language = active_language()
    try:
        return find(**{f"slug_{language}": slug}, **lookup)
    except Http404:
        for other, _name in settings.LANGUAGES:
            if other != language and rows.filter(**{f"slug_{other}": slug}, **lookup).exists():
                row = find(**{f"slug_{other}": slug}, **lookup)
                raise Moved(row.get_absolute_url()) from None
        raise
