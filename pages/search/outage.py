"""The search while the database is silent: answered from the file of this machine alone."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from pages.search.completion import proposed, written
from pages.search.feeding import machine_index
from pages.search.index import Unusable
from pages.search.question import LONGEST_QUERY
from pages.search.results import results_in
from pages.search.views import HITS_A_PAGE, context_of
from unions.lists import parameters

log = logging.getLogger(__name__)


def search_without_database(
    request: HttpRequest, surroundings: Callable[[HttpRequest], dict], headers: dict[str, str]
) -> HttpResponse | None:
    """The page of a search; None for every other page, and where this machine knows nothing of the host."""
    language = translation.get_language_from_path(request.path_info)
    if language is None:
        return None
    with translation.override(language):
        is_completion = request.path_info == reverse("search_completion")
        if not is_completion and request.path_info != reverse("site_search"):
            return None
        try:
            return found_here(request, is_completion, surroundings, headers)
        except Unusable:
            return None
        except Exception:
            log.exception("A search without the database has failed.")
            return None


def found_here(
    request: HttpRequest, is_completion: bool, surroundings: Callable[[HttpRequest], dict], headers: dict[str, str]
) -> HttpResponse | None:
    """What the file of this machine answers: proposals, or the page of hits; None for a host that it does not know."""
    host, _port = split_domain_port(request.get_host())
    known = machine_index().union_of_host(host)
    if known is None:
        return None
    union_id, name = known
    text = parameters.read(request.GET, "text")[:LONGEST_QUERY]
    if is_completion:
        answer = written(request, text, proposed(machine_index(), union_id, text))  # type: ignore[arg-type]
        for header, value in headers.items():
            answer[header] = value
        return answer
    results = results_in(machine_index(), union_id, text, [])
    hits = results.hits[:HITS_A_PAGE]
    context = {**surroundings(request), **context_of(results, hits, request, {}), "kinds": [], "years": []}
    if not context["face"].names:
        context["name"] = name
    content = render_to_string("pages/search/outage.html", context)
    return HttpResponse(content, headers={**headers, "X-Robots-Tag": "noindex"})
