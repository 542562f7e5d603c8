"""The page of the search."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import strip_tags

from pages.frame.sections import sections
from pages.search import vain
from pages.search.answers import answer
from pages.search.feeding import index_for
from pages.search.index import Unusable
from pages.search.querying import Hit
from pages.search.question import LONGEST_QUERY, Question
from pages.search.results import FEW, Results, results_in, unions_beside, with_others
from pages.search.showing import LABELS, Shown, address, kind_named, shown
from unions.caching.per_generation import cached_per_generation
from unions.caching.same_answers import made_of_rows
from unions.lists import parameters
from unions.lists.paging import page_of, pager
from unions.models import Organ
from unions.publishing.addresses import LANGUAGES
from unions.tenancy.origin import origin_at
from unions.tenancy.requests import UnionRequest
from unions.tenancy.scope import GENERATION
from unions.text.languages import active_language
from unions.text.turkish import WORD, fold, lower

HITS_A_PAGE = 20
MOST_FACETS = 8


def search(request: UnionRequest) -> HttpResponse:
    """What answers a question, the best first; narrowed by kind, year and organ of the address."""
    parameters.lead_on(request)
    text = parameters.read(request.GET, "text")[:LONGEST_QUERY]
    number = request.META.get(GENERATION, (0, None))[1]
    results = Results(text)
    chosen, filters = filters_of(request)
    beside = unions_beside(request.union) if text else []
    in_all = bool(beside and parameters.read(request.GET, "unions"))
    if text:
        try:
            index, outdated = index_for(request.union, number)
            results = results_in(index, request.union.pk, text, filters, outdated)
            if in_all:
                results = with_others(results, beside, filters)
            elif not results.hits and not filters:
                vain.note(request.union.pk, text)
        except Unusable:
            results = Results(text, is_available=False)
    page = page_of(request, results.hits, HITS_A_PAGE)
    context = {
        **context_of(results, list(page.object_list), request, {**chosen, **({"unions": 1} if in_all else {})}),
        "is_narrowed": bool(chosen),
        "whole_url": address(request.path, text, unions=1 if in_all else ""),
        "in_all": in_all,
        "not_asked": results.not_asked,
        "all_url": address(request.path, text, unions="" if in_all else 1) if beside else "",
        "answer": answer(request, text) if text and not filters else None,
        "page": page,
        "pager": pager(request, page),
    }
    response = TemplateResponse(request, "pages/search/search.html", context)
    if in_all:
        # What another union withdraws must be gone at once, and the numbers of others are not asked of kept pages.
        response["Cache-Control"] = "no-store"
    return response


def filters_of(request: UnionRequest) -> tuple[dict[str, object], list[str]]:
    """What the address narrows to: by parameter, and as tokens."""
    kind = kind_named(parameters.read(request.GET, "category"))
    year = parameters.read(request.GET, "year")
    organ = organ_named(request)
    chosen: dict[str, object] = {}
    tokens = []
    if kind:
        chosen["category"] = kind
        tokens.append(f"k_{kind}")
    if year.isascii() and year.isdigit() and len(year) == 4:
        chosen["year"] = year
        tokens.append(f"j_{year}")
    if organ:
        chosen["organ"] = organ.slug
        tokens.append(f"o_{organ.pk}")
    return chosen, tokens


def organ_named(request: UnionRequest) -> Organ | None:
    word = parameters.read(request.GET, "organ")
    if not word:
        return None
    rows = cached_per_generation(request, list_of_organs)
    return next((row for row in rows if word in (row.slug_tr, row.slug_en)), None)


@made_of_rows
def list_of_organs() -> list[Organ]:
    return list(Organ.objects.all())


def context_of(results: Results, hits: list[Hit], request: HttpRequest, chosen: dict[str, object]) -> dict:
    path = request.path
    rows = [shown_of(hit, results.of(hit), request) for hit in hits]
    meant = written_as(results.question, rows)
    return {
        "text": results.text,
        "rows": rows,
        "count": len(results.hits),
        "is_available": results.is_available,
        "meant": meant,
        "meant_url": address(path, meant) if meant else "",
        "kinds": facet_links(results, path, chosen, "kind") if results.hits or chosen else [],
        "years": facet_links(results, path, chosen, "year") if results.hits or chosen else [],
        "popular": [] if results.hits else popular(),
    }


def shown_of(hit: Hit, results: Results, request: HttpRequest) -> Shown:
    """A hit as the list shows it; one of another union names it and leads to its main host."""
    language = active_language()
    scope = results.scopes[next(code for code in LANGUAGES if (code == language) != hit.is_foreign)]
    row = shown(hit, results.question, scope)
    if results.union is not None:
        origin = origin_at(request, results.union.main_host)
        name = results.union.current_name
        row.union = name.short_name or name.name
        row.url, row.others = origin + row.url, [(year, origin + path) for year, path in row.others]
    return row


def written_as(question: Question, rows: list[Shown]) -> str:
    """What was probably meant, in the letters of the texts that were found by it."""
    return in_letters_of(question, " ".join(strip_tags(f"{row.title} {row.sentence}") for row in rows[:FEW]))


def in_letters_of(question: Question, texts: str) -> str:
    """What was probably meant, written as in the texts; empty where every word is known."""
    written = {fold(word): lower(word, active_language()) for word in reversed(WORD.findall(texts))}
    return " ".join(written.get(word, word) for word in question.meant.split())


def facet_links(results: Results, path: str, chosen: dict[str, object], name: str) -> list[dict]:
    """Links that narrow the list, each with how many hits it has."""
    values = [(value, number) for (facet, value), number in results.facets.most_common() if facet == name]
    if name == "year":
        values.sort(reverse=True)
    parameter = "category" if name == "kind" else "year"
    links = []
    for value, number in values[:MOST_FACETS]:
        label = str(LABELS[value]) if name == "kind" else value
        is_chosen = str(chosen.get(parameter, "")) == str(value)
        narrowed = {**chosen, parameter: "" if is_chosen else value}
        links.append(
            {"label": label, "number": number, "is_current": is_chosen, "url": address(path, results.text, **narrowed)}
        )
    return links if len(links) > 1 or chosen else []


def popular() -> list[tuple[str, str]]:
    """Where most people want to go, for a page without hits."""
    names = ["union_detail", "member_list", "meeting_list", "decision_list", "document_list"]
    labels = dict(sections())
    return [(reverse(name), str(labels[name])) for name in names]
