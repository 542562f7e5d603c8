"""A page of the tree, as its readers see it."""

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse

from pages.models import Page
from pages.tree.parts import part_of
from unions.publishing.addresses import LANGUAGES
from unions.publishing.lookup import Moved, public_row
from unions.tenancy.requests import UnionRequest
from unions.text.languages import active_language, language_of


def page_detail(request: UnionRequest, path: str) -> HttpResponse:
    """A page of the tree, with the way down to it, the pages beside it and those beneath it."""
    page = request.subject = _page_at(path)
    family = list(Page.objects.published().family_of(page))
    above = {other.path_tr: other for other in family}
    ancestors = [above[path] for path in page.paths_above() if path in above]
    context = {
        "page": page,
        "breadcrumbs": [
            {"label": other.title, "language": language_of(other, "title"), "url": other.get_absolute_url()}
            for other in ancestors
        ],
        "siblings": [other for other in family if page.parent_id and other.parent_id == page.parent_id],
        "children": [other for other in family if other.parent_id == page.pk],
        **part_of(page.source_key, request.union),
    }
    return TemplateResponse(request, "pages/tree/page_detail.html", context)


def _page_at(path: str) -> Page:
    """The public page with this path; the path it has in another language leads to this language's."""
    if not path.isprintable():
        # No page has such signs in its path, and not every database can be asked for them.
        raise Http404("No page has this address.")
    language = active_language()
    try:
        return public_row(Page.objects.at(path, language))
    except Http404:
        for other in LANGUAGES:
            if other != language and Page.objects.at(path, other).exists():
                raise Moved(public_row(Page.objects.at(path, other)).get_absolute_url()) from None
        raise
