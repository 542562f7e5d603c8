"""The yearly papers: the grid of years, the page of each paper, and its short address."""

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse

from unions.caching.per_generation import cached_large_value
from unions.caching.same_answers import made_of_rows
from unions.models import Organ, Paper, Statute
from unions.models.budget import SIDES
from unions.models.paper import parse_word
from unions.papers.adoption import adoption_in_words, lateness_of
from unions.papers.budget import Side, budget_today, figures_of
from unions.papers.grid import PaperGrid
from unions.publishing.breadcrumbs import breadcrumbs, breadcrumbs_above, links_about
from unions.publishing.lookup import public_row
from unions.publishing.short_addresses import CITATION, to_first_language
from unions.tenancy.origin import absolute
from unions.tenancy.requests import UnionRequest


def paper_grid(request: UnionRequest) -> HttpResponse:
    """The yearly papers that are published or missing, year by year."""
    papers, assembly, statute = cached_large_value(request, papers_on_record)
    grid = PaperGrid(request.union, papers, assembly, statute=statute)
    context = {"grid": grid, "breadcrumbs": breadcrumbs_above("paper_grid")}
    return TemplateResponse(request, "unions/papers/paper_grid.html", context)


@made_of_rows
def papers_on_record() -> tuple[list[Paper], Organ | None, Statute | None]:
    """The published papers, and what says which ones are owed."""
    return list(Paper.objects.published().with_decision()), Organ.objects.assembly(), Statute.objects.first()


def budget(request: UnionRequest) -> HttpResponse:
    """Budgets and final accounts in figures: next year's, this year's and the two before."""
    context = {
        "budget": budget_today(),
        "breadcrumbs": breadcrumbs("paper_grid"),
        "links_about_figures": links_about("figures"),
    }
    return TemplateResponse(request, "unions/papers/budget.html", context)


def paper_detail(request: UnionRequest, year: int, word: str) -> HttpResponse:
    """One yearly paper: the file, what is in it, and the decision that adopted it."""
    meaning = parse_word(word)
    if meaning is None:
        raise Http404("No yearly paper is called this.")
    kind, number = meaning
    papers = Paper.objects.with_decision_flags().select_related("figures")
    paper = request.subject = public_row(papers, year=year, kind=kind, number=number)
    beside = list(Paper.objects.published().beside(paper))
    context = {
        "paper": paper,
        "decision": paper.public_decision,
        "adoption": adoption_in_words(paper),
        "lateness": lateness_of(paper),
        "sides": sides_of(paper),
        "same_year": [other for other in beside if other.year == paper.year],
        "other_years": [other for other in beside if other.year != paper.year],
        "short_url": absolute(request, paper.short_address),
        "breadcrumbs": breadcrumbs("paper_grid"),
    }
    return TemplateResponse(request, "unions/papers/paper_detail.html", context)


def paper_short(request: UnionRequest, citation: str) -> HttpResponse:
    """From a paper's permanent short address to its page in the union's first language."""
    parts = CITATION.fullmatch(citation)
    meaning = parse_word(parts["rest"]) if parts else None
    if parts is None or meaning is None:
        raise Http404("No yearly paper is called this.")
    kind, number = meaning
    return to_first_language(request, Paper.objects.of(kind, int(parts["year"]), number))


def sides_of(paper: Paper) -> list[Side]:
    """Income and expense of a budget or of final accounts, as far as its figures are known."""
    figures = figures_of(paper)
    is_planned = paper.kind == Paper.Kind.BUDGET
    pair = (figures, None) if is_planned else (None, figures)
    return [side for name in SIDES if (side := Side(name, *pair)).is_known]
