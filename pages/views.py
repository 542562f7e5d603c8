"""The list of a page type and the page of one of its rows, the same for all types."""

from typing import cast

from django.http import HttpResponse
from django.template.response import TemplateResponse

from pages.filters import PublicationFilter
from pages.page_kind import PLAIN_LIST, PLAIN_PAGE, PageKind
from pages.publications import DatedQuerySet, Publication
from unions.caching.per_generation import cached_page_value, cached_per_generation
from unions.caching.same_answers import made_of_rows
from unions.lists.finding import with_text
from unions.lists.paging import count_of, page_of, pager
from unions.publishing.lookup import public_row_by_slug
from unions.tenancy.requests import UnionRequest
from unions.text.languages import active_language


def publication_list(request: UnionRequest, kind: PageKind) -> HttpResponse:
    """What is published of a kind, the newest first."""
    values = kind.list_values(request, kind) if kind.list_values else archive(request, kind)
    return TemplateResponse(request, [kind.list_template, PLAIN_LIST], {"kind": kind, **values})


def archive(request: UnionRequest, kind: PageKind) -> dict:
    """A page of the list, narrowed by what the address chooses."""
    rows = cast(DatedQuerySet, kind.rows().published())
    number_of_all = count_of(request, rows)
    form = PublicationFilter(request, kind, years_of(request, kind, rows), number_of_all)
    chosen = form.values
    words = chosen.pop("text", "")
    narrowed = rows.narrowed(**chosen) if chosen else rows
    found = with_text(request, narrowed, kind.name, words)
    number = found.number if words else count_of(request, narrowed) if chosen else number_of_all
    page = page_of(request, kind.for_list(found.rows), kind.rows_a_page, number)
    return {"form": form, "found": found, "page": page, "pager": pager(request, page)}


def years_of(request: UnionRequest, kind: PageKind, rows: DatedQuerySet) -> list[int]:
    return cached_per_generation(request, rows.years) if kind.has_years else []


@made_of_rows
def row_at(rows: DatedQuerySet, slug: str, _language: str) -> Publication:
    """The public row of that slug in the language."""
    return cast(Publication, public_row_by_slug(rows, slug))


def publication_detail(request: UnionRequest, kind: PageKind, slug: str) -> HttpResponse:
    """One row of a kind on its own page."""
    row = cached_page_value(request, row_at, kind.for_page(kind.rows()), slug, active_language())
    request.subject = row
    values = kind.page_values(request, kind, row) if kind.page_values else {}
    context = {"kind": kind, "row": row, row._meta.model_name: row, "breadcrumbs": kind.breadcrumbs(), **values}
    return TemplateResponse(request, [kind.page_template, PLAIN_PAGE], context)
